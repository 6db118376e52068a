//! Server functions: thin, and every one a public endpoint. They only read.

use domain::read::{Found, HouseholdPage, NoticeFilter, NoticePage, ProjectPage};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::ssr::{failed, request};

/// What the first page lists or finds.
#[server(input = GetUrl, prefix = "/api", endpoint = "find")]
pub async fn find(q: String) -> Result<Found, ServerFnError> {
    let request = request()?;
    backend::notices::search(&request.office, &q)
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

/// A published board.
#[server(input = GetUrl, prefix = "/api", endpoint = "notice")]
pub async fn notice(
    code: String,
    round: u8,
    filter: NoticeFilter,
) -> Result<NoticePage, ServerFnError> {
    let request = request()?;
    let round = number(round)?;
    backend::notices::notice(&request.office, &code, round, filter, None)
        .await
        .map_err(|error| failed(&error))
}

/// A household of a published board.
#[server(input = GetUrl, prefix = "/api", endpoint = "household")]
pub async fn household(
    code: String,
    round: u8,
    household: String,
) -> Result<HouseholdPage, ServerFnError> {
    let request = request()?;
    let round = number(round)?;
    backend::notices::household(&request.office, &code, round, &household, None)
        .await
        .map_err(|error| failed(&error))
}

#[cfg(feature = "ssr")]
fn number(round: u8) -> Result<domain::round::RoundNumber, ServerFnError> {
    domain::round::RoundNumber::new(round).ok_or_else(|| failed(&backend::Error::NotFound))
}
