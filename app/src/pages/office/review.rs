//! `/office/p/{project}/r/{n}/review`: pre-review (预审) by a second person.

use domain::board::Entry;
use domain::declaration::Statement;
use domain::review::ReviewItem;
use domain::round::RoundState;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::arithmetic::{deviation_sentence, formula};
use text::review_item_means;
use views::{ChangesSummary, Desk, Ending, OfficeChange, ReviewPage};

use super::changes;
use super::comments::{Comment, Comments};
use super::desk::at_desk;
use super::draft::Preview;
use super::plan::HoldUps;
use super::special::{Endings, Standing};
use crate::api;
use crate::components::{Pages, segment};
use crate::forms::{Area, Filled, Form, Tick, Unsent, use_form};
use crate::pages::changes::Count;
use crate::pages::{number_of, text_of, use_params};
use crate::visitor::use_lang;
use text::Label as _;
use text::Named as _;

#[component]
pub(super) fn Review() -> AnyView {
    let query = use_query_map();
    let place = use_params(|params| (text_of(params, "project"), number_of(params, "round")));
    let asked = move || {
        let query = query.read();
        (
            place(),
            number_of(&query, "page"),
            text_of(&query, "comment"),
        )
    };
    at_desk(
        asked,
        |((code, round), page, comment)| api::Review {
            code,
            round,
            page,
            comment,
        },
        |desk, page| view! { <Loaded desk=desk page=page /> },
    )
}

#[component]
fn Loaded(desk: Desk, page: ReviewPage) -> impl IntoView {
    let lang = use_lang();
    let title = format!(
        "{} · {} · {}",
        text::REVIEW_TITLE.get(lang),
        page.head.name,
        page.round.label(lang)
    );
    let round = format!("/office/p/{}/r/{}", page.head.code, page.round.get());
    let here = format!("{round}/review");
    let households = page.draft.report.totals.households;
    let decide = if page.state != RoundState::InReview {
        view! {
            <Unsent />
            <p class="notice-box ok">{page.state.text().get(lang)}</p>
        }
        .into_any()
    } else if page.own_upload {
        view! {
            <Unsent />
            <p class="notice-box warn">{text::REVIEW_OWN.get(lang)}</p>
        }
        .into_any()
    } else {
        let approve_label = match page.planned_at {
            Some(_) => text::REVIEW_APPROVE_PLANNED,
            None => text::REVIEW_APPROVE,
        };
        let approve = use_form("approve");
        let send_back = use_form("return");
        view! {
            <section class="card">
                <h2>{text::REVIEW_SIGN.get(lang)}</h2>
                <p>{text::REVIEW_SIGN_HELP.fill(lang, &[("n", &households)])}</p>
                <Form name="approve" token=desk.token.clone() filled=approve.clone()>
                    <input type="hidden" name="board" value=page.board />
                    {signed(&approve)}
                    <button class="btn main" type="submit">
                        {approve_label.get(lang)}
                    </button>
                </Form>
            </section>
            <section class="card">
                <h2>{text::REVIEW_RETURN.get(lang)}</h2>
                <Form name="return" token=desk.token.clone() filled=send_back.clone()>
                    <input type="hidden" name="board" value=page.board />
                    <Area
                        name="reason"
                        label=text::REVIEW_REASON
                        hint=text::REVIEW_REASON_HINT
                        filled=send_back
                    />
                    <button class="btn danger" type="submit">
                        {text::REVIEW_RETURN.get(lang)}
                    </button>
                </Form>
            </section>
        }
        .into_any()
    };
    let correction = page.correction.map(|begun| {
        view! {
            <div class="notice-box warn">
                <p>{text::REVIEW_CORRECTION.get(lang)}</p>
                <p class="whitespace-pre-wrap">{begun.reason}</p>
            </div>
        }
    });
    let help = match page.planned_at {
        Some(_) => text::REVIEW_HELP_PLANNED,
        None => text::REVIEW_HELP,
    };
    let planned = page.planned_at.map(|at| {
        let said = text::REVIEW_PLANNED.fill(lang, &[("at", &china_minute(at))]);
        view! { <p class="notice-box">{said}</p> }
    });
    let reading = page.state == RoundState::InReview && !page.own_upload;
    let (board, at) = (page.board, page.page);
    let comments = (reading || !page.comments.is_empty()).then(|| {
        let open = reading.then(|| (desk.token.clone(), board, at));
        let listed = (!page.comments.is_empty())
            .then(|| view! { <Comments comments=page.comments open=open /> });
        let form = page
            .commenting
            .filter(|_| reading)
            .map(|on| view! { <Comment on=on token=desk.token.clone() board=board page=at /> });
        view! {
            <section class="card" id="comments">
                <h2>{text::COMMENTS_TITLE.get(lang)}</h2>
                <p>{text::COMMENTS_HELP.get(lang)}</p>
                {listed}
                {form}
            </section>
        }
    });
    let households = page.entries.into_iter().zip(page.declared);
    let entries = households
        .zip(page.endings)
        .map(|((entry, declared), endings)| {
            let comment = reading.then(|| {
                let number = segment(&entry.household);
                format!("{here}?page={at}&comment={number}#comments")
            });
            view! { <Household entry=entry declared=declared endings=endings comment=comment /> }
        });
    let entries = entries.collect_view();
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=round.clone()>{page.head.name.clone()}" · "{page.round.label(lang)}</A>
        </p>
        <h1>{title}</h1>
        <p>{help.get(lang)}</p>
        {correction}
        {planned}
        <HoldUps hold_ups=page.hold_ups />
        <section class="card">
            <h2>{text::REVIEW_TABLE.get(lang)}</h2>
            <Preview draft=page.draft round=round.clone() changeable=false />
        </section>
        {page
            .changes
            .map(|summary| {
                view! { <Changed summary=summary first=page.first_changes all=format!("{round}/changes") /> }
            })}
        <section class="card">
            <h2>{text::REVIEW_ENTRIES.get(lang)}</h2>
            {entries}
            <Pages
                page=page.page
                pages=page.pages
                address=move |page: u32| format!("{here}?page={page}")
            />
        </section>
        {comments}
        {decide}
    }
    .into_any()
}

/// A box for each item that the reviewer answers for.
fn signed(filled: &Filled) -> impl IntoView {
    let lang = use_lang();
    let boxes = ReviewItem::ALL.into_iter().map(|item| {
        let label = text::CHECK_SAYS.fill(
            lang,
            &[
                ("item", &item.text().get(lang)),
                ("means", &review_item_means(item).get(lang)),
            ],
        );
        view! { <Tick name=item.field() label=label filled=filled.clone() /> }
    });
    boxes.collect_view()
}

/// A household with every line, closed until it is opened.
#[component]
fn Household(
    entry: Entry,
    declared: Vec<Statement>,
    endings: Vec<Ending>,
    /// Where a comment on it is written.
    comment: Option<String>,
) -> impl IntoView {
    let lang = use_lang();
    let lines = entry.lines.iter().map(|line| {
        view! {
            <li>
                <span>{line.item.clone()}</span>
                <span class="amt num">{line.amount.to_string()}</span>
                <span class="how num">{formula(line, lang)}</span>
                {deviation_sentence(line, lang)
                    .map(|said| view! { <span class="how deviation">{said}</span> })}
            </li>
        }
    });
    let status = entry.status.as_ref().map(|status| {
        let official = status.official.as_ref().map(|official| {
            let post = official.post.clone().unwrap_or_default();
            format!(" · {} {post}", official.name)
        });
        let relation = status
            .relation
            .as_ref()
            .map(|relation| format!(" · {relation}"));
        let post = status.post.as_ref().map(|post| format!(" · {post}"));
        view! {
            <p class="flag">
                <b>{status.kind.text().get(lang)}</b>
                <span>{post}{official}{relation}</span>
            </p>
        }
    });
    let lines = lines.collect_view();
    let mark = entry
        .status
        .as_ref()
        .map(|status| view! { <span class="tag">{status.kind.text().get(lang)}</span> });
    view! {
        <details class="household">
            <summary>
                <span class="num">{entry.household.clone()}</span>
                <b>{entry.head.clone()}</b>
                {mark}
                <span class="amt num">{entry.total.to_string()}</span>
            </summary>
            <p>
                {entry.group.clone()} " "
                {entry.people.map(|n| text::HOUSEHOLD_PEOPLE.fill(lang, &[("n", &n)]))}
            </p>
            {status}
            <Standing standing=declared />
            <Endings endings=endings />
            {entry
                .remark
                .clone()
                .map(|remark| view! { <p>{text::HOUSEHOLD_REMARK.get(lang)}" "{remark}</p> })}
            <ul class="lines">{lines}</ul>
            {comment
                .map(|href| {
                    view! { <p><a href=href rel="external">{text::COMMENT_LINK.get(lang)}</a></p> }
                })}
        </details>
    }
    .into_any()
}

/// What changed since the board before, and why.
#[component]
fn Changed(summary: ChangesSummary, first: Vec<OfficeChange>, all: String) -> impl IntoView {
    let lang = use_lang();
    let count = summary.counts.all();
    let more = usize::try_from(count).is_ok_and(|count| count > first.len());
    let rows = first
        .into_iter()
        .map(|change| view! { <changes::Household change=change chosen=None /> });
    let rows = rows.collect_view();
    view! {
        <section class="card">
            <Count counts=summary.counts with=summary.with />
            {rows}
            {more
                .then(|| {
                    view! { <p><A href=all>{text::CHANGES_ALL.fill(lang, &[("n", &count)])}</A></p> }
                })}
        </section>
    }
    .into_any()
}
