//! `/office/projects/new`

use domain::privacy::Scope;
use domain::round::{RoundNumber, Tier, WINDOW_DAYS_DEFAULT, WindowUnit};
use domain::surveyed::{AreaUnit, Surveyed};
use leptos::prelude::*;
use leptos_meta::Title;
use text::Text;
use views::Desk;

use super::desk::at_desk;
use crate::api;
use crate::forms::{Choose, Filled, Form, Input, Pick, use_form};
use crate::visitor::use_lang;
use text::Label as _;
use text::Named as _;

/// The fields of a board's row: window, unit, tier, due.
const ROUNDS: [(u8, [&str; 4]); 9] = [
    (1, ["window_1", "unit_1", "tier_1", "due_1"]),
    (2, ["window_2", "unit_2", "tier_2", "due_2"]),
    (3, ["window_3", "unit_3", "tier_3", "due_3"]),
    (4, ["window_4", "unit_4", "tier_4", "due_4"]),
    (5, ["window_5", "unit_5", "tier_5", "due_5"]),
    (6, ["window_6", "unit_6", "tier_6", "due_6"]),
    (7, ["window_7", "unit_7", "tier_7", "due_7"]),
    (8, ["window_8", "unit_8", "tier_8", "due_8"]),
    (9, ["window_9", "unit_9", "tier_9", "due_9"]),
];
/// Boards that a project usually has.
const ROUNDS_USUAL: u8 = 3;

#[component]
pub(super) fn Create() -> AnyView {
    at_desk(
        || (),
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
    let (usual, more): (Vec<_>, Vec<_>) = ROUNDS
        .into_iter()
        .map(|(number, fields)| {
            let row = view! { <RoundRow number=number fields=fields filled=filled.clone() /> };
            (number <= ROUNDS_USUAL, row.into_any())
        })
        .partition(|(usual, _)| *usual);
    let rows = |rows: Vec<(bool, AnyView)>| rows.into_iter().map(|(_, row)| row).collect_view();
    let (usual, more) = (rows(usual), rows(more));
    let more_wanted = ROUNDS
        .iter()
        .any(|(number, [window, ..])| *number > ROUNDS_USUAL && !filled.value(window).is_empty());
    let scopes = [Scope::Masked, Scope::Totals, Scope::FullNames]
        .map(|scope| (scope.key(), scope.text()))
        .to_vec();
    view! {
        <Title text=text::PROJECT_NEW_TITLE.get(lang) />
        <h1>{text::PROJECT_NEW_TITLE.get(lang)}</h1>
        <section class="card">
            <Form name="create" token=desk.token filled=filled.clone()>
                {fields.into_iter().collect_view()}
                <SurveyedFields filled=filled.clone() stated=None />
                <h2>{text::PROJECT_ROUNDS_TITLE.get(lang)}</h2>
                <p>{text::PROJECT_ROUNDS_HELP.get(lang)}</p>
                {usual}
                <details class="form-field" open=more_wanted>
                    <summary>{text::PROJECT_ROUNDS_MORE.get(lang)}</summary>
                    {more}
                </details>
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

/// The surveyed total of land, in the unit that the office writes.
#[component]
pub(super) fn SurveyedFields(filled: Filled, stated: Option<Surveyed>) -> impl IntoView {
    let lang = use_lang();
    let area = stated.map(|one| one.area.to_string()).unwrap_or_default();
    let unit = stated.map(|one| one.unit).unwrap_or_default();
    let units = AreaUnit::ALL
        .map(|unit| (unit.key().to_owned(), unit.label().to_owned()))
        .to_vec();
    view! {
        <div class="grid md:grid-cols-2 gap-4">
            <Input
                name="surveyed"
                label=text::SURVEYED.get(lang)
                hint=text::SURVEYED_HINT
                start=area
                inputmode="decimal"
                most=30
                optional=true
                filled=filled.clone()
            />
            <Choose
                name="surveyed_unit"
                label=text::SURVEYED_UNIT
                options=units
                start=unit.key().to_owned()
                filled=filled
            />
        </div>
    }
    .into_any()
}

/// One board: how long it hangs, who shows it, by when it is out.
#[component]
fn RoundRow(number: u8, fields: [&'static str; 4], filled: Filled) -> impl IntoView {
    let lang = use_lang();
    let [window, unit, tier, due] = fields;
    let label = RoundNumber::new(number).map(|number| number.label(lang));
    let start = if number <= ROUNDS_USUAL {
        WINDOW_DAYS_DEFAULT.to_string()
    } else {
        String::new()
    };
    let units = WindowUnit::ALL
        .map(|unit| (unit.key().to_owned(), unit.text().get(lang).to_owned()))
        .to_vec();
    let tiers = Tier::ALL
        .map(|tier| (tier.key().to_owned(), tier.text().get(lang).to_owned()))
        .to_vec();
    view! {
        <fieldset class="form-field">
            <legend>{label}</legend>
            <div class="grid md:grid-cols-4 gap-4">
                <Input
                    name=window
                    label=text::ROUND_WINDOW.get(lang)
                    start=start
                    inputmode="numeric"
                    most=3
                    optional=number != 1
                    filled=filled.clone()
                />
                <Choose
                    name=unit
                    label=text::ROUND_UNIT
                    options=units
                    start=WindowUnit::Days.key().to_owned()
                    filled=filled.clone()
                />
                <Choose
                    name=tier
                    label=text::ROUND_TIER
                    options=tiers
                    start=Tier::Village.key().to_owned()
                    filled=filled.clone()
                />
                <Input
                    name=due
                    label=text::ROUND_DUE.get(lang)
                    kind="date"
                    optional=true
                    filled=filled
                />
            </div>
        </fieldset>
    }
    .into_any()
}
