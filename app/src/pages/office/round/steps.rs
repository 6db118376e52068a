//! The steps of a round: those that are done with what came of them, the one
//! that is to be done now opened.

use domain::account::Permission;
use domain::progress::{Progress, Step};
use domain::round::RoundState;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use text::{Label as _, Lang, Named as _};
use views::OfficeRound;

use super::board::{board, declared, is_upload_to_see, reasons, submit};
use super::shown::Shown;
use crate::forms::{ExplainWarnings, Recall, Submit, use_form};
use crate::pages::office::plan::Approved;
use crate::visitor::use_lang;

/// Every step, one below the other.
pub(super) fn steps(shown: &Shown) -> AnyView {
    let progress = shown.page.progress;
    let each = Step::ALL.into_iter().map(|step| {
        let is_to_see = is_to_see(shown, step);
        let body = (is_to_see || is_reached(progress, step)).then(|| body(shown, step));
        let is_open = is_to_see || progress.now() == Some(step);
        view! {
            <StepOf
                step=step
                progress=progress
                result=result(&shown.page, step)
                is_open=is_open
                body=body
            />
        }
    });
    each.collect_view().into_any()
}

/// What is not reached yet has nothing to open.
fn is_reached(progress: Progress, step: Step) -> bool {
    progress.is_done(step)
        || progress.now() == Some(step)
        || (step < Step::Submit && progress.has_board)
}

/// Whether a step has something that its reader should see, although it is not
/// the one that is to be done now: a form that was refused, an upload.
fn is_to_see(shown: &Shown, step: Step) -> bool {
    match step {
        Step::Upload => is_upload_to_see(shown),
        Step::Reasons => use_form::<ExplainWarnings>(&shown.here).is_refused(),
        Step::Submit => use_form::<Submit>(&shown.here).is_refused(),
        Step::Publish => use_form::<Recall>(&shown.here).is_refused(),
        _ => false,
    }
}

/// What a step opens to.
fn body(shown: &Shown, step: Step) -> AnyView {
    match step {
        Step::Standards => standards(shown),
        Step::Upload => board(shown),
        Step::Declarations => declared(shown),
        Step::Reasons => reasons(shown),
        Step::Submit => submit(shown),
        Step::Review => review(shown),
        Step::Publish => publish(shown),
    }
}

#[component]
fn StepOf(
    step: Step,
    progress: Progress,
    result: String,
    is_open: bool,
    /// `None` where it is not reached yet.
    body: Option<AnyView>,
) -> impl IntoView {
    let lang = use_lang();
    let is_now = progress.now() == Some(step);
    let is_done = progress.is_done(step);
    let number = Step::ALL.iter().position(|one| *one == step).unwrap_or(0) + 1;
    let (class, sign, said) = match (is_now, is_done) {
        (true, _) => ("step now", number.to_string(), text::STEP_TO_DO),
        (_, true) => ("step ok", "✓".to_owned(), text::STEP_DONE),
        _ => ("step off", number.to_string(), text::STEP_LATER),
    };
    let said = said.fill(lang, &[("n", &number)]);
    let now = is_now.then(|| view! { <b class="live">{text::STEP_NOW.get(lang)}</b> });
    let line = view! {
        <span class="no" role="img" aria-label=said>
            {sign}
        </span>
        <h2>{step.text().get(lang)}</h2>
        <span class="res">{result}</span>
        {now}
    };
    match body {
        Some(body) => view! {
            <details class=class id=step.key() open=is_open>
                <summary>{line}</summary>
                <div class="body">{body}</div>
            </details>
        }
        .into_any(),
        None => view! {
            <div class=class id=step.key()>
                <div class="line">{line}</div>
            </div>
        }
        .into_any(),
    }
}

/// A step's result, in one line.
fn result(page: &OfficeRound, step: Step) -> String {
    let lang = use_lang();
    let progress = page.progress;
    match step {
        Step::Standards => match page.standards {
            Some(version) => text::RESULT_STANDARDS.fill(lang, &[("n", &version)]),
            None => text::RESULT_STANDARDS_NONE.get(lang).to_owned(),
        },
        Step::Upload => uploaded(page, lang),
        _ if !progress.has_board => String::new(),
        Step::Declarations => match progress.undeclared {
            0 => text::RESULT_DECLARATIONS.get(lang).to_owned(),
            open => text::RESULT_DECLARATIONS_OPEN.fill(lang, &[("n", &open)]),
        },
        Step::Reasons => explained(page, lang),
        Step::Submit if progress.is_done(step) => text::RESULT_SUBMIT.get(lang).to_owned(),
        Step::Submit => text::RESULT_SUBMIT_OPEN.get(lang).to_owned(),
        Step::Review if progress.is_done(step) => text::RESULT_REVIEW.get(lang).to_owned(),
        Step::Review if progress.now() == Some(step) => {
            text::RESULT_REVIEW_WAITS.get(lang).to_owned()
        }
        Step::Review => text::RESULT_REVIEW_LATER.get(lang).to_owned(),
        Step::Publish => published(page, lang),
    }
}

fn uploaded(page: &OfficeRound, lang: Lang) -> String {
    let Some(draft) = &page.draft else {
        return text::RESULT_UPLOAD_NONE.get(lang).to_owned();
    };
    if page.working == RoundState::Returned {
        return text::RESULT_UPLOAD_RETURNED.get(lang).to_owned();
    }
    if page.progress.to_mend > 0 {
        return text::RESULT_UPLOAD_MEND.get(lang).to_owned();
    }
    let warnings: u32 = draft.warnings.iter().map(|group| group.count).sum();
    let (file, households) = (&draft.report.file_name, draft.report.totals.households);
    text::RESULT_UPLOAD.fill(
        lang,
        &[("file", file), ("n", &households), ("m", &warnings)],
    )
}

fn explained(page: &OfficeRound, lang: Lang) -> String {
    let Progress {
        unexplained,
        unjustified,
        ..
    } = page.progress;
    let changed = page
        .changes
        .as_ref()
        .map_or(0, |summary| summary.counts.all());
    let has_warnings = page
        .draft
        .as_ref()
        .is_some_and(|draft| !draft.warnings.is_empty());
    if unexplained > 0 || unjustified > 0 {
        return text::RESULT_REASONS_OPEN.fill(lang, &[("n", &unexplained), ("m", &unjustified)]);
    }
    let said = if changed > 0 || has_warnings {
        text::RESULT_REASONS
    } else {
        text::RESULT_REASONS_NONE
    };
    said.get(lang).to_owned()
}

fn published(page: &OfficeRound, lang: Lang) -> String {
    let mut marks = page.head.rounds.iter();
    let Some(mark) = marks.find(|mark| mark.number == page.round) else {
        return String::new();
    };
    let last_day = mark.window.map(|window| window.last_day());
    match (page.working, last_day) {
        (RoundState::Published, Some(day)) => text::RESULT_PUBLISHED.fill(lang, &[("day", &day)]),
        (RoundState::Closed, Some(day)) => text::RESULT_CLOSED.fill(lang, &[("day", &day)]),
        (RoundState::Withdrawn, _) => RoundState::Withdrawn.text().get(lang).to_owned(),
        _ => text::RESULT_PUBLISH.fill(lang, &[("length", &mark.length.label(lang))]),
    }
}

fn standards(shown: &Shown) -> AnyView {
    let lang = use_lang();
    let is_now = shown.page.progress.now() == Some(Step::Standards);
    let need = is_now.then(|| view! { <p>{text::NEED_STANDARDS.get(lang)}</p> });
    let class = shown.button(Step::Standards);
    view! {
        {need}
        <p>
            <A href=shown.project.clone() attr:class=class>
                {text::STANDARDS_TITLE.get(lang)}
            </A>
        </p>
    }
    .into_any()
}

/// What the board waits for, once it was sent in.
fn review(shown: &Shown) -> AnyView {
    let lang = use_lang();
    let is_now = shown.page.progress.now() == Some(Step::Review);
    if !shown.role().may(Permission::ReviewBoard) {
        let said = is_now.then(|| view! { <p>{text::WAITING_REVIEW.get(lang)}</p> });
        return said.into_any();
    }
    view! {
        <p>
            <A href=format!("{}/review", shown.here) attr:class=shown.button(Step::Review)>
                {if is_now { text::GO_REVIEW } else { text::REVIEW_TITLE }.get(lang)}
            </A>
        </p>
    }
    .into_any()
}

fn publish(shown: &Shown) -> AnyView {
    let lang = use_lang();
    let page = &shown.page;
    if page.working == RoundState::Approved {
        return view! {
            <Approved
                here=shown.here.clone()
                planned_at=page.planned_at.map(china_minute)
                time_came=page.time_came
                held=!page.blockers.is_empty()
                token=shown.token_for(Permission::UploadBoard)
            />
        }
        .into_any();
    }
    let href = format!("/p/{}/r/{}", page.head.code, page.round.get());
    view! {
        <p>
            <a class="btn" href=href rel="external">{text::SEE_PUBLISHED.get(lang)}</a>
        </p>
    }
    .into_any()
}
