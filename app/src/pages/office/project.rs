//! `/office/p/{project}`: its boards, its access code, its standards.

use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::components::A;
use text::Text;
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
        |session, page| view! { <ProjectContent session=session page=page /> },
    )
}

#[component]
fn ProjectContent(session: OfficeSession, page: OfficeProject) -> impl IntoView {
    let lang = use_lang();
    let head = page.head.clone();
    let here = format!("/office/p/{}", head.code);
    let special = format!("{here}/special");
    let role = session.signed.role;
    let may_edit = role.may(Permission::EditProject);
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
    let template = page.schedule.is_some() && role.may(Permission::UploadBoard);
    let record = role.may(Permission::ReadProjectRecord);
    let facts = view! { <Docket rows=facts(&page) /> };
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
            {template.then(|| view! { <TemplateLink project=here.clone() /> })}
            <p><A href=special>{text::DECLARE_LINK.get(lang)}</A></p>
        </section>
        <section class="card">
            {facts}
            {record.then(|| view! { <KeptLinks project=here /> })}
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

/// What the project is.
fn facts(page: &OfficeProject) -> Vec<(Text, AnyView)> {
    let lang = use_lang();
    let head = page.head.clone();
    let public = head.rounds.iter().any(|round| round.state.is_public());
    let public = public.then(|| format!("/p/{}", head.code));
    let code = view! {
        <b class="num font-bold whitespace-nowrap">{page.access_code.clone()}</b>
        <small>{text::PROJECT_ACCESS_CODE_HINT.get(lang)}</small>
    };
    let stated = page.surveyed.map_or_else(
        || text::SURVEYED_NONE.get(lang).to_owned(),
        |stated| stated.shown(),
    );
    let mut rows = vec![
        (text::PROJECT_CODE, head.code.into_any()),
        (text::PROJECT_AREA, head.area.into_any()),
        (text::PROJECT_OFFICE, head.office.into_any()),
        (text::PROJECT_APPROVAL, head.approval_number.into_any()),
        (text::PROJECT_PHONE, head.phone.into_any()),
        (text::SURVEYED, stated.into_any()),
        (text::PROJECT_ACCESS_CODE, code.into_any()),
    ];
    if let Some(href) = public {
        let link = view! { <a href=href.clone() rel="external">{href.clone()}</a> };
        rows.push((text::PROJECT_PUBLIC_PAGE, link.into_any()));
    }
    rows
}

/// The table to fill in.
#[component]
pub(super) fn TemplateLink(
    /// The project's page.
    project: String,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <p>
            <a href=format!("{project}/template.xlsx") rel="external" download="">
                {text::TEMPLATE_LINK.get(lang)}
            </a>
            <small class="block">{text::TEMPLATE_HINT.get(lang)}</small>
        </p>
    }
}

/// What is kept of the project: its record and its archive.
#[component]
fn KeptLinks(project: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <ul class="chips">
            <li>
                <A href=format!("{project}/record")>{text::RECORD_TITLE.get(lang)}</A>
            </li>
            <li>
                <A href=format!("{project}/archive")>{text::ARCHIVE_TITLE.get(lang)}</A>
            </li>
        </ul>
    }
}
