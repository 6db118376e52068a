//! What is set for a round, and what keeps its board from being published.

use domain::publication_gate::Blocker;
use domain::round::{RoundNumber, RoundState};
use domain::time::china_minute;
use leptos::prelude::*;
use text::{Label as _, Named as _, Sentence as _};
use views::{DueMove, FormToken, RoundMark};

use crate::components::{Docket, due_moved};
use crate::forms::{ChangeDue, Form, Input, Recall, use_form};
use crate::visitor::use_lang;

/// A round's tier, window, due date, planned publication and display period.
#[component]
pub(super) fn Plan(
    mark: RoundMark,
    /// The round's page.
    here: String,
    planned_at: Option<String>,
    due_moves: Vec<DueMove>,
    /// Where the reader may change the day by which it is to be out.
    token: Option<FormToken>,
) -> impl IntoView {
    let lang = use_lang();
    let mut rows = vec![
        (text::ROUND_TIER, mark.tier.text().get(lang).into_any()),
        (text::ROUND_PLAN_WINDOW, mark.length.label(lang).into_any()),
    ];
    if let Some(due) = mark.due {
        let late = (mark.days_late > 0)
            .then(|| text::ROUND_LATE_BY.fill(lang, &[("day", &due), ("n", &mark.days_late)]));
        let moved = mark.due_moved.as_ref().map(|moved| due_moved(moved, lang));
        let said: Vec<String> = [late, moved].into_iter().flatten().collect();
        let said = if said.is_empty() {
            due.to_string()
        } else {
            said.join(" · ")
        };
        rows.push((text::ROUND_PLAN_DUE, said.into_any()));
    }
    if let Some(at) = planned_at {
        rows.push((text::ROUND_PLAN_AT, at.into_any()));
    }
    if let Some(window) = mark.window {
        let from = china_minute(window.opens);
        let day = window.last_day();
        let said = text::ROUND_PLAN_UNTIL.fill(lang, &[("from", &from), ("day", &day)]);
        let label = match mark.state {
            RoundState::Published => text::ROUND_PLAN_DISPLAY,
            RoundState::Withdrawn => text::ROUND_PLAN_WITHDRAWN,
            _ => text::ROUND_PLAN_HUNG,
        };
        rows.push((label, said.into_any()));
    }
    view! {
        <section class="card">
            <h2>{text::ROUND_PLAN.get(lang)}</h2>
            <Docket rows=rows />
            <DueMoves round=mark.number moves=due_moves />
            {token.map(|token| view! { <DueChange here=here token=token /> })}
        </section>
    }
    .into_any()
}

/// How the day by which it is to be out was changed.
#[component]
pub(super) fn DueMoves(round: RoundNumber, moves: Vec<DueMove>) -> impl IntoView {
    let lang = use_lang();
    let each = moves.into_iter().map(|one| {
        let said = one.sentence(round, lang);
        let by = text::DUE_BY.fill(lang, &[("by", &one.by)]);
        view! { <p>{said} " " <small>{by}</small></p> }
    });
    each.collect_view()
}

/// Another day, with a reason that is published.
#[component]
fn DueChange(here: String, token: FormToken) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<ChangeDue>(&here);
    let open = filled.is_refused();
    view! {
        <details open=open>
            <summary>{text::DUE_CHANGE.get(lang)}</summary>
            <p>{text::DUE_CHANGE_HELP.get(lang)}</p>
            <Form token=token filled=filled.clone()>
                <Input
                    name=ChangeDue::due_on()
                    label=text::DUE_TO.get(lang)
                    kind="date"
                    filled=filled.clone()
                />
                <Input
                    name=ChangeDue::due_reason()
                    label=text::DUE_REASON.get(lang)
                    hint=text::DUE_REASON_HINT
                    most=500
                    filled=filled
                />
                <button class="btn" type="submit">{text::DUE_SAVE.get(lang)}</button>
            </Form>
        </details>
    }
    .into_any()
}

/// What keeps a board from being published is listed so far; unanswered objections
/// may be thousands.
const MAX_BLOCKERS: usize = 50;

/// Everything that keeps a board from being published, one by one.
#[component]
pub(super) fn Blockers(blockers: Vec<Blocker>) -> impl IntoView {
    let lang = use_lang();
    if blockers.is_empty() {
        return ().into_any();
    }
    let each = blockers
        .iter()
        .take(MAX_BLOCKERS)
        .map(|one| view! { <li>{one.sentence(lang)}</li> });
    let others = blockers.len().saturating_sub(MAX_BLOCKERS);
    let others = (others > 0).then(|| {
        view! { <li>{text::BLOCKERS_MORE.fill(lang, &[("n", &others)])}</li> }
    });
    view! {
        <div class="notice-box warn">
            <strong>{text::BLOCKERS_TITLE.get(lang)}</strong>
            <ul>{each.collect_view()} {others}</ul>
        </div>
    }
    .into_any()
}

/// An approved board that waits for its time.
#[component]
pub(super) fn Approved(
    /// The round's page.
    here: String,
    planned_at: Option<String>,
    /// Whether that time has come.
    time_came: bool,
    held: bool,
    /// Where the reader may take it back.
    token: Option<FormToken>,
) -> impl IntoView {
    let lang = use_lang();
    let at = planned_at.unwrap_or_default();
    let (class, said) = match (held, time_came) {
        (true, true) => ("notice-box warn", text::APPROVED_HELD),
        (true, false) => ("notice-box ok", text::APPROVED_WAITS_FOR),
        (false, _) => ("notice-box ok", text::APPROVED_WAITS),
    };
    let recall = token.map(|token| {
        view! {
            <section class="card">
                <p>{text::RECALL_HELP.get(lang)}</p>
                <Form token=token filled={use_form::<Recall>(&here)}>
                    <button class="btn danger" type="submit">{text::RECALL_BUTTON.get(lang)}</button>
                </Form>
            </section>
        }
    });
    view! {
        <p class=class>{said.fill(lang, &[("at", &at)])}</p>
        {recall}
    }
    .into_any()
}
