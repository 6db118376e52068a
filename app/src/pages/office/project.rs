//! `/office/p/{project}`: its boards, its access code, its standards.

use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::components::A;
use views::{OfficeProject, OfficeSession};

use super::create::SurveyedFields;
use super::session::office_page;
use super::standards::Standards;
use super::today::RoundLinks;
use crate::api;
use crate::components::Docket;
use crate::forms::{Files, Form, LoadStandards, SetSurveyed, use_form};
use crate::head::Title;
use crate::pages::{text_of, use_params};
use crate::visitor::use_lang;

/// What workbooks can be.
pub(super) const WORKBOOKS: &str = ".xlsx,.xls,.ods,.csv";

#[component]
pub(super) fn Project() -> AnyView {
    let code = use_params(|params| text_of(params, "project"));
    office_page(
        code,
        |code| api::ReadOfficeProject { code },
        |session, page| view! { <Loaded session=session page=page /> },
    )
}

#[component]
fn Loaded(session: OfficeSession, page: OfficeProject) -> impl IntoView {
    let lang = use_lang();
    let head = page.head;
    let here = format!("/office/p/{}", head.code);
    let special = format!("{here}/special");
    let public = head.rounds.iter().any(|round| round.state.is_public());
    let code = view! {
        <b class="num font-bold whitespace-nowrap">{page.access_code}</b>
        <small>{text::PROJECT_ACCESS_CODE_HINT.get(lang)}</small>
    };
    let stated = page.surveyed.map_or_else(
        || text::SURVEYED_NONE.get(lang).to_owned(),
        |stated| stated.shown(),
    );
    let mut rows = vec![
        (text::PROJECT_CODE, head.code.clone().into_any()),
        (text::PROJECT_AREA, head.area.clone().into_any()),
        (text::PROJECT_OFFICE, head.office.clone().into_any()),
        (
            text::PROJECT_APPROVAL,
            head.approval_number.clone().into_any(),
        ),
        (text::PROJECT_PHONE, head.phone.clone().into_any()),
        (text::SURVEYED, stated.into_any()),
        (text::PROJECT_ACCESS_CODE, code.into_any()),
    ];
    if public {
        let href = format!("/p/{}", head.code);
        let link = view! { <a href=href.clone() rel="external">{href.clone()}</a> };
        rows.push((text::PROJECT_PUBLIC_PAGE, link.into_any()));
    }
    let may_edit = session.signed.role.may(Permission::EditProject);
    let survey = (may_edit && page.surveyed_open).then(|| {
        let filled = use_form::<SetSurveyed>(&here);
        view! {
            <section class="card">
                <h2>{text::SURVEYED.get(lang)}</h2>
                <p>{text::SURVEYED_HELP.get(lang)}</p>
                <Form token=session.token.clone() filled=filled.clone()>
                    <SurveyedFields filled=filled stated=page.surveyed />
                    <button class="btn main" type="submit">{text::SURVEYED_SAVE.get(lang)}</button>
                </Form>
            </section>
        }
    });
    let load = may_edit.then(|| {
        let filled = use_form::<LoadStandards>(&here);
        view! {
            <Form token=session.token filled=filled.clone() files=true>
                <Files
                    name=LoadStandards::file()
                    label=text::STANDARDS_FILE
                    hint=text::STANDARDS_FILE_HINT.get(lang).to_owned()
                    accept=WORKBOOKS
                    filled=filled
                />
                <button class="btn main" type="submit">{text::STANDARDS_LOAD.get(lang)}</button>
            </Form>
        }
    });
    let record = session
        .signed
        .role
        .may(Permission::ReadProjectRecord)
        .then(|| {
            let href = format!("/office/p/{}/record", head.code);
            let archive = format!("/office/p/{}/archive", head.code);
            view! {
                <ul class="chips">
                    <li><A href=href>{text::RECORD_TITLE.get(lang)}</A></li>
                <li><A href=archive>{text::ARCHIVE_TITLE.get(lang)}</A></li>
                </ul>
            }
        });
    let template = (page.schedule.is_some() && session.signed.role.may(Permission::UploadBoard))
        .then(|| {
            view! {
                <p>
                    <a
                        href=format!("/office/p/{}/template.xlsx", head.code)
                        rel="external"
                        download=""
                    >
                        {text::TEMPLATE_LINK.get(lang)}
                    </a>
                    <small class="block">{text::TEMPLATE_HINT.get(lang)}</small>
                </p>
            }
        });
    let standards = match page.schedule {
        Some(version) => view! { <Standards version=version /> }.into_any(),
        None => view! { <p>{text::STANDARDS_NONE.get(lang)}</p> }.into_any(),
    };
    view! {
        <Title text=head.name.clone() />
        <h1>{head.name.clone()}</h1>
        <section class="card">
            <h2>{text::PROJECT_ROUNDS.get(lang)}</h2>
            <RoundLinks head=head />
            {template}
            <p><A href=special>{text::DECLARE_LINK.get(lang)}</A></p>
        </section>
        <section class="card">
            <Docket rows=rows />
            {record}
        </section>
        {survey}
        <section class="card">
            <h2>{text::STANDARDS_TITLE.get(lang)}</h2>
            {standards}
            {load}
        </section>
    }
    .into_any()
}
