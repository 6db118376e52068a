//! The router: pages, server functions, forms, the built files, health.

use std::time::Duration;

use app::forms::Action;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::handler::Handler;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use super::post::{self as posts, Form};
use super::site::Site;
use super::{download, pages, reload, security, trace};

/// A form with photos, from a phone with a weak signal.
const MAX_FORM_TIME: Duration = Duration::from_secs(15 * 60);
/// Five photos that are all a little too large still get a clear sentence.
pub(super) const MAX_FORM_BYTES: usize = 96 * 1024 * 1024;
/// A page that takes longer than this is given up.
const MAX_PAGE_TIME: Duration = Duration::from_secs(30);

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
        .layer(time_limit(MAX_PAGE_TIME))
        .merge(
            routes(forms())
                .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
                .layer(time_limit(MAX_FORM_TIME)),
        )
        .layer(CompressionLayer::new())
        .merge(routes(archives()).layer(time_limit(MAX_FORM_TIME)))
        .merge(routes(files()))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(site.clone(), security::by_own_name))
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
pub(super) type Route = (&'static str, MethodRouter<Site>);

fn routes(list: Vec<Route>) -> Router<Site> {
    list.into_iter()
        .fold(Router::new(), |router, (path, answer)| {
            router.route(path, answer)
        })
}

/// What is only read; pages without a form are the fallback.
pub(super) fn gets() -> Vec<Route> {
    vec![
        (security::HEALTH, get(health)),
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
pub(super) fn archives() -> Vec<Route> {
    vec![("/office/p/{project}/archive.zip", get(download::archive))]
}

/// The built files, with their compressed copies.
pub(super) fn files() -> Vec<Route> {
    vec![("/pkg/{file}", get(download::built))]
}

/// Forms: each has a route of its own.
pub(super) fn forms() -> Vec<Route> {
    vec![
        form(posts::follow),
        form(posts::stop_following),
        form_at(posts::open_names),
        form_at(posts::file_objection),
        form(posts::sign_in),
        form(posts::sign_out),
        form(posts::create_project),
        form_at(posts::load_standards),
        form_at(posts::set_surveyed),
        form_at(posts::upload),
        form_at(posts::explain_warnings),
        form_at(posts::explain_changes),
        form_at(posts::submit),
        form_at(posts::change_due),
        form_at(posts::recall),
        form_at(posts::correct),
        form_at(posts::abandon),
        form_at(posts::withdraw),
        form_at(posts::confirm_withdrawal),
        form_at(posts::refuse_withdrawal),
        form_at(posts::carry_over),
        form_at(posts::confirm_remedy),
        form_at(posts::approve),
        form_at(posts::send_back),
        form_at(posts::comment),
        form_at(posts::uncomment),
        form(posts::set_days),
        form(posts::add_official),
        form_at(posts::change_official),
        form_at(posts::agree_to_link),
        form_at(posts::keep_link),
        form(posts::declare_kin),
        form(posts::lift_kin),
        form_at(posts::declare_rest),
        form_at(posts::declare_one),
        form_at(posts::accept),
        form_at(posts::decline),
        form_at(posts::decide),
        form(posts::answer_held),
    ]
}

/// The route of a form whose address says nothing.
fn form<F, M, H>(handler: H) -> Route
where
    F: Action + 'static,
    H: Handler<(M, Form<F>), Site>,
    M: 'static,
{
    route::<F>(post(handler))
}

/// The route of a form whose address says what it is about.
fn form_at<F, M, P, H>(handler: H) -> Route
where
    F: Action + 'static,
    H: Handler<(M, P, Form<F>), Site>,
    M: 'static,
    P: 'static,
{
    route::<F>(post(handler))
}

/// The route of a form, as its declaration has it. Who asks for it by GET, to
/// load the page of a refused form anew, is sent to the form's page.
fn route<F: Action>(posted: MethodRouter<Site>) -> Route {
    let answer = if F::VERB.is_empty() {
        posted.get(pages::page)
    } else {
        posted.get(pages::to_page)
    };
    (F::ROUTE, answer)
}

fn time_limit(most: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, most)
}

async fn health(State(site): State<Site>) -> StatusCode {
    match site.office.healthy().await {
        Ok(()) => StatusCode::OK,
        Err(cause) => {
            tracing::error!(?cause, "the database does not answer");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
