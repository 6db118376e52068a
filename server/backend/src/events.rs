//! Writes events down, in the transaction of what they record.

use std::fmt;
use store::ids::OfficialId;

use domain::event::{ACTOR_RESIDENT, ACTOR_SYSTEM};
use domain::event::{Event, EventKind, Fact};
use domain::round::RoundNumber;
use sea_orm::ConnectionTrait;
use text::events::described;

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

/// What it was done to: an address, as it stands in the event's bytes.
#[derive(Clone, Copy)]
pub(crate) enum Subject<'a> {
    /// An account by the name that it signs in with.
    Account(&'a str),
    /// A sign-in with the name of no account.
    NoAccount,
    Calendar,
    Objection(&'a str),
    Office,
    Official(OfficialId),
    Project(&'a str),
    Declarations(&'a str),
    /// What an account of this name declared of its own and its relatives'
    /// households in a project.
    Kin(&'a str, &'a str),
    Round(&'a str, RoundNumber),
    Site,
    Uploads,
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(name) => write!(f, "account/{name}"),
            Self::NoAccount => f.write_str("account"),
            Self::Calendar => f.write_str("calendar"),
            Self::Objection(receipt) => write!(f, "objection/{receipt}"),
            Self::Office => f.write_str("office"),
            Self::Official(id) => write!(f, "official/{id}"),
            Self::Project(code) => write!(f, "project/{code}"),
            Self::Declarations(code) => write!(f, "project/{code}/declarations"),
            Self::Kin(code, account) => write!(f, "project/{code}/kin/{account}"),
            Self::Round(code, number) => write!(f, "project/{code}/round/{}", number.get()),
            Self::Site => f.write_str("site"),
            Self::Uploads => f.write_str("uploads"),
        }
    }
}

/// What an event says besides, by name.
pub(crate) type Facts = Vec<(&'static str, Fact)>;

pub(crate) async fn record(
    context: &AppContext,
    db: &impl ConnectionTrait,
    kind: EventKind,
    by: By<'_>,
    subject: Subject<'_>,
    facts: Facts,
) -> Result<(), Error> {
    debug_assert!(
        facts.iter().all(|(name, _)| described(name).is_some()),
        "a fact of {kind:?} has no words in text's events/facts.rs: {facts:?}"
    );
    let actor = match by {
        By::Account(actor) => actor.signed.name.clone(),
        By::Resident => ACTOR_RESIDENT.to_owned(),
        By::System => ACTOR_SYSTEM.to_owned(),
    };
    let event = Event {
        kind,
        at: context.now(),
        actor,
        subject: subject.to_string(),
        facts,
    };
    Ok(store::events::append(db, event).await?)
}
