//! For the residents' pages.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use views::{
    ChangesFilter, ChangesPage, FormToken, Found, HouseholdPage, NoticeFilter, NoticePage,
    Objectable, ProjectHead, ProjectPage, SpecialPage, TrackedObjection,
};

#[cfg(feature = "ssr")]
use super::address::{board, number};
#[cfg(feature = "ssr")]
use crate::ssr::{failed, request};

/// What the first page lists or finds.
#[server(input = GetUrl, prefix = "/api", endpoint = "find")]
pub async fn find(q: String) -> Result<Found, ServerFnError> {
    let request = request()?;
    if !q.trim().is_empty() {
        request.count_search()?;
    }
    backend::notices::search(&request.office, &q, |code| request.access_code(code))
        .await
        .map_err(|error| failed(&error))
}

/// A project.
#[server(input = GetUrl, prefix = "/api", endpoint = "project")]
pub async fn project(code: String) -> Result<ProjectPage, ServerFnError> {
    let request = request()?;
    backend::projects::page(&request.office, &code)
        .await
        .map_err(|error| failed(&error))
}

/// A published board; revision 0 is its newest.
#[server(input = GetUrl, prefix = "/api", endpoint = "notice")]
pub async fn notice(
    code: String,
    round: u8,
    #[server(default)] revision: u32,
    filter: NoticeFilter,
) -> Result<NoticePage, ServerFnError> {
    let request = request()?;
    let board = board(round, revision)?;
    let access = request.access_code(&code);
    if !filter.q.trim().is_empty() {
        request.count_search()?;
    }
    backend::notices::notice(&request.office, &code, board, filter, access)
        .await
        .map_err(|error| failed(&error))
}

/// What changed from one board to another.
#[server(name = ReadChanges, input = GetUrl, prefix = "/api", endpoint = "changes")]
pub async fn changes(
    code: String,
    round: u8,
    filter: ChangesFilter,
) -> Result<ChangesPage, ServerFnError> {
    let request = request()?;
    let round = number(round)?;
    let access = request.access_code(&code);
    backend::notices::changes(&request.office, &code, round, filter, access)
        .await
        .map_err(|error| failed(&error))
}

/// A household of a published board; revision 0 is its newest.
#[server(input = GetUrl, prefix = "/api", endpoint = "household")]
pub async fn household(
    code: String,
    round: u8,
    #[server(default)] revision: u32,
    household: String,
) -> Result<HouseholdPage, ServerFnError> {
    let request = request()?;
    let board = board(round, revision)?;
    let access = request.access_code(&code);
    backend::notices::household(&request.office, &code, board, &household, access)
        .await
        .map_err(|error| failed(&error))
}

/// Cadres, Party members and their relatives beside the village.
#[server(input = GetUrl, prefix = "/api", endpoint = "special")]
pub async fn special(code: String, page: u32) -> Result<SpecialPage, ServerFnError> {
    let request = request()?;
    let access = request.access_code(&code);
    backend::notices::special(&request.office, &code, page, access)
        .await
        .map_err(|error| failed(&error))
}

/// What an objection would be about; an empty household is the whole board.
#[server(name = ReadObjectable, input = GetUrl, prefix = "/api", endpoint = "objectable")]
pub async fn objectable(
    code: String,
    round: u8,
    household: String,
) -> Result<Objectable, ServerFnError> {
    let request = request()?;
    let round = number(round)?;
    let household = (!household.is_empty()).then_some(household.as_str());
    let access = request.access_code(&code);
    let (head, entry) =
        backend::notices::objectable(&request.office, &code, round, household, access)
            .await
            .map_err(|error| failed(&error))?;
    Ok(Objectable {
        head,
        entry,
        token: request.form_token()?,
    })
}

/// The objection that this reader follows, if any, and the form's token.
#[server(name = ReadFollowed, input = GetUrl, prefix = "/api", endpoint = "followed")]
pub async fn followed() -> Result<(FormToken, Option<TrackedObjection>), ServerFnError> {
    let request = request()?;
    let objection = match &request.followed {
        Some(followed) => {
            let found =
                backend::objections::track(&request.office, &followed.receipt, &followed.secret)
                    .await;
            match found {
                Ok(objection) => Some(TrackedObjection {
                    secret: followed.fresh.then(|| followed.secret.clone()),
                    ..objection
                }),
                // A cookie of an objection that is no more.
                Err(backend::Error::Refused(_)) => None,
                Err(error) => return Err(failed(&error)),
            }
        }
        None => None,
    };
    Ok((request.form_token()?, objection))
}

/// The project that an access code is asked for.
#[server(input = GetUrl, prefix = "/api", endpoint = "access_form")]
pub async fn access_form(code: String) -> Result<(FormToken, ProjectHead), ServerFnError> {
    let request = request()?;
    let page = backend::projects::page(&request.office, &code)
        .await
        .map_err(|error| failed(&error))?;
    Ok((request.form_token()?, page.head))
}
