//! What a form sent: values, and files within bounds.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use backend::objections::NewFile;
use futures_util::{StreamExt, stream};

/// Bytes of a form without files, at the most.
const PLAIN_MOST: usize = 256 * 1024;
/// Fields of a form, at the most.
const FIELDS_MOST: usize = 250;
/// Bytes of one value, at the most.
const VALUE_MOST: usize = 64 * 1024;
/// Files that are kept: one more than any form takes, so that it can say so.
const FILES_KEPT: usize = domain::objection::FILES_MOST + 1;

/// Bytes that the boundary between two parts is shorter than.
const FIRST_LEAST: usize = 256;

/// Values and files, as far as they arrived.
#[derive(Debug, Default)]
pub(super) struct Posted {
    pub(super) values: Vec<(String, String)>,
    pub(super) files: Vec<NewFile>,
    /// Whether files were chosen, also after they were taken out.
    pub(super) had_files: bool,
}

/// Why a form did not arrive whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    TooLarge,
    Malformed,
}

impl Posted {
    /// A value, empty where absent.
    pub(super) fn value(&self, name: &str) -> &str {
        self.values
            .iter()
            .find_map(|(of, value)| (of == name).then_some(value.as_str()))
            .unwrap_or_default()
    }

    /// Reads a form. Of each file at most one byte more than `file_most` is
    /// kept: enough for the use case to refuse it by name, with everything
    /// else that was typed still there.
    pub(super) async fn read(
        request: Request<Body>,
        file_most: usize,
    ) -> (Self, Result<(), Broken>) {
        let mut posted = Self::default();
        let content_type = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let read = if content_type.starts_with("multipart/form-data") {
            posted.read_multipart(request, file_most).await
        } else {
            posted.read_plain(request.into_body()).await
        };
        (posted, read)
    }

    async fn read_plain(&mut self, body: Body) -> Result<(), Broken> {
        let bytes = to_bytes(body, PLAIN_MOST)
            .await
            .map_err(|_| Broken::TooLarge)?;
        self.values = serde_urlencoded::from_bytes(&bytes).map_err(|_| Broken::Malformed)?;
        Ok(())
    }

    async fn read_multipart(
        &mut self,
        request: Request<Body>,
        file_most: usize,
    ) -> Result<(), Broken> {
        let mut parts = Multipart::from_request(begun(request).await?, &())
            .await
            .map_err(|_| Broken::Malformed)?;
        let broken = |cause: axum::extract::multipart::MultipartError| {
            if cause.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Broken::TooLarge
            } else {
                Broken::Malformed
            }
        };
        let mut fields = 0;
        while let Some(mut field) = parts.next_field().await.map_err(broken)? {
            fields += 1;
            if fields > FIELDS_MOST {
                return Err(Broken::Malformed);
            }
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let keep = match file_name {
                Some(_) if self.files.len() < FILES_KEPT => file_most + 1,
                Some(_) => 0,
                None => VALUE_MOST,
            };
            let mut bytes = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(broken)? {
                let room = keep.saturating_sub(bytes.len());
                bytes.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
            }
            match file_name {
                // An untouched file field sends a file without name and content.
                Some(file_name) if file_name.is_empty() && bytes.is_empty() => {}
                Some(_) if self.files.len() >= FILES_KEPT => {}
                Some(file_name) => {
                    self.had_files = true;
                    self.files.push(NewFile { file_name, bytes });
                }
                None => {
                    let value = String::from_utf8(bytes).map_err(|_| Broken::Malformed)?;
                    self.values.push((name, value));
                }
            }
        }
        Ok(())
    }
}

/// A request whose body has begun to arrive. The parser (multer 3.1) takes a
/// form for cut short when nothing of it is there at its first look and all of
/// it at its second, a moment later.
async fn begun(request: Request<Body>) -> Result<Request<Body>, Broken> {
    let (parts, body) = request.into_parts();
    let mut rest = body.into_data_stream();
    let mut first = Vec::new();
    while first.len() < FIRST_LEAST {
        match rest.next().await {
            Some(Ok(piece)) => first.extend_from_slice(&piece),
            Some(Err(_)) => return Err(Broken::Malformed),
            None => break,
        }
    }
    let first = stream::once(async { Ok::<_, axum::Error>(first.into()) });
    let body = Body::from_stream(first.chain(rest));
    Ok(Request::from_parts(parts, body))
}
