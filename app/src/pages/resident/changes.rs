//! `/p/{project}/r/{n}/changes`: every household that is not as on an earlier
//! board, and why.

use domain::board_ref::BoardRef;
use domain::diff::ChangeKind;
use domain::money::Money;
use domain::privacy::{ChangedHousehold, ShownSums};
use domain::quantity::Quantity;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use text::{Label as _, Named as _, Text};
use views::{ChangesFilter, ChangesPage};

use crate::api;
use crate::components::{NoticeBanner, Pages};
use crate::head::Title;
use crate::pages::changes::{Changes, Count, Reasons, Sums};
use crate::pages::{loaded, number_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(super) fn ChangesOfNotice() -> AnyView {
    let query = use_query_map();
    let place = use_params(|params| (text_of(params, "project"), number_of(params, "round")));
    let asked = move || {
        let query = query.read();
        let filter = ChangesFilter {
            kind: ChangeKind::from_key(&text_of(&query, "kind")),
            with: BoardRef::from_key(&text_of(&query, "with")),
            page: number_of(&query, "page"),
        };
        (place(), filter)
    };
    loaded(
        asked,
        |((code, round), filter)| api::ReadChanges {
            code,
            round,
            filter,
        },
        |page| view! { <ChangesContent page=page /> },
    )
}

#[component]
fn ChangesContent(page: ChangesPage) -> impl IntoView {
    let lang = use_lang();
    let head = page.head;
    let project = format!("/p/{}", head.project.code);
    let notice = format!("{project}/r/{}", head.round.get());
    let here = format!("{notice}/changes");
    let title = format!(
        "{} · {}",
        text::CHANGED_PAGE.get(lang),
        head.round.label(lang)
    );
    let help = text::CHANGED_HELP.fill(lang, &[("round", &page.with.label(lang))]);
    let before = format!("{project}/r/{}", page.with.round.get());
    let none = page.rows.is_empty();
    let chain = page.with.round.get() + 1 < head.round.get();
    let rows = page.rows.into_iter().map(|row| {
        let (now, then) = (notice.clone(), before.clone());
        view! { <Household row=row now=now then=then dated=chain /> }
    });
    let rows = rows.collect_view();
    let nothing = none.then(|| {
        let said = if page.counts.all() == 0 {
            text::CHANGES_NOTHING.fill(lang, &[("round", &page.with.label(lang))])
        } else if head.audience.sees_households(head.project.scope) {
            text::CHANGED_NONE.get(lang).to_owned()
        } else {
            text::CHANGED_TOTALS_ONLY.get(lang).to_owned()
        };
        view! { <p>{said}</p> }
    });
    let filter = page.filter.clone();
    let others = (page.others.len() > 1).then(|| {
        view! { <With here=here.clone() filter=page.filter.clone() others=page.others /> }
    });
    view! {
        <Title text=title.clone() />
        <Meta name="robots" content="noindex" />
        <NoticeBanner title=head.project.name.clone() sub=title head=head.clone() current=None />
        <p class="crumbs">
            <A href=notice.clone()>{text::HOUSEHOLD_ALL.get(lang)}</A>
        </p>
        <section class="card">
            <Count counts=page.counts with=page.with />
            <p>{help}</p>
            <Sums before=page.before after=head.totals />
            {others}
        </section>
        <section class="card">
            <Kinds here=here.clone() filter=page.filter.clone() counts=page.counts />
            {nothing}
            {rows}
            <Pages
                page=page.filter.page
                pages=page.pages
                address=move |page| address(&here, &ChangesFilter { page, ..filter.clone() })
            />
        </section>
    }
    .into_any()
}

/// The list by kind of change.
#[component]
fn Kinds(here: String, filter: ChangesFilter, counts: domain::diff::ChangeCounts) -> impl IntoView {
    let lang = use_lang();
    let all = text::CHANGED_KIND_ALL.fill(lang, &[("n", &counts.all())]);
    let mut chips = vec![(all, None)];
    for kind in ChangeKind::ALL {
        if counts.of(kind) > 0 {
            let label = text::CHANGED_KIND.fill(
                lang,
                &[("kind", &kind.text().get(lang)), ("n", &counts.of(kind))],
            );
            chips.push((label, Some(kind)));
        }
    }
    let chips = chips.into_iter().map(|(label, kind)| {
        let to = ChangesFilter {
            kind,
            page: 0,
            ..filter.clone()
        };
        view! {
            <li>
                <a href=address(&here, &to) aria-current=(kind == filter.kind).then_some("true")>
                    {label}
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label=text::CHIPS_LABEL.get(lang)>
            <ul class="chips">{chips.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// The boards that it can be compared with.
#[component]
fn With(here: String, filter: ChangesFilter, others: Vec<BoardRef>) -> impl IntoView {
    let lang = use_lang();
    let chips = others.into_iter().map(|board| {
        let to = ChangesFilter {
            with: Some(board),
            page: 0,
            ..filter.clone()
        };
        let current = filter.with == Some(board);
        view! {
            <li>
                <a href=address(&here, &to) aria-current=current.then_some("true")>
                    {board.label(lang)}
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label=text::CHANGED_WITH.get(lang)>
            <p>{text::CHANGED_WITH.get(lang)}</p>
            <ul class="chips">{chips.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn address(here: &str, filter: &ChangesFilter) -> String {
    let mut query = ParamsMap::new();
    if let Some(with) = filter.with {
        query.insert("with", with.key());
    }
    if let Some(kind) = filter.kind {
        query.insert("kind", kind.key().to_owned());
    }
    if filter.page > 1 {
        query.insert("page", filter.page.to_string());
    }
    format!("{here}{}", query.to_query_string())
}

#[component]
fn Household(
    row: ChangedHousehold,
    /// The address of this board, and of the one it is compared with.
    now: String,
    then: String,
    dated: bool,
) -> impl IntoView {
    let lang = use_lang();
    let number = segment(&row.household);
    let (href, see) = if row.kind == ChangeKind::Removed {
        (format!("{then}/h/{number}"), text::CHANGED_SEE_BEFORE)
    } else {
        (format!("{now}/h/{number}"), text::CHANGED_SEE)
    };
    let who = [Some(row.household.clone()), row.group.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <div class="changed">
            <h3>
                {row.head.clone()}
                " "
                <small class="num">{who}</small>
                <span class="tag">{row.kind.text().get(lang)}</span>
            </h3>
            <FromTo before=row.before after=row.after />
            {(!row.changes.is_empty()).then(|| view! { <Changes changes=row.changes /> })}
            <Reasons reasons=row.reasons dated=dated />
            <p><A href=href>{see.get(lang)}</A></p>
        </div>
    }
    .into_any()
}

/// Land, floor area and payout, where they are not what they were.
#[component]
fn FromTo(before: Option<ShownSums>, after: Option<ShownSums>) -> impl IntoView {
    let lang = use_lang();
    let none = || text::CHANGE_NOTHING.get(lang).to_owned();
    let pair = |of: &dyn Fn(ShownSums) -> String| {
        let said = |sums: Option<ShownSums>| sums.map_or_else(none, of);
        (said(before), said(after))
    };
    let area = |area: Quantity, shown: String| {
        if area == Quantity::ZERO {
            none()
        } else {
            shown
        }
    };
    let money = |money: Money| format!("{money} 元");
    let rows: [(Text, (String, String)); 3] = [
        (
            text::FACT_LAND,
            pair(&|sums| area(sums.land, format!("{} 亩", sums.land))),
        ),
        (
            text::FACT_FLOOR,
            pair(&|sums| area(sums.floor, format!("{} ㎡", sums.floor.shown(2)))),
        ),
        (text::HOUSEHOLD_TOTAL, pair(&|sums| money(sums.total))),
    ];
    let rows = rows
        .into_iter()
        .filter(|(_, (from, to))| from != to)
        .map(|(label, (from, to))| {
            view! {
                <li>
                    {label.get(lang)} " " <del class="num">{from}</del> " → "
                    <ins class="num">{to}</ins>
                </li>
            }
        });
    view! { <ul class="from-to">{rows.collect_view()}</ul> }.into_any()
}
