//! `/office/p/{project}/r/{n}/review`: pre-review (预审) by a second person.

use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::Label as _;
use views::{ChangesSummary, FormToken, OfficeChange, OfficeSession, ReviewPage};

use super::decision::decision;
use super::households::entries;
use super::open::is_open;
use crate::api;
use crate::head::Title;
use crate::pages::changes::Count;
use crate::pages::office::changes;
use crate::pages::office::comments::{Commentable, Comments, NewComment};
use crate::pages::office::draft::Preview;
use crate::pages::office::plan::Blockers;
use crate::pages::office::session::office_page;
use crate::pages::office::warnings::Warnings;
use crate::pages::{household_of, number_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(crate) fn Review() -> AnyView {
    let query = use_query_map();
    let place = use_params(|params| (text_of(params, "project"), number_of(params, "round")));
    let asked = move || {
        let query = query.read();
        (
            place(),
            number_of(&query, "page"),
            household_of(&query, "comment"),
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
        {page
            .changes
            .clone()
            .map(|summary| {
                let first = page.first_changes.clone();
                let code = page.head.code.clone();
                view! {
                    <Changed
                        summary=summary
                        first=first
                        all=format!("{round}/changes")
                        project=code
                    />
                }
            })}
        {warned(&page, &round)}
        <section class="card">
            <h2>{text::REVIEW_TABLE.get(lang)}</h2>
            <Preview
                draft=page.draft.clone()
                round=round.clone()
                changeable=false
                warnings_elsewhere=true
            />
        </section>
        {entries(&page, &here)}
        {comments(&page, &here, &token)}
        {decision(&page, &here, &token)}
    }
    .into_any()
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

/// What the check warned of, and why it stands.
fn warned(page: &ReviewPage, round: &str) -> impl IntoView + use<> {
    let lang = use_lang();
    let round = round.to_owned();
    let groups = page.draft.warnings.clone();
    (!groups.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::WARNINGS_TITLE.get(lang)}</h2>
                <Warnings groups=groups on_page=on_page(page) round=Some(round) />
            </section>
        }
    })
}

/// The households of this page of the board.
fn on_page(page: &ReviewPage) -> Vec<String> {
    let numbers = page.entries.iter().map(|entry| entry.household.clone());
    numbers.collect()
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

/// What changed since the board before, and why.
#[component]
fn Changed(
    summary: ChangesSummary,
    first: Vec<OfficeChange>,
    all: String,
    project: String,
) -> impl IntoView {
    let lang = use_lang();
    let count = summary.counts.all();
    let more = usize::try_from(count).is_ok_and(|count| count > first.len());
    let rows = first
        .into_iter()
        .map(|change| view! { <changes::Row change=change chosen=None project=project.clone() /> });
    let rows = rows.collect_view();
    view! {
        <section class="card">
            <Count counts=summary.counts with=summary.with />
            <changes::Table rows=rows.into_any() />
            {more
                .then(|| {
                    view! { <p><A href=all>{text::CHANGES_ALL.fill(lang, &[("n", &count)])}</A></p> }
                })}
        </section>
    }
    .into_any()
}
