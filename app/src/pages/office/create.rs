//! `/office/projects/new`

use domain::privacy::Scope;
use domain::read::Desk;
use domain::round::{RoundNumber, WINDOW_DAYS_DEFAULT};
use domain::text::{self, Text};
use leptos::prelude::*;
use leptos_meta::Title;

use super::desk::at_desk;
use crate::api;
use crate::forms::{Form, Input, Pick, use_form};
use crate::visitor::use_lang;

/// A project has three boards; each has its own window.
const WINDOWS: [(u8, &str); 3] = [(1, "window_1"), (2, "window_2"), (3, "window_3")];

#[component]
pub(super) fn Create() -> impl IntoView {
    at_desk(
        Memo::new(|_| ()),
        |()| api::MayCreate {},
        |desk, ()| view! { <Loaded desk=desk /> },
    )
}

#[component]
fn Loaded(desk: Desk) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form("create");
    let field = |name, label: Text, hint| {
        let filled = filled.clone();
        let label = label.get(lang);
        match hint {
            Some(hint) => {
                view! { <Input name=name label=label hint=hint filled=filled /> }.into_any()
            }
            None => view! { <Input name=name label=label filled=filled /> }.into_any(),
        }
    };
    let fields = [
        ("code", text::PROJECT_CODE, Some(text::PROJECT_CODE_HINT)),
        ("name", text::PROJECT_NAME, Some(text::PROJECT_NAME_HINT)),
        ("area", text::PROJECT_AREA, Some(text::PROJECT_AREA_HINT)),
        (
            "office",
            text::PROJECT_OFFICE,
            Some(text::PROJECT_OFFICE_HINT),
        ),
        ("approval_number", text::PROJECT_APPROVAL, None),
        ("phone", text::PROJECT_PHONE, Some(text::PROJECT_PHONE_HINT)),
    ]
    .map(|(name, label, hint)| field(name, label, hint));
    let windows = WINDOWS.into_iter().filter_map(|(number, name)| {
        let round = RoundNumber::new(number)?.label(lang);
        let label = text::PROJECT_WINDOW.fill(lang, &[("round", &round)]);
        Some(view! {
            <Input
                name=name
                label=label
                hint=text::PROJECT_WINDOW_HINT
                start=WINDOW_DAYS_DEFAULT.to_string()
                inputmode="numeric"
                most=3
                filled=filled.clone()
            />
        })
    });
    let windows = windows.collect_view();
    let scopes = [Scope::Masked, Scope::Totals, Scope::FullNames]
        .map(|scope| (scope.key(), scope.text()))
        .to_vec();
    view! {
        <Title text=text::PROJECT_NEW_TITLE.get(lang) />
        <h1>{text::PROJECT_NEW_TITLE.get(lang)}</h1>
        <section class="card">
            <Form name="create" token=desk.token filled=filled.clone()>
                {fields.into_iter().collect_view()}
                {windows}
                <Pick
                    name="scope"
                    label=text::PROJECT_SCOPE
                    options=scopes
                    start=Scope::Masked.key()
                    filled=filled.clone()
                />
                <Input
                    name="scope_reason"
                    label=text::PROJECT_SCOPE_REASON.get(lang)
                    hint=text::PROJECT_SCOPE_REASON_HINT
                    optional=true
                    filled=filled.clone()
                />
                <button class="btn main" type="submit">{text::PROJECT_CREATE.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}
