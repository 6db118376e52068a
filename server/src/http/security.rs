//! Content-Security-Policy: no inline scripts but those with the page's nonce,
//! no inline styles at all. Only by its own names, where they are set.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::site::Site;

/// For a year, browsers that were here by TLS come by nothing else.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");
/// Answered by any name: who asks whether this process lives knows its address.
pub(super) const HEALTH: &str = "/healthz";

/// Answers those only who ask for this site by its own name: what a page calls
/// itself, and whom its forms belong to, is nobody else's to say.
pub(super) async fn by_own_name(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Response {
    let is_own = site.web.is_asked_for(request.uri(), request.headers());
    let mut response = if is_own || request.uri().path() == HEALTH {
        next.run(request).await
    } else {
        let said = format!("{}\n{}\n", text::HOST_UNKNOWN.zh, text::HOST_UNKNOWN.en);
        (StatusCode::MISDIRECTED_REQUEST, said).into_response()
    };
    if site.web.is_secure() {
        let headers = response.headers_mut();
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    response
}

/// For answers that carry no script.
pub(super) const POLICY_WITHOUT_SCRIPTS: &str =
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// For a page: its own scripts by nonce, its own style sheet, its own data.
pub(super) fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}
