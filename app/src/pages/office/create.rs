//! `/office/projects/new`

use domain::privacy::Scope;
use domain::round::{RoundNumber, Tier, WINDOW_DAYS_DEFAULT, WindowUnit};
use domain::surveyed::{AreaUnit, Surveyed};
use leptos::prelude::*;
use text::{Label as _, Named as _, Text};
use views::OfficeSession;

use super::session::office_page;
use crate::api;
use crate::forms::{
    Choose, CreateProject, Filled, Form, Input, Pick, RoundFields, SetSurveyed, use_form,
};
use crate::head::Title;
use crate::visitor::use_lang;

/// Boards that a project usually has.
const ROUNDS_USUAL: u8 = 3;

#[component]
pub(super) fn Create() -> AnyView {
    office_page(
        || (),
        |()| api::MayCreate {},
        |session, ()| view! { <NewProject session=session /> },
    )
}

#[component]
fn NewProject(session: OfficeSession) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<CreateProject>("/office/projects/new");
    let (usual, more): (Vec<_>, Vec<_>) = RoundFields::ALL
        .into_iter()
        .map(|fields| {
            let row = view! { <RoundRow fields=fields filled=filled.clone() /> };
            (fields.number <= ROUNDS_USUAL, row.into_any())
        })
        .partition(|(usual, _)| *usual);
    let rows = |rows: Vec<(bool, AnyView)>| rows.into_iter().map(|(_, row)| row).collect_view();
    let (usual, more) = (rows(usual), rows(more));
    let more_wanted = RoundFields::ALL
        .iter()
        .any(|row| row.number > ROUNDS_USUAL && !filled.value(row.window).is_empty());
    let scopes = [Scope::Masked, Scope::Totals, Scope::FullNames]
        .map(|scope| (scope.key(), scope.text()))
        .to_vec();
    view! {
        <Title text=text::PROJECT_NEW_TITLE.get(lang) />
        <h1>{text::PROJECT_NEW_TITLE.get(lang)}</h1>
        <section class="card">
            <Form token=session.token filled=filled.clone()>
                {named(&filled)}
                <SurveyedFields filled=filled.clone() stated=None />
                <h2>{text::PROJECT_ROUNDS_TITLE.get(lang)}</h2>
                <p>{text::PROJECT_ROUNDS_HELP.get(lang)}</p>
                {usual}
                <details class="form-field" open=more_wanted>
                    <summary>{text::PROJECT_ROUNDS_MORE.get(lang)}</summary>
                    {more}
                </details>
                <Pick
                    name=CreateProject::scope()
                    label=text::PROJECT_SCOPE
                    options=scopes
                    start=Scope::Masked.key()
                    filled=filled.clone()
                />
                <Input
                    name=CreateProject::scope_reason()
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

/// What the project is called, and by whom it is done.
fn named(filled: &Filled) -> impl IntoView + use<> {
    let lang = use_lang();
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
    [
        (
            CreateProject::code(),
            text::PROJECT_CODE,
            Some(text::PROJECT_CODE_HINT),
        ),
        (
            CreateProject::name(),
            text::PROJECT_NAME,
            Some(text::PROJECT_NAME_HINT),
        ),
        (
            CreateProject::area(),
            text::PROJECT_AREA,
            Some(text::PROJECT_AREA_HINT),
        ),
        (
            CreateProject::office(),
            text::PROJECT_OFFICE,
            Some(text::PROJECT_OFFICE_HINT),
        ),
        (
            CreateProject::approval_number(),
            text::PROJECT_APPROVAL,
            None,
        ),
        (
            CreateProject::phone(),
            text::PROJECT_PHONE,
            Some(text::PROJECT_PHONE_HINT),
        ),
    ]
    .map(|(name, label, hint)| field(name, label, hint))
    .into_iter()
    .collect_view()
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
                name=SetSurveyed::surveyed()
                label=text::SURVEYED.get(lang)
                hint=text::SURVEYED_HINT
                start=area
                inputmode="decimal"
                most=30
                optional=true
                filled=filled.clone()
            />
            <Choose
                name=SetSurveyed::surveyed_unit()
                label=text::SURVEYED_UNIT
                options=units
                start=unit.key().to_owned()
                filled=filled
            />
        </div>
    }
    .into_any()
}

/// One board: how long it is on display, who shows it, its due date.
#[component]
fn RoundRow(fields: RoundFields, filled: Filled) -> impl IntoView {
    let lang = use_lang();
    let RoundFields {
        number,
        window,
        unit,
        tier,
        due,
    } = fields;
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
