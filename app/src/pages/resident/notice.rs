//! `/p/{project}/r/{n}`: a published board as a table; cards on a phone.

use domain::board::Rate;
use domain::privacy::Audience;
use domain::quantity::Unit;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::{Label as _, Lang, Named as _};
use views::{NoticeChanges, NoticeFilter, NoticePage, NoticeRow, Sort};

use super::history::{History, Later};
use super::object::{ObjectLink, ObjectLinkProps};
use crate::api;
use crate::components::{NoticeBanner, Pages, SearchForm, Sums};
use crate::head::Title;
use crate::pages::{loaded, number_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(super) fn Notice() -> AnyView {
    let query = use_query_map();
    let place = use_params(|params| {
        (
            text_of(params, "project"),
            number_of(params, "round"),
            number_of(params, "revision"),
        )
    });
    let asked = move || {
        let query = query.read();
        let filter = NoticeFilter {
            q: text_of(&query, "q"),
            group: text_of(&query, "group"),
            flagged: query.get("flagged").is_some(),
            changed: query.get("changed").is_some(),
            page: number_of(&query, "page"),
            sort: Sort::from_key(&text_of(&query, "sort")).unwrap_or_default(),
        };
        (place(), filter)
    };
    loaded(
        asked,
        |((code, round, revision), filter)| api::Notice {
            code,
            round,
            revision,
            filter,
        },
        |page| view! { <NoticeContent page=page /> },
    )
}

#[component]
fn NoticeContent(page: NoticePage) -> impl IntoView {
    let lang = use_lang();
    let head = page.head.clone();
    let here = head.path();
    let title = format!("{} · {}", head.project.name, head.round.label(lang));
    let published = domain::time::china_minute(head.published_at);
    let sub = text::NOTICE_SUB.fill(
        lang,
        &[
            ("at", &published),
            ("revision", &head.revision),
            ("phone", &head.project.phone),
        ],
    );
    let differs = page
        .changes
        .map(|changes| view! { <Differs changes=changes here=here.clone() /> });
    let list = households(page, here);
    let names = if head.audience == Audience::Full {
        view! { <p class="notice-box warn">{text::ACCESS_OPEN.get(lang)}</p> }.into_any()
    } else {
        let href = format!("/p/{}/access", head.project.code);
        view! { <p><A href=href>{text::ACCESS_LINK.get(lang)}</A></p> }.into_any()
    };
    let object = ObjectLink(ObjectLinkProps {
        head: head.clone(),
        household: None,
    });
    let special = format!("/p/{}/special", head.project.code);
    view! {
        <Title text=title.clone() />
        <NoticeBanner title=title sub=sub current=Some(head.round) head=head.clone() />
        <History head=head.clone() />
        <section class="card">
            <Sums totals=head.totals />
            {differs}
            <p><a href=special rel="external">{text::SPECIAL_LINK.get(lang)}</a></p>
            {names}
        </section>
        {list}
        <Later head=head />
        {object}
    }
    .into_any()
}

/// The households of the board; or why it shows none.
fn households(page: NoticePage, here: String) -> AnyView {
    let lang = use_lang();
    let changed = page
        .changes
        .map_or(0, |changes| changes.counts.changed + changes.counts.added);
    if page.groups.is_empty() && page.rows.is_empty() && page.pages == 0 {
        let reason = page.head.project.scope_reason.clone();
        let reason = text::NOTICE_SCOPE_REASON.fill(lang, &[("reason", &reason)]);
        view! { <p class="card">{text::NOTICE_TOTALS_ONLY.get(lang)}" "{reason}</p> }.into_any()
    } else {
        let filter = page.filter.clone();
        let rows = page
            .rows
            .into_iter()
            .map(|row| view! { <Row row=row here=here.clone() /> });
        view! {
            <section class="card">
                <SearchForm action=here.clone() q=page.filter.q.clone() />
                <Chips
                    here=here.clone()
                    filter=page.filter.clone()
                    groups=page.groups
                    changed=changed
                />
                <p role="status">{text::NOTICE_MATCHING.fill(lang, &[("n", &page.matching)])}</p>
                <table class="list">
                    <thead>
                        <tr>
                            <th class="l" scope="col">{text::COL_HOUSEHOLD.get(lang)}</th>
                            <th class="l" scope="col">{text::COL_HEAD.get(lang)}</th>
                            <th class="l" scope="col">{text::COL_GROUP.get(lang)}</th>
                            <th scope="col">{text::COL_LAND.get(lang)}</th>
                            <th scope="col">{text::COL_LAND_PRICE.get(lang)}</th>
                            <th scope="col">{text::COL_FLOOR.get(lang)}</th>
                            <th scope="col">{text::COL_FLOOR_PRICE.get(lang)}</th>
                            <th scope="col">{text::COL_TOTAL.get(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                <Pages
                    page=page.filter.page
                    pages=page.pages
                    address=move |page| address(&here, &NoticeFilter { page, ..filter.clone() })
                />
            </section>
        }
        .into_any()
    }
}

/// How many households are not as on the board before, and the way to them.
#[component]
fn Differs(changes: NoticeChanges, here: String) -> impl IntoView {
    let lang = use_lang();
    let round = changes.with.label(lang);
    let count = changes.counts.all();
    if count == 0 {
        let same = text::CHANGES_NOTHING.fill(lang, &[("round", &round)]);
        return view! { <p>{same}</p> }.into_any();
    }
    let said = text::NOTICE_DIFFERS.fill(lang, &[("n", &count), ("round", &round)]);
    view! { <p><a href=format!("{here}/changes") rel="external">{said}</a></p> }.into_any()
}

#[component]
fn Chips(
    here: String,
    filter: NoticeFilter,
    groups: Vec<String>,
    /// Households on the board that are not as on the one before.
    changed: u32,
) -> impl IntoView {
    let lang = use_lang();
    let all = filter.group.is_empty() && !filter.flagged && !filter.changed && filter.q.is_empty();
    let plain = NoticeFilter {
        sort: filter.sort,
        ..NoticeFilter::default()
    };
    let mut chips = vec![
        (text::CHIP_ALL.get(lang).to_owned(), plain.clone(), all),
        (
            text::CHIP_FLAGGED.get(lang).to_owned(),
            NoticeFilter {
                flagged: true,
                ..plain.clone()
            },
            filter.flagged,
        ),
    ];
    if changed > 0 {
        chips.push((
            text::CHIP_CHANGED.fill(lang, &[("n", &changed)]),
            NoticeFilter {
                changed: true,
                ..plain.clone()
            },
            filter.changed,
        ));
    }
    chips.extend(groups.into_iter().map(|group| {
        let current = filter.group == group;
        (
            group.clone(),
            NoticeFilter {
                group,
                ..plain.clone()
            },
            current,
        )
    }));
    let chips = chips.into_iter().map(|(label, to, current)| {
        view! {
            <li>
                <a href=address(&here, &to) aria-current=current.then_some("true")>
                    {label}
                </a>
            </li>
        }
    });
    let sorts = Sort::ALL.into_iter().map(|sort| {
        let to = NoticeFilter {
            sort,
            page: 0,
            ..filter.clone()
        };
        view! {
            <li>
                <a href=address(&here, &to) aria-current=(sort == filter.sort).then_some("true")>
                    {sort_label(sort, lang)}
                </a>
            </li>
        }
    });
    let sorts = sorts.collect_view();
    view! {
        <nav aria-label=text::CHIPS_LABEL.get(lang)>
            <ul class="chips">{chips.collect_view()}</ul>
        </nav>
        <nav aria-label=text::SORTS_LABEL.get(lang)>
            <ul class="chips">{sorts}</ul>
        </nav>
    }
}

fn sort_label(sort: Sort, lang: Lang) -> &'static str {
    match sort {
        Sort::Household => text::SORT_HOUSEHOLD,
        Sort::PayoutDown => text::SORT_PAYOUT,
        Sort::LandDown => text::SORT_LAND,
        Sort::FloorDown => text::SORT_FLOOR,
    }
    .get(lang)
}

/// The address of this notice under a filter.
fn address(here: &str, filter: &NoticeFilter) -> String {
    let mut query = leptos_router::params::ParamsMap::new();
    let mut put = |name: &'static str, value: String| query.insert(name, value);
    if !filter.q.is_empty() {
        put("q", filter.q.clone());
    }
    if !filter.group.is_empty() {
        put("group", filter.group.clone());
    }
    if filter.flagged {
        put("flagged", "1".to_owned());
    }
    if filter.changed {
        put("changed", "1".to_owned());
    }
    if filter.sort != Sort::default() {
        put("sort", filter.sort.key().to_owned());
    }
    if filter.page > 1 {
        put("page", filter.page.to_string());
    }
    format!("{here}{}", query.to_query_string())
}

#[component]
fn Row(row: NoticeRow, here: String) -> impl IntoView {
    let lang = use_lang();
    let href = format!("{here}/h/{}", segment(&row.household));
    let price = |rates: &[Rate], unit: &Unit| {
        let shown: Vec<String> = rates.iter().map(|rate| rate.shown_under(unit)).collect();
        if shown.is_empty() {
            "—".to_owned()
        } else {
            shown.join(" / ")
        }
    };
    let area = |is_zero: bool, shown: String| if is_zero { "—".to_owned() } else { shown };
    view! {
        <tr>
            <td class="l num no">{row.household}</td>
            <td class="l who">
                <A href=href>{row.head}</A>
                {row.status.map(|status| view! { <span class="tag">{status.kind.text().get(lang)}</span> })}
            </td>
            <td class="l group">{row.group}</td>
            <td class="m num" data-l=text::COL_LAND.get(lang)>
                {area(row.land.e4() == 0, row.land.to_string())}
            </td>
            <td class="m num" data-l=text::COL_LAND_PRICE.get(lang)>{price(&row.land_rates, &Unit::Mu)}</td>
            <td class="m num" data-l=text::COL_FLOOR.get(lang)>
                {area(row.floor.e4() == 0, row.floor.shown(2))}
            </td>
            <td class="m num" data-l=text::COL_FLOOR_PRICE.get(lang)>{price(&row.floor_rates, &Unit::SquareMetre)}</td>
            <td class="amt num">
                {row.total.to_string()}
                {(!row.deducted.is_zero())
                    .then(|| view! { <small>{text::ROW_DEDUCTED.fill(lang, &[("amount", &row.deducted)])}</small> })}
            </td>
        </tr>
    }
}
