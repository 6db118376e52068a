//! The resident's site.

mod access;
#[cfg(feature = "ssr")]
mod changes;
mod display;
mod find;
mod history;
mod household;
mod notice;
mod object;
mod project;
#[cfg(feature = "ssr")]
pub(crate) mod special;
mod track;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{A, Router, Routes};
use leptos_router::path;

use crate::components::Tools;
use crate::forms::provide_refused;
use crate::head::TitleOfSite;
use crate::pages::{NoSuchPage, Page};
use crate::visitor::{read_visitor, use_lang};

/// The root of the `resident` bundle.
#[component]
pub fn ResidentApp() -> impl IntoView {
    provide_meta_context();
    provide_refused();
    provide_context(read_visitor());
    view! {
        <TitleOfSite name=text::SITE_NAME />
        <Router>
            <Tools home="/" name=text::SITE_NAME />
            <main id="main">
                <Routes fallback=NoSuchPage>
                    <Page path=path!("/") view=find::Find />
                    <Page path=path!("/p/:project") view=project::Project />
                    <Page path=path!("/p/:project/r/:round") view=notice::Notice />
                    <Page path=path!("/p/:project/r/:round/h/:household") view=household::Household />
                    <Page path=path!("/p/:project/r/:round/v/:revision") view=notice::Notice />
                    <Page path=path!("/p/:project/r/:round/v/:revision/h/:household") view=household::Household />
                    <Page path=path!("/p/:project/r/:round/object") view=object::Object />
                    <Page path=path!("/p/:project/access") view=access::Access />
                    <Page path=path!("/track") view=track::Track />
                    <Page path=path!("/display") view=display::DisplayTools />
                </Routes>
            </main>
            <Footer />
        </Router>
    }
}

/// Pages that only compare: long lists with nothing to do on them but read and
/// follow links. They come whole and without a script, so that the bundle does
/// not hold them (`docs/decisions/0021`).
#[cfg(feature = "ssr")]
#[component]
pub fn ComparisonApp() -> impl IntoView {
    provide_meta_context();
    provide_context(read_visitor());
    view! {
        <TitleOfSite name=text::SITE_NAME />
        <Router>
            <Tools home="/" name=text::SITE_NAME />
            <main id="main">
                <Routes fallback=NoSuchPage>
                    <Page path=path!("/p/:project/r/:round/changes") view=changes::ChangesOfNotice />
                    <Page path=path!("/p/:project/special") view=special::Special />
                </Routes>
            </main>
            <Footer />
        </Router>
    }
}

/// Whether [`ComparisonApp`] has the page of this path.
#[cfg(feature = "ssr")]
#[must_use]
pub fn is_comparison(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    matches!(
        parts.as_slice(),
        ["", "p", _, "special"] | ["", "p", _, "r", _, "changes"]
    )
}

#[component]
fn Footer() -> impl IntoView {
    let lang = use_lang();
    view! {
        <footer class="footer">
            <A href="/track">{text::TRACK_LINK.get(lang)}</A>
            <a href="/office" rel="external">{text::FOOTER_OFFICE.get(lang)}</a>
        </footer>
    }
}
