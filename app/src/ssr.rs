//! What the server hands to pages and server functions through context.

use std::sync::Arc;

use backend::{Error, Office};
use leptos::prelude::*;

use crate::visitor::Visitor;

/// One request's facts, provided as context to every page and every server
/// function.
#[derive(Clone)]
pub struct Request {
    pub office: Arc<Office>,
    pub visitor: Visitor,
}

/// The files of one WebAssembly bundle, as addresses.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Bundle {
    pub js: String,
    pub wasm: String,
}

/// Everything a page's shell links to.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Assets {
    pub css: Option<String>,
    /// Pages are whole without it.
    pub resident: Option<Bundle>,
}

/// The facts of the current request.
///
/// # Errors
/// Only if the server forgot to provide them: a bug.
pub(crate) fn request() -> Result<Request, ServerFnError> {
    use_context::<Request>().ok_or_else(|| failed(&Error::internal("no request in context")))
}

/// What a reader is told of an error, with the status that belongs to it; the
/// cause goes to the log.
pub(crate) fn failed(error: &Error) -> ServerFnError {
    let status = match error {
        Error::NotFound => http::StatusCode::NOT_FOUND,
        other => {
            tracing::error!(cause = ?other, "a page could not be made");
            http::StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(status);
    }
    ServerFnError::ServerError(status.as_str().to_owned())
}
