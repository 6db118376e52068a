//! Writes events down, in the transaction of what they record.

use domain::event::{ACTOR_RESIDENT, ACTOR_SYSTEM};
use domain::event::{Event, EventKind, Fact};
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set};
use text::events::described;

use crate::accounts::Actor;
use crate::entity::event;
use crate::{Error, Office, secrets};

/// Who did it.
pub(crate) enum By<'a> {
    Account(&'a Actor),
    /// A citizen; nothing is recorded of who.
    Resident,
    /// The program or the one at its shell.
    System,
}

pub(crate) async fn record(
    office: &Office,
    db: &impl ConnectionTrait,
    kind: EventKind,
    by: By<'_>,
    subject: String,
    facts: Vec<(&'static str, Fact)>,
) -> Result<(), Error> {
    debug_assert!(
        facts.iter().all(|(name, _)| described(name).is_some()),
        "a fact of {kind:?} has no words in domain's event/facts.rs: {facts:?}"
    );
    let actor = match by {
        By::Account(actor) => actor.signed.name.clone(),
        By::Resident => ACTOR_RESIDENT.to_owned(),
        By::System => ACTOR_SYSTEM.to_owned(),
    };
    let event = Event {
        kind,
        at: office.now(),
        actor,
        subject,
        facts,
    };
    let canonical = event.canonical();
    let project = event.project().unwrap_or_default().to_owned();
    event::ActiveModel {
        kind: Set(kind.key().to_owned()),
        at: Set(event.at.timestamp_millis()),
        actor: Set(event.actor),
        subject: Set(event.subject),
        project: Set(project),
        digest: Set(secrets::digest(&canonical)),
        canonical: Set(String::from_utf8(canonical).map_err(Error::internal)?),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}
