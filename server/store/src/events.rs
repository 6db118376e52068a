//! The event log: only added to.

use domain::event::Event;
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set};

use crate::entity::event;
use crate::{Error, secrets};

/// Writes an event down, in the transaction of what it records.
///
/// # Errors
/// [`Error::Database`].
pub async fn append(db: &impl ConnectionTrait, event: Event) -> Result<(), Error> {
    let canonical = event.canonical();
    let project = event.project().unwrap_or_default().to_owned();
    event::ActiveModel {
        kind: Set(event.kind.key().to_owned()),
        at: Set(event.at.timestamp_millis()),
        actor: Set(event.actor),
        subject: Set(event.subject),
        project: Set(project),
        digest: Set(secrets::digest(&canonical)),
        canonical: Set(String::from_utf8_lossy(&canonical).into_owned()),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}
