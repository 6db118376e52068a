//! What a form sent: values, and files within bounds.
//!
//! A form is held in memory until it is answered. All of them share budgets of
//! fixed size (`memory`); a form reserves what it has brought so far, and has to
//! go on bringing it (`pace`). Files are held only after the form's token, which
//! every page puts first.

mod broken;
mod memory;
mod pace;

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use backend::objections::NewFile;
use futures_util::{Stream, StreamExt, stream};
use serde::de::DeserializeOwned;
use serde::de::value::{self, MapDeserializer};

pub(super) use broken::Broken;
pub(crate) use memory::MemoryBudget;
pub(super) use memory::Reservation;
#[cfg(test)]
pub(super) use pace::Pace;
use pace::{TooSlow, paced};

/// The field that proves that a form is of a page of this site.
pub(super) const TOKEN: &str = "csrf";
/// Bytes of everything that was typed into a form, at the most.
const MAX_TYPED: usize = 256 * 1024;
/// Fields of a form, at the most.
const MAX_FIELDS: usize = 250;
/// Bytes of one value, at the most.
const MAX_VALUE: usize = 64 * 1024;
/// Files that are kept: one more than any form takes, so that it can say so.
const FILES_KEPT: usize = domain::objection::MAX_FILES + 1;

/// Bytes that the boundary between two parts is shorter than.
const MIN_FIRST: usize = 256;

/// Bytes of a body that nobody reads which are let arrive, and how long.
const MAX_PASSED: usize = 96 * 1024 * 1024;
const MAX_PASSING: Duration = Duration::from_secs(60);

/// Lets a body arrive that nobody reads, within bounds: a browser does not
/// listen to the answer while it sends. Nothing of it is kept.
pub(super) async fn pass_over(body: Body) {
    let passing = async {
        let (mut rest, mut passed) = (body.into_data_stream(), 0_usize);
        while let Some(Ok(piece)) = rest.next().await {
            passed = passed.saturating_add(piece.len());
            if passed > MAX_PASSED {
                break;
            }
        }
    };
    // What takes longer is cut off.
    drop(tokio::time::timeout(MAX_PASSING, passing).await);
}

/// Values and files, as far as they arrived.
#[derive(Debug, Default)]
pub(super) struct FormBody {
    pub(super) values: Vec<(String, String)>,
    pub(super) files: Vec<NewFile>,
    /// Whether files were chosen, also after they were taken out.
    pub(super) had_files: bool,
    /// For as long as this is there.
    reserved: Option<Reservation>,
}

impl FormBody {
    /// A value, empty where absent.
    pub(super) fn value(&self, name: &str) -> &str {
        self.values
            .iter()
            .find_map(|(of, value)| (of == name).then_some(value.as_str()))
            .unwrap_or_default()
    }

    /// What was typed, as the fields of a form.
    pub(super) fn fields<F: DeserializeOwned>(&self) -> Result<F, Broken> {
        let values = self.values.iter();
        let values = values.map(|(name, value)| (name.as_str(), value.as_str()));
        F::deserialize(MapDeserializer::<_, value::Error>::new(values))
            .map_err(|_| Broken::Malformed)
    }

    /// Reads a form. Of each file at most one byte more than `max_file` is
    /// kept: enough for the use case to refuse it by name, with everything
    /// else that was typed still there. Nothing is kept of files that come
    /// before a token that `is_token`.
    pub(super) async fn read(
        request: Request<Body>,
        max_file: usize,
        (budget, reserved): (&MemoryBudget, Reservation),
        is_token: impl Fn(&str) -> bool,
    ) -> (Self, Result<(), Broken>) {
        let mut reader = Reader {
            form: Self::default(),
            reserved,
            typed: 0,
        };
        let content_type = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let is_multipart = content_type.starts_with("multipart/form-data");
        let (parts, body) = request.into_parts();
        let (pieces, slow) = paced(body, budget.pace);
        let read = if is_multipart {
            let request = Request::from_parts(parts, ());
            reader
                .read_multipart(request, pieces, max_file, is_token)
                .await
        } else {
            reader.read_plain(pieces).await
        };
        let mut form = reader.form;
        form.reserved = Some(reader.reserved);
        (form, read.map_err(|broken| slow.or(broken)))
    }
}

impl TooSlow {
    /// Why a body that was cut off for being slow looks broken.
    fn or(&self, broken: Broken) -> Broken {
        if self.is() { Broken::TooSlow } else { broken }
    }
}

/// Reads a form, reserving memory as it goes.
struct Reader {
    form: FormBody,
    reserved: Reservation,
    /// Bytes of what was typed.
    typed: usize,
}

impl Reader {
    async fn read_plain(
        &mut self,
        mut pieces: impl Stream<Item = Result<Bytes, axum::Error>> + Unpin,
    ) -> Result<(), Broken> {
        let mut bytes = Vec::new();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|_| Broken::Malformed)?;
            self.reserve_typed(piece.len()).await?;
            bytes.extend_from_slice(&piece);
        }
        self.form.values = serde_urlencoded::from_bytes(&bytes).map_err(|_| Broken::Malformed)?;
        Ok(())
    }

    async fn read_multipart(
        &mut self,
        request: Request<()>,
        pieces: impl Stream<Item = Result<Bytes, axum::Error>> + Send + Unpin + 'static,
        max_file: usize,
        is_token: impl Fn(&str) -> bool,
    ) -> Result<(), Broken> {
        let (head, ()) = request.into_parts();
        let request = Request::from_parts(head, begun(pieces).await?);
        let mut parts = Multipart::from_request(request, &())
            .await
            .map_err(|_| Broken::Malformed)?;
        let (mut fields, mut is_own) = (0, false);
        while let Some(field) = parts.next_field().await.map_err(of_parser)? {
            fields += 1;
            if fields > MAX_FIELDS {
                return Err(Broken::Malformed);
            }
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(str::to_owned) {
                Some(file_name) => {
                    let keep = if is_own && self.form.files.len() < FILES_KEPT {
                        max_file + 1
                    } else {
                        0
                    };
                    self.read_file(field, file_name, keep).await?;
                }
                None => {
                    let value = self.read_value(field).await?;
                    is_own = is_own || (name == TOKEN && is_token(&value));
                    self.form.values.push((name, value));
                }
            }
        }
        Ok(())
    }

    async fn read_value(&mut self, mut field: Field<'_>) -> Result<String, Broken> {
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(of_parser)? {
            let left = MAX_VALUE.saturating_sub(bytes.len());
            let kept = piece.get(..left).unwrap_or(&piece);
            self.reserve_typed(kept.len()).await?;
            bytes.extend_from_slice(kept);
        }
        String::from_utf8(bytes).map_err(|_| Broken::Malformed)
    }

    async fn read_file(
        &mut self,
        mut field: Field<'_>,
        file_name: String,
        keep: usize,
    ) -> Result<(), Broken> {
        let (mut bytes, mut arrived) = (Vec::new(), 0_usize);
        while let Some(piece) = field.chunk().await.map_err(of_parser)? {
            arrived = arrived.saturating_add(piece.len());
            let left = keep.saturating_sub(bytes.len());
            let kept = piece.get(..left).unwrap_or(&piece);
            self.reserved.files(kept.len()).await?;
            bytes.extend_from_slice(kept);
        }
        // An untouched file field sends a file without name and content.
        if file_name.is_empty() && arrived == 0 {
            return Ok(());
        }
        self.form.had_files = true;
        if keep > 0 {
            self.form.files.push(NewFile { file_name, bytes });
        }
        Ok(())
    }

    async fn reserve_typed(&mut self, bytes: usize) -> Result<(), Broken> {
        self.typed = self.typed.saturating_add(bytes);
        if self.typed > MAX_TYPED {
            return Err(Broken::TooLarge);
        }
        self.reserved.typed(bytes).await
    }
}

fn of_parser(cause: MultipartError) -> Broken {
    if cause.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Broken::TooLarge
    } else {
        Broken::Malformed
    }
}

/// A body that has begun to arrive. The parser (multer 3.1) takes a form for cut
/// short when nothing of it is there at its first look and all of it at its
/// second, a moment later.
async fn begun(
    mut rest: impl Stream<Item = Result<Bytes, axum::Error>> + Send + Unpin + 'static,
) -> Result<Body, Broken> {
    let mut first = Vec::new();
    while first.len() < MIN_FIRST {
        match rest.next().await {
            Some(Ok(piece)) => first.extend_from_slice(&piece),
            Some(Err(_)) => return Err(Broken::Malformed),
            None => break,
        }
    }
    let first = stream::once(async { Ok::<_, axum::Error>(first.into()) });
    Ok(Body::from_stream(first.chain(rest)))
}
