//! What stands where there is no page, and what protects every page.

use app::shell::error_shell;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use axum::response::Response;
use backend::Error;
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use super::security;
use super::site::Site;

/// A page that says why there is no other.
pub(super) async fn failure(site: &Site, headers: &HeaderMap, error: &Error) -> Response {
    let status = app::ssr::status(error);
    if status.is_server_error() && !matches!(error, Error::Busy { .. }) {
        tracing::error!(cause = ?error, "a request failed");
    }
    let visitor = site.visitor(headers);
    let assets = site.assets.clone();
    let shell = move || error_shell(&assets, visitor, status.as_str());
    let render = leptos_axum::render_app_async_with_context(protect, shell);
    let mut response = render(Request::new(Body::empty())).await;
    *response.status_mut() = status;
    if let Some(seconds) = app::ssr::retry_after(error) {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// Puts the page's nonce into its policy.
pub(super) fn protect() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    if let Ok(policy) = HeaderValue::from_str(&security::policy(&nonce)) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    response.insert_header(header::VARY, HeaderValue::from_static("cookie"));
    response.insert_header(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
}
