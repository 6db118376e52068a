//! `/office/p/{project}/r/{n}`: upload, preview, send to pre-review.

use domain::account::Permission;
use domain::round::RoundState;
use domain::time::china_minute;
use domain::upload::UploadStage;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use views::{ChangesSummary, Desk, OfficeRound, Upload};

use super::carry::{Carried, CarryOver};
use super::comments::Comments;
use super::correct::Correction;
use super::desk::at_desk;
use super::draft::{Preview, Rejected};
use super::plan::{Approved, HoldUps, Plan};
use super::project::WORKBOOKS;
use super::special::Check;
use super::upload::Unread;
use super::warnings::ExplainWarnings;
use super::withdraw::Withdrawal;
use crate::api;
use crate::forms::{Files, Form, Input, use_form};
use crate::pages::changes::Count;
use crate::pages::{number_of, text_of, use_params};
use crate::visitor::use_lang;
use text::Label as _;

/// As `backend::workbook` takes at the most; its own refusal says the same.
const MEGABYTES_MOST: u32 = 20;

#[component]
pub(super) fn Round() -> AnyView {
    let place = use_params(|params| (text_of(params, "project"), number_of(params, "round")));
    at_desk(
        place,
        |(code, round)| api::ReadOfficeRound { code, round },
        |desk, page| view! { <Loaded desk=desk page=page /> },
    )
}

#[component]
fn Loaded(desk: Desk, page: OfficeRound) -> impl IntoView {
    let lang = use_lang();
    let title = format!("{} · {}", page.head.name, page.round.label(lang));
    let project = format!("/office/p/{}", page.head.code);
    let here = format!("{project}/r/{}", page.round.get());
    let role = desk.signed.role;
    let editable = matches!(page.working, RoundState::Draft | RoundState::Returned);
    let may_upload = role.may(Permission::UploadBoard) && editable;
    let returned = page
        .return_reason
        .clone()
        .filter(|_| page.working == RoundState::Returned)
        .map(|reason| {
            view! {
                <div class="notice-box warn">
                    <strong>{text::RETURNED_TITLE.get(lang)}</strong>
                    <p class="whitespace-pre-wrap">{reason}</p>
                    <p>{text::RETURNED_HELP.get(lang)}</p>
                </div>
            }
        });
    let said = (!page.comments.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::COMMENTS_TITLE.get(lang)}</h2>
                <Comments comments=page.comments.clone() open=None />
            </section>
        }
    });
    let planned_at = page.planned_at.map(china_minute);
    let next = match page.working {
        RoundState::InReview if role.may(Permission::ReviewBoard) => view! {
            <p>
                <A href=format!("{here}/review") attr:class="btn main">
                    {text::GO_REVIEW.get(lang)}
                </A>
            </p>
        }
        .into_any(),
        RoundState::InReview => {
            view! { <p class="notice-box ok">{text::WAITING_REVIEW.get(lang)}</p> }.into_any()
        }
        RoundState::Approved => {
            let token = role
                .may(Permission::UploadBoard)
                .then(|| desk.token.clone());
            let held = !page.hold_ups.is_empty();
            view! {
                <Approved
                    planned_at=planned_at.clone()
                    time_came=page.time_came
                    held=held
                    token=token
                />
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    let published = page.state.is_public().then(|| {
        let href = format!("/p/{}/r/{}", page.head.code, page.round.get());
        view! {
            <p>
                <a class="btn main" href=href rel="external">{text::SEE_PUBLISHED.get(lang)}</a>
            </p>
        }
    });
    let mark = page
        .head
        .rounds
        .iter()
        .find(|mark| mark.number == page.round)
        .cloned();
    let may_change_due = role.may(Permission::EditProject) && page.due_open;
    let change_due = may_change_due.then(|| desk.token.clone());
    let due_moves = page.due_moves.clone();
    let plan = mark.map(|mark| {
        view! { <Plan mark=mark planned_at=planned_at due_moves=due_moves token=change_due /> }
    });
    let hold_ups = view! { <HoldUps hold_ups=page.hold_ups.clone() /> };
    let carry = role.may(Permission::DecideObjections).then(|| {
        view! { <CarryOver hold_ups=page.hold_ups.clone() token=desk.token.clone() /> }
    });
    let carried = view! { <Carried carried=page.carried.clone() /> };
    let correction = view! { <Correction page=page.clone() desk=desk.clone() /> };
    let withdrawal = view! { <Withdrawal page=page.clone() desk=desk.clone() /> };
    let upload = may_upload.then(|| {
        let filled = use_form("upload");
        if !page.has_standards {
            return view! {
                <p class="notice-box warn">
                    {text::NEED_STANDARDS.get(lang)}" "
                    <A href=project.clone()>{text::STANDARDS_TITLE.get(lang)}</A>
                </p>
            }
            .into_any();
        }
        let label = if page.draft.is_some() {
            text::UPLOAD_AGAIN
        } else {
            text::UPLOAD_BUTTON
        };
        view! {
            <p>
                <a href=format!("{project}/template.xlsx") rel="external" download="">
                    {text::TEMPLATE_LINK.get(lang)}
                </a>
                <small class="block">{text::TEMPLATE_HINT.get(lang)}</small>
            </p>
            <Form name="upload" token=desk.token.clone() filled=filled.clone() files=true>
                <Files
                    name="file"
                    label=text::UPLOAD_FILE
                    hint=text::UPLOAD_FILE_HINT.fill(lang, &[("most", &MEGABYTES_MOST)])
                    accept=WORKBOOKS
                    filled=filled
                />
                <button class="btn main" type="submit">{label.get(lang)}</button>
            </Form>
        }
        .into_any()
    });
    let declared = page.declarations.map(|check| {
        view! { <Check check=check code=page.head.code.clone() links=false /> }
    });
    let submit = (may_upload && page.working == RoundState::Draft && page.draft.is_some()).then(|| {
        let filled = use_form("submit");
        view! {
            <section class="card">
                <h2>{text::SUBMIT_BUTTON.get(lang)}</h2>
                <p>{text::SUBMIT_HELP.get(lang)}</p>
                {declared}
                <Form name="submit" token=desk.token.clone() filled=filled.clone()>
                    <Input
                        name="planned_at"
                        label=text::SUBMIT_PLANNED.get(lang)
                        hint=text::SUBMIT_PLANNED_HINT
                        kind="datetime-local"
                        optional=true
                        filled=filled
                    />
                    <button class="btn main" type="submit">{text::SUBMIT_BUTTON.get(lang)}</button>
                </Form>
            </section>
        }
    });
    let changes = page.changes.map(|summary| {
        view! { <Changed summary=summary all=format!("{here}/changes") /> }
    });
    let newest = page.upload.filter(|_| may_upload);
    // The columns to decide of are those of the table that was refused.
    let refused = newest
        .as_ref()
        .is_some_and(|upload| upload.stage == UploadStage::Refused);
    let newest = newest.map(|upload| {
        view! { <Newest upload=upload round=here.clone() has_draft=page.draft.is_some() /> }
    });
    let explaining = may_upload && page.working == RoundState::Draft;
    let warnings = page
        .draft
        .as_ref()
        .filter(|_| explaining)
        .map(|draft| draft.warnings.clone());
    let warnings =
        warnings.map(|groups| view! { <ExplainWarnings groups=groups token=desk.token.clone() /> });
    let preview = match page.draft {
        Some(draft) => view! {
            <Preview
                draft=draft
                round=here
                changeable=may_upload && !refused
                warnings_elsewhere=explaining
            />
        }
        .into_any(),
        None if refused => ().into_any(),
        None => view! { <p>{text::NO_UPLOAD.get(lang)}</p> }.into_any(),
    };
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=project.clone()>{page.head.name.clone()}</A>
        </p>
        <h1>{title}</h1>
        <Steps state=page.working has_standards=page.has_standards />
        {returned}
        {said}
        {next}
        {published}
        {hold_ups}
        {plan}
        {correction}
        <section class="card">
            <h2>{text::UPLOAD_TITLE.get(lang)}</h2>
            {upload}
            {newest}
            {preview}
        </section>
        {warnings}
        {changes}
        {submit}
        {carry}
        {carried}
        {withdrawal}
    }
    .into_any()
}

/// What changed since the board before, and whether anybody said why.
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

/// What came of the newest upload, where it is not the draft.
#[component]
fn Newest(upload: Upload, round: String, has_draft: bool) -> impl IntoView {
    let lang = use_lang();
    let at = china_minute(upload.at);
    let kept = has_draft.then(|| {
        view! { <p class="notice-box">{text::UPLOAD_DRAFT_KEPT.get(lang)}</p> }
    });
    let here = format!("{round}/uploads/{}", upload.id);
    match (upload.stage, upload.report.clone()) {
        (UploadStage::Stored, _) => ().into_any(),
        (UploadStage::Unchanged, _) => {
            let said = text::UPLOAD_SAME.fill(
                lang,
                &[("file", &upload.file_name), ("by", &upload.by), ("at", &at)],
            );
            view! { <p class="notice-box ok" role="status">{said}</p> }.into_any()
        }
        (UploadStage::Refused, Some(report)) => {
            let said = text::UPLOAD_REFUSED_AT.fill(lang, &[("by", &upload.by), ("at", &at)]);
            view! {
                <Rejected
                    report=report
                    marked=format!("{here}/findings.xlsx")
                    changeable=true
                />
                <p>{said}</p>
                {kept}
            }
            .into_any()
        }
        (stage, _) if stage.is_running() => {
            let said = text::UPLOAD_RUNNING.fill(lang, &[("file", &upload.file_name)]);
            view! {
                <p class="notice-box" role="status">
                    {said}" "<A href=here>{text::UPLOAD_RUNNING_SEE.get(lang)}</A>
                </p>
            }
            .into_any()
        }
        // The form itself says it, where it was just sent.
        _ if use_form("upload").is_refused() => ().into_any(),
        _ => view! {
            <Unread upload=upload />
            {kept}
        }
        .into_any(),
    }
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
