//! Which of a matter's households are an account's own or its relatives'.

use std::collections::BTreeSet;

use domain::board::Entry;
use domain::conflict_of_interest::household_key;
use domain::declaration::{OfficialRef, standing};
use domain::name;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use store::entity::{account_kin, declaration, entry, notice, objection, round};
use store::ids::{AccountId, BoardId, OfficialId, ProjectId};
use store::officials::{self, OfficialRecord};
use store::{declarations, entries};

use crate::Error;

/// What is acted on, as far as recusal looks at it.
pub(crate) enum Matter<'a> {
    /// A table that is not stored yet.
    Table(&'a [Entry]),
    /// A stored board, whole.
    Board(BoardId),
    /// One household of a stored board.
    Household(BoardId, &'a str),
    /// These households, whatever a table says of them.
    Named(&'a [String]),
}
/// An objection's project, and what of it is asked for.
pub(crate) async fn of_objection<'a>(
    db: &impl ConnectionTrait,
    objection: &'a objection::Model,
) -> Result<(ProjectId, Matter<'a>), Error> {
    let notice = notice::Entity::find_by_id(objection.notice_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let round = round::Entity::find_by_id(notice.round_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let matter = match objection.household.as_deref() {
        Some(household) => Matter::Household(notice.board_id, household),
        None => Matter::Board(notice.board_id),
    };
    Ok((round.project_id, matter))
}
/// Households of the account and its relatives, by [`household_key`]: tables and people write
/// one number in several ways.
struct Kin(BTreeSet<String>);

impl Kin {
    fn has(&self, household: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&household_key(household))
    }
}

/// Whether there is anything that an account could be recused for.
pub(super) async fn has_ties(
    db: &impl ConnectionTrait,
    account_id: AccountId,
) -> Result<bool, Error> {
    if !officials::of_account(db, account_id).await?.is_empty() {
        return Ok(true);
    }
    let declared = account_kin::Entity::find()
        .filter(account_kin::Column::AccountId.eq(account_id))
        .filter(account_kin::Column::LiftedAt.is_null())
        .limit(1)
        .all(db)
        .await?;
    Ok(!declared.is_empty())
}

/// The households of a matter that are this account's own or its relatives'.
pub(super) async fn touched(
    db: &impl ConnectionTrait,
    account_id: AccountId,
    project_id: ProjectId,
    matter: &Matter<'_>,
) -> Result<BTreeSet<String>, Error> {
    let who = officials::of_account(db, account_id).await?;
    let names: BTreeSet<&str> = who.iter().map(|one| one.name.as_str()).collect();
    let mut kin = own_declarations(db, account_id, project_id).await?;
    kin.extend(declared_to(db, &who, project_id).await?);
    let kin = Kin(kin.iter().map(|number| household_key(number)).collect());
    let names_them = |entry: &Entry| {
        entry.status.as_ref().is_some_and(|status| {
            let official = status.official.as_ref();
            (!status.kind.is_relative() && names.iter().any(|own| name::names(&entry.head, own)))
                || official.is_some_and(|official| {
                    names.iter().any(|own| name::names(&official.name, own))
                })
        })
    };
    match matter {
        Matter::Named(households) => Ok(households
            .iter()
            .filter(|household| kin.has(household))
            .cloned()
            .collect()),
        Matter::Table(entries) => Ok(entries
            .iter()
            .filter(|entry| kin.has(&entry.household) || names_them(entry))
            .map(|entry| entry.household.clone())
            .collect()),
        Matter::Board(board_id) => {
            let mut found = on_board(db, *board_id, &kin).await?;
            found.extend(
                flagged(db, *board_id, None, !names.is_empty())
                    .await?
                    .into_iter()
                    .filter(names_them)
                    .map(|entry| entry.household),
            );
            Ok(found)
        }
        Matter::Household(board_id, household) => {
            let marked = flagged(db, *board_id, Some(household), !names.is_empty()).await?;
            let is_kin = kin.has(household) || marked.iter().any(names_them);
            Ok(is_kin
                .then(|| (*household).to_owned())
                .into_iter()
                .collect())
        }
    }
}

async fn own_declarations(
    db: &impl ConnectionTrait,
    account_id: AccountId,
    project_id: ProjectId,
) -> Result<BTreeSet<String>, Error> {
    let rows = account_kin::Entity::find()
        .filter(account_kin::Column::AccountId.eq(account_id))
        .filter(account_kin::Column::ProjectId.eq(project_id))
        .filter(account_kin::Column::LiftedAt.is_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.household).collect())
}

/// The households that stand declared to be of these officials or related to
/// one of them, in whatever circle.
async fn declared_to(
    db: &impl ConnectionTrait,
    officials: &[OfficialRecord],
    project_id: ProjectId,
) -> Result<BTreeSet<String>, Error> {
    if officials.is_empty() {
        return Ok(BTreeSet::new());
    }
    let ids: Vec<OfficialId> = officials.iter().map(|one| one.id).collect();
    let households: BTreeSet<String> = declaration::Entity::find()
        .filter(declaration::Column::ProjectId.eq(project_id))
        .filter(declaration::Column::OfficialId.is_in(ids.iter().copied()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.household)
        .collect();
    let declared = declarations::statements(db, project_id, &households).await?;
    let is_one = |official: &OfficialRef| ids.contains(&official.id.into());
    Ok(declared
        .into_iter()
        .filter(|(_, statements)| {
            standing(statements.clone())
                .iter()
                .any(|one| one.official.as_ref().is_some_and(is_one))
        })
        .map(|(household, _)| household)
        .collect())
}

async fn on_board(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    kin: &Kin,
) -> Result<BTreeSet<String>, Error> {
    if kin.0.is_empty() {
        return Ok(BTreeSet::new());
    }
    let households: Vec<String> = entry::Entity::find()
        .select_only()
        .column(entry::Column::Household)
        .filter(entry::Column::BoardId.eq(board_id))
        .into_tuple()
        .all(db)
        .await?;
    Ok(households
        .into_iter()
        .filter(|household| kin.has(household))
        .collect())
}

/// The marked entries of a board, or of one household of it; none where nobody
/// is looked for.
async fn flagged(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    household: Option<&str>,
    wanted: bool,
) -> Result<Vec<Entry>, Error> {
    if !wanted {
        return Ok(Vec::new());
    }
    let mut rows = entry::Entity::find()
        .filter(entry::Column::BoardId.eq(board_id))
        .filter(entry::Column::Flagged.eq(true));
    if let Some(household) = household {
        rows = rows.filter(entry::Column::Household.eq(household));
    }
    Ok(entries::parsed(db, rows.all(db).await?).await?)
}
