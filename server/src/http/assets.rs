//! What `cargo xtask build` made: read once, served from memory, compressed
//! beforehand, named by their content and so cached for good.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use app::ssr::Assets;
use axum::body::Bytes;
use axum::extract::{self, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Site;

const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// One file in its encodings.
struct File {
    media_type: &'static str,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// The files of `pkg/`, by name.
#[derive(Default)]
pub(crate) struct Files(HashMap<String, File>);

/// Reads a site folder. Where there is none, pages go out without style and
/// scripts, and the log says so.
pub(crate) fn read(folder: &Path) -> Result<(Assets, Files)> {
    let list = folder.join("assets.json");
    if !list.is_file() {
        tracing::warn!(folder = %folder.display(), "no built site here: run `cargo xtask build`");
        return Ok((Assets::default(), Files::default()));
    }
    let list = std::fs::read(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let assets: Assets = serde_json::from_slice(&list).context("assets.json is not as expected")?;
    let mut files = HashMap::new();
    for entry in std::fs::read_dir(folder.join("pkg"))? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let Some(media_type) = media_type(name) else {
            continue;
        };
        let with = |ending: &str| {
            std::fs::read(format!("{}.{ending}", path.display()))
                .ok()
                .map(Bytes::from)
        };
        let file = File {
            media_type,
            plain: Bytes::from(std::fs::read(&path)?),
            brotli: with("br"),
            gzip: with("gz"),
        };
        files.insert(name.to_owned(), file);
    }
    Ok((assets, Files(files)))
}

fn media_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit('.').next()? {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        _ => return None,
    })
}

/// A built file, in the best encoding that the browser takes.
pub(super) async fn file(
    State(site): State<Site>,
    extract::Path(name): extract::Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(file) = site.files.0.get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let takes = |coding: &str| {
        accepted.split(',').any(|one| {
            one.split(';')
                .next()
                .is_some_and(|one| one.trim() == coding)
        })
    };
    let common = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CACHE_CONTROL, FOR_GOOD),
        (header::VARY, "accept-encoding"),
    ];
    match (&file.brotli, &file.gzip) {
        (Some(body), _) if takes("br") => {
            (common, [(header::CONTENT_ENCODING, "br")], body.clone()).into_response()
        }
        (_, Some(body)) if takes("gzip") => {
            (common, [(header::CONTENT_ENCODING, "gzip")], body.clone()).into_response()
        }
        _ => (common, file.plain.clone()).into_response(),
    }
}
