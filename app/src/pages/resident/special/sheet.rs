//! `/p/{project}/special/print`: the comparison as a paper board.

use domain::benchmark::{Figure, Measured, Overall, PriceBeside};
use domain::privacy::ShownStatus;
use leptos::prelude::*;
use leptos_meta::Meta;
use text::arithmetic::deduction;
use text::{Lang, Named as _, Sentence as _, figure_unit};
use views::{SpecialPage, SpecialRow};

use super::subtitle::subtitle;
use crate::head::Title;
use crate::visitor::use_lang;

/// Rendered on the server alone: a sheet of paper needs no script.
#[component]
pub(crate) fn Sheet(page: SpecialPage) -> impl IntoView {
    let lang = use_lang();
    let head = page.head;
    let back = format!("/p/{}/special", head.project.code);
    let last = head.window.last_day();
    let period = if head.is_open {
        text::NOTICE_OPEN.fill(lang, &[("day", &last), ("days", &head.days_left)])
    } else {
        text::NOTICE_CLOSED.fill(lang, &[("day", &last)])
    };
    let empty = page.rows.is_empty().then(|| {
        let said = if page.shows_households {
            text::SPECIAL_NONE
        } else {
            text::NOTICE_TOTALS_ONLY
        };
        view! { <p>{said.get(lang)}</p> }
    });
    let rows = page.rows.into_iter().map(|row| view! { <Row row=row /> });
    let rows = rows.collect_view();
    let figures = Figure::ALL.map(|figure| {
        view! {
            <th scope="col">
                {figure.text().get(lang)}" ("{figure_unit(figure).get(lang)}")"
            </th>
        }
    });
    let phone = text::SPECIAL_PHONE.fill(lang, &[("phone", &head.project.phone)]);
    let lines = [
        text::SPECIAL_SIGN_MADE,
        text::SPECIAL_SIGN_REVIEWED,
        text::SPECIAL_SIGN_VILLAGE,
        text::SPECIAL_SIGN_DATE,
    ]
    .map(|line| view! { <li>{line.get(lang)}</li> });
    view! {
        <Title text=text::SPECIAL_PRINT_TITLE.get(lang) />
        <Meta name="robots" content="noindex" />
        <article class="sheet">
            <p class="ways no-print">
                <a href=back>{text::SPECIAL_BACK.get(lang)}</a>
                <span>{text::SPECIAL_PRINT_HELP.get(lang)}</span>
            </p>
            <header>
                <h1>{text::SPECIAL_PRINT_TITLE.get(lang)}</h1>
                <p>{subtitle(&head, lang)}</p>
                <p>{head.project.office.clone()}" · "{phone}" · "{period}</p>
            </header>
            <ul class="medians">{medians(&page.overall)}</ul>
            {empty}
            <table>
                <thead>
                    <tr>
                        <th class="l" scope="col">{text::COL_HOUSEHOLD.get(lang)}</th>
                        <th class="l" scope="col">{text::COL_HEAD.get(lang)}</th>
                        <th class="l" scope="col">{text::COL_STATUS.get(lang)}</th>
                        <th scope="col">{text::COL_LAND.get(lang)}</th>
                        <th scope="col">{text::COL_FLOOR.get(lang)}</th>
                        {figures}
                        <th class="l" scope="col">{text::COL_PRICES.get(lang)}</th>
                        <th scope="col">{text::COL_TOTAL.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p><small>{text::SPECIAL_PRINT_NOTE.get(lang)}</small></p>
            <ul class="sign">{lines}</ul>
        </article>
    }
    .into_any()
}

/// The village's own figures.
fn medians(overall: &[Overall]) -> impl IntoView + use<> {
    let lang = use_lang();
    let medians = overall.iter().map(|one| {
        let median = one.all.as_ref().map_or_else(
            || text::SPECIAL_MEDIAN_TOO_FEW.get(lang).to_owned(),
            |all| {
                let of = text::SPECIAL_MEDIAN.fill(lang, &[("households", &all.households)]);
                format!("{} {} ({of})", all.value, figure_unit(one.figure).get(lang))
            },
        );
        view! { <li>{one.figure.text().get(lang)}" "<b class="num">{median}</b></li> }
    });
    medians.collect_view()
}

#[component]
fn Row(row: SpecialRow) -> impl IntoView {
    let lang = use_lang();
    let entry = row.entry.clone();
    let people = entry
        .people()
        .map(|n| text::HOUSEHOLD_PEOPLE.fill(lang, &[("n", &n)]));
    let area = |is_zero: bool, shown: String| if is_zero { "—".to_owned() } else { shown };
    let cells = row.measured.iter().map(|one| cell(one, lang));
    let cells = cells.collect_view();
    let lumps: Vec<String> = row
        .lumps()
        .into_iter()
        .map(|(item, amount)| {
            text::SPECIAL_LUMP.fill(lang, &[("item", &item), ("amount", &amount)])
        })
        .chain(entry.deductions().iter().map(deduction))
        .collect();
    view! {
        <tr>
            <td class="l num">{entry.household().to_owned()}<small>{entry.group().map(ToOwned::to_owned)}</small></td>
            <td class="l">{entry.head().to_owned()}<small>{people}</small></td>
            <td class="l">{entry.status().map(|status| status_cell(status, lang))}</td>
            <td class="num">{area(entry.land().e4() == 0, entry.land().to_string())}</td>
            <td class="num">{area(entry.floor().e4() == 0, entry.floor().shown(2))}</td>
            {cells}
            <td class="l">{prices(&row.prices, lang)}<small>{lumps.join(" ")}</small></td>
            <td class="num">{entry.total().to_string()}</td>
        </tr>
    }
    .into_any()
}

fn status_cell(status: &ShownStatus, lang: Lang) -> impl IntoView + use<> {
    let parts: Vec<String> = [
        &status.post,
        &status.official_name,
        &status.official_post,
        &status.relation,
    ]
    .into_iter()
    .flatten()
    .cloned()
    .collect();
    view! {
        {status.kind.text().get(lang)}
        <small>{parts.join(" · ")}</small>
    }
}

/// The figure, and how it stands to the village.
fn cell(measured: &Measured, lang: Lang) -> impl IntoView + use<> {
    let Some(value) = measured.value else {
        return view! { <td>"—"</td> }.into_any();
    };
    let kind = measured.kind.clone().map(|kind| format!("{kind} "));
    let said = measured
        .compared
        .iter()
        .map(|one| view! { <small>{one.sentence(lang)}</small> });
    view! { <td class="num">{kind}{value.to_string()}{said.collect_view()}</td> }.into_any()
}

fn prices(prices: &[PriceBeside], lang: Lang) -> String {
    if prices.is_empty() {
        return text::SPECIAL_PRICES_NONE.get(lang).to_owned();
    }
    if prices.iter().all(PriceBeside::is_standard) {
        return text::SPECIAL_PRICES_STANDARD.fill(lang, &[("n", &prices.len())]);
    }
    let others: Vec<String> = prices
        .iter()
        .filter(|one| !one.is_standard())
        .map(|one| one.sentence(lang))
        .collect();
    others.join("；")
}
