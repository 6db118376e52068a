//! `/office/p/{project}/r/{n}/h/{household}`: a household of the board that the
//! round works on, to which a warning leads.

use leptos::prelude::*;
use leptos_router::components::A;
use text::Label as _;
use views::OfficeHousehold;

use super::changes;
use super::review::{flag, lines};
use super::session::office_page;
use super::special::Standing;
use super::warnings::Warnings;
use crate::api;
use crate::head::Title;
use crate::pages::{household_of, number_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(super) fn Household() -> AnyView {
    let place = use_params(|params| {
        (
            text_of(params, "project"),
            number_of(params, "round"),
            household_of(params, "household"),
        )
    });
    office_page(
        place,
        |(code, round, household)| api::ReadOfficeHousehold {
            code,
            round,
            household,
        },
        |_, page| view! { <HouseholdContent page=page /> },
    )
}

#[component]
fn HouseholdContent(page: OfficeHousehold) -> impl IntoView {
    let lang = use_lang();
    let project = format!("/office/p/{}", page.head.code);
    let round = format!("{project}/r/{}", page.round.get());
    let entry = &page.entry;
    let title = format!("{} {}", entry.household, entry.head);
    let crumb = format!("{} · {}", page.head.name, page.round.label(lang));
    let declare = format!("{project}/special/{}", segment(&entry.household));
    let warned = (!page.warnings.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::WARNINGS_TITLE.get(lang)}</h2>
                <Warnings groups=page.warnings.clone() />
            </section>
        }
    });
    let changed = page.change.clone().map(|change| {
        let row =
            view! { <changes::Row change=change chosen=None project=page.head.code.clone() /> };
        view! {
            <section class="card">
                <h2>{text::CHANGES_TITLE.get(lang)}</h2>
                <changes::Table rows=row.into_any() />
            </section>
        }
    });
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=round>{crumb}</A>
        </p>
        <h1>{title}</h1>
        <section class="card">
            {place(&page)}
            <p>
                {entry.group.clone()} " "
                {entry.people.map(|n| text::HOUSEHOLD_PEOPLE.fill(lang, &[("n", &n)]))}
            </p>
            {flag(entry, lang)}
            {entry
                .remark
                .clone()
                .map(|remark| view! { <p>{text::HOUSEHOLD_REMARK.get(lang)}" "{remark}</p> })}
            <ul class="lines">
                {lines(entry, lang)} <li class="total">
                    <b>{text::HOUSEHOLD_TOTAL.get(lang)}</b>
                    <b class="num">{entry.total.to_string()}</b>
                </li>
            </ul>
        </section>
        {warned}
        {changed}
        <section class="card">
            <h2>{text::DECLARE_TITLE.get(lang)}</h2>
            <Standing standing=page.declared.clone() />
            <p>
                <A href=declare>{text::DECLARE_LINK.get(lang)}</A>
            </p>
        </section>
    }
    .into_any()
}

/// Where it stands in the table.
fn place(page: &OfficeHousehold) -> impl IntoView + use<> {
    let lang = use_lang();
    page.place.as_ref().map(|place| {
        let row = &place.row;
        let said = match &place.sheet {
            Some(sheet) => text::HOUSEHOLD_AT.fill(lang, &[("sheet", sheet), ("row", row)]),
            None => text::HOUSEHOLD_AT_ROW.fill(lang, &[("row", row)]),
        };
        view! { <p>{said}</p> }
    })
}
