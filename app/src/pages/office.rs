//! The office's site.

mod archive;
mod calendar;
mod carry;
mod case;
mod changes;
mod comments;
mod correct;
mod create;
mod desk;
mod draft;
mod findings;
mod kin;
mod login;
mod officials;
mod plan;
mod project;
mod queue;
mod record;
mod review;
mod round;
mod special;
mod standards;
mod today;
mod upload;
mod warnings;
mod withdraw;

use domain::text;
use leptos::prelude::*;
use leptos_meta::{Meta, Title, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::components::Tools;
use crate::forms::provide_refused;
use crate::pages::NoSuchPage;
use crate::visitor::read_visitor;

/// The root of the `office` bundle.
#[component]
pub fn OfficeApp() -> impl IntoView {
    provide_meta_context();
    provide_refused();
    let visitor = read_visitor();
    provide_context(visitor);
    view! {
        <Title formatter=move |page: String| {
            let site = text::OFFICE_NAME.get(visitor.lang);
            if page.is_empty() { site.to_owned() } else { format!("{page} · {site}") }
        } />
        <Meta name="robots" content="noindex" />
        <Router>
            <Tools home="/office" name=text::OFFICE_NAME />
            <Routes fallback=NoSuchPage>
                <Route path=path!("/office/login") view=login::Login ssr=SsrMode::Async />
                <Route path=path!("/office") view=today::Today ssr=SsrMode::Async />
                <Route path=path!("/office/projects/new") view=create::Create ssr=SsrMode::Async />
                <Route path=path!("/office/p/:project") view=project::Project ssr=SsrMode::Async />
                <Route
                    path=path!("/office/p/:project/r/:round")
                    view=round::Round
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/office/p/:project/r/:round/uploads/:upload")
                    view=upload::Upload
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/office/p/:project/r/:round/review")
                    view=review::Review
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/office/p/:project/r/:round/changes")
                    view=changes::ChangesOfRound
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/office/p/:project/archive")
                    view=archive::ArchiveOfProject
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/office/p/:project/record")
                    view=record::ProjectRecord
                    ssr=SsrMode::Async
                />
                <Route path=path!("/office/record") view=record::Record ssr=SsrMode::Async />
                <Route
                    path=path!("/office/calendar")
                    view=calendar::Calendar
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/office/p/:project/special")
                    view=special::Special
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/office/p/:project/special/:household")
                    view=special::Household
                    ssr=SsrMode::Async
                />
                <Route path=path!("/office/officials") view=officials::Officials ssr=SsrMode::Async />
                <Route
                    path=path!("/office/officials/:official")
                    view=officials::Official
                    ssr=SsrMode::Async
                />
                <Route path=path!("/office/kin") view=kin::Kin ssr=SsrMode::Async />
                <Route path=path!("/office/objections") view=queue::Queue ssr=SsrMode::Async />
                <Route path=path!("/office/objections/:receipt") view=case::Case ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
