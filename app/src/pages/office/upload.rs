//! `/office/p/{project}/r/{n}/uploads/{id}`: how far an upload is, and what
//! came of it. Refreshes itself, also without scripts.

use domain::time::china_minute;
use domain::upload::UploadStage;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::{Label as _, Named as _};
use views::{Upload as Kept, UploadPage};

use super::draft::Rejected;
use super::session::office_page;
use crate::api;
use crate::components::Docket;
use crate::head::Title;
use crate::pages::{number_of, text_of, use_params};
use crate::visitor::use_lang;

/// Seconds between two looks.
const REFRESH_SECONDS: &str = "2";

#[component]
pub(super) fn Upload() -> AnyView {
    let place = use_params(|params| {
        (
            text_of(params, "project"),
            number_of(params, "round"),
            number_of(params, "upload"),
        )
    });
    office_page(
        place,
        |(code, round, id)| api::ReadUpload { code, round, id },
        |_, page| view! { <UploadContent page=page /> },
    )
}

#[component]
fn UploadContent(page: UploadPage) -> impl IntoView {
    let lang = use_lang();
    let UploadPage {
        head,
        round,
        upload,
    } = page;
    let back = format!("/office/p/{}/r/{}", head.code, round.get());
    let sent = use_query_map().read_untracked().get("wait").is_some();
    // Whoever waited for it goes on; the round's page says what came of it.
    let ended_here = sent
        && matches!(
            upload.stage,
            UploadStage::Stored | UploadStage::Unchanged | UploadStage::Refused
        );
    let title = format!("{} · {}", text::UPLOAD_PAGE_TITLE.get(lang), head.name);
    let refresh = if ended_here {
        Some(format!("0;url={back}"))
    } else {
        upload
            .stage
            .is_running()
            .then(|| REFRESH_SECONDS.to_owned())
    };
    let refresh = refresh.map(|content| view! { <Meta http_equiv="refresh" content=content /> });
    let rows = vec![
        (text::UPLOAD_PAGE_FILE, upload.file_name.clone().into_any()),
        (text::UPLOAD_PAGE_BY, upload.by.clone().into_any()),
        (text::UPLOAD_PAGE_AT, china_minute(upload.at).into_any()),
        (
            text::UPLOAD_PAGE_STAGE,
            view! { <Progress upload=upload.clone() /> }.into_any(),
        ),
    ];
    let marked = format!("{back}/uploads/{}/findings.xlsx", upload.id);
    let came_of_it = match upload.stage {
        UploadStage::Waiting => view! { <p>{text::UPLOAD_PAGE_WAITING.get(lang)}</p> }.into_any(),
        UploadStage::Reading | UploadStage::Storing => {
            view! { <p>{text::UPLOAD_PAGE_WAIT.get(lang)}</p> }.into_any()
        }
        UploadStage::Stored | UploadStage::Unchanged => view! {
            <p class="notice-box ok">{text::UPLOAD_PAGE_STORED.get(lang)}</p>
        }
        .into_any(),
        UploadStage::Refused => upload.report.map_or_else(
            || ().into_any(),
            |report| view! { <Rejected report=report earlier=upload.since marked=marked changeable=false /> }.into_any(),
        ),
        UploadStage::Failed | UploadStage::Interrupted => {
            view! { <Unread upload=upload /> }.into_any()
        }
    };
    view! {
        <Title text=title.clone() />
        {refresh}
        <p class="crumbs">
            <A href=back.clone()>{head.name}" · "{round.label(lang)}</A>
        </p>
        <h1>{title}</h1>
        <section class="card">
            <Docket rows=rows />
            {came_of_it}
            <p class="mt-4">
                <A href=back attr:class="btn main">{text::UPLOAD_PAGE_BACK.get(lang)}</A>
            </p>
        </section>
    }
    .into_any()
}

/// The stage in words, and as a bar where somebody counts.
#[component]
fn Progress(upload: Kept) -> impl IntoView {
    let lang = use_lang();
    let Kept {
        stage, done, total, ..
    } = upload;
    let said = stage.text().get(lang);
    let counted = match stage {
        UploadStage::Reading if total > 0 => Some(text::UPLOAD_PAGE_ROWS_OF),
        UploadStage::Reading if done > 0 => Some(text::UPLOAD_PAGE_ROWS),
        UploadStage::Storing if total > 0 => Some(text::UPLOAD_PAGE_STORED_OF),
        _ => None,
    };
    let Some(counted) = counted else {
        return view! { <b>{said}</b> }.into_any();
    };
    let counted = counted.fill(lang, &[("done", &done), ("total", &total)]);
    let bar = (total > 0).then(|| {
        view! {
            <progress
                class="w-full"
                max=total.to_string()
                value=done.to_string()
                aria-label=said
            ></progress>
        }
    });
    view! {
        <b>{said}</b>
        <span class="num">" · "{counted}</span>
        {bar}
    }
    .into_any()
}

/// Why an upload came to nothing.
#[component]
pub(super) fn Unread(upload: Kept) -> impl IntoView {
    let lang = use_lang();
    let said = match upload.said {
        Some((zh, en)) => match lang {
            text::Lang::Zh => zh,
            text::Lang::En => en,
        },
        None => text::UPLOAD_PAGE_INTERRUPTED.get(lang).to_owned(),
    };
    view! {
        <div class="notice-box warn">
            <strong>{upload.file_name}" · "{upload.stage.text().get(lang)}</strong>
            <p>{said}</p>
        </div>
    }
    .into_any()
}
