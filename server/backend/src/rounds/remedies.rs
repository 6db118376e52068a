//! What became of an upheld objection on a later board.

use domain::account::Permission;
use domain::board::Entry;
use domain::privacy::{Audience, ShownChange};
use domain::publication_gate::Blocker;
use domain::remedy::{Objected, Remedy, differs, still_stands};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::entity::{board, notice, objection, remedy_confirmation};
use store::entries::{self, StoredEntry, difference};
use store::ids::{BoardId, RoundId};
use store::projects::ProjectRecord;
use store::time::from_millis;
use store::{accounts, objections};
use views::{ConfirmedRemedy, ToConfirm};

use crate::actor::Actor;
use crate::objections::objected_line;
use crate::{AppContext, Error};

/// An upheld objection beside a later board.
pub(super) struct Compared {
    pub(super) remedy: Remedy,
    /// What a supervisor said of the change, where it still stands.
    pub(super) confirmation: Option<remedy_confirmation::Model>,
}

/// Compares the board objected to with a later one.
pub(super) async fn compared(
    db: &impl ConnectionTrait,
    row: &objection::Model,
    objected_to: BoardId,
    later: BoardId,
) -> Result<Compared, Error> {
    let remedy = match Household::read(db, row, objected_to).await? {
        Some(household) => {
            let new = entry_of(db, later, &household.old.household).await?;
            household.objected.remedy(&household.old, new.as_ref())
        }
        None => of_whole(board_differs(db, objected_to, later).await?),
    };
    beside(db, row, (objected_to, later), remedy).await
}

/// What became of an objection to a whole board.
const fn of_whole(differs: bool) -> Remedy {
    if differs {
        Remedy::Elsewhere
    } else {
        Remedy::Missing
    }
}

/// What became of an objection, with what was said of it.
async fn beside(
    db: &impl ConnectionTrait,
    row: &objection::Model,
    (objected_to, later): (BoardId, BoardId),
    remedy: Remedy,
) -> Result<Compared, Error> {
    let confirmation = match remedy {
        Remedy::Elsewhere => standing_confirmation(db, row, objected_to, later).await?,
        Remedy::Shown | Remedy::Missing => None,
    };
    Ok(Compared {
        remedy,
        confirmation,
    })
}

/// The household that an objection is about, as it was objected to.
struct Household {
    old: Entry,
    objected: Objected,
}

impl Household {
    /// `None` where the objection is to the board as a whole.
    async fn read(
        db: &impl ConnectionTrait,
        row: &objection::Model,
        objected_to: BoardId,
    ) -> Result<Option<Self>, Error> {
        let Some(household) = row.household.as_deref() else {
            return Ok(None);
        };
        let old = entry_of(db, objected_to, household).await?;
        let old = old.ok_or_else(|| Error::internal("an objection is about no household"))?;
        let objected = Objected {
            kind: objections::kind(row)?,
            line: objected_line(row, &old),
        };
        Ok(Some(Self { old, objected }))
    }
}

/// Whether two boards differ for everyone to see.
async fn board_differs(
    db: &impl ConnectionTrait,
    objected_to: BoardId,
    later: BoardId,
) -> Result<bool, Error> {
    let diff = difference(db, objected_to, later).await?;
    let shows = diff
        .changed
        .iter()
        .any(|one| !ShownChange::of(one, &[], Audience::Masked).is_empty());
    Ok(shows || !diff.added.is_empty() || !diff.removed.is_empty())
}

/// The newest word on a change that the later board still shows.
async fn standing_confirmation(
    db: &impl ConnectionTrait,
    row: &objection::Model,
    objected_to: BoardId,
    later: BoardId,
) -> Result<Option<remedy_confirmation::Model>, Error> {
    let given = remedy_confirmation::Entity::find()
        .filter(remedy_confirmation::Column::ObjectionId.eq(row.id))
        .order_by_desc(remedy_confirmation::Column::Id)
        .all(db)
        .await?;
    for one in given {
        if one.board_id == later || stands(db, row, objected_to, one.board_id, later).await? {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

async fn stands(
    db: &impl ConnectionTrait,
    row: &objection::Model,
    objected_to: BoardId,
    confirmed: BoardId,
    later: BoardId,
) -> Result<bool, Error> {
    let Some(household) = row.household.as_deref() else {
        // What of a whole board was meant nobody can compare: once it is
        // published it was shown.
        let published = notice::Entity::find()
            .filter(notice::Column::BoardId.eq(confirmed))
            .one(db)
            .await?;
        return Ok(published.is_some());
    };
    let (old, confirmed, later) = (
        entry_of(db, objected_to, household).await?,
        entry_of(db, confirmed, household).await?,
        entry_of(db, later, household).await?,
    );
    Ok(old.is_some_and(|old| still_stands(&old, confirmed.as_ref(), later.as_ref())))
}

async fn entry_of(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    household: &str,
) -> Result<Option<Entry>, Error> {
    let stored = entries::one(db, board_id, household).await?;
    Ok(stored.as_ref().map(StoredEntry::entry).transpose()?)
}

/// As [`compared`], of published boards, for whoever asks: that two whole boards are
/// gone through happens once.
async fn compared_published(
    context: &AppContext,
    row: &objection::Model,
    boards: (BoardId, BoardId),
) -> Result<Compared, Error> {
    if row.household.is_some() {
        return compared(context.db(), row, boards.0, boards.1).await;
    }
    let db = context.db().clone();
    let differs = async move { board_differs(&db, boards.0, boards.1).await };
    let differs = context.differing.of(boards, differs).await?;
    beside(context.db(), row, boards, of_whole(*differs)).await
}

/// What was confirmed of a round's board and stands on it, oldest first.
pub(crate) async fn confirmed(
    context: &AppContext,
    project: &ProjectRecord,
    round_id: RoundId,
    board_id: BoardId,
) -> Result<Vec<ConfirmedRemedy>, Error> {
    let db = context.db();
    let mut notices = project.notices.iter();
    let is_published = notices.any(|notice| notice.board_id == board_id);
    let rows = remedy_confirmation::Entity::find()
        .filter(remedy_confirmation::Column::RoundId.eq(round_id))
        .order_by_asc(remedy_confirmation::Column::Id)
        .all(db)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let objection = objection::Entity::find_by_id(row.objection_id)
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        let notice = project.notice(objection.notice_id)?;
        let boards = (notice.board_id, board_id);
        let on_board = match is_published {
            true => compared_published(context, &objection, boards).await?,
            false => compared(db, &objection, boards.0, boards.1).await?,
        };
        if on_board.confirmation.is_none_or(|one| one.id != row.id) {
            continue;
        }
        found.push(ConfirmedRemedy {
            round: notice.round,
            household: objection.household,
            reason: row.reason,
            by: accounts::display_name(db, row.confirmed_by).await?,
            at: from_millis(row.confirmed_at),
        });
    }
    Ok(found)
}

/// The objections that wait for a supervisor's word, with what the board changes,
/// for one who may give it; of what that one may know of.
pub(super) async fn to_confirm(
    db: &impl ConnectionTrait,
    actor: &Actor,
    project: &ProjectRecord,
    board: Option<&board::Model>,
    blockers: &[Blocker],
) -> Result<Vec<ToConfirm>, Error> {
    let may = actor.must(Permission::DecideObjections);
    let (Ok(()), Some(board)) = (may, board) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for one in blockers {
        let Blocker::NotConfirmed { receipt, .. } = one else {
            continue;
        };
        let row = objections::by_receipt(db, receipt).await?;
        let objected_to = project.notice(row.notice_id)?.board_id;
        let household = Household::read(db, &row, objected_to).await?;
        let new = match &household {
            Some(household) => entry_of(db, board.id, &household.old.household).await?,
            None => None,
        };
        let old = household.map(|household| household.old);
        found.push(ToConfirm {
            receipt: row.receipt,
            line: row.line,
            is_gone: old.is_some() && new.is_none(),
            changes: shown(old.as_ref(), new.as_ref()),
            household: row.household,
        });
    }
    Ok(found)
}

fn shown(old: Option<&Entry>, new: Option<&Entry>) -> Vec<ShownChange> {
    let (Some(old), Some(new)) = (old, new) else {
        return Vec::new();
    };
    if !differs(old, new) {
        return Vec::new();
    }
    domain::diff::EntryDiff::between(old, new)
        .map(|diff| ShownChange::of(&diff, &[old, new], Audience::Full))
        .unwrap_or_default()
}
