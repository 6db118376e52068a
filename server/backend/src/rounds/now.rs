//! How far a round is by now.

use chrono::{DateTime, Utc};
use domain::progress::{Progress, to_mend};
use domain::publication_gate::Blocker;
use domain::round::RoundState;
use sea_orm::ConnectionTrait;
use store::boards::{self, working_board};
use store::projects::ProjectRecord;
use store::rounds::RoundRecord;
use views::{ChangesSummary, DeclarationCheck, WarningGroup};

use super::publication_gate::blockers;
use super::{changes, warnings};
use crate::recusal::Reading;
use crate::{Error, declarations};

/// How far a round is, and what keeps its board from going out.
pub(crate) struct RoundNow {
    pub(crate) progress: Progress,
    pub(crate) blockers: Vec<Blocker>,
}

/// What is known of a board, counted.
pub(super) struct Counted<'a> {
    pub(super) warnings: &'a [WarningGroup],
    pub(super) changes: Option<&'a ChangesSummary>,
    pub(super) declarations: Option<&'a DeclarationCheck>,
}

impl Counted<'_> {
    /// Adds what is left to do on the board.
    pub(super) fn into_progress(self, progress: Progress, blockers: &[Blocker]) -> Progress {
        let undeclared = self.declarations.map_or(0, |check| {
            let others = check.contradictions.len() + check.unregistered.len();
            let others = u32::try_from(others).unwrap_or(u32::MAX);
            check.undeclared.saturating_add(others)
        });
        Progress {
            to_mend: to_mend(blockers),
            undeclared,
            unexplained: self.changes.map_or(0, |changes| changes.unexplained),
            unjustified: self.warnings.iter().map(|group| group.unexplained).sum(),
            ..progress
        }
    }
}

/// Reads how far a round is whose board is not out, as somebody may know it.
pub(crate) async fn round_now(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    round: &RoundRecord,
    (has_standards, reading): (bool, &Reading),
    now: DateTime<Utc>,
) -> Result<RoundNow, Error> {
    let board = working_board(db, round).await?;
    let blockers = blockers(db, project, round, board.as_ref(), now).await?;
    let blockers = reading.told(db, blockers).await?;
    let working = round.standing.working();
    let progress = Progress {
        working,
        has_standards,
        has_board: board.is_some(),
        ..Progress::default()
    };
    let (Some(board), RoundState::Draft) = (&board, working) else {
        return Ok(RoundNow { progress, blockers });
    };
    let report = boards::report(board)?;
    let compared = changes::of_board(db, project, round.number, board).await?;
    let summary = compared.as_ref().map(changes::summary);
    let check = declarations::check(db, project.id, board.id, now).await?;
    let counted = Counted {
        warnings: &warnings::grouped(db, board, &report).await?,
        changes: summary.as_ref(),
        declarations: Some(&check),
    };
    Ok(RoundNow {
        progress: counted.into_progress(progress, &blockers),
        blockers,
    })
}
