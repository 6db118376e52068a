//! What asks once more, before what cannot be taken back.

use leptos::prelude::*;
use text::Text;

use super::filled::Filled;
use crate::visitor::use_lang;

/// The name of the button that says yes, in every form that asks.
pub const CONFIRMED: &str = "confirmed";

/// The button of a form; once it was pressed, what will happen and the button
/// that does it. What was typed stays in the form.
#[component]
pub(crate) fn AskFirst(
    filled: Filled,
    /// The form's own button.
    button: Text,
    class: &'static str,
    title: Text,
    /// What will happen, a sentence each.
    will: Vec<String>,
    /// The button that does it.
    yes: Text,
    /// The way back, to the page without the question.
    back: String,
) -> impl IntoView {
    let lang = use_lang();
    if !filled.asks() {
        return view! {
            <button class=class type="submit">
                {button.get(lang)}
            </button>
        }
        .into_any();
    }
    let id = format!("ask-{}", filled.id());
    let of = id.clone();
    let will = will.into_iter().map(|one| view! { <li>{one}</li> });
    view! {
        <div class="ask" role="alert" aria-labelledby=of>
            <h3 id=id>{title.get(lang)}</h3>
            <ul>{will.collect_view()}</ul>
            <p class="flex flex-wrap gap-2">
                <button class="btn main" type="submit" name=CONFIRMED value="1">
                    {yes.get(lang)}
                </button>
                <a class="btn" href=back rel="external">
                    {text::ASK_BACK.get(lang)}
                </a>
            </p>
        </div>
    }
    .into_any()
}
