//! Forms of a round's board: uploading it, saying why, sending it in.

use std::sync::Arc;
use std::time::Duration;

use app::forms::{ExplainChanges, ExplainWarnings, Submit, Upload, Whose};
use axum::response::Response;
use backend::accounts::Actor;
use backend::rounds::{self, Begun, TypedReason, TypedReasons, Uploaded, Which};
use backend::{AppContext, Error};
use domain::account::Permission;
use domain::reason::ChangeCause;
use domain::time::from_china_minute;
use tokio::sync::oneshot;

use super::form::{Done, Form};
use super::round::number;
use crate::http::address::At;

/// A browser waits for an upload so long, then it watches how far it is.
const MAX_WAIT: Duration = Duration::from_secs(5);

/// Uploads a board.
pub(in crate::http) async fn upload(
    At((code, round)): At<(String, u8)>,
    mut form: Form<Upload>,
) -> Response {
    let file = form.take_file();
    form.answer(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::UploadBoard)?);
        let choices = typed.choices();
        if !choices.is_empty() {
            rounds::choose_columns(office, actor, &code, choices).await?;
        }
        let file = file.ok_or_else(|| Error::refused(Upload::file(), text::FILE_MISSING))?;
        let (name, bytes) = (&file.file_name, file.bytes);
        let begun = rounds::begin_upload(office, actor, &code, number, name, bytes).await?;
        let id = begun.id();
        let here = format!("/office/p/{code}/r/{round}");
        Ok(match uploaded(office, actor, begun).await? {
            Some(Uploaded::Stored | Uploaded::Unchanged) => Done::to(here),
            Some(Uploaded::Refused(_)) => Done::Refused,
            None => Done::to(format!("{here}/uploads/{id}?wait=1")),
        })
    })
    .await
}

/// The result of an upload; `None` where it takes longer than a browser should
/// wait. It goes on either way, also when the browser is gone.
async fn uploaded(
    office: &Arc<AppContext>,
    actor: &Actor,
    begun: Begun,
) -> Result<Option<Uploaded>, Error> {
    let (office, actor) = (office.clone(), actor.clone());
    let (answer, answered) = oneshot::channel();
    tokio::spawn(async move {
        let ended = rounds::finish_upload(&office, &actor, begun).await;
        if let Err(Err(Error::Internal(cause))) = answer.send(ended) {
            tracing::error!(?cause, "an upload failed after its browser had gone on");
        }
    });
    match tokio::time::timeout(MAX_WAIT, answered).await {
        Ok(ended) => ended.map_err(Error::internal)?.map(Some),
        Err(_) => Ok(None),
    }
}

/// Says why warnings stand.
pub(in crate::http) async fn explain_warnings(
    At((code, round)): At<(String, u8)>,
    form: Form<ExplainWarnings>,
) -> Response {
    form.answer(async move |sent, typed| {
        let actor = sent.allowed(Permission::UploadBoard)?;
        let reasons = TypedReasons {
            of_one: typed.of_one(),
            of_kind: typed.of_kind(),
        };
        let office = &sent.site.office;
        rounds::explain_warnings(office, actor, &code, number(round)?, &reasons).await?;
        Ok(Done::to(format!("/office/p/{code}/r/{round}")))
    })
    .await
}

/// Says why households changed.
pub(in crate::http) async fn explain_changes(
    At((code, round)): At<(String, u8)>,
    form: Form<ExplainChanges>,
) -> Response {
    form.answer(async move |sent, typed| {
        let number = number(round)?;
        let actor = sent.allowed(Permission::UploadBoard)?;
        let (which, reason) = match (typed.taken(), typed.which) {
            (Some((household, objection)), _) => (
                Which::Households(vec![household]),
                TypedReason {
                    cause: Some(ChangeCause::Objection),
                    objection,
                    note: String::new(),
                },
            ),
            (None, which) => (
                match which {
                    Whose::Chosen => Which::Households(typed.chosen()),
                    Whose::Unexplained => Which::Unexplained,
                },
                TypedReason {
                    cause: typed.cause,
                    objection: typed.objection,
                    note: typed.note,
                },
            ),
        };
        rounds::explain_changes(&sent.site.office, actor, &code, number, &which, &reason).await?;
        Ok(Done::to(format!("/office/p/{code}/r/{round}/changes")))
    })
    .await
}

/// Sends the draft to pre-review.
pub(in crate::http) async fn submit(
    At((code, round)): At<(String, u8)>,
    form: Form<Submit>,
) -> Response {
    form.answer(async move |sent, typed| {
        let number = number(round)?;
        let actor = sent.allowed(Permission::UploadBoard)?;
        let planned_at = match typed.planned_at.trim() {
            "" => None,
            at => Some(
                from_china_minute(at)
                    .ok_or_else(|| Error::refused(Submit::planned_at(), text::PLANNED_WRONG))?,
            ),
        };
        rounds::submit_for(&sent.site.office, actor, &code, number, planned_at).await?;
        Ok(Done::to(format!("/office/p/{code}/r/{round}")))
    })
    .await
}
