//! Forms of a project.

use app::forms::{CreateProject, LoadStandards, RoundFields, SetSurveyed};
use axum::response::Response;
use backend::{Error, projects, standards};
use domain::account::Permission;
use domain::project::{ProjectDetails, RoundPlan};
use domain::round::{Length, RoundNumber};
use domain::surveyed::Surveyed;
use text::Named as _;

use super::form::{Done, Form};
use super::office::day;
use crate::http::address::At;

/// Creates a project.
pub(in crate::http) async fn create_project(form: Form<CreateProject>) -> Response {
    form.answer(async move |sent, typed| {
        let actor = sent.allowed(Permission::EditProject)?;
        let details = details(&typed)?;
        let to = format!("/office/p/{}", details.code);
        projects::create(&sent.site.office, actor, details).await?;
        Ok(Done::to(to))
    })
    .await
}

fn details(typed: &CreateProject) -> Result<ProjectDetails, Error> {
    let text = |typed: &str| typed.trim().to_owned();
    let rounds = (1..=9)
        .filter_map(RoundNumber::new)
        .filter_map(|number| round_plan(typed, number).transpose())
        .collect::<Result<_, _>>()?;
    Ok(ProjectDetails {
        code: text(&typed.code),
        name: text(&typed.name),
        area: text(&typed.area),
        office: text(&typed.office),
        approval_number: text(&typed.approval_number),
        phone: text(&typed.phone),
        surveyed: surveyed(&typed.surveyed, &typed.surveyed_unit)?,
        scope: typed
            .scope
            .ok_or_else(|| Error::refused(CreateProject::scope(), text::REQUIRED))?,
        scope_reason: text(&typed.scope_reason),
        rounds,
    })
}

/// A board's row of the form; `None` where it was left empty.
fn round_plan(typed: &CreateProject, number: RoundNumber) -> Result<Option<RoundPlan>, Error> {
    let fields = RoundFields::of(number);
    let Some((fields, row)) = fields.and_then(|fields| Some((fields, typed.row(fields)?))) else {
        return Ok(None);
    };
    Ok(Some(RoundPlan {
        number,
        tier: row.tier,
        window: Length {
            // What is no number is no possible window either.
            count: row.window.parse().unwrap_or_default(),
            unit: row.unit,
        },
        due: day(fields.due, row.due)?,
    }))
}

fn surveyed(area: &str, unit: &str) -> Result<Option<Surveyed>, Error> {
    Surveyed::typed(area, unit)
        .map_err(|fault| Error::refused(SetSurveyed::surveyed(), fault.text()))
}

/// Sets a project's surveyed total of land.
pub(in crate::http) async fn set_surveyed(
    At(code): At<String>,
    form: Form<SetSurveyed>,
) -> Response {
    form.answer(async move |sent, typed| {
        let actor = sent.allowed(Permission::EditProject)?;
        let total = surveyed(&typed.surveyed, &typed.surveyed_unit)?;
        projects::set_surveyed(&sent.site.office, actor, &code, total).await?;
        Ok(Done::to(format!("/office/p/{code}")))
    })
    .await
}

/// Loads a project's standards.
pub(in crate::http) async fn load_standards(
    At(code): At<String>,
    mut form: Form<LoadStandards>,
) -> Response {
    let file = form.take_file();
    form.answer(async move |sent, _| {
        let actor = sent.allowed(Permission::EditProject)?;
        let file = file.ok_or_else(|| Error::refused(LoadStandards::file(), text::FILE_MISSING))?;
        let (name, bytes) = (&file.file_name, file.bytes);
        standards::load(&sent.site.office, actor, &code, name, bytes).await?;
        Ok(Done::to(format!("/office/p/{code}")))
    })
    .await
}
