//! Upheld objections that hold a board up: carrying one over to a later board,
//! and saying that another change is the one it asked for.

use domain::publication_gate::Blocker;
use leptos::prelude::*;
use views::{CarriedOver, ConfirmedRemedy, FormToken, ToConfirm};

use crate::components::{carried_sentences, confirmed_sentences};
use crate::forms::{Area, CarryOver, Choose, ConfirmRemedy, Form, use_form};
use crate::pages::changes::Changes;
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
            }
            | Blocker::NotConfirmed {
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
                <button class="btn" type="submit">{text::CARRY_BUTTON.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}

/// For the supervisor, where a board changes something else of a household than
/// the line that an upheld objection is about.
#[component]
pub(super) fn ToConfirmRemedy(
    waiting: Vec<ToConfirm>,
    here: String,
    token: FormToken,
) -> impl IntoView {
    let lang = use_lang();
    if waiting.is_empty() {
        return ().into_any();
    }
    let filled = use_form::<ConfirmRemedy>(&here);
    let about = |one: &ToConfirm| {
        let about = one.household.as_deref();
        let about = about.unwrap_or(text::BLOCKER_WHOLE.get(lang));
        format!("{} · {about}", one.receipt)
    };
    let options: Vec<(String, String)> = waiting
        .iter()
        .map(|one| (one.receipt.clone(), about(one)))
        .collect();
    let each = waiting.iter().map(|one| {
        let line = one.line.as_ref();
        let line = line.map(|line| text::CONFIRM_REMEDY_ABOUT.fill(lang, &[("line", line)]));
        let shown = match (&one.household, one.is_gone) {
            (None, _) => view! { <p>{text::CONFIRM_REMEDY_WHOLE.get(lang)}</p> }.into_any(),
            (_, true) => view! { <p>{text::CONFIRM_REMEDY_GONE.get(lang)}</p> }.into_any(),
            _ => view! { <Changes changes=one.changes.clone() /> }.into_any(),
        };
        view! {
            <h3>{about(one)}</h3>
            {line.map(|line| view! { <p>{line}</p> })}
            {shown}
        }
    });
    view! {
        <section class="card" id="remedy">
            <h2>{text::CONFIRM_REMEDY_TITLE.get(lang)}</h2>
            <p>{text::CONFIRM_REMEDY_HELP.get(lang)}</p>
            {each.collect_view()}
            <Form token=token filled=filled.clone()>
                <Choose
                    name=ConfirmRemedy::remedy()
                    label=text::CARRY_OBJECTION
                    options=options
                    filled=filled.clone()
                />
                <Area
                    name=ConfirmRemedy::remedy_reason()
                    label=text::CONFIRM_REMEDY_REASON
                    hint=text::CONFIRM_REMEDY_REASON_HINT
                    filled=filled
                />
                <button class="btn main" type="submit">
                    {text::CONFIRM_REMEDY_BUTTON.get(lang)}
                </button>
            </Form>
        </section>
    }
    .into_any()
}

/// What was carried over or confirmed, as residents will read it.
#[component]
pub(super) fn Carried(carried: Vec<CarriedOver>, confirmed: Vec<ConfirmedRemedy>) -> impl IntoView {
    let lang = use_lang();
    let carried = (!carried.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::CARRIED_TITLE.get(lang)}</h2>
                <ul class="links">{carried_sentences(&carried, lang)}</ul>
            </section>
        }
    });
    let confirmed = (!confirmed.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::CONFIRMED_TITLE.get(lang)}</h2>
                <ul class="links">{confirmed_sentences(&confirmed, lang)}</ul>
            </section>
        }
    });
    view! {
        {carried}
        {confirmed}
    }
    .into_any()
}
