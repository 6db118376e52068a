//! Pages, server functions and preferences.

use app::forms::Refused;
use app::is_comparison;
use app::shell::{
    comparison_shell, confirm_shell, office_shell, resident_shell, special_sheet_shell,
};
use app::ssr::{Question, Request as Facts};
use app::visitor::Visitor;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use backend::notices;
use leptos::prelude::provide_context;
use text::Lang;

use super::address::{Asked, At};
use super::facts::{DISPLAY, LANG};
use super::failure::{failure, protect};
use super::site::Site;
use super::web::is_local;

const OFFICE: &str = "/office";
pub(super) const LOGIN: &str = "/office/login";
/// Bytes of a server function's refusal, at the most.
const MAX_REFUSAL: usize = 64 * 1024;

/// Whether a path belongs to the office.
pub(super) fn is_office(path: &str) -> bool {
    let under = |root: &str| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    under(OFFICE) || under("/api/office")
}

/// Any page, by GET.
pub(super) async fn page(State(site): State<Site>, request: Request<Body>) -> Response {
    let office = is_office(request.uri().path());
    match site.facts(request.headers(), office).await {
        Ok(mut facts) => {
            facts.client = site.web.client(request.headers(), request.extensions());
            let path = request.uri().path();
            if office && facts.actor.is_none() && path != LOGIN {
                return to_login(request.uri());
            }
            let shown = Shown {
                facts,
                visitor: site.visitor(request.headers()),
                page: request.uri().clone(),
                refused: Refused::default(),
                is_elsewhere: false,
            };
            shown.render(&site, None).await
        }
        Err(error) => failure(&site, request.headers(), &error).await,
    }
}

/// To the sign-in page, and back to the page afterwards.
pub(super) fn to_login(uri: &Uri) -> Response {
    let next = uri.path_and_query().map_or(OFFICE, |path| path.as_str());
    // The sign-in page reads it decoded twice (see `app::segment`).
    let next = leptos_router::location::Url::escape(&next.replace('%', "%25"));
    Redirect::to(&format!("{LOGIN}?next={next}")).into_response()
}

/// Sends who asks for a form's route to the page of the form.
pub(super) async fn to_page(uri: Uri) -> Redirect {
    Redirect::to(&page_of(&uri, true).to_string())
}

/// The page of a form: what its route has before the verb.
pub(super) fn page_of(uri: &Uri, has_verb: bool) -> Uri {
    let path = uri.path();
    let page = match path.rsplit_once('/') {
        Some((page, _)) if has_verb => page,
        _ => path,
    };
    let query = uri.query().map(|query| format!("?{query}"));
    // A part of an address that was one is one.
    format!("{page}{}", query.unwrap_or_default())
        .parse()
        .unwrap_or_else(|_| uri.clone())
}

/// A page to be rendered.
pub(super) struct Shown {
    pub(super) facts: Facts,
    pub(super) visitor: Visitor,
    pub(super) page: Uri,
    /// The form that was just refused, to be shown again as it was.
    pub(super) refused: Refused,
    /// Whether a browser has it under another address.
    pub(super) is_elsewhere: bool,
}

impl Shown {
    /// Renders the page whole. The status comes with it, unless one is given.
    pub(super) async fn render(self, site: &Site, status: Option<StatusCode>) -> Response {
        let Self {
            facts,
            visitor,
            page,
            refused,
            is_elsewhere,
        } = self;
        let assets = site.assets.clone();
        let provide = move || {
            provide_context(facts.clone());
            provide_context(visitor);
            provide_context(refused.clone());
            protect();
        };
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = page.clone();
        let address = is_elsewhere.then(|| page.to_string());
        let mut response = if is_office(page.path()) {
            let shell = move || office_shell(&assets, visitor, address.clone());
            leptos_axum::render_app_async_with_context(provide, shell)(request).await
        } else if is_comparison(page.path()) {
            let shell = move || comparison_shell(&assets, visitor);
            leptos_axum::render_app_async_with_context(provide, shell)(request).await
        } else {
            let shell = move || resident_shell(&assets, visitor, address.clone());
            leptos_axum::render_app_async_with_context(provide, shell)(request).await
        };
        if let Some(status) = status
            && response.status().is_success()
        {
            *response.status_mut() = status;
        }
        response
    }
}

/// The page that asks once more before what cannot be taken back.
pub(super) async fn confirmation(site: &Site, visitor: Visitor, question: Question) -> Response {
    let assets = site.assets.clone();
    let shell = move || confirm_shell(&assets, visitor, question.clone());
    leptos_axum::render_app_async_with_context(protect, shell)(Request::new(Body::empty())).await
}

/// Cadres, Party members and their relatives beside the village, to print.
pub(super) async fn special_sheet(
    State(site): State<Site>,
    At(project): At<String>,
    headers: HeaderMap,
) -> Response {
    let made = async {
        let facts = site.facts(&headers, false).await?;
        let access = facts.access_code(&project);
        notices::special_sheet(&site.office, &project, access).await
    };
    let page = match made.await {
        Ok(page) => page,
        Err(error) => return failure(&site, &headers, &error).await,
    };
    let visitor = site.visitor(&headers);
    let assets = site.assets.clone();
    let shell = move || special_sheet_shell(&assets, visitor, page.clone());
    leptos_axum::render_app_async_with_context(protect, shell)(Request::new(Body::empty())).await
}

/// Answers a server function; they only read, and only by GET.
pub(super) async fn server_function(State(site): State<Site>, request: Request<Body>) -> Response {
    let office = is_office(request.uri().path());
    let mut facts = match site.facts(request.headers(), office).await {
        Ok(facts) => facts,
        Err(error) => {
            tracing::error!(cause = ?error, "a request failed");
            return app::ssr::status(&error).into_response();
        }
    };
    facts.client = site.web.client(request.headers(), request.extensions());
    let provide = move || provide_context(facts.clone());
    let response = leptos_axum::handle_server_fns_with_context(provide, request)
        .await
        .into_response();
    let mut response = with_blame(response).await;
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    response
}

/// A server function answers 500 for arguments that it cannot read; that is
/// the caller's fault: 400.
async fn with_blame(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, MAX_REFUSAL).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let is_callers = ["Args|", "MissingArg|", "Deserialization|"]
        .iter()
        .any(|kind| body.starts_with(kind.as_bytes()));
    if is_callers {
        parts.status = StatusCode::BAD_REQUEST;
    }
    (parts, body).into_response()
}

/// Where a preference was changed.
#[derive(serde::Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

/// Keeps a preference and goes back to the page.
pub(super) async fn set(
    State(site): State<Site>,
    At((what, value)): At<(String, String)>,
    Asked(Back { back }): Asked<Back>,
    headers: HeaderMap,
) -> Response {
    let kept = if what == LANG {
        site.keep(LANG, Lang::from_tag(&value).tag())
    } else {
        let mut display = site.visitor(&headers).display;
        display.set(&what, &value);
        site.keep(DISPLAY, &display.to_cookie())
    };
    let to = if is_local(&back) { back.as_str() } else { "/" };
    let mut response = Redirect::to(to).into_response();
    if let Some(kept) = kept {
        response.headers_mut().append(header::SET_COOKIE, kept);
    }
    response
}
