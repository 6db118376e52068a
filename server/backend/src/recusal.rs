//! Recusal (回避): nobody deals with a board or an objection that has their own
//! household or a relative's on it.
//!
//! Whose households these are is known three ways: an account declares them
//! for itself (`kin`); it belongs to an official of the register, to
//! whom households declared a relation; or the board's own table names that
//! official. Every use case that acts on a board or an objection asks here
//! first: a refused attempt is recorded in a transaction of its own, and stays
//! recorded.

use std::collections::BTreeSet;

use domain::board::Entry;
use domain::conflict_of_interest::{RestrictedAction, household_key};
use domain::declaration::{OfficialRef, standing};
use domain::event::{RecusalRefused, Subject};
use domain::name;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::entity::{account, account_kin, declaration, entry, notice, objection, round};
use store::ids::{AccountId, BoardId, OfficialId, ProjectId};
use store::officials::{self, OfficialRecord};
use store::projects::ProjectRecord;
use store::{declarations, entries, objections};
use text::Lang;
use text::Named as _;

use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::{AppContext, Error, Sentence};

/// Household numbers that the sentence names.
const MAX_NAMED: usize = 3;
/// Colleagues that the sentence names.
const MAX_COLLEAGUES: usize = 3;

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

/// A recusal: somebody has a conflict of interest.
pub(crate) struct Conflict {
    /// Their own and their relatives' households in the matter.
    households: BTreeSet<String>,
    /// Colleagues without a conflict of interest, by the name that is shown.
    colleagues: Vec<String>,
}

/// Asks for households for which a declaration is to be recorded: nobody says
/// of their own relatives that they are none.
///
/// # Errors
/// [`Error::Recused`].
pub(crate) async fn check_named(
    context: &AppContext,
    actor: &Actor,
    action: RestrictedAction,
    project: &ProjectRecord,
    households: &[String],
) -> Result<(), Error> {
    let subject = Subject::Declarations(&project.code);
    let matter = Matter::Named(households);
    check(context, actor, action, subject, project.id, &matter).await
}

/// Asks for an objection: for the household that it is about, or for the whole
/// board.
///
/// # Errors
/// [`Error::Recused`]; [`Error::NotFound`] for an unknown receipt.
pub(crate) async fn check_objection(
    context: &AppContext,
    actor: &Actor,
    action: RestrictedAction,
    receipt: &str,
) -> Result<(), Error> {
    let objection = objections::by_receipt(context.db(), receipt).await?;
    let subject = Subject::Objection(&objection.receipt);
    let (project_id, matter) = of_objection(context.db(), &objection).await?;
    check(context, actor, action, subject, project_id, &matter).await
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

/// Asks before any transaction of the caller's own.
///
/// # Errors
/// [`Error::Recused`].
pub(crate) async fn check(
    context: &AppContext,
    actor: &Actor,
    action: RestrictedAction,
    subject: Subject<'_>,
    project_id: ProjectId,
    matter: &Matter<'_>,
) -> Result<(), Error> {
    match conflict(context.db(), actor, project_id, matter).await? {
        None => Ok(()),
        Some(conflict) => Err(refuse(context, actor, action, subject, conflict).await?),
    }
}

/// Whether an account is recused from a matter of a project.
pub(crate) async fn conflict(
    db: &impl ConnectionTrait,
    actor: &Actor,
    project_id: ProjectId,
    matter: &Matter<'_>,
) -> Result<Option<Conflict>, Error> {
    let households = touched(db, actor.id, project_id, matter).await?;
    if households.is_empty() {
        return Ok(None);
    }
    let colleagues = colleagues(db, actor, project_id, matter).await?;
    Ok(Some(Conflict {
        households,
        colleagues,
    }))
}

/// Records that somebody was refused, in a transaction of its own: none of the
/// caller's may be open. Gives what they are told.
pub(crate) async fn refuse(
    context: &AppContext,
    actor: &Actor,
    action: RestrictedAction,
    subject: Subject<'_>,
    conflict: Conflict,
) -> Result<Error, Error> {
    let households: Vec<&str> = conflict.households.iter().map(String::as_str).collect();
    // Which households these are says whose relative somebody is: the record
    // has how many, and a keyed hash to check a claim by.
    let commitment = context.mac("recusal households", households.join("\n").as_bytes());
    let refused = RecusalRefused {
        deed: action,
        households: households.len(),
        kin: commitment,
    };
    let change = Change::by(context, By::Account(actor)).await?;
    change.commit(subject, refused).await?;
    let sentence = sentence(action, &households, &conflict.colleagues);
    Ok(Error::Recused(sentence))
}

fn sentence(action: RestrictedAction, households: &[&str], others: &[String]) -> Sentence {
    let in_language = |lang: Lang| {
        let named = households.get(..MAX_NAMED).unwrap_or(households).join("、");
        let named = if households.len() > MAX_NAMED {
            let n = households.len();
            text::RECUSED_ETC.fill(lang, &[("households", &named), ("n", &n)])
        } else {
            named
        };
        let others = if others.is_empty() {
            text::RECUSED_NOBODY.get(lang).to_owned()
        } else {
            others.join("、")
        };
        text::RECUSED.fill(
            lang,
            &[
                ("deed", &action.text().get(lang)),
                ("households", &named),
                ("others", &others),
            ],
        )
    };
    Sentence::Filled {
        zh: in_language(Lang::Zh),
        en: in_language(Lang::En),
    }
}

/// Accounts of the same role without a conflict of interest.
async fn colleagues(
    db: &impl ConnectionTrait,
    actor: &Actor,
    project_id: ProjectId,
    matter: &Matter<'_>,
) -> Result<Vec<String>, Error> {
    let same_role = account::Entity::find()
        .filter(account::Column::Role.eq(actor.signed.role.key()))
        .filter(account::Column::Id.ne(actor.id))
        .order_by_asc(account::Column::Name)
        .all(db)
        .await?;
    let mut free = Vec::new();
    for other in same_role {
        if free.len() < MAX_COLLEAGUES
            && touched(db, other.id, project_id, matter).await?.is_empty()
        {
            free.push(other.display_name);
        }
    }
    Ok(free)
}

/// Households of the account and its relatives, by [`household_key`]: tables and people write
/// one number in several ways.
struct Kin(BTreeSet<String>);

impl Kin {
    fn has(&self, household: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&household_key(household))
    }
}

/// The households of a matter that are this account's own or its relatives'.
async fn touched(
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
