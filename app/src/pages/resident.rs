//! The resident's site.

mod find;
mod household;
mod notice;
mod project;

use domain::text;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::components::{Missing, Tools};
use crate::visitor::read_visitor;

/// The root of the `resident` bundle.
#[component]
pub fn ResidentApp() -> impl IntoView {
    provide_meta_context();
    let visitor = read_visitor();
    provide_context(visitor);
    view! {
        <Title formatter=move |page: String| {
            let site = text::SITE_NAME.get(visitor.lang);
            if page.is_empty() { site.to_owned() } else { format!("{page} · {site}") }
        } />
        <Router>
            <Tools />
            <main id="main">
                <Routes fallback=NoSuchPage>
                    <Route path=path!("/") view=find::Find ssr=SsrMode::Async />
                    <Route path=path!("/p/:project") view=project::Project ssr=SsrMode::Async />
                    <Route path=path!("/p/:project/r/:round") view=notice::Notice ssr=SsrMode::Async />
                    <Route
                        path=path!("/p/:project/r/:round/h/:household")
                        view=household::Household
                        ssr=SsrMode::Async
                    />
                </Routes>
            </main>
        </Router>
    }
}

/// An address that no page has: 404.
#[component]
fn NoSuchPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! { <Missing /> }
}
