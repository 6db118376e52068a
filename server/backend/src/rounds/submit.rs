//! Sending a draft to pre-review.

use domain::account::Permission;
use domain::event::EventKind;
use domain::round::{RoundAction, RoundNumber};
use domain::text;

use super::{advance, before_is_finished, changes, newest_board, subject, warnings};
use crate::accounts::Actor;
use crate::events::{self, By};
use crate::projects::round_row;
use crate::{Error, Office, standards};

/// Sends the round's draft to pre-review.
///
/// # Errors
/// [`Error::NotNow`] where there is no draft, the board before is not finished
/// or the standards were replaced since the upload; [`Error::Refused`] where a
/// warning stands or a household changed and nobody said why.
pub async fn submit(
    office: &Office,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
) -> Result<(), Error> {
    actor.must(Permission::UploadBoard)?;
    let transaction = office.begin().await?;
    let (loaded, round) = round_row(&transaction, code, number).await?;
    let draft = newest_board(&transaction, round.id)
        .await?
        .ok_or(Error::NotNow(text::NOTHING_TO_SUBMIT))?;
    let version = standards::newest(&transaction, loaded.project.id).await?;
    if version.is_none_or(|version| version.id != draft.schedule_id) {
        return Err(Error::NotNow(text::STANDARDS_CHANGED));
    }
    before_is_finished(office, &transaction, &loaded, &round).await?;
    let warned = warnings::fix(&transaction, &draft).await?;
    let changed = changes::fix(&transaction, &loaded, number, &draft).await?;
    advance(
        &transaction,
        &round,
        RoundAction::Submit,
        text::NOTHING_TO_SUBMIT,
    )
    .await?;
    events::record(
        office,
        &transaction,
        EventKind::BoardSubmitted,
        By::Account(actor),
        subject(code, number),
        vec![
            ("file", draft.file_digest.into()),
            ("changes", changed.into()),
            ("warnings", warned.into()),
        ],
    )
    .await?;
    Ok(transaction.commit().await?)
}
