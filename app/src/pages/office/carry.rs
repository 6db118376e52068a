//! Carrying an upheld objection over to a later board.

use domain::publication_gate::Blocker;
use leptos::prelude::*;
use views::{CarriedOver, FormToken};

use crate::components::carried_sentences;
use crate::forms::{Area, CarryOver, Choose, Form, use_form};
use crate::visitor::use_lang;

/// For the supervisor, where an upheld objection holds the board up.
#[component]
pub(super) fn ToCarryOver(blockers: Vec<Blocker>, here: String, token: FormToken) -> impl IntoView {
    let lang = use_lang();
    let options: Vec<(String, String)> = blockers
        .into_iter()
        .filter_map(|one| match one {
            Blocker::NotMended {
                receipt, household, ..
            } => {
                let about = household.unwrap_or_else(|| text::BLOCKER_WHOLE.get(lang).to_owned());
                Some((receipt.clone(), format!("{receipt} · {about}")))
            }
            _ => None,
        })
        .collect();
    if options.is_empty() {
        return ().into_any();
    }
    let filled = use_form::<CarryOver>(&here);
    view! {
        <section class="card">
            <h2>{text::CARRY_TITLE.get(lang)}</h2>
            <p>{text::CARRY_HELP.get(lang)}</p>
            <Form token=token filled=filled.clone()>
                <Choose
                    name=CarryOver::receipt()
                    label=text::CARRY_OBJECTION
                    options=options
                    filled=filled.clone()
                />
                <Area name=CarryOver::reason() label=text::CARRY_REASON filled=filled />
                <button class="btn main" type="submit">{text::CARRY_BUTTON.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}

/// What was carried over, as residents will read it.
#[component]
pub(super) fn Carried(carried: Vec<CarriedOver>) -> impl IntoView {
    let lang = use_lang();
    (!carried.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::CARRIED_TITLE.get(lang)}</h2>
                <ul class="links">{carried_sentences(&carried, lang)}</ul>
            </section>
        }
    })
}
