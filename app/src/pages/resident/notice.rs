//! `/p/{project}/r/{n}`: a published board as a table; cards on a phone.

use domain::money::Money;
use domain::read::{NoticeFilter, NoticePage, NoticeRow, Sort};
use domain::text::{self, Lang};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::api;
use crate::components::{Failed, Stages};
use crate::visitor::use_lang;

#[component]
pub(super) fn Notice() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let (params, query) = (params.read(), query.read());
        let number = |name| {
            query
                .get(name)
                .and_then(|text| text.parse().ok())
                .unwrap_or_default()
        };
        (
            params.get("project").unwrap_or_default(),
            params
                .get("round")
                .and_then(|text| text.parse().ok())
                .unwrap_or_default(),
            NoticeFilter {
                q: query.get("q").unwrap_or_default(),
                group: query.get("group").unwrap_or_default(),
                flagged: query.get("flagged").is_some(),
                page: number("page"),
                sort: Sort::from_key(&query.get("sort").unwrap_or_default()),
            },
        )
    });
    let page = Resource::new(
        move || asked.get(),
        |(code, round, filter)| api::notice(code, round, filter),
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Loaded page=page /> }.into_any(),
                    Err(error) => view! { <Failed error=error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Loaded(page: NoticePage) -> impl IntoView {
    let lang = use_lang();
    let head = page.head;
    let here = format!("/p/{}/r/{}", head.project.code, head.round.get());
    let title = format!("{} · {}", head.project.name, head.round.label(lang));
    let totals = head.totals;
    let sums = [
        (text::SUM_HOUSEHOLDS, totals.households.to_string()),
        (text::SUM_FLAGGED, totals.flagged.to_string()),
        (text::SUM_LAND, totals.land.to_string()),
        (text::SUM_FLOOR, totals.floor.shown(2)),
        (text::SUM_PAYOUT, totals.payout.to_string()),
    ];
    let sums = sums.into_iter().map(|(label, value)| {
        view! { <div><dt>{label.get(lang)}</dt><dd class="num">{value}</dd></div> }
    });
    let hangs = if head.is_open {
        text::NOTICE_OPEN.fill(
            lang,
            &[("day", &head.window.last_day()), ("days", &head.days_left)],
        )
    } else {
        text::NOTICE_CLOSED.fill(lang, &[("day", &head.window.last_day())])
    };
    let published = domain::time::china_minute(head.published_at);
    let sub = text::NOTICE_SUB.fill(
        lang,
        &[
            ("at", &published),
            ("revision", &head.revision),
            ("phone", &head.project.phone),
        ],
    );
    let list = if page.groups.is_empty() && page.rows.is_empty() && page.pages == 0 {
        view! { <p class="card">{text::NOTICE_TOTALS_ONLY.get(lang)}</p> }.into_any()
    } else {
        let rows = page
            .rows
            .into_iter()
            .map(|row| view! { <Row row=row here=here.clone() /> });
        view! {
            <section class="card">
                <Search here=here.clone() filter=page.filter.clone() />
                <Chips here=here.clone() filter=page.filter.clone() groups=page.groups />
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
                <Pager here=here.clone() filter=page.filter pages=page.pages />
            </section>
        }
        .into_any()
    };
    view! {
        <Title text=title.clone() />
        <header class="board">
            <h1>{title}</h1>
            <p class="sub">{sub}</p>
            <p class="hangs">{hangs}</p>
            <Stages head=head.project current=Some(head.round) />
        </header>
        <section class="card">
            <dl class="sumrow">{sums.collect_view()}</dl>
        </section>
        {list}
    }
}

#[component]
fn Search(here: String, filter: NoticeFilter) -> impl IntoView {
    let lang = use_lang();
    view! {
        <form class="search" method="get" action=here role="search">
            <label class="sr" for="q">{text::FIND_LABEL.get(lang)}</label>
            <input
                id="q"
                name="q"
                type="search"
                autocomplete="off"
                maxlength="60"
                value=filter.q
                placeholder=text::FIND_PLACEHOLDER.get(lang)
            />
            <button class="btn" type="submit">{text::FIND_BUTTON.get(lang)}</button>
        </form>
    }
}

#[component]
fn Chips(here: String, filter: NoticeFilter, groups: Vec<String>) -> impl IntoView {
    let lang = use_lang();
    let all = filter.group.is_empty() && !filter.flagged && filter.q.is_empty();
    let mut chips = vec![
        (
            text::CHIP_ALL.get(lang).to_owned(),
            NoticeFilter::default(),
            all,
        ),
        (
            text::CHIP_FLAGGED.get(lang).to_owned(),
            NoticeFilter {
                flagged: true,
                ..NoticeFilter::default()
            },
            filter.flagged,
        ),
    ];
    chips.extend(groups.into_iter().map(|group| {
        let current = filter.group == group;
        (
            group.clone(),
            NoticeFilter {
                group,
                ..NoticeFilter::default()
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
    let href = format!("{here}/h/{}", row.household);
    let price = |prices: &[Money]| {
        let shown: Vec<String> = prices.iter().map(|price| price.short()).collect();
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
                {row.status.map(|status| view! { <span class="tag">{status.kind.label()}</span> })}
            </td>
            <td class="l group">{row.group}</td>
            <td class="m num" data-l=text::COL_LAND.get(lang)>
                {area(row.land.e4() == 0, row.land.to_string())}
            </td>
            <td class="m num" data-l=text::COL_LAND_PRICE.get(lang)>{price(&row.land_prices)}</td>
            <td class="m num" data-l=text::COL_FLOOR.get(lang)>
                {area(row.floor.e4() == 0, row.floor.shown(2))}
            </td>
            <td class="m num" data-l=text::COL_FLOOR_PRICE.get(lang)>{price(&row.floor_prices)}</td>
            <td class="amt num">{row.total.to_string()}</td>
        </tr>
    }
}

#[component]
fn Pager(here: String, filter: NoticeFilter, pages: u32) -> impl IntoView {
    let lang = use_lang();
    let at = filter.page;
    let link = |page: u32, label: text::Text| {
        let href = address(
            &here,
            &NoticeFilter {
                page,
                ..filter.clone()
            },
        );
        view! { <a class="btn" href=href>{label.get(lang)}</a> }
    };
    (pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label=text::PAGER_LABEL.get(lang)>
                {(at > 1).then(|| link(at - 1, text::PAGER_BEFORE))}
                <span>{text::PAGER_AT.fill(lang, &[("page", &at), ("pages", &pages)])}</span>
                {(at < pages).then(|| link(at + 1, text::PAGER_AFTER))}
            </nav>
        }
    })
}
