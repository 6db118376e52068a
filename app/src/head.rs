//! The contents of a page's `<head>`.

use leptos::prelude::*;
use text::Text;

use crate::visitor::use_lang;

/// The page's title. The one place that may use `leptos_meta::Title`: that
/// writes what it is given into the HTML as it is, so that markup in a project's
/// name would be markup of the page.
#[expect(clippy::disallowed_methods, reason = "the text is escaped here")]
#[component]
pub(crate) fn Title(#[prop(into)] text: String) -> impl IntoView {
    view! { <leptos_meta::Title text=as_html(text) /> }
}

/// What follows the title of every page: the site's name, which stands alone
/// where a page has none.
#[expect(clippy::disallowed_methods, reason = "both parts are escaped")]
#[component]
pub(crate) fn TitleOfSite(name: Text) -> impl IntoView {
    let site = as_html(name.get(use_lang()).to_owned());
    view! {
        <leptos_meta::Title formatter=move |page: String| {
            if page.is_empty() { site.clone() } else { format!("{page} · {site}") }
        } />
    }
}

/// The server writes HTML; the browser sets a text.
fn as_html(text: String) -> String {
    if cfg!(feature = "ssr") {
        text.replace('&', "&amp;").replace('<', "&lt;")
    } else {
        text
    }
}
