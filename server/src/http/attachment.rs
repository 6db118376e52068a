//! What was filed with an objection, for the supervisor to download.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use backend::{Error, objections};

use super::Site;
use super::pages::{failure, to_login};

/// Never shown within the site: what a stranger sent is downloaded only.
pub(super) async fn attachment(
    State(site): State<Site>,
    Path((receipt, number)): Path<(String, u32)>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match load(&site, &headers, &receipt, number).await {
        Ok(response) => response,
        Err(Error::NotSignedIn) => to_login(&uri),
        Err(error) => failure(&site, &headers, &error).await,
    }
}

async fn load(
    site: &Site,
    headers: &HeaderMap,
    receipt: &str,
    number: u32,
) -> Result<Response, Error> {
    let facts = site.facts(headers, true).await?;
    let actor = facts.actor.as_ref().ok_or(Error::NotSignedIn)?;
    let (file, bytes) = objections::attachment(&site.office, actor, receipt, number).await?;
    let name = leptos_router::location::Url::escape(&file.file_name);
    let fields = [
        (header::CONTENT_TYPE, file.media_type),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename*=UTF-8''{name}"),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((fields, bytes).into_response())
}
