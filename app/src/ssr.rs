//! What the server hands to pages and server functions through context.

use std::net::IpAddr;
use std::sync::Arc;

use backend::accounts::Actor;
use backend::{AppContext, Error};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use views::{FormToken, ProxyDoubt, Unconfirmed};

/// One request's facts, provided as context to every page and every server
/// function. Who reads a page ([`crate::visitor::Visitor`]) and the form that was
/// just refused ([`crate::forms::Refused`]) are contexts of their own.
#[derive(Clone)]
pub struct Request {
    pub office: Arc<AppContext>,
    /// Who is signed in.
    pub actor: Option<Actor>,
    pub csrf: Csrf,
    /// Who asks, as far as can be told.
    pub client: IpAddr,
    /// Access codes that this reader has shown: project and code.
    pub access: Vec<(String, String)>,
    /// The site's address as readers have it, without a slash at the end:
    /// `https://board.example.cn`.
    pub origin: String,
    /// The objection that this reader follows.
    pub followed: Option<Followed>,
    /// What is amiss with the proxies in front.
    pub proxy: Option<ProxyDoubt>,
}

/// A form's proof that it came from this site.
#[derive(Clone, Debug)]
pub struct Csrf {
    pub token: String,
    /// The cookie that belongs to it, where the browser has none yet.
    pub set_cookie: Option<HeaderValue>,
}

/// Receipt and secret of an objection.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Followed {
    pub receipt: String,
    pub secret: String,
    /// Just filed: the secret is still to be shown.
    pub fresh: bool,
}

/// What is asked before a form is taken that cannot be taken back.
#[derive(Clone, Debug)]
pub struct Question {
    pub asked: Unconfirmed,
    /// Who is asked.
    pub by: String,
    pub form: SentForm,
}

/// A form as it was sent, to be sent again.
#[derive(Clone, Debug)]
pub struct SentForm {
    /// Its name on its page.
    pub name: &'static str,
    /// Where it was posted.
    pub action: String,
    /// Names and values as typed.
    pub values: Vec<(String, String)>,
    pub csrf: String,
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
    /// Pages are whole without either.
    pub resident: Option<Bundle>,
    pub office: Option<Bundle>,
    /// A script that every page loads, while the site is worked on.
    #[serde(skip)]
    pub reload: Option<&'static str>,
}

impl Request {
    /// Who is signed in.
    ///
    /// # Errors
    /// 401 where nobody is.
    pub(crate) fn actor(&self) -> Result<&Actor, ServerFnError> {
        self.actor
            .as_ref()
            .ok_or_else(|| failed(&Error::NotSignedIn))
    }

    /// The access code that this reader has shown for a project.
    #[must_use]
    pub fn access_code(&self, project: &str) -> Option<&str> {
        self.access
            .iter()
            .find_map(|(of, code)| (of == project).then_some(code.as_str()))
    }

    /// Counts a search.
    ///
    /// # Errors
    /// 429 after too many.
    pub(crate) fn count_search(&self) -> Result<(), ServerFnError> {
        backend::notices::count_search(&self.office, self.client).map_err(|error| failed(&error))
    }

    /// What a form of this page carries unseen; sees to its cookie.
    pub(crate) fn form_token(&self) -> Result<FormToken, ServerFnError> {
        if let (Some(cookie), Some(response)) = (
            self.csrf.set_cookie.clone(),
            use_context::<leptos_axum::ResponseOptions>(),
        ) {
            response.append_header(header::SET_COOKIE, cookie);
        }
        Ok(FormToken {
            csrf: self.csrf.token.clone(),
            submission: self.office.random_token().map_err(|error| failed(&error))?,
        })
    }
}

/// The facts of the current request.
///
/// # Errors
/// Only if the server forgot to provide them: a bug.
pub(crate) fn request() -> Result<Request, ServerFnError> {
    use_context::<Request>().ok_or_else(|| failed(&Error::internal("no request in context")))
}

/// The status that belongs to an error of a use case.
#[must_use]
pub const fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotSignedIn => StatusCode::UNAUTHORIZED,
        Error::Forbidden | Error::Recused(_) => StatusCode::FORBIDDEN,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::NotNow(_) | Error::Unconfirmed(_) => StatusCode::CONFLICT,
        Error::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// After how many seconds to try again, where an error says so.
#[must_use]
pub const fn retry_after(error: &Error) -> Option<u64> {
    match error {
        Error::Throttled { wait_seconds } | Error::Busy { wait_seconds } => Some(*wait_seconds),
        _ => None,
    }
}

/// The sentence that a reader sees for an error, with the status that belongs to it; the
/// cause goes to the log.
pub(crate) fn failed(error: &Error) -> ServerFnError {
    let status = status(error);
    if matches!(error, Error::Busy { .. }) {
        tracing::warn!("a page was not made: too much is under way");
    } else if status.is_server_error() {
        tracing::error!(cause = ?error, "a page could not be made");
    }
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(status);
        if let Some(seconds) = retry_after(error) {
            response.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
    ServerFnError::ServerError(status.as_str().to_owned())
}
