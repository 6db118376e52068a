//! The page as a whole: the state of the board, and the next step.

use domain::account::Permission;
use domain::round::RoundState;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use text::Label as _;
use views::{ChangesSummary, OfficeRound, OfficeSession};

use super::board::{board, submit, warnings};
use super::shown::Shown;
use crate::api;
use crate::head::Title;
use crate::pages::changes::Count;
use crate::pages::office::carry::{Carried, ToCarryOver, ToConfirmRemedy};
use crate::pages::office::comments::Comments;
use crate::pages::office::correct::Correction;
use crate::pages::office::plan::{Approved, Blockers, Plan};
use crate::pages::office::session::office_page;
use crate::pages::office::withdraw::Withdrawal;
use crate::pages::{number_of, text_of, use_params};
use crate::visitor::use_lang;

#[component]
pub(crate) fn Round() -> AnyView {
    let place = use_params(|params| (text_of(params, "project"), number_of(params, "round")));
    office_page(
        place,
        |(code, round)| api::ReadOfficeRound { code, round },
        |session, page| view! { <RoundContent session=session page=page /> },
    )
}

#[component]
fn RoundContent(session: OfficeSession, page: OfficeRound) -> impl IntoView {
    let lang = use_lang();
    let title = format!("{} · {}", page.head.name, page.round.label(lang));
    let shown = Shown::new(session, page);
    let page = &shown.page;
    let (here, name) = (|| shown.here.clone(), page.head.name.clone());
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=shown.project.clone()>{name}</A>
        </p>
        <h1>{title}</h1>
        <Steps state=page.working has_standards=page.has_standards />
        {returned(page)}
        {commented(page)}
        {next(&shown)}
        {published(page)}
        <Blockers blockers=page.blockers.clone() />
        {plan(&shown)}
        <Correction page=page.clone() here=here() session=shown.session.clone() />
        {board(&shown)}
        {warnings(&shown)}
        {page
            .changes
            .clone()
            .map(|summary| view! { <Changed summary=summary all=format!("{}/changes", here()) /> })}
        {submit(&shown)}
        {shown
            .token_for(Permission::DecideObjections)
            .map(|token| {
                let other = token.clone();
                view! {
                    <ToConfirmRemedy waiting=page.to_confirm.clone() here=here() token=other />
                    <ToCarryOver blockers=page.blockers.clone() here=here() token=token />
                }
            })}
        <Carried carried=page.carried.clone() confirmed=page.confirmed.clone() />
        <Withdrawal page=page.clone() here=here() session=shown.session.clone() />
    }
    .into_any()
}

/// Why the reviewer sent it back.
fn returned(page: &OfficeRound) -> impl IntoView + use<> {
    let lang = use_lang();
    let reason = page.return_reason.clone();
    let reason = reason.filter(|_| page.working == RoundState::Returned);
    reason.map(|reason| {
        view! {
            <div class="notice-box warn">
                <strong>{text::RETURNED_TITLE.get(lang)}</strong>
                <p class="whitespace-pre-wrap">{reason}</p>
                <p>{text::RETURNED_HELP.get(lang)}</p>
            </div>
        }
    })
}

/// The reviewer's comments on single cells.
fn commented(page: &OfficeRound) -> impl IntoView + use<> {
    let lang = use_lang();
    let comments = page.comments.clone();
    (!comments.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::COMMENTS_TITLE.get(lang)}</h2>
                <Comments comments=comments open=None />
            </section>
        }
    })
}

/// What the board waits for, once it was sent in.
fn next(shown: &Shown) -> AnyView {
    let lang = use_lang();
    let page = &shown.page;
    match page.working {
        RoundState::InReview if shown.role().may(Permission::ReviewBoard) => view! {
            <p>
                <A href=format!("{}/review", shown.here) attr:class="btn main">
                    {text::GO_REVIEW.get(lang)}
                </A>
            </p>
        }
        .into_any(),
        RoundState::InReview => {
            view! { <p class="notice-box ok">{text::WAITING_REVIEW.get(lang)}</p> }.into_any()
        }
        RoundState::Approved => view! {
            <Approved
                here=shown.here.clone()
                planned_at=page.planned_at.map(china_minute)
                time_came=page.time_came
                held=!page.blockers.is_empty()
                token=shown.token_for(Permission::UploadBoard)
            />
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// The way to what residents see.
fn published(page: &OfficeRound) -> impl IntoView + use<> {
    let lang = use_lang();
    page.state.is_public().then(|| {
        let href = format!("/p/{}/r/{}", page.head.code, page.round.get());
        view! {
            <p>
                <a class="btn main" href=href rel="external">{text::SEE_PUBLISHED.get(lang)}</a>
            </p>
        }
    })
}

/// What is set for the round.
fn plan(shown: &Shown) -> impl IntoView + use<> {
    let page = &shown.page;
    let mut marks = page.head.rounds.iter();
    let mark = marks.find(|mark| mark.number == page.round).cloned();
    let token = shown.token_for(Permission::EditProject);
    mark.map(|mark| {
        view! {
            <Plan
                mark=mark
                here=shown.here.clone()
                planned_at=page.planned_at.map(china_minute)
                due_moves=page.due_moves.clone()
                token=token.filter(|_| page.due_open)
            />
        }
    })
}

/// What changed since the board before, and whether reasons are given.
#[component]
fn Changed(summary: ChangesSummary, all: String) -> impl IntoView {
    let lang = use_lang();
    let unexplained = summary.unexplained;
    let (state, class, label) = if unexplained == 0 {
        (
            text::CHANGES_EXPLAINED.get(lang).to_owned(),
            "notice-box ok",
            text::CHANGES_SEE,
        )
    } else {
        (
            text::CHANGES_TO_EXPLAIN.fill(lang, &[("n", &unexplained)]),
            "notice-box warn",
            text::CHANGES_EXPLAIN,
        )
    };
    let some = summary.counts.all() > 0;
    view! {
        <section class="card">
            <Count counts=summary.counts with=summary.with />
            {some
                .then(|| {
                    view! {
                        <p class=class>{state}</p>
                        <p>
                            <A href=all attr:class="btn">
                                {label.get(lang)}
                            </A>
                        </p>
                    }
                })}
        </section>
    }
    .into_any()
}

/// How far a board has come.
#[component]
fn Steps(state: RoundState, has_standards: bool) -> impl IntoView {
    let lang = use_lang();
    let at = match state {
        RoundState::Draft | RoundState::Returned if !has_standards => 0,
        RoundState::Returned => 1,
        RoundState::Draft => 1,
        RoundState::InReview => 3,
        RoundState::Approved => 4,
        RoundState::Published | RoundState::Closed | RoundState::Withdrawn => 5,
    };
    let steps = [
        text::STEP_STANDARDS,
        text::STEP_UPLOAD,
        text::STEP_SUBMIT,
        text::STEP_REVIEW,
        text::STEP_PUBLISHED,
    ];
    let steps = steps.into_iter().enumerate().map(|(index, step)| {
        let class = match index.cmp(&at) {
            std::cmp::Ordering::Less => "ok",
            std::cmp::Ordering::Equal => "on",
            std::cmp::Ordering::Greater => "",
        };
        let current = (index == at).then_some("step");
        view! { <li class=class aria-current=current>{step.get(lang)}</li> }
    });
    view! { <ol class="steps">{steps.collect_view()}</ol> }.into_any()
}
