//! The surveyed total (勘测总面积) that every upload's land is compared with.

use domain::account::Permission;
use domain::event::EventKind;
use domain::quantity::Quantity;
use domain::round::RoundState;
use domain::surveyed::{AreaUnit, Surveyed};
use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};

use super::{Loaded, standing};
use crate::accounts::Actor;
use crate::entity::project;
use crate::events::{self, By};
use crate::{Error, Office};

/// What a project states.
pub(crate) fn surveyed(project: &project::Model) -> Option<Surveyed> {
    Some(Surveyed {
        area: Quantity::from_e4(project.surveyed_e4?),
        unit: AreaUnit::from_key(project.surveyed_unit.as_deref()?)?,
    })
}

/// Whether it can be set or changed: nothing was published against it, and no
/// board that was compared with it is out of the clerk's hands.
pub(super) fn is_surveyed_open(loaded: &Loaded) -> Result<bool, Error> {
    for (round, _) in &loaded.rounds {
        let working = standing(round)?.working();
        if matches!(working, RoundState::InReview | RoundState::Approved) {
            return Ok(false);
        }
    }
    let Some(since) = loaded.project.surveyed_at else {
        return Ok(true);
    };
    let mut notices = loaded.notices.iter();
    Ok(!notices.any(|notice| notice.published_at >= since))
}

/// Sets, changes or takes away a project's surveyed total. Drafts that were
/// compared with another one must be uploaded again before they are submitted.
///
/// # Errors
/// [`Error::Refused`] for what is no area; [`Error::NotNow`] once a board was
/// published against it, or while one is in pre-review.
pub async fn set_surveyed(
    office: &Office,
    actor: &Actor,
    code: &str,
    stated: Option<Surveyed>,
) -> Result<(), Error> {
    actor.must(Permission::EditProject)?;
    if stated.is_some_and(|one| !one.is_possible()) {
        return Err(Error::refused("surveyed", text::SURVEYED_WRONG));
    }
    let transaction = office.begin().await?;
    let loaded = Loaded::by_code(&transaction, code).await?;
    let before = surveyed(&loaded.project);
    if before == stated {
        return Ok(());
    }
    if !is_surveyed_open(&loaded)? {
        return Err(Error::NotNow(text::SURVEYED_FIXED));
    }
    let mut row = loaded.project.into_active_model();
    row.surveyed_e4 = Set(stated.map(|one| one.area.e4()));
    row.surveyed_unit = Set(stated.map(|one| one.unit.key().to_owned()));
    row.surveyed_at = Set(stated.map(|_| office.now_millis()));
    row.update(&transaction).await?;
    let written = |one: Option<Surveyed>| one.map(|one| one.written()).unwrap_or_default();
    events::record(
        office,
        &transaction,
        EventKind::SurveyedSet,
        By::Account(actor),
        format!("project/{code}"),
        vec![
            ("surveyed_before", written(before).into()),
            ("surveyed_after", written(stated).into()),
        ],
    )
    .await?;
    Ok(transaction.commit().await?)
}
