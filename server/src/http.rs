//! The router: pages, server functions, the built files, health.

mod assets;
mod pages;
mod security;
mod serve;

pub(crate) use serve::serve;

use std::sync::Arc;
use std::time::Duration;

use app::ssr::Assets;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::routing::get;
use backend::Office;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// A page that takes longer than this is given up.
const PAGE_TIME_MOST: Duration = Duration::from_secs(30);

/// What every request is answered from.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) office: Arc<Office>,
    pub(crate) assets: Arc<Assets>,
    pub(crate) files: Arc<assets::Files>,
}

/// Everything this program answers.
pub(crate) fn router(site: Site) -> Router {
    // An error means that it was done before, by another router of a test.
    let _ = any_spawner::Executor::init_tokio();
    let fixed = |name: HeaderName, value| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    Router::new()
        .route("/healthz", get(health))
        .route("/lang/{tag}", get(pages::language))
        .route("/api/{*function}", get(pages::server_function))
        .fallback(get(pages::page))
        .layer(CompressionLayer::new())
        .route("/pkg/{file}", get(assets::file))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PAGE_TIME_MOST,
        ))
        .layer(CatchPanicLayer::new())
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
