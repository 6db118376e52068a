//! `/office/p/{project}/r/{n}/review`: pre-review (预审) by a second person.

use domain::board::Entry;
use domain::declaration::Statement;
use domain::review::ReviewItem;
use domain::round::RoundState;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::arithmetic::{deviation_sentence, formula, taken_off};
use text::{Label as _, Named as _, review_item_means};
use views::{ChangesSummary, Ending, FormToken, OfficeChange, OfficeSession, ReviewPage};

use super::changes;
use super::comments::{Commentable, Comments, NewComment};
use super::draft::Preview;
use super::plan::Blockers;
use super::session::office_page;
use super::special::{Endings, Standing};
use crate::api;
use crate::components::{Pages, segment};
use crate::forms::{Approve, Area, Comment, Filled, Form, SendBack, Tick, Unsent, use_form};
use crate::head::Title;
use crate::pages::changes::Count;
use crate::pages::{number_of, text_of, use_params};
use crate::visitor::use_lang;

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
    office_page(
        asked,
        |((code, round), page, comment)| api::Review {
            code,
            round,
            page,
            comment,
        },
        |session, page| view! { <ReviewContent session=session page=page /> },
    )
}

#[component]
fn ReviewContent(session: OfficeSession, page: ReviewPage) -> impl IntoView {
    let lang = use_lang();
    let title = format!(
        "{} · {} · {}",
        text::REVIEW_TITLE.get(lang),
        page.head.name,
        page.round.label(lang)
    );
    let round = format!("/office/p/{}/r/{}", page.head.code, page.round.get());
    let here = format!("{round}/review");
    let crumb = format!("{} · {}", page.head.name, page.round.label(lang));
    let token = session.token;
    let help = match page.planned_at {
        Some(_) => text::REVIEW_HELP_PLANNED,
        None => text::REVIEW_HELP,
    };
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=round.clone()>{crumb}</A>
        </p>
        <h1>{title}</h1>
        <p>{help.get(lang)}</p>
        {corrected(&page)}
        {planned(&page)}
        <Blockers blockers=page.blockers.clone() />
        <section class="card">
            <h2>{text::REVIEW_TABLE.get(lang)}</h2>
            <Preview draft=page.draft.clone() round=round.clone() changeable=false />
        </section>
        {page
            .changes
            .clone()
            .map(|summary| {
                let first = page.first_changes.clone();
                view! { <Changed summary=summary first=first all=format!("{round}/changes") /> }
            })}
        {entries(&page, &here)}
        {comments(&page, &here, &token)}
        {decision(&page, &here, &token)}
    }
    .into_any()
}

/// The fields in which a reviewer may have written much.
const WRITTEN: &[&str] = &[SendBack::reason(), Comment::comment()];

/// Whether the reader may say something of the board, and decide.
fn is_open(page: &ReviewPage) -> bool {
    page.state == RoundState::InReview && !page.own_upload
}

/// What the board corrects, and why.
fn corrected(page: &ReviewPage) -> impl IntoView + use<> {
    let lang = use_lang();
    page.correction.clone().map(|begun| {
        view! {
            <div class="notice-box warn">
                <p>{text::REVIEW_CORRECTION.get(lang)}</p>
                <p class="whitespace-pre-wrap">{begun.reason}</p>
            </div>
        }
    })
}

fn planned(page: &ReviewPage) -> impl IntoView + use<> {
    let lang = use_lang();
    page.planned_at.map(|at| {
        let said = text::REVIEW_PLANNED.fill(lang, &[("at", &china_minute(at))]);
        view! { <p class="notice-box">{said}</p> }
    })
}

/// The households of this page of the board.
fn entries(page: &ReviewPage, here: &str) -> impl IntoView + use<> {
    let lang = use_lang();
    let (open, at) = (is_open(page), page.page);
    let here = here.to_owned();
    let declared = page.declared.iter().zip(&page.endings);
    let households = page.entries.iter().zip(declared);
    let entries = households.map(|(entry, (declared, endings))| {
        let comment = open.then(|| {
            let number = segment(&entry.household);
            format!("{here}?page={at}&comment={number}#comments")
        });
        let (entry, declared, endings) = (entry.clone(), declared.clone(), endings.clone());
        view! { <Household entry=entry declared=declared endings=endings comment=comment /> }
    });
    let entries = entries.collect_view();
    view! {
        <section class="card">
            <h2>{text::REVIEW_ENTRIES.get(lang)}</h2>
            {entries}
            <Pages
                page=at
                pages=page.pages
                address=move |page: u32| format!("{here}?page={page}")
            />
        </section>
    }
}

/// Comments on single cells, and the form for another.
fn comments(page: &ReviewPage, here: &str, token: &FormToken) -> impl IntoView + use<> {
    let lang = use_lang();
    let open = is_open(page);
    let listed = page.comments.clone();
    if !open && listed.is_empty() {
        return None;
    }
    let at = page.page;
    let commentable = |address: String| Commentable {
        token: token.clone(),
        board: page.board,
        page: at,
        address,
    };
    let listed = (!listed.is_empty()).then(|| {
        let open = open.then(|| commentable(format!("{here}?page={at}")));
        view! { <Comments comments=listed open=open /> }
    });
    let form = page.commenting.clone().filter(|_| open).map(|on| {
        let number = segment(&on.household);
        let board = commentable(format!("{here}?page={at}&comment={number}"));
        view! { <NewComment on=on board=board /> }
    });
    Some(view! {
        <section class="card" id="comments">
            <h2>{text::COMMENTS_TITLE.get(lang)}</h2>
            <p>{text::COMMENTS_HELP.get(lang)}</p>
            {listed}
            {form}
        </section>
    })
}

/// Approving and sending back; or why the reader can do neither.
fn decision(page: &ReviewPage, here: &str, token: &FormToken) -> AnyView {
    let lang = use_lang();
    if is_open(page) {
        let here = format!("{here}?page={}", page.page);
        return view! {
            {approve(page, &here, token)}
            {send_back(page, &here, token)}
        }
        .into_any();
    }
    let (class, why) = if page.state == RoundState::InReview {
        ("notice-box warn", text::REVIEW_OWN)
    } else {
        ("notice-box ok", page.state.text())
    };
    view! {
        <Unsent fields=WRITTEN />
        <p class=class>{why.get(lang)}</p>
    }
    .into_any()
}

fn approve(page: &ReviewPage, here: &str, token: &FormToken) -> impl IntoView + use<> {
    let lang = use_lang();
    let filled = use_form::<Approve>(here);
    // Another board than the one that was read is signed for again.
    let is_same = filled.value(Approve::board()) == page.board.to_string();
    let filled = if is_same { filled } else { filled.emptied() };
    let (board, households) = (page.board, page.draft.report.totals.households);
    let label = match page.planned_at {
        Some(_) => text::REVIEW_APPROVE_PLANNED,
        None => text::REVIEW_APPROVE,
    };
    view! {
        <section class="card">
            <h2>{text::REVIEW_SIGN.get(lang)}</h2>
            <p>{text::REVIEW_SIGN_HELP.fill(lang, &[("n", &households)])}</p>
            <Form token=token.clone() filled=filled.clone()>
                <input type="hidden" name=Approve::board() value=board.get() />
                {signed(&filled)}
                <button class="btn main" type="submit">
                    {label.get(lang)}
                </button>
            </Form>
        </section>
    }
}

fn send_back(page: &ReviewPage, here: &str, token: &FormToken) -> impl IntoView + use<> {
    let lang = use_lang();
    let filled = use_form::<SendBack>(here);
    let board = page.board;
    view! {
        <section class="card">
            <h2>{text::REVIEW_RETURN.get(lang)}</h2>
            <Form token=token.clone() filled=filled.clone()>
                <input type="hidden" name=SendBack::board() value=board.get() />
                <Area
                    name=SendBack::reason()
                    label=text::REVIEW_REASON
                    hint=text::REVIEW_REASON_HINT
                    filled=filled
                />
                <button class="btn danger" type="submit">
                    {text::REVIEW_RETURN.get(lang)}
                </button>
            </Form>
        </section>
    }
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
        view! { <Tick name=Approve::check(item) label=label filled=filled.clone() /> }
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
    let deductions = entry.deductions.iter().map(|one| {
        view! {
            <li>
                <span>{one.name.clone()}</span>
                <span class="amt num">{taken_off(one.amount)}</span>
                <span class="how">{text::HOUSEHOLD_DEDUCTED.get(lang)}</span>
            </li>
        }
    });
    let deductions = deductions.collect_view();
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
            <ul class="lines">{lines} {deductions}</ul>
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
