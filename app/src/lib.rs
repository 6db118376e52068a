//! The site: pages, components, forms and server functions, rendered on the
//! server (feature `ssr`) and taken over in the browser (feature `hydrate`).
//! Every page is whole without JavaScript: links, GET searches, plain forms.
//!
//! It may know `domain`, `text` and `views`, and on the server `backend`, whose
//! use cases it calls. It knows no database and no HTTP beyond what it answers
//! with; what a request brings it finds in its context (`ssr::Request`,
//! [`visitor::Visitor`], [`forms::Refused`]), which the crate `server` provides.
//!
//! | where | what |
//! |---|---|
//! | `pages` | a file a page, by who reads it: `resident`, `office` |
//! | [`api`] | server functions: what pages are made of |
//! | [`forms`] | forms: fields and routes; their controls |
//! | `components`, `head` | what several pages show |
//! | `shell` | the HTML around a page |
//!
//! # To add a page
//! Its shape in `views`, its use case in `backend`; a server function in [`api`]
//! (session, use case, answer; it authorises inside); a file in `pages` with
//! `loaded` or `office_page` and a `<Title>` (of `head`: it escapes); a line in
//! the routes of `pages/resident.rs` or `pages/office.rs`. The tests of `server`
//! ask for a row of both in their table of roles. What a resident's page shows
//! is made of `domain::privacy` alone.
//!
//! # To add a form
//! A declaration in [`forms`]; `use_form::<Name>(&page)` with `<Form>` and its
//! controls on the page, fields by `Name::field()`; a function in
//! `server/src/http/post` that takes `Form<Name>` and calls one use case; a line
//! in the router's `forms()`; a row in the table of roles.
//!
//! # To add a server function
//! It only reads, by GET (`input = GetUrl`). Name it where a page asks for it
//! (`name = ReadProject`), and give it a row in the table of roles.
#![expect(
    unreachable_pub,
    reason = "leptos's component macro writes `pub` items"
)]

pub mod api;
mod components;
pub mod forms;
mod head;
mod json;
mod pages;
pub mod segment;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod visitor;

#[cfg(feature = "ssr")]
pub use pages::resident::{ComparisonApp, is_comparison};
pub use pages::{office::OfficeApp, resident::ResidentApp};
