//! The surveyed total (勘测总面积) that every upload's land is compared with.

use domain::account::Permission;
use domain::event::{Subject, SurveyedSet};
use domain::round::RoundState;
use domain::surveyed::Surveyed;
use sea_orm::{ActiveModelTrait, Set, Unchanged};
use store::entity::project;
use store::projects::{ProjectRecord, lock_project};

use crate::actor::Actor;
use crate::change::Change;
use crate::{AppContext, Error};

/// Whether it can be set or changed: nothing was published against it, and no
/// board that was compared with it is out of the clerk's hands.
pub(super) fn is_surveyed_open(project: &ProjectRecord) -> bool {
    let mut rounds = project.rounds.iter();
    let at_review = rounds.any(|round| {
        let working = round.standing.working();
        matches!(working, RoundState::InReview | RoundState::Approved)
    });
    let mut notices = project.notices.iter();
    !at_review
        && project
            .surveyed_at
            .is_none_or(|since| !notices.any(|notice| notice.published_at >= since))
}

/// Sets, changes or takes away a project's surveyed total. Drafts that were
/// compared with another one must be uploaded again before they are submitted.
///
/// # Errors
/// [`Error::Refused`] for what is no area; [`Error::NotNow`] once a board was
/// published against it, or while one is in pre-review.
pub async fn set_surveyed(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    stated: Option<Surveyed>,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::EditProject).await?;
    if stated.is_some_and(|one| !one.is_possible()) {
        return Err(Error::refused("surveyed", text::SURVEYED_WRONG));
    }
    let project = lock_project(&change.db, code).await?;
    let before = project.surveyed;
    if before == stated {
        return Ok(());
    }
    if !is_surveyed_open(&project) {
        return Err(Error::NotNow(text::SURVEYED_FIXED));
    }
    let row = project::ActiveModel {
        id: Unchanged(project.id),
        surveyed_e4: Set(stated.map(|one| one.area.e4())),
        surveyed_unit: Set(stated.map(|one| one.unit.key().to_owned())),
        surveyed_at: Set(stated.map(|_| context.now_millis())),
        ..Default::default()
    };
    row.update(&change.db).await?;
    let written = |one: Option<Surveyed>| one.map(|one| one.written()).unwrap_or_default();
    let set = SurveyedSet {
        surveyed_before: written(before),
        surveyed_after: written(stated),
    };
    let subject = Subject::Project(code);
    change.commit(subject, set).await
}
