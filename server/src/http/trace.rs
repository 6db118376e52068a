//! One line of log for each request: what kind, how it ended, how long it
//! took. Addresses of pages name households and receipts, so they stay out.

use std::time::Duration;

use axum::extract::MatchedPath;
use axum::http::{Request, Response};
use tower_http::classify::{ServerErrorsAsFailures, SharedClassifier};
use tower_http::trace::{DefaultOnBodyChunk, DefaultOnEos, DefaultOnRequest, TraceLayer};
use tracing::Span;

type Layer = TraceLayer<
    SharedClassifier<ServerErrorsAsFailures>,
    fn(&Request<axum::body::Body>) -> Span,
    DefaultOnRequest,
    fn(&Response<axum::body::Body>, Duration, &Span),
    DefaultOnBodyChunk,
    DefaultOnEos,
    (),
>;

/// The layer that writes it.
pub(super) fn layer() -> Layer {
    TraceLayer::new_for_http()
        .make_span_with(span as fn(&Request<axum::body::Body>) -> Span)
        .on_response(ended as fn(&Response<axum::body::Body>, Duration, &Span))
        .on_failure(())
}

/// A number of its own ties together what one request logs.
fn span(request: &Request<axum::body::Body>) -> Span {
    let id = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("page", MatchedPath::as_str);
    tracing::info_span!("request", id, method = %request.method(), route)
}

static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);

fn ended(response: &Response<axum::body::Body>, took: Duration, _: &Span) {
    let status = response.status().as_u16();
    tracing::info!(status, millis = took.as_millis(), "answered");
}
