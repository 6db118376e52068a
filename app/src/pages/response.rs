//! The answer of a server function, from which a page is made.
//!
//! All pages share one resource type, the JSON text as it came, and decode it
//! where they show it: resources, suspense and fetching are then in a bundle
//! once, not once for each page.

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;

use codee::string::FromToStringCodec;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::json;

/// The answer of a server function: its JSON, or the status of its refusal
/// (empty where there was no answer at all).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageResponse(Result<String, String>);

/// What stands before the status of a refusal. No JSON begins with it.
const REFUSED: char = '!';

impl fmt::Display for PageResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(json) => f.write_str(json),
            Err(status) => write!(f, "{REFUSED}{status}"),
        }
    }
}

impl FromStr for PageResponse {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(match text.strip_prefix(REFUSED) {
            Some(status) => Err(status.to_owned()),
            None => Ok(text.to_owned()),
        }))
    }
}

impl PageResponse {
    /// The shape that was answered.
    pub(super) fn open<T: DeserializeOwned>(&self) -> Result<T, ServerFnError> {
        match &self.0 {
            Ok(json) => {
                json::read(json).map_err(|cause| ServerFnError::Deserialization(cause.to_string()))
            }
            Err(status) => Err(ServerFnError::ServerError(status.clone())),
        }
    }
}

/// Answers that follow what is asked for.
pub(super) type PageResponses = Resource<PageResponse, FromToStringCodec>;

/// A server function whose answer makes a page.
pub(crate) trait PageQuery:
    ServerFn<Error = ServerFnError, Output: Serialize + DeserializeOwned> + Serialize + 'static
{
}

impl<F> PageQuery for F where
    F: ServerFn<Error = ServerFnError, Output: Serialize + DeserializeOwned> + Serialize + 'static
{
}

/// Asks a server function, anew whenever its address with what is asked changes.
pub(super) fn responses<F: PageQuery>(
    ask: impl Fn() -> F + Copy + Send + Sync + 'static,
) -> PageResponses {
    let address = move || address(&ask());
    #[cfg(feature = "ssr")]
    let fetch = move |_| answered(untrack(ask));
    #[cfg(not(feature = "ssr"))]
    let fetch = fetched;
    resource(Box::new(address), Arc::new(fetch))
}

type Fetching = Pin<Box<dyn Future<Output = PageResponse> + Send>>;

fn resource(
    address: Box<dyn Fn() -> String + Send + Sync>,
    fetch: Arc<dyn Fn(String) -> Fetching + Send + Sync>,
) -> PageResponses {
    Resource::new_str(address, move |address| fetch(address))
}

/// Where a browser asks.
fn address<F: PageQuery>(asked: &F) -> String {
    let query = serde_qs::to_string(asked).unwrap_or_default();
    format!("{}?{query}", F::PATH)
}

/// The server asks itself.
#[cfg(feature = "ssr")]
fn answered<F: PageQuery>(asked: F) -> Fetching {
    Box::pin(async move {
        let answer = asked.run_body().await;
        PageResponse(match answer {
            Ok(answer) => serde_json::to_string(&answer).map_err(|cause| {
                tracing::error!(?cause, "a page could not be written as JSON");
                String::new()
            }),
            Err(ServerFnError::ServerError(status)) => Err(status),
            Err(_) => Err(String::new()),
        })
    })
}

/// The browser asks the server.
#[cfg(not(feature = "ssr"))]
fn fetched(address: String) -> Fetching {
    Box::pin(send_wrapper::SendWrapper::new(async move {
        let Ok(answer) = gloo_net::http::Request::get(&address).send().await else {
            return PageResponse(Err(String::new()));
        };
        if !answer.ok() {
            return PageResponse(Err(answer.status().to_string()));
        }
        PageResponse(answer.text().await.map_err(|_| String::new()))
    }))
}

/// Shows a page, once its response is there.
pub(super) fn shown(
    show: Arc<dyn Fn() -> Pin<Box<dyn Future<Output = AnyView> + Send>> + Send + Sync>,
) -> AnyView {
    view! { <Suspense>{move || Suspend::new(show())}</Suspense> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_travels_as_the_json_it_is() {
        for response in [
            PageResponse(Ok("{\"a\":1}".to_owned())),
            PageResponse(Err("404".to_owned())),
            PageResponse(Err(String::new())),
        ] {
            assert_eq!(response.to_string().parse(), Ok(response));
        }
    }

    #[test]
    fn a_refusal_keeps_its_status() {
        let refused = PageResponse(Err("403".to_owned())).open::<u8>();
        assert!(matches!(refused, Err(ServerFnError::ServerError(status)) if status == "403"));
    }
}
