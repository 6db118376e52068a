//! What a form sent: values, and files within bounds.
//!
//! A form with files is held in memory until it is answered. All of them share a
//! budget of fixed size, residents one and the office another; a form reserves
//! what it has brought so far, so that one that sends slowly holds little.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use backend::objections::NewFile;
use futures_util::{StreamExt, stream};
use serde::de::DeserializeOwned;
use serde::de::value::{self, MapDeserializer};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes of a form without files, at the most.
const MAX_PLAIN: usize = 256 * 1024;
/// Fields of a form, at the most.
const MAX_FIELDS: usize = 250;
/// Bytes of one value, at the most.
const MAX_VALUE: usize = 64 * 1024;
/// Files that are kept: one more than any form takes, so that it can say so.
const FILES_KEPT: usize = domain::objection::MAX_FILES + 1;

/// Bytes that the boundary between two parts is shorter than.
const MIN_FIRST: usize = 256;

/// How much of a budget is reserved at once.
const STEP: usize = 64 * 1024;
/// Bytes that residents' forms hold together.
const PUBLIC_BYTES: usize = 192 * 1024 * 1024;
/// Bytes that the office's forms hold together.
const OFFICE_BYTES: usize = 384 * 1024 * 1024;
/// How long a form waits for memory.
const MAX_WAIT: Duration = Duration::from_secs(20);

/// Bytes of a body that nobody reads which are let arrive, and how long.
const MAX_PASSED: usize = 96 * 1024 * 1024;
const MAX_PASSING: Duration = Duration::from_secs(60);

/// How much memory forms with files may take, all of them together.
#[derive(Clone, Debug)]
pub(crate) struct MemoryBudget {
    public: Arc<Semaphore>,
    office: Arc<Semaphore>,
}

impl Default for MemoryBudget {
    fn default() -> Self {
        Self {
            public: Arc::new(Semaphore::new(PUBLIC_BYTES / STEP)),
            office: Arc::new(Semaphore::new(OFFICE_BYTES / STEP)),
        }
    }
}

impl MemoryBudget {
    pub(super) fn public(&self) -> Reservation {
        Reservation::of(&self.public)
    }

    pub(super) fn office(&self) -> Reservation {
        Reservation::of(&self.office)
    }
}

/// What one form has of a budget, until it is dropped.
#[derive(Debug)]
pub(super) struct Reservation {
    budget: Arc<Semaphore>,
    bytes: usize,
    permit: Option<OwnedSemaphorePermit>,
}

impl Reservation {
    fn of(budget: &Arc<Semaphore>) -> Self {
        Self {
            budget: budget.clone(),
            bytes: 0,
            permit: None,
        }
    }

    /// Reserves so many bytes more, and waits a while where there are none.
    async fn take(&mut self, bytes: usize, max_wait: Duration) -> Result<(), Broken> {
        self.bytes = self.bytes.saturating_add(bytes);
        let taken = self
            .permit
            .as_ref()
            .map_or(0, |permit| permit.num_permits());
        let more = self.bytes.div_ceil(STEP).saturating_sub(taken);
        if more == 0 {
            return Ok(());
        }
        let more = u32::try_from(more).map_err(|_| Broken::TooLarge)?;
        let free = self.budget.clone().acquire_many_owned(more);
        let permit = tokio::time::timeout(max_wait, free)
            .await
            .map_err(|_| Broken::NoMemory)?
            .map_err(|_| Broken::NoMemory)?;
        match &mut self.permit {
            Some(before) => before.merge(permit),
            none => *none = Some(permit),
        }
        Ok(())
    }
}

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

/// Why a form did not arrive whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    TooLarge,
    Malformed,
    /// Others hold too much memory just now.
    NoMemory,
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
    /// else that was typed still there.
    pub(super) async fn read(
        request: Request<Body>,
        max_file: usize,
        reserved: Reservation,
    ) -> (Self, Result<(), Broken>) {
        let mut form = Self::default();
        let content_type = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let read = if content_type.starts_with("multipart/form-data") {
            form.reserved = Some(reserved);
            form.read_multipart(request, max_file).await
        } else {
            form.read_plain(request.into_body()).await
        };
        (form, read)
    }

    async fn read_plain(&mut self, body: Body) -> Result<(), Broken> {
        let bytes = to_bytes(body, MAX_PLAIN)
            .await
            .map_err(|_| Broken::TooLarge)?;
        self.values = serde_urlencoded::from_bytes(&bytes).map_err(|_| Broken::Malformed)?;
        Ok(())
    }

    async fn read_multipart(
        &mut self,
        request: Request<Body>,
        max_file: usize,
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
            if fields > MAX_FIELDS {
                return Err(Broken::Malformed);
            }
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let keep = match file_name {
                Some(_) if self.files.len() < FILES_KEPT => max_file + 1,
                Some(_) => 0,
                None => MAX_VALUE,
            };
            let mut bytes = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(broken)? {
                let left = keep.saturating_sub(bytes.len());
                let kept = chunk.get(..left).unwrap_or(&chunk);
                if let Some(reserved) = &mut self.reserved {
                    reserved.take(kept.len(), MAX_WAIT).await?;
                }
                bytes.extend_from_slice(kept);
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
    while first.len() < MIN_FIRST {
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

#[cfg(test)]
mod tests {
    use super::*;

    const AT_ONCE: Duration = Duration::from_millis(10);

    #[tokio::test]
    async fn a_form_holds_what_it_brought_until_it_is_gone() {
        let budget = Arc::new(Semaphore::new(2));
        let (mut first, mut second) = (Reservation::of(&budget), Reservation::of(&budget));
        for bytes in [1, STEP - 1, 1] {
            first.take(bytes, AT_ONCE).await.expect("memory");
        }
        assert_eq!(budget.available_permits(), 0);
        assert_eq!(second.take(1, AT_ONCE).await, Err(Broken::NoMemory));
        drop(first);
        second.take(1, AT_ONCE).await.expect("memory again");
        drop(second);
        assert_eq!(budget.available_permits(), 2);
    }
}
