//! The archive as a page.

use domain::account::Permission;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use text::{Label as _, Lang, Named as _};
use views::{Archive, ArchiveObjection, ArchivePage, ArchiveSchedule, OfficeSession};

use super::digest::Digest;
use super::round::RoundCard;
use crate::api;
use crate::head::Title;
use crate::pages::office::session::office_page;
use crate::pages::{text_of, use_params};
use crate::visitor::use_lang;

#[component]
pub(crate) fn ArchiveOfProject() -> AnyView {
    let code = use_params(|params| text_of(params, "project"));
    office_page(
        code,
        |code| api::ReadArchive { code },
        |session, page| view! { <ArchiveContent session=session page=page /> },
    )
}

#[component]
fn ArchiveContent(session: OfficeSession, page: ArchivePage) -> impl IntoView {
    let lang = use_lang();
    let ArchivePage {
        archive,
        objections,
    } = page;
    let Archive {
        head,
        surveyed: _,
        schedules,
        rounds,
        objections: listed,
        events,
    } = archive;
    let title = format!("{} · {}", head.name, text::ARCHIVE_TITLE.get(lang));
    let project = format!("/office/p/{}", head.code);
    let reads_persons = session.signed.role.may(Permission::ReadObjections);
    let persons = if reads_persons {
        text::ARCHIVE_PERSONS
    } else {
        text::ARCHIVE_NO_PERSONS
    };
    let code = head.code.clone();
    let rounds = rounds
        .into_iter()
        .map(|round| view! { <RoundCard code=code.clone() round=round /> });
    let schedules = schedules.into_iter().map(
        |one| view! { <li>{schedule_sentence(&one, lang)}<Digest digest=one.file_digest /></li> },
    );
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=project.clone()>{head.name}</A>
        </p>
        <h1>{title}</h1>
        <p>{text::ARCHIVE_HELP.get(lang)}</p>
        <section class="card">
            <p>{text::ARCHIVE_DOWNLOAD_HELP.get(lang)}" "{persons.get(lang)}</p>
            <p class="flex flex-wrap gap-2">
                <a class="btn main" href=format!("{project}/archive.zip") rel="external" download>
                    {text::ARCHIVE_DOWNLOAD.get(lang)}
                </a>
            </p>
            <p>
                <A href=format!("{project}/record")>
                    {text::ARCHIVE_RECORD.fill(lang, &[("n", &events)])}
                </A>
            </p>
        </section>
        {rounds.collect_view()}
        <section class="card">
            <h2>{text::ARCHIVE_SCHEDULES.get(lang)}</h2>
            <ul class="happened">{schedules.collect_view()}</ul>
        </section>
        {reads_persons.then(|| view! { <Objections all=objections listed=listed /> })}
    }
    .into_any()
}

fn schedule_sentence(one: &ArchiveSchedule, lang: Lang) -> String {
    text::ARCHIVE_SCHEDULE.fill(
        lang,
        &[
            ("version", &one.version),
            ("rates", &one.rates),
            ("by", &one.loaded_by),
            ("at", &china_minute(one.loaded_at)),
            ("file", &one.file_name),
        ],
    )
}

#[component]
fn Objections(all: u64, listed: Vec<ArchiveObjection>) -> impl IntoView {
    let lang = use_lang();
    let count = u64::try_from(listed.len()).unwrap_or(u64::MAX);
    let cut = (count < all).then(|| {
        view! { <p>{text::ARCHIVE_OBJECTIONS_CUT.fill(lang, &[("n", &count)])}</p> }
    });
    let list = if listed.is_empty() {
        view! { <p>{text::ARCHIVE_NO_OBJECTIONS.get(lang)}</p> }.into_any()
    } else {
        let listed = listed
            .into_iter()
            .map(|one| view! { <Objection one=one /> });
        view! { <ol class="happened">{listed.collect_view()}</ol> }.into_any()
    };
    view! {
        <section class="card">
            <h2>{text::ARCHIVE_OBJECTIONS.fill(lang, &[("n", &all)])}</h2>
            {cut}
            {list}
        </section>
    }
    .into_any()
}

#[component]
fn Objection(one: ArchiveObjection) -> impl IntoView {
    let lang = use_lang();
    let href = format!("/office/objections/{}", one.receipt);
    let round = one.round.label(lang);
    let about = match &one.household {
        Some(household) => {
            text::SUBJECT_HOUSEHOLD.fill(lang, &[("round", &round), ("household", household)])
        }
        None => text::SUBJECT_WHOLE.fill(lang, &[("round", &round)]),
    };
    let steps = one.steps.into_iter().map(|step| {
        let by = step
            .by
            .unwrap_or_else(|| text::ARCHIVE_OBJECTOR.get(lang).to_owned());
        view! {
            <p>
                <span class="num">{china_minute(step.at)}</span>
                " "
                {by}
                " · "
                <b>{step.state.text().get(lang)}</b>
            </p>
            {step.reason.map(|reason| view! { <p class="whitespace-pre-wrap">{reason}</p> })}
        }
    });
    view! {
        <li>
            <p><A href=href>{one.receipt}</A>" · "{about}" · "{one.kind.text().get(lang)}</p>
            {one.line.map(|line| view! { <p>{line}</p> })}
            {steps.collect_view()}
        </li>
    }
    .into_any()
}
