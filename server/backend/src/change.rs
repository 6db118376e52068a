//! A change by somebody: permission, one transaction, an event, commit.

use domain::account::Permission;
use domain::event::{Payload, Subject};
use sea_orm::DatabaseTransaction;

use crate::actor::Actor;
use crate::events::{self, By};
use crate::{AppContext, Error};

/// A change that is under way. Nothing of it is kept unless [`Change::commit`]
/// is reached; it takes what the event says with it, so that nothing is kept
/// without one.
pub(crate) struct Change<'a> {
    pub(crate) context: &'a AppContext,
    pub(crate) by: By<'a>,
    pub(crate) db: DatabaseTransaction,
}

impl<'a> Change<'a> {
    /// By an account, if it may.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub(crate) async fn begin(
        context: &'a AppContext,
        actor: &'a Actor,
        permission: Permission,
    ) -> Result<Self, Error> {
        actor.must(permission)?;
        Self::by(context, By::Account(actor)).await
    }

    /// By anyone: the program, a resident, or an account that was asked for before.
    pub(crate) async fn by(context: &'a AppContext, by: By<'a>) -> Result<Self, Error> {
        let db = context.begin().await?;
        Ok(Self { context, by, db })
    }

    /// Records an event besides the last.
    pub(crate) async fn record<P: Payload>(
        &self,
        subject: Subject<'_>,
        payload: P,
    ) -> Result<(), Error> {
        events::record(self.context, &self.db, self.by, subject, payload).await
    }

    /// Records what was done, and keeps it.
    pub(crate) async fn commit<P: Payload>(
        self,
        subject: Subject<'_>,
        payload: P,
    ) -> Result<(), Error> {
        self.record(subject, payload).await?;
        Ok(self.db.commit().await?)
    }
}
