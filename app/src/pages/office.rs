//! The office's site.

mod archive;
mod calendar;
mod carry;
mod case;
mod changes;
mod comments;
#[cfg(feature = "ssr")]
pub(crate) mod confirm;
mod correct;
mod create;
mod draft;
mod findings;
mod household;
mod kin;
mod login;
mod officials;
mod plan;
mod project;
mod queue;
mod record;
mod review;
mod round;
mod session;
mod special;
mod standards;
mod today;
mod upload;
mod warnings;
mod withdraw;

use leptos::prelude::*;
use leptos_meta::{Meta, provide_meta_context};
use leptos_router::components::{Router, Routes};
use leptos_router::path;

use crate::components::Tools;
use crate::forms::provide_refused;
use crate::head::TitleOfSite;
use crate::pages::{NoSuchPage, Page};
use crate::visitor::read_visitor;

/// The root of the `office` bundle.
#[component]
pub fn OfficeApp() -> impl IntoView {
    provide_meta_context();
    provide_refused();
    provide_context(read_visitor());
    view! {
        <TitleOfSite name=text::OFFICE_NAME />
        <Meta name="robots" content="noindex" />
        <Router>
            <Tools home="/office" name=text::OFFICE_NAME />
            <Routes fallback=NoSuchPage>
                <Page path=path!("/office/login") view=login::Login />
                <Page path=path!("/office") view=today::Today />
                <Page path=path!("/office/projects/new") view=create::Create />
                <Page path=path!("/office/p/:project") view=project::Project />
                <Page path=path!("/office/p/:project/r/:round") view=round::Round />
                <Page path=path!("/office/p/:project/r/:round/uploads/:upload") view=upload::Upload />
                <Page path=path!("/office/p/:project/r/:round/review") view=review::Review />
                <Page path=path!("/office/p/:project/r/:round/h/:household") view=household::Household />
                <Page path=path!("/office/p/:project/r/:round/changes") view=changes::ChangesOfRound />
                <Page path=path!("/office/p/:project/archive") view=archive::ArchiveOfProject />
                <Page path=path!("/office/p/:project/record") view=record::ProjectRecord />
                <Page path=path!("/office/record") view=record::Record />
                <Page path=path!("/office/calendar") view=calendar::Calendar />
                <Page path=path!("/office/p/:project/special") view=special::Special />
                <Page path=path!("/office/p/:project/special/:household") view=special::Household />
                <Page path=path!("/office/officials") view=officials::Officials />
                <Page path=path!("/office/officials/:official") view=officials::Official />
                <Page path=path!("/office/kin") view=kin::Kin />
                <Page path=path!("/office/objections") view=queue::Queue />
                <Page path=path!("/office/objections/:receipt") view=case::Case />
            </Routes>
        </Router>
    }
}
