//! A project with its rounds, as every page of it needs.

use domain::privacy::Scope;
use domain::read::{ProjectHead, RoundMark};
use domain::round::{RoundNumber, RoundState, Tier};
use domain::time::Window;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::clock::from_millis;
use crate::entity::{notice, project, round};
use crate::{Error, Office};

/// A project, its rounds in order, and the newest notice of each.
pub(crate) struct Loaded {
    pub(crate) project: project::Model,
    pub(crate) rounds: Vec<(round::Model, Option<notice::Model>)>,
}

impl Loaded {
    pub(crate) async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Self, Error> {
        let project = project::Entity::find()
            .filter(project::Column::Code.eq(code))
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        Self::of(db, project).await
    }

    pub(crate) async fn of(
        db: &impl ConnectionTrait,
        project: project::Model,
    ) -> Result<Self, Error> {
        let rounds = round::Entity::find()
            .filter(round::Column::ProjectId.eq(project.id))
            .order_by_asc(round::Column::Number)
            .all(db)
            .await?;
        let notices = notice::Entity::find()
            .filter(notice::Column::RoundId.is_in(rounds.iter().map(|round| round.id)))
            .order_by_desc(notice::Column::Revision)
            .all(db)
            .await?;
        let rounds = rounds
            .into_iter()
            .map(|round| {
                let newest = notices
                    .iter()
                    .find(|notice| notice.round_id == round.id)
                    .cloned();
                (round, newest)
            })
            .collect();
        Ok(Self { project, rounds })
    }

    /// A round of this project and its newest notice.
    pub(crate) fn round(
        &self,
        number: RoundNumber,
    ) -> Result<&(round::Model, Option<notice::Model>), Error> {
        self.rounds
            .iter()
            .find(|(round, _)| round.number == i32::from(number.get()))
            .ok_or(Error::NotFound)
    }

    pub(crate) fn scope(&self) -> Scope {
        // An unknown word shows the least.
        Scope::from_key(&self.project.scope).unwrap_or(Scope::Totals)
    }

    pub(crate) fn head(&self, office: &Office) -> Result<ProjectHead, Error> {
        Ok(ProjectHead {
            code: self.project.code.clone(),
            name: self.project.name.clone(),
            area: self.project.area.clone(),
            office: self.project.office.clone(),
            approval_number: self.project.approval_number.clone(),
            phone: self.project.phone.clone(),
            scope: self.scope(),
            scope_reason: self.project.scope_reason.clone(),
            rounds: self
                .rounds
                .iter()
                .map(|(round, notice)| mark(office, round, notice.as_ref()))
                .collect::<Result<_, _>>()?,
        })
    }
}

pub(crate) fn window(notice: &notice::Model) -> Window {
    Window {
        opens: from_millis(notice.published_at),
        closes: from_millis(notice.closes_at),
    }
}

pub(crate) fn number(round: &round::Model) -> Result<RoundNumber, Error> {
    u8::try_from(round.number)
        .ok()
        .and_then(RoundNumber::new)
        .ok_or_else(|| Error::internal(format!("round {} has no possible number", round.id)))
}

/// The state as of now: a published board whose window ran out is closed.
pub(crate) fn state(
    office: &Office,
    round: &round::Model,
    notice: Option<&notice::Model>,
) -> Result<RoundState, Error> {
    let stored = RoundState::from_key(&round.state)
        .ok_or_else(|| Error::internal(format!("round {} has no known state", round.id)))?;
    Ok(match notice {
        Some(notice)
            if stored == RoundState::Published && !window(notice).is_open(office.now()) =>
        {
            RoundState::Closed
        }
        _ => stored,
    })
}

fn mark(
    office: &Office,
    round: &round::Model,
    notice: Option<&notice::Model>,
) -> Result<RoundMark, Error> {
    let window = notice.map(window);
    Ok(RoundMark {
        number: number(round)?,
        tier: Tier::from_key(&round.tier).unwrap_or_default(),
        state: state(office, round, notice)?,
        window_days: u16::try_from(round.window_days).unwrap_or(u16::MAX),
        window,
        days_left: window.map_or(0, |window| window.days_left(office.now())),
    })
}

/// A round's row, for changing it.
pub(crate) async fn round_row(
    db: &impl ConnectionTrait,
    code: &str,
    number: RoundNumber,
) -> Result<(Loaded, round::Model), Error> {
    let loaded = Loaded::by_code(db, code).await?;
    let round = loaded.round(number)?.0.clone();
    Ok((loaded, round))
}
