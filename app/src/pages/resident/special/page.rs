//! The page: everyone's figures beside the village's.

use domain::benchmark::{Measured, Overall, PriceBeside};
use domain::money::Money;
use domain::privacy::ShownStatus;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::arithmetic::deduction;
use text::{Named as _, Sentence as _, figure_unit};
use views::{SpecialPage, SpecialRow};

use super::histogram::Dots;
use super::subtitle::subtitle;
use crate::api;
use crate::components::{NoticeBanner, Pages, status_sentence};
use crate::head::Title;
use crate::pages::resident::object::ObjectLink;
use crate::pages::{loaded, number_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(crate) fn Special() -> AnyView {
    let query = use_query_map();
    let code = use_params(|params| text_of(params, "project"));
    let asked = move || (code(), number_of(&query.read(), "page"));
    loaded(
        asked,
        |(code, page)| api::Special { code, page },
        |page| view! { <SpecialContent page=page /> },
    )
}

#[component]
fn SpecialContent(page: SpecialPage) -> impl IntoView {
    let lang = use_lang();
    let head = page.head;
    let here = format!("/p/{}/special", head.project.code);
    let sub = subtitle(&head, lang);
    let intro = if head.totals.flagged == 0 {
        text::SPECIAL_NONE.get(lang).to_owned()
    } else {
        text::SPECIAL_INTRO.fill(
            lang,
            &[
                ("n", &head.totals.flagged),
                ("all", &head.totals.households),
            ],
        )
    };
    let counts: Vec<String> = page
        .counts
        .iter()
        .map(|(kind, n)| {
            text::SPECIAL_COUNT.fill(lang, &[("kind", &kind.text().get(lang)), ("n", n)])
        })
        .collect();
    let households = if page.shows_households {
        let board = format!("/p/{}/r/{}", head.project.code, head.round.get());
        let rows = page.rows.into_iter().map(|row| {
            view! { <Household row=row board=board.clone() overall=page.overall.clone() /> }
        });
        let rows = rows.collect_view();
        let more = (page.pages > 1).then(|| {
            let here = here.clone();
            view! {
                <section class="card">
                    <Pages
                        page=page.page
                        pages=page.pages
                        address=move |page| format!("{here}?page={page}")
                    />
                </section>
            }
        });
        view! {
            {rows}
            {more}
        }
        .into_any()
    } else {
        let reason = &head.project.scope_reason;
        let reason = text::NOTICE_SCOPE_REASON.fill(lang, &[("reason", reason)]);
        view! { <p class="card">{text::NOTICE_TOTALS_ONLY.get(lang)}" "{reason}</p> }.into_any()
    };
    view! {
        <Title text=text::SPECIAL_TITLE.get(lang) />
        <Meta name="robots" content="noindex" />
        <NoticeBanner
            title=text::SPECIAL_TITLE.get(lang).to_owned()
            sub=sub
            head=head.clone()
            current=None
        />
        <section class="card">
            <p>{intro}</p>
            <p>{counts.join(" · ")}</p>
            <p class="ways">
                <a href=format!("{here}/print") rel="external">{text::SPECIAL_PRINT.get(lang)}</a>
                <a href=format!("{here}.csv") rel="external">{text::SPECIAL_CSV.get(lang)}</a>
            </p>
        </section>
        <Medians overall=page.overall.clone() dots=page.shows_households />
        {households}
        <ObjectLink household=None head=head />
    }
    .into_any()
}

/// The village's own figures.
#[component]
fn Medians(overall: Vec<Overall>, dots: bool) -> impl IntoView {
    let lang = use_lang();
    let figures = overall.into_iter().map(|one| {
        let unit = figure_unit(one.figure).get(lang);
        let middle = match &one.all {
            Some(middle) => view! {
                <dd class="num">
                    {middle.value.to_string()}" "{unit}" "
                    <small>
                        {text::SPECIAL_MEDIAN.fill(lang, &[("households", &middle.households)])}
                    </small>
                </dd>
            }
            .into_any(),
            None => view! { <dd>{text::SPECIAL_MEDIAN_TOO_FEW.get(lang)}</dd> }.into_any(),
        };
        let flagged = one.flagged.map(|middle| {
            let said =
                text::SPECIAL_MEDIAN_FLAGGED.fill(lang, &[("households", &middle.households)]);
            view! {
                <dd class="num">
                    {middle.value.to_string()}" "{unit}" "
                    <small>{said}</small>
                </dd>
            }
        });
        view! {
            <div>
                <dt>{one.figure.text().get(lang)}</dt>
                {middle}
                {flagged}
            </div>
        }
    });
    let legend =
        dots.then(|| view! { <p><small>{text::SPECIAL_STRIP_LEGEND.get(lang)}</small></p> });
    view! {
        <section class="card">
            <h2>{text::SPECIAL_MEDIANS.get(lang)}</h2>
            <dl class="measures">{figures.collect_view()}</dl>
            <p><small>{text::SPECIAL_MEDIAN_HELP.get(lang)}</small></p>
            {legend}
        </section>
    }
    .into_any()
}

#[component]
fn Household(row: SpecialRow, board: String, overall: Vec<Overall>) -> impl IntoView {
    let lang = use_lang();
    let href = format!("{board}/h/{}", segment(row.entry.household()));
    let people = row
        .entry
        .people()
        .map(|n| text::HOUSEHOLD_PEOPLE.fill(lang, &[("n", &n)]));
    let who: Vec<String> = row
        .entry
        .group()
        .into_iter()
        .chain([row.entry.household()])
        .map(ToOwned::to_owned)
        .chain(people)
        .collect();
    let measured = row.measured.iter().zip(overall).map(|(measured, overall)| {
        view! { <Figure measured=measured.clone() overall=overall /> }
    });
    let measured = measured.collect_view();
    let lumps = row.lumps().into_iter().map(|(item, amount)| {
        view! {
            <li>{text::SPECIAL_LUMP.fill(lang, &[("item", &item), ("amount", &amount)])}</li>
        }
    });
    let lumps = lumps.collect_view();
    let deductions = row.entry.deductions().iter();
    let deductions = deductions
        .map(|one| view! { <li>{deduction(one)}</li> })
        .collect_view();
    view! {
        <section class="card">
            <div class="who">
                <h2>{row.entry.head().to_owned()}</h2>
                <span>{who.join(" · ")}</span>
            </div>
            {row.entry.status().map(|status| view! { <Status status=status.clone() /> })}
            <dl class="measures">{measured}</dl>
            <ul class="beside">
                <Prices prices=row.prices />
                {lumps}
                {deductions}
                <li>
                    {text::SPECIAL_TOTAL.fill(lang, &[("amount", &row.entry.total())])} " "
                    <A href=href>{text::SPECIAL_HOUSEHOLD.get(lang)}</A>
                </li>
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Status(status: ShownStatus) -> impl IntoView {
    let lang = use_lang();
    view! {
        <p class="flag">
            <b>{status.kind.text().get(lang)}</b>
            <span>{status_sentence(&status, lang)}</span>
        </p>
    }
}

/// One figure: how much, how far from the middles, where on the histogram.
#[component]
fn Figure(measured: Measured, overall: Overall) -> impl IntoView {
    let lang = use_lang();
    let name = measured.figure.text().get(lang);
    let Some(value) = measured.value else {
        return view! {
            <div>
                <dt>{name}</dt>
                <dd><small>{text::SPECIAL_NOT_APPLICABLE.get(lang)}</small></dd>
            </div>
        }
        .into_any();
    };
    let compared = measured.compared.iter().map(|one| {
        let way = match one.deviation.map(|one| one.tenths().signum()) {
            Some(1) => "up",
            Some(-1) => "down",
            _ => "",
        };
        let median = text::SPECIAL_MIDDLE.fill(lang, &[("median", &one.median.value)]);
        view! {
            <dd class=way>{one.sentence(lang)}" "<small class="num">{median}</small></dd>
        }
    });
    let compared = compared.collect_view();
    let kind = measured.kind.clone();
    let median = overall.all.as_ref().map_or(Money::ZERO, |all| all.value);
    view! {
        <div>
            <dt>{name} {kind.map(|kind| format!(" · {kind}"))}</dt>
            <dd class="num much">
                {value.to_string()}" "<small>{figure_unit(measured.figure).get(lang)}</small>
            </dd>
            {compared}
            <dd><Dots name=name histogram=overall.histogram median=median value=value /></dd>
        </div>
    }
    .into_any()
}

/// Prices beside their standards: those that differ one by one, the others as
/// a number.
#[component]
fn Prices(prices: Vec<PriceBeside>) -> impl IntoView {
    let lang = use_lang();
    if prices.is_empty() {
        return view! { <li>{text::SPECIAL_PRICES_NONE.get(lang)}</li> }.into_any();
    }
    if prices.iter().all(PriceBeside::is_standard) {
        let n = prices.len();
        return view! { <li>{text::SPECIAL_PRICES_STANDARD.fill(lang, &[("n", &n)])}</li> }
            .into_any();
    }
    let others = prices
        .into_iter()
        .filter(|one| !one.is_standard())
        .map(|one| view! { <li class="differs">{one.sentence(lang)}</li> });
    others.collect_view().into_any()
}
