//! The round's board: uploading it, the result, and submitting it.

use domain::progress::Step;
use domain::round::RoundState;
use domain::time::china_minute;
use domain::upload::UploadStage;
use leptos::prelude::*;
use leptos_router::components::A;
use text::Label as _;
use views::{ChangesSummary, Upload as KeptUpload};

use super::shown::Shown;
use crate::forms::{Files, Form, Input, Submit, Upload, use_form};
use crate::pages::changes::Count;
use crate::pages::office::draft::{FirstRows, Preview, Rejected, since};
use crate::pages::office::project::{TemplateLink, WORKBOOKS};
use crate::pages::office::special::Check;
use crate::pages::office::upload::Unread;
use crate::pages::office::warnings::WarningsToExplain;
use crate::visitor::use_lang;

/// As `backend::uploads` takes at the most; its own refusal says the same.
const MAX_MEGABYTES: u32 = 20;

/// The board: a form for the next one, what came of the newest, and the draft.
pub(super) fn board(shown: &Shown) -> AnyView {
    let newest = newest(shown);
    // The columns to decide of are those of the table that was refused.
    let refused = newest
        .as_ref()
        .is_some_and(|upload| upload.stage == UploadStage::Refused);
    let newest = newest.map(|upload| {
        let has_draft = shown.page.draft.is_some();
        view! { <Newest upload=upload round=shown.here.clone() has_draft=has_draft /> }
    });
    // What is said of a refused table is not said of the draft below it.
    let kept = (!refused).then(|| {
        let rows = shown.page.first_rows.clone();
        view! {
            {since(shown.page.since)}
            <FirstRows rows=rows />
        }
    });
    view! {
        {shown.may_upload.then(|| upload(shown))}
        {newest}
        {kept}
        {preview(shown, refused)}
    }
    .into_any()
}

fn newest(shown: &Shown) -> Option<KeptUpload> {
    shown.page.upload.clone().filter(|_| shown.may_upload)
}

/// Whether something came of an upload that is no draft: it was refused, or runs
/// still.
pub(super) fn is_upload_to_see(shown: &Shown) -> bool {
    newest(shown).is_some() || use_form::<Upload>(&shown.here).is_refused()
}

fn upload(shown: &Shown) -> AnyView {
    let lang = use_lang();
    let project = &shown.project;
    if shown.page.standards.is_none() {
        return view! {
            <p class="notice-box warn">
                {text::NEED_STANDARDS.get(lang)}" "
                <A href=project.clone()>{text::STANDARDS_TITLE.get(lang)}</A>
            </p>
        }
        .into_any();
    }
    let filled = use_form::<Upload>(&shown.here);
    let button = shown.button(Step::Upload);
    let label = if shown.page.draft.is_some() {
        text::UPLOAD_AGAIN
    } else {
        text::UPLOAD_BUTTON
    };
    view! {
        <TemplateLink project=project.clone() />
        <Form token=shown.token() filled=filled.clone() files=true>
            <Files
                name=Upload::file()
                label=text::UPLOAD_FILE
                hint=text::UPLOAD_FILE_HINT.fill(lang, &[("most", &MAX_MEGABYTES)])
                accept=WORKBOOKS
                filled=filled
            />
            <button class=button type="submit">{label.get(lang)}</button>
        </Form>
    }
    .into_any()
}

/// The draft, unless the newest table was refused and there is none.
fn preview(shown: &Shown, refused: bool) -> AnyView {
    let lang = use_lang();
    match shown.page.draft.clone() {
        Some(draft) => view! {
            <Preview
                draft=draft
                round=shown.here.clone()
                changeable=shown.may_upload && !refused
                warnings_elsewhere=explaining(shown)
            />
        }
        .into_any(),
        None if refused => ().into_any(),
        None => view! { <p>{text::NO_UPLOAD.get(lang)}</p> }.into_any(),
    }
}

/// Whether the page has a form for the warnings' reasons.
fn explaining(shown: &Shown) -> bool {
    shown.may_upload && shown.page.working == RoundState::Draft
}

/// Whether every household has declared, and the way to the declarations.
pub(super) fn declared(shown: &Shown) -> AnyView {
    let lang = use_lang();
    let code = &shown.page.head.code;
    let check = shown.page.declarations.clone().map(|check| {
        view! { <Check check=check code=code.clone() /> }
    });
    view! {
        {check}
        <p>
            <A
                href=format!("{}/special", shown.project)
                attr:class=shown.button(Step::Declarations)
            >
                {text::DECLARE_LINK.get(lang)}
            </A>
        </p>
    }
    .into_any()
}

/// Why households changed and warnings stand.
pub(super) fn reasons(shown: &Shown) -> AnyView {
    let draft = shown.page.draft.as_ref().filter(|_| explaining(shown));
    let groups = draft.map(|draft| draft.warnings.clone());
    let (here, token) = (shown.here.clone(), shown.token());
    // One thing after the other: the households first.
    let is_first = shown.page.progress.unexplained == 0;
    let button = if is_first {
        shown.button(Step::Reasons)
    } else {
        "btn"
    };
    let changed = shown.page.changes.clone().map(|summary| {
        let all = format!("{}/changes", shown.here);
        let button = if summary.unexplained > 0 {
            shown.button(Step::Reasons)
        } else {
            "btn"
        };
        view! { <Changed summary=summary all=all button=button /> }
    });
    view! {
        {changed}
        {groups
            .map(|groups| {
                view! { <WarningsToExplain groups=groups round=here token=token button=button /> }
            })}
    }
    .into_any()
}

/// What changed since the board before, and whether anybody said why.
#[component]
fn Changed(summary: ChangesSummary, all: String, button: &'static str) -> impl IntoView {
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
        <Count counts=summary.counts with=summary.with />
        {some
            .then(|| {
                view! {
                    <p class=class>{state}</p>
                    <p>
                        <A href=all attr:class=button>
                            {label.get(lang)}
                        </A>
                    </p>
                }
            })}
    }
    .into_any()
}

/// Sends the draft to pre-review, with what will be sent.
pub(super) fn submit(shown: &Shown) -> AnyView {
    let lang = use_lang();
    if !shown.has_open_draft() {
        return ().into_any();
    }
    let filled = use_form::<Submit>(&shown.here);
    let button = shown.button(Step::Submit);
    view! {
        {numbers(shown)}
        <p>{text::SUBMIT_HELP.get(lang)}</p>
        <Form token=shown.token() filled=filled.clone()>
            <Input
                name=Submit::planned_at()
                label=text::SUBMIT_PLANNED.get(lang)
                hint=text::SUBMIT_PLANNED_HINT
                kind="datetime-local"
                optional=true
                filled=filled
            />
            <button class=button type="submit">
                {text::SUBMIT_BUTTON.get(lang)}
            </button>
        </Form>
    }
    .into_any()
}

/// What is sent in, in numbers.
fn numbers(shown: &Shown) -> impl IntoView + use<> {
    let lang = use_lang();
    let page = &shown.page;
    let draft = page.draft.as_ref()?;
    let totals = draft.report.totals;
    let mut rows = vec![
        (
            text::SUBMIT_HOUSEHOLDS.fill(lang, &[("n", &totals.households)]),
            text::SUBMIT_ON_BOARD.get(lang).to_owned(),
        ),
        (
            text::SUBMIT_PAYOUT.fill(lang, &[("sum", &totals.payout)]),
            text::SUBMIT_PAYOUT_OF.get(lang).to_owned(),
        ),
    ];
    if let Some(summary) = page
        .changes
        .clone()
        .filter(|_| page.progress.unexplained == 0)
    {
        let round = summary.with.label(lang);
        rows.push((
            text::SUBMIT_CHANGED.fill(lang, &[("n", &summary.counts.all())]),
            text::SUBMIT_CHANGED_OF.fill(lang, &[("round", &round)]),
        ));
    }
    let warnings: u32 = draft.warnings.iter().map(|group| group.count).sum();
    if warnings > 0 && page.progress.unjustified == 0 {
        rows.push((
            text::SUBMIT_WARNED.fill(lang, &[("n", &warnings)]),
            text::SUBMIT_WARNED_OF.get(lang).to_owned(),
        ));
    }
    let rows = rows.into_iter().map(|(number, of)| {
        view! {
            <li>
                <b class="num">{number}</b>
                " "
                <small>{of}</small>
            </li>
        }
    });
    Some(view! { <ul class="numbers">{rows.collect_view()}</ul> })
}

/// The result of the newest upload, where it is not the draft.
#[component]
fn Newest(upload: KeptUpload, round: String, has_draft: bool) -> impl IntoView {
    let lang = use_lang();
    let at = china_minute(upload.at);
    let kept = has_draft.then(|| {
        view! { <p class="notice-box">{text::UPLOAD_DRAFT_KEPT.get(lang)}</p> }
    });
    let page = format!("{round}/uploads/{}", upload.id);
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
                    earlier=upload.since
                    marked=format!("{page}/findings.xlsx")
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
                    {said}" "<A href=page>{text::UPLOAD_RUNNING_SEE.get(lang)}</A>
                </p>
            }
            .into_any()
        }
        // The form itself says it, where it was just sent.
        _ if use_form::<Upload>(&round).is_refused() => ().into_any(),
        _ => view! {
            <Unread upload=upload />
            {kept}
        }
        .into_any(),
    }
}
