//! Pages and server functions, with the facts of each request in context.

use app::shell::resident_shell;
use app::ssr::Request as Facts;
use app::visitor::Visitor;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Request, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::Lang;
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;

use super::{Site, security};

/// The cookie that keeps the language.
const LANG_COOKIE: &str = "lang";
const YEAR_SECONDS: u32 = 365 * 24 * 3600;

/// Renders a page whole; the status comes with it.
pub(super) async fn page(State(site): State<Site>, request: Request<Body>) -> Response {
    let facts = facts(&site, request.headers());
    let visitor = facts.visitor;
    let assets = site.assets.clone();
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(facts.clone());
            protect();
        },
        move || resident_shell(&assets, visitor),
    );
    render(request).await
}

/// Puts the page's nonce into its policy.
fn protect() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    if let Ok(policy) = HeaderValue::from_str(&security::policy(&nonce)) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    response.insert_header(header::VARY, HeaderValue::from_static("cookie"));
    response.insert_header(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
}

/// Answers a server function; they only read, and only by GET.
pub(super) async fn server_function(State(site): State<Site>, request: Request<Body>) -> Response {
    let facts = facts(&site, request.headers());
    leptos_axum::handle_server_fns_with_context(move || provide_context(facts.clone()), request)
        .await
        .into_response()
}

fn facts(site: &Site, headers: &HeaderMap) -> Facts {
    let lang = cookie(headers, LANG_COOKIE)
        .map(Lang::from_tag)
        .unwrap_or_default();
    Facts {
        office: site.office.clone(),
        visitor: Visitor { lang },
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Where a preference was changed.
#[derive(serde::Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

/// Keeps the language and goes back to the page.
pub(super) async fn language(
    Path(tag): Path<String>,
    Query(Back { back }): Query<Back>,
) -> Response {
    let kept = format!(
        "{LANG_COOKIE}={}; Path=/; Max-Age={YEAR_SECONDS}; SameSite=Lax",
        Lang::from_tag(&tag).tag()
    );
    let to = if is_local(&back) { back.as_str() } else { "/" };
    ([(header::SET_COOKIE, kept)], Redirect::to(to)).into_response()
}

/// Whether an address stays on this site.
fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.chars().all(|character| character.is_ascii_graphic())
}
