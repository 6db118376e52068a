//! What asks once more before what cannot be taken back. Rendered on the server
//! alone, in answer to the form; sent again, it says what was confirmed.

mod wording;

use leptos::prelude::*;
use leptos_meta::Meta;
use text::Text;

use self::wording::Wording;
use crate::forms::Confirmed;
use crate::head::{Title, TitleOfSite};
use crate::ssr::{Question, SentForm};
use crate::visitor::use_lang;

#[component]
pub(crate) fn Confirm(question: Question) -> impl IntoView {
    let lang = use_lang();
    let Question { asked, by, form } = question;
    let wording = Wording::of(asked.what, lang);
    let changed = asked.changed.then(|| {
        view! { <p class="notice-box warn" role="alert">{text::CONFIRM_CHANGED.get(lang)}</p> }
    });
    let happens = wording
        .happens
        .into_iter()
        .map(|one| view! { <li>{one}</li> });
    let written = wording.written.map(|reason| {
        view! {
            <h2>{text::CONFIRM_WRITTEN.get(lang)}</h2>
            <p class="whitespace-pre-wrap">{reason}</p>
        }
    });
    view! {
        <TitleOfSite name=text::OFFICE_NAME />
        <Title text=wording.asks.clone() />
        <Meta name="robots" content="noindex" />
        <header class="tools">
            <a href="/office">{text::OFFICE_NAME.get(lang)}</a>
        </header>
        <main id="main">
            <section class="card">
                // Read first, and not the button: Enter confirms nothing.
                <h1 tabindex="-1" autofocus>{wording.asks}</h1>
                {changed}
                <p>{text::CONFIRM_NOTHING_YET.get(lang)}</p>
                <h2>{text::CONFIRM_WHAT.get(lang)}</h2>
                <ul class="links">{happens.collect_view()}</ul>
                <p class="notice-box warn">{wording.stays}</p>
                {written}
                <p>{text::CONFIRM_RECORDED.fill(lang, &[("by", &by)])}</p>
                <Buttons form=form mark=asked.mark confirm=wording.button />
            </section>
        </main>
    }
    .into_any()
}

/// The form once more, unseen, with a button to confirm it and one to have it
/// back.
#[component]
fn Buttons(form: SentForm, mark: String, confirm: Text) -> impl IntoView {
    let lang = use_lang();
    // To where it was filled in, on a page that may be long.
    let back = format!("{}#form-{}", form.action, form.name);
    let values = form
        .values
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form method="post" action=form.action id="form-confirm">
            <input type="hidden" name="csrf" value=form.csrf />
            {values.collect_view()}
            <div class="flex flex-wrap gap-2">
                <button class="btn main" type="submit" name=Confirmed::FIELD value=mark>
                    {confirm.get(lang)}
                </button>
                <button
                    class="btn"
                    type="submit"
                    name=Confirmed::FIELD
                    value=Confirmed::BACK
                    formaction=back
                >
                    {text::CONFIRM_BACK.get(lang)}
                </button>
            </div>
            <p>{text::CONFIRM_BACK_KEPT.get(lang)}</p>
        </form>
    }
    .into_any()
}
