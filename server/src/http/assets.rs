//! What `cargo xtask build` made: read once, served from memory, compressed
//! beforehand, named by their content and so cached for good.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use app::ssr::Assets;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

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

/// What a site folder holds.
pub(crate) struct Built {
    pub(crate) assets: Assets,
    pub(crate) files: Files,
}

/// Reads a site folder.
///
/// # Errors
/// Where it holds no built site, or only a part of one: pages would go out
/// without their style. Says what to do.
pub(crate) fn read(folder: &Path) -> Result<Built> {
    let list_file = folder.join("assets.json");
    if !list_file.is_file() {
        bail!(
            "{} holds no built site: run `cargo xtask build`, or name the folder that does \
             by --site-dir or SANBANG_SITE_DIR",
            folder.display()
        );
    }
    let list = std::fs::read(&list_file)
        .with_context(|| format!("cannot read {}", list_file.display()))?;
    let assets: Assets = serde_json::from_slice(&list).context("assets.json is not as expected")?;
    let mut files = HashMap::new();
    let pkg = folder.join("pkg");
    let entries =
        std::fs::read_dir(&pkg).with_context(|| format!("cannot read {}", pkg.display()))?;
    for entry in entries {
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
    let bundles = [&assets.resident, &assets.office].into_iter().flatten();
    let named = bundles.flat_map(|bundle| [&bundle.js, &bundle.wasm]);
    for address in named.chain(&assets.css) {
        let name = address.rsplit('/').next().unwrap_or(address);
        if !files.contains_key(name) {
            bail!(
                "{} names {name}, which is not there: run `cargo xtask build` again",
                list_file.display()
            );
        }
    }
    let files = Files(files);
    Ok(Built { assets, files })
}

fn media_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit('.').next()? {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        _ => return None,
    })
}

impl Files {
    /// A file, in the best encoding that the browser takes.
    pub(super) fn answer(&self, name: &str, headers: &HeaderMap) -> Response {
        let Some(file) = self.0.get(name) else {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(folder: &Path) -> String {
        let read = read(folder);
        format!("{:#}", read.err().expect("a refusal"))
    }

    #[test]
    fn a_folder_without_a_whole_site_is_refused_with_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder");
        let none = cause(folder.path());
        assert!(
            none.contains("cargo xtask build") && none.contains("SANBANG_SITE_DIR"),
            "{none}"
        );

        let list =
            r#"{"css": "/pkg/site.1.css", "resident": {"js": "/pkg/r.js", "wasm": "/pkg/r.wasm"}}"#;
        std::fs::write(folder.path().join("assets.json"), list).expect("written");
        assert!(cause(folder.path()).contains("pkg"));

        std::fs::create_dir(folder.path().join("pkg")).expect("a folder");
        for missing in ["r.js", "r.wasm", "site.1.css"] {
            let part = cause(folder.path());
            assert!(
                part.contains(missing) && part.contains("cargo xtask build"),
                "{part}"
            );
            std::fs::write(folder.path().join("pkg").join(missing), "").expect("written");
        }
        let built = read(folder.path()).expect("a site");
        assert_eq!(built.assets.css.as_deref(), Some("/pkg/site.1.css"));
    }
}
