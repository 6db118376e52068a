//! Recording declarations.

use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::declaration::{DeclaredBy, Tie};
use domain::event::{NoRelationDeclared, RelationsDeclared, Subject};
use domain::id::OfficialId;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect, Set};
use store::boards::newest_table;
use store::entity::{declaration, entry, official};
use store::ids;
use store::projects::ProjectRecord;

use super::undeclared::undeclared;
use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::{AppContext, Error, Refusal, Sentence, recusal};

/// Characters of a household number, relation or name, at the most.
const MAX_FIELD: usize = 60;
/// Characters of a basis, at the most.
const MAX_BASIS: usize = 500;
/// Rows in one INSERT.
const ROWS_AT_ONCE: usize = 1_000;

/// A declaration as the form has it.
#[derive(Clone, Debug, Default)]
pub struct Declaration {
    pub household: String,
    /// Whether a relation, or that there is none, was chosen at all.
    pub is_chosen: bool,
    /// `None`: no relation.
    pub tie: Option<Tie>,
    /// Empty for one's own household.
    pub relation: String,
    /// Of the register; set with a tie.
    pub official: Option<OfficialId>,
    pub by: Option<DeclaredBy>,
    pub declarer: String,
    pub basis: String,
}

/// Records what a household declared.
///
/// # Errors
/// [`Error::Refused`] with a sentence at each field; [`Error::Recused`] for
/// one's own or a relative's household; [`Error::NotFound`] for an unknown project.
pub async fn declare(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    one: Declaration,
) -> Result<(), Error> {
    actor.must(Permission::EditRegister)?;
    let project = ProjectRecord::by_code(context.db(), code).await?;
    let households = [one.household.trim().to_owned()];
    recusal::check_named(
        context,
        actor,
        RestrictedAction::Declare,
        &project,
        &households,
    )
    .await?;
    let mut refusal = Refusal::default();
    let household = one.household.trim().to_owned();
    let relation = one.relation.trim().to_owned();
    refusal.require(
        !household.is_empty(),
        "household",
        text::DECLARE_UNKNOWN_HOUSEHOLD,
    );
    check_tie(&one, &relation, &mut refusal);
    let short = [("household", &household), ("relation", &relation)];
    for (field, value) in short {
        refusal.require(value.chars().count() <= MAX_FIELD, field, text::TOO_LONG);
    }
    let (by, declarer, basis) = declared_by_whom(one.by, &one.declarer, &one.basis, &mut refusal);
    let change = Change::by(context, By::Account(actor)).await?;
    let is_known = match one.official {
        Some(id) => is_registered(&change.db, id).await?,
        None => true,
    };
    refusal.require(is_known, "official", text::DECLARE_OFFICIAL_NEEDED);
    refusal.or_ok()?;
    declaration::Entity::insert(declaration::ActiveModel {
        project_id: Set(project.id),
        household: Set(household),
        tie: Set(one.tie.map(|tie| tie.key().to_owned())),
        relation: Set(if one.tie == Some(Tie::Own) {
            String::new()
        } else {
            relation
        }),
        official_id: Set(one.official.map(Into::into)),
        declared_by: Set(by.key().to_owned()),
        declarer: Set(declarer),
        basis: Set(basis),
        in_bulk: Set(false),
        recorded_by: Set(actor.id),
        recorded_at: Set(context.now_millis()),
        ..Default::default()
    })
    .exec(&change.db)
    .await?;
    let declared = RelationsDeclared {
        households: 1,
        declared_by: by,
        file: None,
    };
    let subject = Subject::Declarations(code);
    change.commit(subject, declared).await
}

/// A tie needs an official, and a relation unless it is the official's own
/// household; without one there is neither.
fn check_tie(one: &Declaration, relation: &str, refusal: &mut Refusal) {
    refusal.require(one.is_chosen, "tie", text::DECLARE_TIE_NEEDED);
    match one.tie {
        None => refusal.require(
            one.official.is_none() && relation.is_empty(),
            "tie",
            text::DECLARE_NEEDLESS,
        ),
        Some(tie) => {
            refusal.require(
                tie == Tie::Own || !relation.is_empty(),
                "relation",
                text::DECLARE_RELATION_NEEDED,
            );
            refusal.require(
                one.official.is_some(),
                "official",
                text::DECLARE_OFFICIAL_NEEDED,
            );
        }
    }
}

/// Records for every household of the newest table that has declared nothing,
/// and is not marked in it, that there is no relation. `seen` is how many these
/// were to the one who declares it.
///
/// # Errors
/// [`Error::Refused`] with a sentence at each field, or where the number is
/// another by now; [`Error::Recused`] with one's own or a relative's among them.
pub async fn declare_rest(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    seen: u32,
    (by, declarer, basis): (Option<DeclaredBy>, &str, &str),
) -> Result<(), Error> {
    actor.must(Permission::EditRegister)?;
    let mut refusal = Refusal::default();
    refusal.require(!basis.trim().is_empty(), "basis", text::REQUIRED);
    let (by, declarer, basis) = declared_by_whom(by, declarer, basis, &mut refusal);
    refusal.or_ok()?;
    let project = ProjectRecord::by_code(context.db(), code).await?;
    let households = rest(context.db(), &project).await?;
    recusal::check_named(
        context,
        actor,
        RestrictedAction::Declare,
        &project,
        &households,
    )
    .await?;
    let change = Change::by(context, By::Account(actor)).await?;
    let households = rest(&change.db, &project).await?;
    let count = u32::try_from(households.len()).unwrap_or(u32::MAX);
    if count == 0 {
        return Err(Error::refused("", text::DECLARE_REST_NONE));
    }
    if count != seen {
        let changed = Sentence::filled(text::DECLARE_REST_CHANGED, &[("n", &count)]);
        return Err(Error::refused("", changed));
    }
    let rows: Vec<declaration::ActiveModel> = households
        .into_iter()
        .map(|household| declaration::ActiveModel {
            project_id: Set(project.id),
            household: Set(household),
            tie: Set(None),
            relation: Set(String::new()),
            official_id: Set(None),
            declared_by: Set(by.key().to_owned()),
            declarer: Set(declarer.clone()),
            basis: Set(basis.clone()),
            in_bulk: Set(true),
            recorded_by: Set(actor.id),
            recorded_at: Set(context.now_millis()),
            ..Default::default()
        })
        .collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        declaration::Entity::insert_many(some.iter().cloned())
            .exec(&change.db)
            .await?;
    }
    let declared = NoRelationDeclared {
        households: rows.len(),
        declared_by: by,
        file: None,
    };
    let subject = Subject::Declarations(code);
    change.commit(subject, declared).await
}

/// The households of the newest table that have declared nothing and are not
/// marked in it.
async fn rest(db: &impl ConnectionTrait, project: &ProjectRecord) -> Result<Vec<String>, Error> {
    let board = newest_table(db, &project.rounds)
        .await?
        .ok_or_else(|| Error::refused("", text::DECLARE_NO_TABLE))?;
    Ok(undeclared(project.id, board)
        .select_only()
        .column(entry::Column::Household)
        .into_tuple()
        .all(db)
        .await?)
}

/// Who declared it and on what basis, within bounds. No person declares as the
/// table.
fn declared_by_whom(
    by: Option<DeclaredBy>,
    declarer: &str,
    basis: &str,
    refusal: &mut Refusal,
) -> (DeclaredBy, String, String) {
    let by = by.filter(|by| DeclaredBy::PEOPLE.contains(by));
    let (declarer, basis) = (declarer.trim().to_owned(), basis.trim().to_owned());
    refusal.require(by.is_some(), "by", text::DECLARE_WHO_NEEDED);
    refusal.require(!declarer.is_empty(), "declarer", text::REQUIRED);
    refusal.require(
        declarer.chars().count() <= MAX_FIELD,
        "declarer",
        text::TOO_LONG,
    );
    refusal.require(basis.chars().count() <= MAX_BASIS, "basis", text::TOO_LONG);
    (by.unwrap_or(DeclaredBy::Office), declarer, basis)
}

async fn is_registered(db: &impl ConnectionTrait, id: OfficialId) -> Result<bool, Error> {
    Ok(official::Entity::find_by_id(ids::OfficialId::from(id))
        .one(db)
        .await?
        .is_some())
}
