//! Correcting a published board: beginning it, and calling it off.

use domain::account::Permission;
use domain::round::RoundState;
use domain::time::china_minute;
use leptos::prelude::*;
use views::{OfficeRound, OfficeSession};

use crate::forms::{Abandon, Area, Correct, Form, use_form};
use crate::visitor::use_lang;

#[component]
pub(super) fn Correction(page: OfficeRound, here: String, session: OfficeSession) -> impl IntoView {
    let lang = use_lang();
    let may = session.signed.role.may(Permission::UploadBoard);
    if let Some(begun) = page.correction {
        let abandonable = matches!(page.working, RoundState::Draft | RoundState::Returned);
        let abandon = (may && abandonable).then(|| {
            view! {
                <Form token=session.token filled={use_form::<Abandon>(&here)}>
                    <button class="btn" type="submit">{text::ABANDON_BUTTON.get(lang)}</button>
                </Form>
            }
        });
        let at = china_minute(begun.at);
        return view! {
            <section class="card">
                <h2>{text::CORRECTING_TITLE.get(lang)}</h2>
                <p>{text::CORRECTING_BY.fill(lang, &[("by", &begun.by), ("at", &at)])}</p>
                <p class="whitespace-pre-wrap">{begun.reason}</p>
                {abandon}
            </section>
        }
        .into_any();
    }
    if !may || !page.state.is_public() {
        return ().into_any();
    }
    let filled = use_form::<Correct>(&here);
    view! {
        <section class="card">
            <h2>{text::CORRECT_TITLE.get(lang)}</h2>
            <p>{text::CORRECT_HELP.get(lang)}</p>
            <Form token=session.token filled=filled.clone()>
                <Area
                    name=Correct::reason()
                    label=text::CORRECT_REASON
                    hint=text::CORRECT_REASON_HINT
                    filled=filled
                />
                <button class="btn" type="submit">{text::CORRECT_BUTTON.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}
