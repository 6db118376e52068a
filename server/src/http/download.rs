//! Downloads: files are never displayed within the site.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::Actor;
use backend::export::Download;
use backend::{Error, archive, notices, objections, record, uploads};
use domain::id::UploadId;
use domain::round::RoundNumber;
use futures_util::stream;
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use views::RecordFilter;

use super::address::{Asked, At};
use super::failure::failure;
use super::pages::{page_of, to_login};
use super::site::Site;

/// Bytes of an archive that are in memory at once.
const PIECE_BYTES: usize = 64 * 1024;

/// What was filed with an objection, for the supervisor.
pub(super) async fn attachment(
    State(site): State<Site>,
    At((receipt, number)): At<(String, u32)>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let file = async |actor: &Actor| {
        let (file, bytes) = objections::attachment(&site.office, actor, &receipt, number).await?;
        Ok(Download {
            file_name: file.file_name,
            media_type: file.media_type,
            bytes,
        })
    };
    for_the_office(&site, &uri, &headers, file).await
}

/// A file of the site itself, such as a script.
pub(super) async fn built(
    State(site): State<Site>,
    At(name): At<String>,
    headers: HeaderMap,
) -> Response {
    site.files.answer(&name, &headers)
}

/// Cadres, Party members and their relatives beside the village, for anyone.
pub(super) async fn special(
    State(site): State<Site>,
    At(project): At<String>,
    headers: HeaderMap,
) -> Response {
    let made = async {
        let facts = site.facts(&headers, false).await?;
        let access = facts.access_code(&project);
        notices::special_csv(&site.office, &project, site.visitor(&headers).lang, access).await
    };
    match made.await {
        Ok(file) => response(file),
        Err(error) => failure(&site, &headers, &error).await,
    }
}

/// Everything that a project has shown, as one ZIP, read from disk as it goes.
pub(super) async fn archive(
    State(site): State<Site>,
    At(code): At<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if !site.web.is_from_here(&headers) {
        return by_the_page(&uri);
    }
    let made = async {
        let facts = site.facts(&headers, true).await?;
        let actor = facts.actor.as_ref().ok_or(Error::NotSignedIn)?;
        archive::download(&site.office, actor, &code).await
    };
    let made = match made.await {
        Ok(made) => made,
        Err(Error::NotSignedIn) => return to_login(&uri),
        Err(error) => return failure(&site, &headers, &error).await,
    };
    let pieces = stream::try_unfold(File::from_std(made.file), async |mut file| {
        let mut piece = vec![0; PIECE_BYTES];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
    });
    let mut response = (
        to_keep("application/zip", &made.file_name),
        Body::from_stream(pieces),
    )
        .into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, made.bytes.into());
    response
}

/// A project's record as a table.
pub(super) async fn project_record(
    State(site): State<Site>,
    At(code): At<String>,
    Asked(filter): Asked<RecordFilter>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let lang = site.visitor(&headers).lang;
    let file =
        async |actor: &Actor| record::csv(&site.office, actor, Some(&code), filter, lang).await;
    for_the_office(&site, &uri, &headers, file).await
}

/// The record as a table, as far as this account may read it.
pub(super) async fn record(
    State(site): State<Site>,
    Asked(filter): Asked<RecordFilter>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let lang = site.visitor(&headers).lang;
    let file = async |actor: &Actor| record::csv(&site.office, actor, None, filter, lang).await;
    for_the_office(&site, &uri, &headers, file).await
}

/// A table as it was uploaded, with what was found marked in it.
pub(super) async fn findings(
    State(site): State<Site>,
    At((code, round, upload)): At<(String, u8, UploadId)>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let lang = site.visitor(&headers).lang;
    let file = async |actor: &Actor| {
        let number = RoundNumber::new(round).ok_or(Error::NotFound)?;
        uploads::findings(&site.office, actor, &code, number, upload, lang).await
    };
    for_the_office(&site, &uri, &headers, file).await
}

/// A project's empty table.
pub(super) async fn template(
    State(site): State<Site>,
    At(code): At<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let lang = site.visitor(&headers).lang;
    let file = async |actor: &Actor| uploads::template(&site.office, actor, &code, lang).await;
    for_the_office(&site, &uri, &headers, file).await
}

/// A file for one who is signed in; the use case says who may have it.
pub(super) async fn for_the_office(
    site: &Site,
    uri: &Uri,
    headers: &HeaderMap,
    file: impl AsyncFnOnce(&Actor) -> Result<Download, Error>,
) -> Response {
    if !site.web.is_from_here(headers) {
        return by_the_page(uri);
    }
    let made = async {
        let facts = site.facts(headers, true).await?;
        let actor = facts.actor.as_ref().ok_or(Error::NotSignedIn)?;
        file(actor).await
    };
    match made.await {
        Ok(file) => response(file),
        Err(Error::NotSignedIn) => to_login(uri),
        Err(error) => failure(site, headers, &error).await,
    }
}

/// To the page that has the link: what is taken away is recorded, and a link of
/// another site is not to make somebody take it.
fn by_the_page(uri: &Uri) -> Response {
    tracing::warn!("a file was asked for by a link of another site, or of nobody's");
    let page = page_of(uri, true);
    let page = page.path();
    Redirect::to(page.strip_suffix("/files").unwrap_or(page)).into_response()
}

fn response(file: Download) -> Response {
    (to_keep(&file.media_type, &file.file_name), file.bytes).into_response()
}

fn to_keep(media_type: &str, file_name: &str) -> [(HeaderName, String); 3] {
    let name = leptos_router::location::Url::escape(file_name);
    [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename*=UTF-8''{name}"),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ]
}
