//! For the office's pages.

use domain::id::UploadId;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use views::{
    ArchivePage, CalendarYear, DeclarationFilter, DeclarationsPage, FormToken,
    HouseholdDeclarations, KinPage, ObjectionCase, ObjectionQueue, OfficeChanges, OfficeHousehold,
    OfficeProject, OfficeRound, OfficeSession, OfficeToday, OfficialsPage, QueueFilter,
    RecordFilter, RecordPage, ReviewPage, UploadPage,
};

#[cfg(feature = "ssr")]
use super::address::number;
#[cfg(feature = "ssr")]
use crate::ssr::{failed, request};
#[cfg(feature = "ssr")]
use domain::account::Role;

/// Who is signed in, and the forms' token.
#[server(name = ReadSession, input = GetUrl, prefix = "/api/office", endpoint = "session")]
pub async fn session() -> Result<OfficeSession, ServerFnError> {
    let request = request()?;
    let signed = request.actor()?.signed.clone();
    Ok(OfficeSession {
        token: request.form_token()?,
        proxy: request.proxy.filter(|_| signed.role == Role::Admin),
        signed,
    })
}

/// The sign-in form's token; for anyone.
#[server(input = GetUrl, prefix = "/api/office", endpoint = "sign_in_form")]
pub async fn sign_in_form() -> Result<FormToken, ServerFnError> {
    request()?.form_token()
}

/// What waits for the one who is signed in.
#[server(input = GetUrl, prefix = "/api/office", endpoint = "today")]
pub async fn today() -> Result<OfficeToday, ServerFnError> {
    let request = request()?;
    backend::today::today(&request.office, request.actor()?)
        .await
        .map_err(|error| failed(&error))
}

/// Whether this account may create a project.
#[server(input = GetUrl, prefix = "/api/office", endpoint = "create")]
pub async fn may_create() -> Result<(), ServerFnError> {
    request()?
        .actor()?
        .must(domain::account::Permission::EditProject)
        .map_err(|error| failed(&error))
}

/// A project.
#[server(name = ReadOfficeProject, input = GetUrl, prefix = "/api/office", endpoint = "project")]
pub async fn office_project(code: String) -> Result<OfficeProject, ServerFnError> {
    let request = request()?;
    backend::projects::office_page(&request.office, request.actor()?, &code)
        .await
        .map_err(|error| failed(&error))
}

/// A round and its draft.
#[server(name = ReadOfficeRound, input = GetUrl, prefix = "/api/office", endpoint = "round")]
pub async fn office_round(code: String, round: u8) -> Result<OfficeRound, ServerFnError> {
    let request = request()?;
    let round = number(round)?;
    let mut page = backend::rounds::office_page(&request.office, request.actor()?, &code, round)
        .await
        .map_err(|error| failed(&error))?;
    // Only here it is known how readers reach the site.
    page.address = page.state.is_public().then(|| {
        let code = &page.head.code;
        let url = format!("{}/p/{code}/r/{}", request.origin, round.get());
        let picture = backend::qr::picture(&url);
        views::PublicAddress { url, picture }
    });
    Ok(page)
}

/// How far an upload is.
#[server(name = ReadUpload, input = GetUrl, prefix = "/api/office", endpoint = "upload")]
pub async fn upload(code: String, round: u8, id: UploadId) -> Result<UploadPage, ServerFnError> {
    let request = request()?;
    let round = number(round)?;
    backend::uploads::page(&request.office, request.actor()?, &code, round, id)
        .await
        .map_err(|error| failed(&error))
}

/// A year of the working-day calendar; 0 for this one.
#[server(name = ReadCalendar, input = GetUrl, prefix = "/api/office", endpoint = "calendar")]
pub async fn calendar(year: i32) -> Result<CalendarYear, ServerFnError> {
    let request = request()?;
    backend::calendar::page(&request.office, request.actor()?, Some(year))
        .await
        .map_err(|error| failed(&error))
}

/// A board in pre-review.
#[server(input = GetUrl, prefix = "/api/office", endpoint = "review")]
pub async fn review(
    code: String,
    round: u8,
    page: u32,
    // The household to comment on; empty for none.
    #[server(default)] comment: String,
) -> Result<ReviewPage, ServerFnError> {
    let request = request()?;
    let round = number(round)?;
    let (office, actor) = (&request.office, request.actor()?);
    let mut page = backend::rounds::review_page(office, actor, &code, round, page)
        .await
        .map_err(|error| failed(&error))?;
    if !comment.is_empty() {
        let household = backend::rounds::commenting(office, actor, &code, round, &comment).await;
        page.commenting = match household {
            Ok(household) => Some(household),
            // Another board than the one that linked here.
            Err(backend::Error::NotFound) => None,
            Err(error) => return Err(failed(&error)),
        };
    }
    Ok(page)
}

/// What changed since the board before, and why.
#[server(name = ReadOfficeChanges, input = GetUrl, prefix = "/api/office", endpoint = "changes")]
pub async fn office_changes(
    code: String,
    round: u8,
    page: u32,
) -> Result<OfficeChanges, ServerFnError> {
    let request = request()?;
    let round = number(round)?;
    backend::rounds::changes_page(&request.office, request.actor()?, &code, round, page)
        .await
        .map_err(|error| failed(&error))
}

/// A household of the board that a round works on.
#[server(name = ReadOfficeHousehold, input = GetUrl, prefix = "/api/office", endpoint = "household")]
pub async fn office_household(
    code: String,
    round: u8,
    household: String,
) -> Result<OfficeHousehold, ServerFnError> {
    let request = request()?;
    let round = number(round)?;
    backend::rounds::household_page(&request.office, request.actor()?, &code, round, &household)
        .await
        .map_err(|error| failed(&error))
}

/// A page of the supervisor's queue.
#[server(name = ReadQueue, input = GetUrl, prefix = "/api/office", endpoint = "queue")]
pub async fn queue(
    #[server(default)] filter: QueueFilter,
) -> Result<ObjectionQueue, ServerFnError> {
    let request = request()?;
    backend::objections::queue(&request.office, request.actor()?, filter)
        .await
        .map_err(|error| failed(&error))
}

/// One objection.
#[server(input = GetUrl, prefix = "/api/office", endpoint = "case")]
pub async fn case(receipt: String) -> Result<ObjectionCase, ServerFnError> {
    let request = request()?;
    backend::objections::case(&request.office, request.actor()?, &receipt)
        .await
        .map_err(|error| failed(&error))
}

/// The record, as far as this account may read it.
#[server(name = ReadRecord, input = GetUrl, prefix = "/api/office", endpoint = "record")]
pub async fn record(filter: RecordFilter) -> Result<RecordPage, ServerFnError> {
    let request = request()?;
    backend::record::page(&request.office, request.actor()?, None, filter)
        .await
        .map_err(|error| failed(&error))
}

/// A project's record.
#[server(name = ReadProjectRecord, input = GetUrl, prefix = "/api/office", endpoint = "project_record")]
pub async fn project_record(
    code: String,
    filter: RecordFilter,
) -> Result<RecordPage, ServerFnError> {
    let request = request()?;
    backend::record::page(&request.office, request.actor()?, Some(&code), filter)
        .await
        .map_err(|error| failed(&error))
}

/// The register of officials.
#[server(name = ReadOfficials, input = GetUrl, prefix = "/api/office", endpoint = "officials")]
pub async fn officials() -> Result<OfficialsPage, ServerFnError> {
    let request = request()?;
    backend::officials::page(&request.office, request.actor()?)
        .await
        .map_err(|error| failed(&error))
}

/// What accounts declared of their own and their relatives' households.
#[server(name = ReadKin, input = GetUrl, prefix = "/api/office", endpoint = "kin")]
pub async fn kin() -> Result<KinPage, ServerFnError> {
    let request = request()?;
    backend::kin::page(&request.office, request.actor()?)
        .await
        .map_err(|error| failed(&error))
}

/// What the households of a project declared.
#[server(name = ReadDeclarations, input = GetUrl, prefix = "/api/office", endpoint = "declarations")]
pub async fn declarations(
    code: String,
    filter: DeclarationFilter,
) -> Result<DeclarationsPage, ServerFnError> {
    let request = request()?;
    backend::declarations::page(&request.office, request.actor()?, &code, filter)
        .await
        .map_err(|error| failed(&error))
}

/// What one household declared.
#[server(name = ReadHouseholdDeclarations, input = GetUrl, prefix = "/api/office", endpoint = "declaration")]
pub async fn household_declarations(
    code: String,
    household: String,
) -> Result<HouseholdDeclarations, ServerFnError> {
    let request = request()?;
    backend::declarations::household(&request.office, request.actor()?, &code, &household)
        .await
        .map_err(|error| failed(&error))
}

/// A project's archive.
#[server(name = ReadArchive, input = GetUrl, prefix = "/api/office", endpoint = "archive")]
pub async fn archive(code: String) -> Result<ArchivePage, ServerFnError> {
    let request = request()?;
    backend::archive::page(&request.office, request.actor()?, &code)
        .await
        .map_err(|error| failed(&error))
}
