//! The round's board: uploading it, the result, and submitting it.

use domain::round::RoundState;
use domain::time::china_minute;
use domain::upload::UploadStage;
use leptos::prelude::*;
use leptos_router::components::A;
use views::Upload as KeptUpload;

use super::shown::Shown;
use crate::forms::{Files, Form, Input, Submit, Upload, use_form};
use crate::pages::office::draft::{Preview, Rejected};
use crate::pages::office::project::{TemplateLink, WORKBOOKS};
use crate::pages::office::special::Check;
use crate::pages::office::upload::Unread;
use crate::pages::office::warnings::WarningsToExplain;
use crate::visitor::use_lang;

/// As `backend::uploads` takes at the most; its own refusal says the same.
const MAX_MEGABYTES: u32 = 20;

/// The board: a form for the next one, the result of the newest upload, and the draft.
pub(super) fn board(shown: &Shown) -> impl IntoView + use<> {
    let lang = use_lang();
    let newest = shown.page.upload.clone().filter(|_| shown.may_upload);
    // The columns to decide of are those of the table that was refused.
    let refused = newest
        .as_ref()
        .is_some_and(|upload| upload.stage == UploadStage::Refused);
    let newest = newest.map(|upload| {
        let has_draft = shown.page.draft.is_some();
        view! { <Newest upload=upload round=shown.here.clone() has_draft=has_draft /> }
    });
    view! {
        <section class="card">
            <h2>{text::UPLOAD_TITLE.get(lang)}</h2>
            {shown.may_upload.then(|| upload(shown))}
            {newest}
            {preview(shown, refused)}
        </section>
    }
}

fn upload(shown: &Shown) -> AnyView {
    let lang = use_lang();
    let project = &shown.project;
    if !shown.page.has_standards {
        return view! {
            <p class="notice-box warn">
                {text::NEED_STANDARDS.get(lang)}" "
                <A href=project.clone()>{text::STANDARDS_TITLE.get(lang)}</A>
            </p>
        }
        .into_any();
    }
    let filled = use_form::<Upload>(&shown.here);
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
            <button class="btn main" type="submit">{label.get(lang)}</button>
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

/// The draft's warnings, each with a field for its reason.
pub(super) fn warnings(shown: &Shown) -> impl IntoView + use<> {
    let draft = shown.page.draft.as_ref().filter(|_| explaining(shown));
    let groups = draft.map(|draft| draft.warnings.clone());
    let (here, token) = (shown.here.clone(), shown.token());
    groups.map(|groups| view! { <WarningsToExplain groups=groups round=here token=token /> })
}

/// Sends the draft to pre-review.
pub(super) fn submit(shown: &Shown) -> impl IntoView + use<> {
    let lang = use_lang();
    if !shown.has_open_draft() {
        return None;
    }
    let filled = use_form::<Submit>(&shown.here);
    let code = &shown.page.head.code;
    let declared = shown.page.declarations.clone().map(|check| {
        view! { <Check check=check code=code.clone() links=false /> }
    });
    Some(view! {
        <section class="card">
            <h2>{text::SUBMIT_BUTTON.get(lang)}</h2>
            <p>{text::SUBMIT_HELP.get(lang)}</p>
            {declared}
            <Form token=shown.token() filled=filled.clone()>
                <Input
                    name=Submit::planned_at()
                    label=text::SUBMIT_PLANNED.get(lang)
                    hint=text::SUBMIT_PLANNED_HINT
                    kind="datetime-local"
                    optional=true
                    filled=filled
                />
                <button class="btn main" type="submit">{text::SUBMIT_BUTTON.get(lang)}</button>
            </Form>
        </section>
    })
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
