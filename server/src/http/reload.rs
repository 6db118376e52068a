//! For `cargo xtask dev`: a page in the browser is loaded again when another
//! process than the one that made it answers. Nothing but `sanbang demo
//! --reload` has it.

use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

/// The address of the script that such pages load.
pub(crate) const SCRIPT: &str = "/dev/reload.js";
/// Answers which process this is; the script asks it.
const PROCESS: &str = "/dev/process";

const SOURCE: &str = include_str!("reload.js");

pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route(SCRIPT, get(script))
        .route(PROCESS, get(async || std::process::id().to_string()))
}

async fn script() -> impl IntoResponse {
    let media_type = "text/javascript; charset=utf-8";
    ([(header::CONTENT_TYPE, media_type)], SOURCE)
}
