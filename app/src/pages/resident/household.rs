//! `/p/{project}/r/{n}/h/{no}`: one household, every yuan.

use domain::board::{LineItem, rates};
use domain::capitals::in_capitals;
use domain::privacy::ShownEntry;
use domain::quantity::mu_to_square_metres;
use domain::standard::Category;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::components::A;
use text::arithmetic::{deviation_sentence, formula_left, taken_off};
use text::{Label as _, Named as _};
use views::{HouseholdCompared, HouseholdPage, LaterBoard};

use super::history::Standing;
use super::object::ObjectLink;
use crate::api;
use crate::components::{NoticeBanner, status_sentence};
use crate::head::Title;
use crate::pages::changes::{Changes, Reasons};
use crate::pages::{household_of, loaded, number_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(super) fn Household() -> AnyView {
    let asked = use_params(|params| {
        (
            text_of(params, "project"),
            number_of(params, "round"),
            number_of(params, "revision"),
            household_of(params, "household"),
        )
    });
    loaded(
        asked,
        |(code, round, revision, household)| api::Household {
            code,
            round,
            revision,
            household,
        },
        |page| view! { <HouseholdContent page=page /> },
    )
}

#[component]
fn HouseholdContent(page: HouseholdPage) -> impl IntoView {
    let lang = use_lang();
    let HouseholdPage {
        head,
        entry,
        bases,
        compared,
        later,
        previous,
        next,
    } = page;
    let here = head.path();
    let turn = |to: Option<String>, label: text::Text| {
        to.map(|no| view! { <A href=format!("{here}/h/{}", segment(&no))>{label.get(lang)}" "{no}</A> })
    };
    let sub = text::PROJECT_SUB.fill(
        lang,
        &[
            ("office", &head.project.office),
            ("number", &head.project.approval_number),
        ],
    );
    view! {
        <Title text=format!("{} · {}", entry.household(), head.round.label(lang)) />
        <Meta name="robots" content="noindex" />
        <NoticeBanner title=head.project.name.clone() sub=sub head=head.clone() current=None />
        <Standing head=head.clone() />
        <Entry entry=entry.clone() special=format!("/p/{}/special", head.project.code) />
        {later
            .map(|later| {
                view! { <Later here=head.project.code.clone() later=later household=entry.household().to_owned() /> }
            })}
        <Lines entry=entry.clone() bases=bases />
        {compared.map(|compared| view! { <Compared compared=compared all=format!("{here}/changes") /> })}
        <nav class="card turn" aria-label=text::HOUSEHOLD_TURN.get(lang)>
            {turn(previous, text::PAGER_BEFORE)}
            <A href=here.clone()>{text::HOUSEHOLD_ALL.get(lang)}</A>
            {turn(next, text::PAGER_AFTER)}
        </nav>
        <ObjectLink household=Some(entry.household().to_owned()) head=head />
    }
    .into_any()
}

/// The household and what it gets.
#[component]
fn Entry(
    entry: ShownEntry,
    /// The page of those who are specially marked.
    special: String,
) -> impl IntoView {
    let lang = use_lang();
    let people = entry
        .people()
        .map(|n| text::HOUSEHOLD_PEOPLE.fill(lang, &[("n", &n)]));
    let who: Vec<String> = entry
        .group()
        .into_iter()
        .chain([entry.household()])
        .map(ToOwned::to_owned)
        .chain(people)
        .collect();
    let flag = entry.status().map(|status| {
        view! {
            <p class="flag">
                <b>{status.kind.text().get(lang)}</b>
                <span>
                    {status_sentence(status, lang)}" "
                    <a href=special rel="external">{text::SPECIAL_LINK.get(lang)}</a>
                </span>
            </p>
        }
    });
    view! {
        <section class="card">
            <div class="who">
                <b>{entry.head().to_owned()}</b>
                <span>{who.join(" · ")}</span>
            </div>
            {flag}
            <div class="pay">
                <div class="label">{text::HOUSEHOLD_TOTAL.get(lang)}</div>
                <div class="sum num">{entry.total().to_string()}" "<small>"元"</small></div>
                <div class="caps" lang="zh-CN">{in_capitals(entry.total())}</div>
            </div>
            <Facts entry=entry.clone() />
            {entry
                .remark()
                .map(|remark| view! { <p>{text::HOUSEHOLD_REMARK.get(lang)}" "{remark.to_owned()}</p> })}
        </section>
    }
    .into_any()
}

/// Every line, and their sum.
#[component]
fn Lines(
    entry: ShownEntry,
    /// Standards and what they are based on.
    bases: Vec<(String, String)>,
) -> impl IntoView {
    let lang = use_lang();
    let lines = entry
        .lines()
        .iter()
        .map(|line| {
            let basis = line
                .standard
                .as_ref()
                .and_then(|code| bases.iter().find(|(of, _)| of == code))
                .map(|(_, basis)| basis.clone());
            view! { <Line line=line.clone() basis=basis /> }
        })
        .collect_view();
    let deducts = !entry.deductions().is_empty();
    let gross = deducts.then(|| {
        view! {
            <li>
                <b>{text::HOUSEHOLD_GROSS.get(lang)}</b>
                <span class="amt num">{format!("{} 元", entry.lines_total())}</span>
            </li>
        }
    });
    let deductions = entry.deductions().iter().map(|one| {
        view! {
            <li>
                <span>{one.name.clone()}</span>
                <span class="amt num">{taken_off(one.amount)}</span>
                <span class="how">{text::HOUSEHOLD_DEDUCTED.get(lang)}</span>
            </li>
        }
    });
    let sum = if deducts {
        text::HOUSEHOLD_NET
    } else {
        text::HOUSEHOLD_SUM
    };
    view! {
        <section class="card">
            <h2>{text::HOUSEHOLD_LINES.get(lang)}</h2>
            <ul class="lines">
                {lines} {gross} {deductions.collect_view()} <li class="total">
                    <b>{sum.get(lang)}</b>
                    <b class="num">{entry.total().to_string()}</b>
                </li>
            </ul>
        </section>
    }
    .into_any()
}

/// What changed since the board before.
#[component]
fn Compared(compared: HouseholdCompared, all: String) -> impl IntoView {
    let lang = use_lang();
    let with = compared.with.label(lang);
    let say = |text: text::Text| text.fill(lang, &[("round", &with)]);
    let changes = if compared.is_new {
        view! { <p>{say(text::CHANGE_NEW)}</p> }.into_any()
    } else if compared.changes.is_empty() {
        view! { <p>{say(text::CHANGE_NONE)}</p> }.into_any()
    } else {
        view! { <Changes changes=compared.changes /> }.into_any()
    };
    view! {
        <section class="card">
            <h2>{say(text::CHANGE_TITLE)}</h2>
            {changes}
            <Reasons reasons=compared.reasons />
            <p><a href=all rel="external">{text::CHANGES_LINK.get(lang)}</a></p>
        </section>
    }
    .into_any()
}

/// The way to the newest board, where this one is not it.
#[component]
fn Later(here: String, later: LaterBoard, household: String) -> impl IntoView {
    let lang = use_lang();
    let LaterBoard {
        round,
        there,
        reasons,
    } = later;
    let board = format!("/p/{here}/r/{}", round.get());
    let (said, href) = if there {
        (
            text::LATER_BOARD,
            format!("{board}/h/{}", segment(&household)),
        )
    } else {
        (text::LATER_BOARD_WITHOUT, board)
    };
    let said = said.fill(lang, &[("round", &round.label(lang))]);
    view! {
        <div class="notice-box warn">
            <p>{said}" " <A href=href>{text::LATER_BOARD_SEE.get(lang)}</A></p>
            <Reasons reasons=reasons />
        </div>
    }
    .into_any()
}

#[component]
fn Facts(entry: ShownEntry) -> impl IntoView {
    let lang = use_lang();
    let items = |category: Category| {
        let of_category = entry
            .lines()
            .iter()
            .filter(|line| line.category == category);
        let mut names: Vec<String> = of_category.map(|line| line.item.clone()).collect();
        names.dedup();
        names.join("、")
    };
    let standard = |category: Category| {
        let rates = rates(entry.lines(), category);
        let Some(first) = rates.first() else {
            return view! { <dd class="num">"—"</dd> }.into_any();
        };
        let unit = format!("元/{}", first.per.label());
        let shown: Vec<String> = rates
            .iter()
            .map(|rate| rate.shown_under(&first.per))
            .collect();
        let price = shown.join(" / ");
        view! { <dd class="num">{price}<small>{unit}</small></dd> }.into_any()
    };
    let land = if entry.land().e4() == 0 {
        "—".to_owned()
    } else {
        format!("{} 亩", entry.land())
    };
    let land_more = (entry.land().e4() != 0).then(|| {
        format!(
            "{} ㎡ · {}",
            mu_to_square_metres(entry.land()).shown(2),
            items(Category::Land)
        )
    });
    let floor = if entry.floor().e4() == 0 {
        "—".to_owned()
    } else {
        format!("{} ㎡", entry.floor().shown(2))
    };
    view! {
        <dl class="facts">
            <div>
                <dt>{text::FACT_LAND.get(lang)}</dt>
                <dd class="num">{land}<small>{land_more}</small></dd>
            </div>
            <div>
                <dt>{text::FACT_FLOOR.get(lang)}</dt>
                <dd class="num">{floor}<small>{items(Category::House)}</small></dd>
            </div>
            <div>
                <dt>{text::FACT_LAND_PRICE.get(lang)}</dt>
                {standard(Category::Land)}
            </div>
            <div>
                <dt>{text::FACT_FLOOR_PRICE.get(lang)}</dt>
                {standard(Category::House)}
            </div>
        </dl>
    }
}

#[component]
fn Line(line: LineItem, basis: Option<String>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <li>
            <span>{line.item.clone()}</span>
            <span class="amt num">
                {if line.has_amount() { format!("{} 元", line.amount) } else { "—".to_owned() }}
            </span>
            <span class="how num">{formula_left(&line, lang)}</span>
            {deviation_sentence(&line, lang)
                .map(|said| view! { <span class="how deviation">{said}</span> })}
            {basis.map(|basis| view! { <span class="how">{basis}</span> })}
        </li>
    }
}
