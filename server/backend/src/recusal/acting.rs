//! Asking before an action, and what is told and recorded where it is refused.

use std::collections::BTreeSet;

use domain::conflict_of_interest::RestrictedAction;
use domain::event::{RecusalRefused, Subject};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::entity::account;
use store::ids::ProjectId;
use store::objections;
use store::projects::ProjectRecord;
use text::Lang;
use text::Named as _;

use super::concern::{Matter, of_objection, touched};
use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::{AppContext, Error, Sentence};

/// Household numbers that the sentence names.
const MAX_NAMED: usize = 3;
/// Colleagues that the sentence names.
const MAX_COLLEAGUES: usize = 3;

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
