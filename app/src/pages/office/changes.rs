//! `/office/p/{project}/r/{n}/changes`: what changed since the board before, and
//! why. The clerk says why; everyone at the office reads it.

use domain::board::Entry;
use domain::diff::{Change, ChangeKind, HouseholdChange};
use domain::money::Money;
use domain::privacy::{Audience, ShownChange};
use domain::reason::ChangeCause;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::{Label as _, Lang, Named as _, Sentence as _};
use views::{OfficeChange, OfficeChanges, OfficeSession};

use super::session::office_page;
use crate::api;
use crate::components::Pages;
use crate::forms::{ExplainChanges, Filled, Form, Input, Pick, Whose, use_form};
use crate::head::Title;
use crate::pages::changes::{Count, Sums, brief};
use crate::pages::{number_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(super) fn ChangesOfRound() -> AnyView {
    let query = use_query_map();
    let place = use_params(|params| (text_of(params, "project"), number_of(params, "round")));
    let asked = move || (place(), number_of(&query.read(), "page"));
    office_page(
        asked,
        |((code, round), page)| api::ReadOfficeChanges { code, round, page },
        |session, page| view! { <ChangesContent session=session page=page /> },
    )
}

#[component]
fn ChangesContent(session: OfficeSession, page: OfficeChanges) -> impl IntoView {
    let lang = use_lang();
    let with = page.summary.with.label(lang);
    let title = format!(
        "{} · {} · {}",
        text::CHANGES_TITLE.get(lang),
        page.head.name,
        page.round.label(lang)
    );
    let round = format!("/office/p/{}/r/{}", page.head.code, page.round.get());
    let here = format!("{round}/changes");
    let unexplained = page.summary.unexplained;
    let state = if page.summary.counts.all() == 0 {
        view! { <p class="notice-box ok">{text::CHANGES_NOTHING.fill(lang, &[("round", &with)])}</p> }
            .into_any()
    } else if unexplained == 0 {
        view! { <p class="notice-box ok">{text::CHANGES_EXPLAINED.get(lang)}</p> }.into_any()
    } else {
        view! { <p class="notice-box warn">{text::CHANGES_TO_EXPLAIN.fill(lang, &[("n", &unexplained)])}</p> }
            .into_any()
    };
    let filled = use_form::<ExplainChanges>(&format!("{here}?page={}", page.page));
    let open = page.open && page.summary.counts.all() > 0;
    let rows = page.changes.into_iter().map(|change| {
        let chosen = open.then(|| filled.clone());
        view! { <Row change=change chosen=chosen project=page.head.code.clone() /> }
    });
    let rows = rows.collect_view();
    let list = if open {
        view! {
            <Form token=session.token filled=filled.clone()>
                <div class="docked">
                    <section class="card" id=ExplainChanges::households()>
                        <h2>{text::CHANGES_CHOOSE.get(lang)}</h2>
                        <Table rows=rows.into_any() />
                    </section>
                    <a class="btn main to-dock" href="#why" rel="external">
                        {text::CHANGES_TO_WHY.get(lang)}
                    </a>
                    <section class="card dock" id="why">
                        <h2>{text::CHANGES_WHY.get(lang)}</h2>
                        <Why filled=filled.clone() unexplained=unexplained />
                    </section>
                </div>
            </Form>
        }
        .into_any()
    } else {
        view! {
            <section class="card">
                <h2>{text::CHANGES_TITLE.get(lang)}</h2>
                <Table rows=rows.into_any() />
            </section>
        }
        .into_any()
    };
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=round>{page.head.name.clone()}" · "{page.round.label(lang)}</A>
        </p>
        <h1>{title}</h1>
        <p>{text::CHANGES_HELP.fill(lang, &[("round", &with)])}</p>
        {state}
        <section class="card">
            <Count counts=page.summary.counts with=page.summary.with />
            <Sums before=page.before after=page.after />
        </section>
        {list}
        <Pages
            page=page.page
            pages=page.pages
            address=move |page: u32| format!("{here}?page={page}")
        />
    }
    .into_any()
}

/// The reason, and whom it is for.
#[component]
fn Why(filled: Filled, unexplained: u32) -> impl IntoView {
    let lang = use_lang();
    let causes = ChangeCause::ALL
        .into_iter()
        .map(|cause| (cause.key(), cause.text()))
        .collect();
    view! {
        <Pick name=ExplainChanges::cause() label=text::CHANGES_CAUSE filled=filled.clone() options=causes />
        <Input
            name=ExplainChanges::objection()
            label=text::CHANGES_OBJECTION.get(lang)
            hint=text::CHANGES_OBJECTION_HINT
            filled=filled.clone()
            optional=true
            most=40
        />
        <Input
            name=ExplainChanges::note()
            label=text::CHANGES_NOTE.get(lang)
            hint=text::CHANGES_NOTE_HINT
            filled=filled
            optional=true
            most=200
        />
        <p class="flex flex-wrap gap-2">
            <button class="btn main" type="submit" name=ExplainChanges::which() value=Whose::Chosen.key()>
                {text::CHANGES_SAVE_CHOSEN.get(lang)}
            </button>
            {(unexplained > 1)
                .then(|| {
                    view! {
                        <button class="btn" type="submit" name=ExplainChanges::which() value=Whose::Unexplained.key()>
                            {text::CHANGES_SAVE_ALL.fill(lang, &[("n", &unexplained)])}
                        </button>
                    }
                })}
        </p>
    }
    .into_any()
}

/// Households that changed, a row each.
#[component]
pub(super) fn Table(rows: AnyView) -> impl IntoView {
    let lang = use_lang();
    view! {
        <table class="diff">
            <thead>
                <tr>
                    <th class="l" scope="col">{text::CHANGES_HOUSEHOLD.get(lang)}</th>
                    <th class="l" scope="col">{text::CHANGES_ITEM.get(lang)}</th>
                    <th scope="col">{text::CHANGE_FROM.get(lang)}</th>
                    <th scope="col">{text::CHANGE_TO.get(lang)}</th>
                    <th scope="col">{text::CHANGES_DIFFERENCE.get(lang)}</th>
                    <th class="l" scope="col">{text::WHY_COLUMN.get(lang)}</th>
                </tr>
            </thead>
            {rows}
        </table>
    }
    .into_any()
}

/// A household that changed: what, by how much, and why; with a box to choose it,
/// where reasons can be given.
#[component]
pub(super) fn Row(
    change: OfficeChange,
    chosen: Option<Filled>,
    /// The project's code.
    project: String,
) -> impl IntoView {
    let lang = use_lang();
    let number = change.change.household().to_owned();
    let lines = lines(&change.change, lang);
    let count = lines.len().max(1).to_string();
    let offered = chosen.is_some() && change.reason.is_none();
    let household = household(&change, chosen, &project, lang);
    let difference = difference(&change.change);
    let why = view! {
        {why(&change, lang)}
        {offered.then(|| view! { <Offered household=number receipts=change.upheld.clone() /> })}
    };
    let mut why = Some(why.into_any());
    let mut household = Some(household);
    let rows = lines
        .into_iter()
        .enumerate()
        .map(|(index, (of, from, to))| {
            let first = (index == 0).then(|| {
                view! {
                    <th class="l" scope="rowgroup" rowspan=count.clone()>
                        {household.take()}
                    </th>
                }
            });
            let last = (index == 0).then(|| {
                view! {
                    <td
                    class="num sum"
                    rowspan=count.clone()
                    data-l=text::CHANGES_DIFFERENCE.get(lang)
                >
                    {difference.clone()}
                </td>
                    <td class="l because" rowspan=count.clone()>
                        {why.take()}
                    </td>
                }
            });
            view! {
                <tr>
                    {first} <td class="l">{of}</td> <td class="num from">{from}</td>
                    <td class="num to">{to}</td> {last}
                </tr>
            }
        });
    view! { <tbody>{rows.collect_view()}</tbody> }.into_any()
}

/// The household, with a box to choose it or the way to what it declared.
fn household(change: &OfficeChange, chosen: Option<Filled>, project: &str, lang: Lang) -> AnyView {
    let number = change.change.household().to_owned();
    let kind = change.change.kind();
    let kind = (kind != ChangeKind::Changed)
        .then(|| view! { <span class="tag">{kind.text().get(lang)}</span> });
    let heading = view! {
        <span class="num">{number.clone()}</span>
        " "
        <b>{change.head.clone()}</b>
        {kind}
    };
    let Some(filled) = chosen else {
        let href = format!("/office/p/{project}/special/{}", segment(&number));
        return view! { <A href=href>{heading}</A> }.into_any();
    };
    let name = ExplainChanges::household(&number);
    let checked = !filled.value(&name).is_empty();
    view! {
        <label class="choice">
            <input type="checkbox" name=name value="1" checked=checked />
            <span>{heading}</span>
        </label>
    }
    .into_any()
}

/// What changed, a line each: of a household that is new or gone its total. The
/// total of another follows from its lines and stands as the difference.
fn lines(change: &HouseholdChange, lang: Lang) -> Vec<(String, String, String)> {
    let total = |entry: &Entry| format!("{} 元", entry.total);
    let none = || text::CHANGE_NOTHING.get(lang).to_owned();
    let of = || text::FIELD_TOTAL.get(lang).to_owned();
    match change {
        HouseholdChange::Added(entry) => vec![(of(), none(), total(entry))],
        HouseholdChange::Removed(entry) => vec![(of(), total(entry), none())],
        HouseholdChange::Changed(diff) => {
            let shown = ShownChange::of(diff, &[], Audience::Full);
            let only_total = shown.len() == 1;
            let (remarks, others): (Vec<_>, Vec<_>) = shown
                .into_iter()
                .filter(|one| only_total || !matches!(one, ShownChange::Total(_)))
                .partition(|one| matches!(one, ShownChange::Remark(_)));
            let all = others.into_iter().chain(remarks);
            all.map(|one| brief(one, lang)).collect()
        }
    }
}

/// By how much the household's total changed: `+100.00`.
fn difference(change: &HouseholdChange) -> String {
    let (from, to) = match change {
        HouseholdChange::Added(entry) => (Money::ZERO, entry.total),
        HouseholdChange::Removed(entry) => (entry.total, Money::ZERO),
        HouseholdChange::Changed(diff) => {
            let total = diff.changes.iter().find_map(|one| match one {
                Change::Total(total) => Some((total.from, total.to)),
                _ => None,
            });
            total.unwrap_or_default()
        }
    };
    let fen = to.fen().saturating_sub(from.fen());
    let sign = match fen {
        0 => return "—".to_owned(),
        1.. => "+",
        _ => "−",
    };
    let size = i64::try_from(fen.unsigned_abs()).unwrap_or(i64::MAX);
    format!("{sign}{}", Money::from_fen(size))
}

/// Upheld objections to the household, each a button that makes it the reason.
#[component]
fn Offered(household: String, receipts: Vec<String>) -> impl IntoView {
    let lang = use_lang();
    let name = ExplainChanges::upheld(&household);
    let buttons = receipts.into_iter().map(|receipt| {
        let said = text::CHANGES_UPHELD.fill(lang, &[("receipt", &receipt)]);
        view! {
            <button class="btn" type="submit" name=name.clone() value=receipt>
                {said}
            </button>
        }
    });
    buttons.collect_view()
}

fn why(change: &OfficeChange, lang: Lang) -> AnyView {
    let note = change
        .table_note
        .as_ref()
        .map(|note| text::CHANGES_TABLE_SAYS.fill(lang, &[("note", note)]));
    match &change.reason {
        Some(given) => {
            let by =
                text::GIVEN_BY.fill(lang, &[("by", &given.by), ("at", &china_minute(given.at))]);
            view! {
                <p class="why">
                    <b>{text::WHY.get(lang)}</b>
                    {given.reason.sentence(lang)}
                    " "
                    <small>{by}</small>
                </p>
            }
            .into_any()
        }
        None => view! {
            <p class="why missing">{text::WHY_MISSING.get(lang)} " " {note}</p>
        }
        .into_any(),
    }
}
