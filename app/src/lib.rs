//! The site: pages, components and server functions, rendered on the server
//! (feature `ssr`) and taken over in the browser (feature `hydrate`).
//!
//! Every page is whole without JavaScript: links, GET searches, plain forms.
#![expect(
    unreachable_pub,
    reason = "leptos's component macro writes `pub` items"
)]

pub mod api;
mod components;
pub mod forms;
mod json;
mod pages;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod visitor;

#[cfg(feature = "ssr")]
pub use pages::resident::{ComparisonApp, is_comparison};
pub use pages::{office::OfficeApp, resident::ResidentApp};
