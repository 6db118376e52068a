//! Creating a project.

use domain::account::Permission;
use domain::event::{ProjectCreated, Subject};
use domain::privacy::Scope;
use domain::project::{ProjectDetails, RoundPlan, is_code};
use domain::round::{RoundNumber, RoundState};
use sea_orm::{ActiveModelTrait, EntityTrait, Set, TryInsertResult};
use store::entity::{project, round};
use store::secrets;

use crate::actor::Actor;
use crate::change::Change;
use crate::{AppContext, Error, Refusal, RefusedField};

/// Characters in a field of a project, at the most.
const MAX_FIELD: usize = 200;
/// 80 random bits: enough that nobody guesses it, short enough to be typed.
const ACCESS_CODE_BYTES: usize = 10;

/// Creates a project with its rounds and its access code.
///
/// # Errors
/// [`Error::Refused`] with a sentence at each field that will not do.
pub async fn create(
    context: &AppContext,
    actor: &Actor,
    details: ProjectDetails,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::EditProject).await?;
    check(&details)?;
    let access_code = secrets::readable(&context.store.random_bytes::<ACCESS_CODE_BYTES>()?);
    // In one statement: somebody may take the same code at the same moment.
    let inserted = project::Entity::insert(row(&details, access_code, actor, context))
        .on_conflict_do_nothing_on([project::Column::Code])
        .exec(&change.db)
        .await?;
    let TryInsertResult::Inserted(inserted) = inserted else {
        return Err(Error::refused("code", text::PROJECT_CODE_TAKEN));
    };
    for plan in &details.rounds {
        round::ActiveModel {
            project_id: Set(inserted.last_insert_id),
            number: Set(i32::from(plan.number.get())),
            tier: Set(plan.tier.key().to_owned()),
            window_days: Set(i32::from(plan.window.count)),
            window_unit: Set(plan.window.unit.key().to_owned()),
            due_on: Set(plan.due.map(|day| day.to_string())),
            state: Set(RoundState::Draft.key().to_owned()),
            ..Default::default()
        }
        .insert(&change.db)
        .await?;
    }
    let created = ProjectCreated {
        scope: details.scope,
        scope_reason: details.scope_reason,
        rounds: details.rounds.len(),
        surveyed: details.surveyed.map(|one| one.written()),
    };
    let subject = Subject::Project(&details.code);
    change.commit(subject, created).await
}

fn row(
    details: &ProjectDetails,
    access_code: String,
    actor: &Actor,
    context: &AppContext,
) -> project::ActiveModel {
    project::ActiveModel {
        code: Set(details.code.clone()),
        name: Set(details.name.clone()),
        area: Set(details.area.clone()),
        office: Set(details.office.clone()),
        approval_number: Set(details.approval_number.clone()),
        phone: Set(details.phone.clone()),
        scope: Set(details.scope.key().to_owned()),
        scope_reason: Set(details.scope_reason.clone()),
        access_code: Set(access_code),
        surveyed_e4: Set(details.surveyed.map(|one| one.area.e4())),
        surveyed_unit: Set(details.surveyed.map(|one| one.unit.key().to_owned())),
        surveyed_at: Set(details.surveyed.map(|_| context.now_millis())),
        created_by: Set(actor.id),
        created_at: Set(context.now_millis()),
        ..Default::default()
    }
}

fn check(details: &ProjectDetails) -> Result<(), Error> {
    let mut refusal = Refusal::default();
    refusal.require(is_code(&details.code), "code", text::PROJECT_CODE_WRONG);
    for (field, value) in [
        ("name", &details.name),
        ("area", &details.area),
        ("office", &details.office),
        ("approval_number", &details.approval_number),
        ("phone", &details.phone),
    ] {
        refusal.require(!value.trim().is_empty(), field, text::REQUIRED);
        refusal.require(value.chars().count() <= MAX_FIELD, field, text::TOO_LONG);
    }
    refusal.require(
        details.scope == Scope::Masked || !details.scope_reason.trim().is_empty(),
        "scope_reason",
        text::SCOPE_REASON_NEEDED,
    );
    refusal.require(
        details.scope_reason.chars().count() <= MAX_FIELD,
        "scope_reason",
        text::TOO_LONG,
    );
    refusal.require(
        details.surveyed.is_none_or(|one| one.is_possible()),
        "surveyed",
        text::SURVEYED_WRONG,
    );
    check_rounds(&details.rounds, &mut refusal);
    refusal.or_ok()
}

/// One to nine rounds, numbered without a gap, each with a window that is long
/// enough and not due before the one before it.
fn check_rounds(rounds: &[RoundPlan], refusal: &mut Refusal) {
    let first = RoundNumber::new(1).map_or(RefusedField::Whole, RefusedField::Window);
    refusal.require(!rounds.is_empty(), first, text::REQUIRED);
    let mut due_before = None;
    for (plan, expected) in rounds.iter().zip(1_u8..) {
        let (number, window) = (plan.number, RefusedField::Window(plan.number));
        refusal.require(number.get() == expected, window.clone(), text::ROUNDS_GAP);
        refusal.require(plan.window.is_allowed(), window, text::WINDOW_WRONG);
        refusal.require(
            plan.due.is_none() || plan.due >= due_before,
            RefusedField::Due(number),
            text::DUE_ORDER,
        );
        due_before = plan.due.or(due_before);
    }
}
