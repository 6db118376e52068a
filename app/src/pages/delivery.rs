//! What a page is made of, on its way from a server function to the page.
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
pub(super) struct Delivery(Result<String, String>);

/// What stands before the status of a refusal. No JSON begins with it.
const REFUSED: char = '!';

impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(json) => f.write_str(json),
            Err(status) => write!(f, "{REFUSED}{status}"),
        }
    }
}

impl FromStr for Delivery {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(match text.strip_prefix(REFUSED) {
            Some(status) => Err(status.to_owned()),
            None => Ok(text.to_owned()),
        }))
    }
}

impl Delivery {
    /// What was delivered.
    pub(super) fn open<T: DeserializeOwned>(&self) -> Result<T, ServerFnError> {
        match &self.0 {
            Ok(json) => {
                json::read(json).map_err(|cause| ServerFnError::Deserialization(cause.to_string()))
            }
            Err(status) => Err(ServerFnError::ServerError(status.clone())),
        }
    }
}

/// Deliveries that follow what is asked for.
pub(super) type Deliveries = Resource<Delivery, FromToStringCodec>;

/// A server function whose answer makes a page.
pub(crate) trait Ask:
    ServerFn<Error = ServerFnError, Output: Serialize + DeserializeOwned> + Serialize + 'static
{
}

impl<F> Ask for F where
    F: ServerFn<Error = ServerFnError, Output: Serialize + DeserializeOwned> + Serialize + 'static
{
}

/// Asks a server function, anew whenever its address with what is asked changes.
pub(super) fn deliveries<F: Ask>(ask: impl Fn() -> F + Copy + Send + Sync + 'static) -> Deliveries {
    let address = move || address(&ask());
    #[cfg(feature = "ssr")]
    let fetch = move |_| answered(untrack(ask));
    #[cfg(not(feature = "ssr"))]
    let fetch = fetched;
    resource(Box::new(address), Arc::new(fetch))
}

type Fetching = Pin<Box<dyn Future<Output = Delivery> + Send>>;

fn resource(
    address: Box<dyn Fn() -> String + Send + Sync>,
    fetch: Arc<dyn Fn(String) -> Fetching + Send + Sync>,
) -> Deliveries {
    Resource::new_str(address, move |address| fetch(address))
}

/// Where a browser asks.
fn address<F: Ask>(asked: &F) -> String {
    let query = serde_qs::to_string(asked).unwrap_or_default();
    format!("{}?{query}", F::PATH)
}

/// The server asks itself.
#[cfg(feature = "ssr")]
fn answered<F: Ask>(asked: F) -> Fetching {
    Box::pin(async move {
        let answer = asked.run_body().await;
        Delivery(match answer {
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
            return Delivery(Err(String::new()));
        };
        if !answer.ok() {
            return Delivery(Err(answer.status().to_string()));
        }
        Delivery(answer.text().await.map_err(|_| String::new()))
    }))
}

/// Shows what is delivered, once it is there.
pub(super) fn shown(
    show: Arc<dyn Fn() -> Pin<Box<dyn Future<Output = AnyView> + Send>> + Send + Sync>,
) -> AnyView {
    view! { <Suspense>{move || Suspend::new(show())}</Suspense> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_travels_as_the_json_it_is() {
        for delivery in [
            Delivery(Ok("{\"a\":1}".to_owned())),
            Delivery(Err("404".to_owned())),
            Delivery(Err(String::new())),
        ] {
            assert_eq!(delivery.to_string().parse(), Ok(delivery));
        }
    }

    #[test]
    fn a_refusal_keeps_its_status() {
        let refused = Delivery(Err("403".to_owned())).open::<u8>();
        assert!(matches!(refused, Err(ServerFnError::ServerError(status)) if status == "403"));
    }
}
