//! What accounts declare of themselves: their own households and their
//! relatives'. Each declares for itself; what was a mistake somebody else lifts.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use domain::account::Permission;
use domain::conflict_of_interest::household_key;
use domain::declaration::Tie;
use domain::event::{KinDeclared, KinLifted, Subject};
use domain::id::KinId;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use store::entity::{account, account_kin, board, entry, project, round};
use store::ids::{self, BoardId, ProjectId, RoundId};
use store::time::from_millis;
use store::{accounts, secrets};
use views::{Irrevocable, KinPage, KinRow};

use crate::actor::Actor;
use crate::change::Change;
use crate::reasons::checked_reason;
use crate::{AppContext, Error, Refusal};

/// Characters of a household number or a relation, at the most.
const MAX_FIELD: usize = 60;

/// Declares a household of a project to be one's own or a relative's.
///
/// # Errors
/// [`Error::Refused`] with a sentence at each field.
pub async fn declare(
    context: &AppContext,
    actor: &Actor,
    project_code: &str,
    household: &str,
    tie: Option<Tie>,
    relation: &str,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::SeeOffice).await?;
    let (household, relation) = (household.trim(), relation.trim());
    let mut refusal = Refusal::default();
    refusal.require(!household.is_empty(), "household", text::REQUIRED);
    refusal.require(tie.is_some(), "tie", text::REQUIRED);
    refusal.require(
        tie.is_none_or(|tie| tie == Tie::Own) || !relation.is_empty(),
        "relation",
        text::DECLARE_RELATION_NEEDED,
    );
    for (field, value) in [("household", household), ("relation", relation)] {
        refusal.require(value.chars().count() <= MAX_FIELD, field, text::TOO_LONG);
    }
    let project = project::Entity::find()
        .filter(project::Column::Code.eq(project_code))
        .one(&change.db)
        .await?;
    refusal.require(project.is_some(), "project", text::KIN_PROJECT_UNKNOWN);
    refusal.or_ok()?;
    let (Some(project), Some(tie)) = (project, tie) else {
        return Err(Error::refused("", text::REQUIRED));
    };
    let before = account_kin::Entity::find()
        .filter(account_kin::Column::AccountId.eq(actor.id))
        .filter(account_kin::Column::ProjectId.eq(project.id))
        .filter(account_kin::Column::LiftedAt.is_null())
        .all(&change.db)
        .await?;
    let key = household_key(household);
    if before
        .iter()
        .any(|row| household_key(&row.household) == key)
    {
        return Err(Error::refused("household", text::KIN_TWICE));
    }
    // As the boards have it, if they do.
    let on_boards = on_boards(&change.db, project.id).await?;
    let household = on_boards
        .and_then(|mut all| all.remove(&key))
        .unwrap_or(key);
    account_kin::ActiveModel {
        account_id: Set(actor.id),
        project_id: Set(project.id),
        household: Set(household),
        tie: Set(tie.key().to_owned()),
        relation: Set(relation.to_owned()),
        declared_at: Set(context.now_millis()),
        ..Default::default()
    }
    .insert(&change.db)
    .await?;
    let subject = Subject::Kin(&project.code, &actor.signed.name);
    change.commit(subject, KinDeclared {}).await
}

/// Lifts a declaration that was a mistake, with the reason. Nobody lifts their
/// own.
///
/// # Errors
/// [`Error::Refused`] without a reason or for one's own; [`Error::NotFound`];
/// [`Error::NotNow`] where somebody else lifts it at the same moment;
/// [`Error::Unconfirmed`].
pub async fn lift(
    context: &AppContext,
    actor: &Actor,
    id: KinId,
    reason: &str,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::SeeKin).await?;
    let reason = checked_reason(reason)?;
    let row = account_kin::Entity::find_by_id(ids::KinId::from(id))
        .filter(account_kin::Column::LiftedAt.is_null())
        .one(&change.db)
        .await?
        .ok_or(Error::NotFound)?;
    if row.account_id == actor.id {
        return Err(Error::refused("", text::KIN_LIFT_OWN));
    }
    let owner = account::Entity::find_by_id(row.account_id)
        .one(&change.db)
        .await?
        .ok_or(Error::NotFound)?;
    let project = project::Entity::find_by_id(row.project_id)
        .one(&change.db)
        .await?
        .ok_or(Error::NotFound)?;
    let asked = Irrevocable::KinLifted {
        account: owner.display_name.clone(),
        project: project.name.clone(),
        household: row.household.clone(),
        reason: reason.clone(),
    };
    actor.consents(context, asked)?;
    let commitment = secrets::digest(reason.as_bytes());
    let lifted = account_kin::ActiveModel {
        lifted_by: Set(Some(actor.id)),
        lifted_at: Set(Some(context.now_millis())),
        lifted_reason: Set(Some(reason)),
        ..Default::default()
    };
    // Of two at the same moment one is first.
    let changed = account_kin::Entity::update_many()
        .set(lifted)
        .filter(account_kin::Column::Id.eq(row.id))
        .filter(account_kin::Column::LiftedAt.is_null())
        .exec(&change.db)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::NotNow(text::CHANGED_MEANWHILE));
    }
    let subject = Subject::Kin(&project.code, &owner.name);
    change
        .commit(subject, KinLifted { reason: commitment })
        .await
}

/// What this account declared; for who may see it, what the others did.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn page(context: &AppContext, actor: &Actor) -> Result<KinPage, Error> {
    actor.must(Permission::SeeOffice)?;
    let projects: HashMap<ProjectId, (String, String)> = project::Entity::find()
        .all(context.db())
        .await?
        .into_iter()
        .map(|one| (one.id, (one.code, one.name)))
        .collect();
    let mut rows = account_kin::Entity::find().order_by_desc(account_kin::Column::Id);
    if !actor.signed.role.may(Permission::SeeKin) {
        rows = rows.filter(account_kin::Column::AccountId.eq(actor.id));
    }
    let rows = rows.all(context.db()).await?;
    let mut boards = HashMap::new();
    for row in rows.iter().filter(|row| row.lifted_at.is_none()) {
        if let Entry::Vacant(of_project) = boards.entry(row.project_id) {
            of_project.insert(on_boards(context.db(), row.project_id).await?);
        }
    }
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for row in rows {
        let known = boards.get(&row.project_id).and_then(Option::as_ref);
        let on_board = known.map(|all| all.contains_key(&household_key(&row.household)));
        let (code, name) = projects.get(&row.project_id).cloned().unwrap_or_default();
        let lifted = match row.lifted_by {
            Some(by) => Some((
                accounts::display_name(context.db(), by).await?,
                row.lifted_reason.unwrap_or_default(),
            )),
            None => None,
        };
        let list = if row.account_id == actor.id {
            &mut own
        } else {
            &mut others
        };
        list.push(KinRow {
            id: row.id.into(),
            account: accounts::display_name(context.db(), row.account_id).await?,
            project_code: code,
            project_name: name,
            household: row.household,
            on_board,
            tie: Tie::from_key(&row.tie).unwrap_or(Tie::Other),
            relation: row.relation,
            declared_at: from_millis(row.declared_at),
            lifted,
        });
    }
    let mut projects: Vec<(String, String)> = projects.into_values().collect();
    projects.sort_unstable();
    Ok(KinPage {
        own,
        others,
        projects,
    })
}

/// The household numbers of all boards of a project, by their key; `None` where
/// there is no board.
async fn on_boards(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
) -> Result<Option<BTreeMap<String, String>>, Error> {
    let rounds: Vec<RoundId> = round::Entity::find()
        .select_only()
        .column(round::Column::Id)
        .filter(round::Column::ProjectId.eq(project_id))
        .into_tuple()
        .all(db)
        .await?;
    let boards: Vec<BoardId> = board::Entity::find()
        .select_only()
        .column(board::Column::Id)
        .filter(board::Column::RoundId.is_in(rounds))
        .filter(board::Column::Complete.eq(true))
        .into_tuple()
        .all(db)
        .await?;
    if boards.is_empty() {
        return Ok(None);
    }
    let households: Vec<String> = entry::Entity::find()
        .select_only()
        .column(entry::Column::Household)
        .distinct()
        .filter(entry::Column::BoardId.is_in(boards))
        .into_tuple()
        .all(db)
        .await?;
    let keyed = households.into_iter().map(|one| (household_key(&one), one));
    Ok(Some(keyed.collect()))
}
