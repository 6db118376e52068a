//! `/office/calendar`: which days are worked.

use domain::account::Permission;
use domain::calendar::DayKind;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use text::{Named as _, weekday};
use views::{CalendarYear, OfficeSession};

use super::session::office_page;
use crate::api;
use crate::forms::{Form, Input, Pick, SetDays, use_form};
use crate::head::Title;
use crate::pages::number_of;
use crate::visitor::use_lang;

#[component]
pub(super) fn Calendar() -> AnyView {
    let query = use_query_map();
    let year = move || number_of(&query.read(), "year");
    office_page(
        year,
        |year| api::ReadCalendar { year },
        |session, page| view! { <CalendarContent session=session page=page /> },
    )
}

#[component]
fn CalendarContent(session: OfficeSession, page: CalendarYear) -> impl IntoView {
    let lang = use_lang();
    let years = page.years.into_iter().map(|year| {
        let current = (year == page.year).then_some("true");
        view! {
            <li>
                <a href=format!("/office/calendar?year={year}") aria-current=current>
                    {year}
                </a>
            </li>
        }
    });
    let years = years.collect_view();
    let unknown = (!page.known).then(|| {
        let said = text::CALENDAR_UNKNOWN.fill(lang, &[("year", &page.year)]);
        view! { <p class="notice-box warn">{said}</p> }
    });
    let none = page.days.is_empty().then(|| {
        view! { <p>{text::CALENDAR_NONE.get(lang)}</p> }
    });
    let days = page.days.into_iter().map(|one| {
        let by = one
            .set_by
            .unwrap_or_else(|| text::CALENDAR_DELIVERED.get(lang).to_owned());
        view! {
            <tr>
                <td class="l num">{one.day.to_string()}" "<small>{weekday(one.day).get(lang)}</small></td>
                <td class="l">{one.kind.text().get(lang)}</td>
                <td class="l">{one.note}</td>
                <td class="l">{by}</td>
            </tr>
        }
    });
    let days = days.collect_view();
    let edit = session
        .signed
        .role
        .may(Permission::EditCalendar)
        .then(|| view! { <Edit session=session year=page.year /> });
    view! {
        <Title text=text::CALENDAR_TITLE.get(lang) />
        <h1>{text::CALENDAR_TITLE.get(lang)}</h1>
        <p>{text::CALENDAR_HELP.get(lang)}</p>
        <section class="card">
            <nav aria-label=text::CALENDAR_YEARS.get(lang)>
                <ul class="chips">{years}</ul>
            </nav>
            {unknown}
            {none}
            <table class="plain mt-4">
                <thead>
                    <tr>
                        <th class="l" scope="col">{text::CALENDAR_DAY.get(lang)}</th>
                        <th class="l" scope="col">{text::CALENDAR_KIND.get(lang)}</th>
                        <th class="l" scope="col">{text::CALENDAR_NOTE.get(lang)}</th>
                        <th class="l" scope="col">{text::CALENDAR_BY.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{days}</tbody>
            </table>
            <p>
                <small>{text::CALENDAR_SOURCE.get(lang)}</small>
            </p>
        </section>
        {edit}
    }
    .into_any()
}

#[component]
fn Edit(session: OfficeSession, year: i32) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<SetDays>(&format!("/office/calendar?year={year}"));
    let kinds = DayKind::ALL.map(|kind| (kind.key(), kind.text())).to_vec();
    view! {
        <section class="card">
            <h2>{text::CALENDAR_EDIT.get(lang)}</h2>
            <p>{text::CALENDAR_EDIT_HELP.get(lang)}</p>
            <Form token=session.token filled=filled.clone()>
                <Input
                    name=SetDays::from()
                    label=text::CALENDAR_FROM.get(lang)
                    kind="date"
                    filled=filled.clone()
                />
                <Input
                    name=SetDays::to()
                    label=text::CALENDAR_TO.get(lang)
                    kind="date"
                    optional=true
                    filled=filled.clone()
                />
                <Pick
                    name=SetDays::kind()
                    label=text::CALENDAR_KIND
                    options=kinds
                    start=DayKind::Holiday.key()
                    filled=filled.clone()
                />
                <Input
                    name=SetDays::note()
                    label=text::CALENDAR_NOTE.get(lang)
                    hint=text::CALENDAR_NOTE_HINT
                    most=100
                    filled=filled
                />
                <button class="btn main" type="submit">{text::CALENDAR_SAVE.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}
