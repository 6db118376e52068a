//! The router: pages, server functions, the built files, health.

mod assets;
mod download;
mod facts;
mod pages;
mod post;
mod posted;
mod reload;
mod security;
mod serve;
mod trace;
mod web;

pub(crate) use assets::{Built, read as read_site};
pub(crate) use posted::Room;
pub(crate) use reload::SCRIPT as RELOAD_SCRIPT;
pub(crate) use serve::serve;
pub(crate) use web::Web;

use std::sync::Arc;
use std::time::Duration;

use app::ssr::Assets;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::routing::{MethodRouter, get, post};
use backend::AppContext;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// A form with photos, from a phone with a weak signal.
const FORM_TIME_MOST: Duration = Duration::from_secs(15 * 60);
/// Five photos that are all a little too large still get a clear sentence.
const FORM_BYTES_MOST: usize = 96 * 1024 * 1024;
/// A page that takes longer than this is given up.
const PAGE_TIME_MOST: Duration = Duration::from_secs(30);

/// What every request is answered from.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) office: Arc<AppContext>,
    pub(crate) assets: Arc<Assets>,
    pub(crate) files: Arc<assets::Files>,
    pub(crate) web: Web,
    pub(crate) room: Room,
}

/// Everything this program answers.
pub(crate) fn router(site: Site) -> Router {
    // An error means that it was done before, by another router of a test.
    let _ = any_spawner::Executor::init_tokio();
    let fixed = |name: HeaderName, value| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let reload = match site.assets.reload {
        Some(_) => reload::routes(),
        None => Router::new(),
    };
    routes(gets())
        .fallback(get(pages::page))
        .layer(time_limit(PAGE_TIME_MOST))
        .merge(
            routes(forms())
                .layer(DefaultBodyLimit::max(FORM_BYTES_MOST))
                .layer(time_limit(FORM_TIME_MOST)),
        )
        .layer(CompressionLayer::new())
        .merge(routes(archives()).layer(time_limit(FORM_TIME_MOST)))
        .merge(routes(files()))
        .layer(CatchPanicLayer::new())
        .layer(trace::layer())
        // Asked three times a second: not traced.
        .merge(reload)
        .layer(fixed(
            header::CONTENT_SECURITY_POLICY,
            security::POLICY_WITHOUT_SCRIPTS,
        ))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ))
        .with_state(site)
}

/// A path and what answers it. A test holds every one of them against the
/// table of roles.
type Route = (&'static str, MethodRouter<Site>);

fn routes(list: Vec<Route>) -> Router<Site> {
    list.into_iter()
        .fold(Router::new(), |router, (path, answer)| {
            router.route(path, answer)
        })
}

/// What is only read; pages without a form are the fallback.
fn gets() -> Vec<Route> {
    vec![
        ("/healthz", get(health)),
        ("/set/{what}/{value}", get(pages::set)),
        ("/api/{*function}", get(pages::server_function)),
        (
            "/office/objections/{receipt}/files/{number}",
            get(download::attachment),
        ),
        ("/p/{project}/special.csv", get(download::special)),
        ("/p/{project}/special/print", get(pages::special_sheet)),
        (
            "/office/p/{project}/record.csv",
            get(download::project_record),
        ),
        ("/office/record.csv", get(download::record)),
        (
            "/office/p/{project}/r/{round}/uploads/{upload}/findings.xlsx",
            get(download::findings),
        ),
        ("/office/p/{project}/template.xlsx", get(download::template)),
    ]
}

/// Archives: compressed already, and long in the making.
fn archives() -> Vec<Route> {
    vec![("/office/p/{project}/archive.zip", get(download::archive))]
}

/// The built files, with their compressed copies.
fn files() -> Vec<Route> {
    vec![("/pkg/{file}", get(assets::file))]
}

/// Pages with forms: the page by GET, the form by POST.
fn forms() -> Vec<Route> {
    vec![
        ("/track", post(post::track).get(pages::page)),
        ("/p/{project}/access", post(post::access).get(pages::page)),
        (
            "/p/{project}/r/{round}/object",
            post(post::object).get(pages::page),
        ),
        ("/office/login", post(post::login).get(pages::page)),
        ("/office/logout", post(post::logout)),
        ("/office/projects/new", post(post::create).get(pages::page)),
        ("/office/p/{project}", post(post::project).get(pages::page)),
        (
            "/office/p/{project}/r/{round}",
            post(post::round).get(pages::page),
        ),
        (
            "/office/p/{project}/r/{round}/review",
            post(post::review).get(pages::page),
        ),
        ("/office/calendar", post(post::calendar).get(pages::page)),
        (
            "/office/p/{project}/r/{round}/changes",
            post(post::changes).get(pages::page),
        ),
        ("/office/officials", post(post::officials).get(pages::page)),
        (
            "/office/officials/{official}",
            post(post::official).get(pages::page),
        ),
        ("/office/kin", post(post::kin).get(pages::page)),
        (
            "/office/p/{project}/special",
            post(post::declarations).get(pages::page),
        ),
        (
            "/office/p/{project}/special/{household}",
            post(post::declaration).get(pages::page),
        ),
        (
            "/office/objections/{receipt}",
            post(post::case).get(pages::page),
        ),
    ]
}

fn time_limit(most: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, most)
}

async fn health(axum::extract::State(site): axum::extract::State<Site>) -> StatusCode {
    match site.office.healthy().await {
        Ok(()) => StatusCode::OK,
        Err(cause) => {
            tracing::error!(?cause, "the database does not answer");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

#[cfg(test)]
mod tests;
