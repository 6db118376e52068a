//! Writes events down, in the transaction of what they record.

use domain::event::{ACTOR_RESIDENT, ACTOR_SYSTEM, Event, Payload, Subject};
use sea_orm::ConnectionTrait;

use crate::actor::Actor;
use crate::{AppContext, Error};

/// Who did it.
#[derive(Clone, Copy)]
pub(crate) enum By<'a> {
    Account(&'a Actor),
    /// A citizen; nothing is recorded of who.
    Resident,
    /// The program or the one at its shell.
    System,
}

/// Writes an event down, in the transaction of what it records.
pub(crate) async fn record<P: Payload>(
    context: &AppContext,
    db: &impl ConnectionTrait,
    by: By<'_>,
    subject: Subject<'_>,
    payload: P,
) -> Result<(), Error> {
    let actor = match by {
        By::Account(actor) => actor.signed.name.as_str(),
        By::Resident => ACTOR_RESIDENT,
        By::System => ACTOR_SYSTEM,
    };
    let event = Event::new(context.now(), actor, &subject, payload);
    Ok(store::events::append(db, event).await?)
}
