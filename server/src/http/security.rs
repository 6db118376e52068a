//! Content-Security-Policy: no inline scripts but those with the page's nonce,
//! no inline styles at all.

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
