//! The page as a whole: the state of the board, and the next step.

use domain::account::Permission;
use domain::round::RoundState;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use text::{Label as _, Named as _};
use views::{OfficeRound, OfficeSession};

use super::out::out;
use super::shown::Shown;
use super::steps::steps;
use crate::api;
use crate::forms::{Correct, Withdraw, use_form};
use crate::head::Title;
use crate::pages::office::carry::{Carried, ToCarryOver, ToConfirmRemedy};
use crate::pages::office::comments::Comments;
use crate::pages::office::correct::Correction;
use crate::pages::office::plan::{Blockers, Plan};
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
    let state = page.state.text().get(lang);
    let working = (page.working != page.state).then(|| {
        let state = page.working.text().get(lang);
        let said = text::ROUND_CORRECTION_STATE.fill(lang, &[("state", &state)]);
        view! { <span class="tag">{said}</span> }
    });
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=shown.project.clone()>{name}</A>
        </p>
        <h1>
            {title} " " <span class="tag">{state}</span> {working}
        </h1>
        {due(page)}
        {out(page)}
        {returned(page)}
        {commented(page)}
        <Blockers blockers=page.blockers.clone() />
        {shown
            .token_for(Permission::DecideObjections)
            .map(|token| {
                let other = token.clone();
                view! {
                    <ToConfirmRemedy waiting=page.to_confirm.clone() here=here() token=other />
                    <ToCarryOver blockers=page.blockers.clone() here=here() token=token />
                }
            })}
        {steps(&shown)}
        <Carried carried=page.carried.clone() confirmed=page.confirmed.clone() />
        {plan(&shown)}
        {afterwards(&shown)}
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

/// What the reader may do with a board that is out, closed unless it is under
/// way.
fn afterwards(shown: &Shown) -> AnyView {
    let lang = use_lang();
    let page = &shown.page;
    let is_open = page.correction.is_some()
        || page.withdrawal.is_some()
        || page.withdrawal_refused.is_some()
        || use_form::<Correct>(&shown.here).is_refused()
        || use_form::<Withdraw>(&shown.here).is_refused();
    let may = shown.role().may(Permission::UploadBoard);
    if !page.state.is_public() || !(may || is_open) {
        return ().into_any();
    }
    view! {
        <details class="more" open=is_open>
            <summary>{text::OUT_MORE.get(lang)}</summary>
            <Correction page=page.clone() here=shown.here.clone() session=shown.session.clone() />
            <Withdrawal page=page.clone() here=shown.here.clone() session=shown.session.clone() />
        </details>
    }
    .into_any()
}

/// By when the board is to be out, and how long that is; or how late it is.
fn due(page: &OfficeRound) -> impl IntoView + use<> {
    let lang = use_lang();
    let mut marks = page.head.rounds.iter();
    let mark = marks.find(|mark| mark.number == page.round)?;
    let day = mark.due.filter(|_| !mark.state.is_public())?;
    let said = if mark.is_overdue() {
        text::STAGE_OVERDUE.fill(lang, &[("day", &day), ("n", &mark.days_late)])
    } else {
        text::STAGE_DUE.fill(lang, &[("day", &day)])
    };
    let class = if mark.is_overdue() { "late" } else { "" };
    Some(view! { <p class=class>{said}</p> })
}
