//! A round as the office and its reviewer see it.

use chrono::{DateTime, Utc};
use domain::account::Permission;
use domain::id::WithdrawalId;
use domain::progress::Progress;
use domain::publication_gate::Blocker;
use domain::round::{RoundNumber, RoundState};
use domain::table::{ReadRow, Since};
use domain::upload::UploadStage;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::boards::{self, newest_correction, working_board};
use store::declarations::of_households;
use store::entity::{board, entry};
use store::projects::ProjectRecord;
use store::rounds::{NoticeRecord, RoundRecord};
use store::time::from_millis;
use store::{accounts, entries, schedules, withdrawals};
use views::{
    Asked, CellComment, ChangesSummary, ConfirmedRemedy, DeclarationCheck, Draft, OfficeRound,
    ReviewPage,
};

use super::carry::carried;
use super::entries_digest::DigestedBoard;
use super::now::Counted;
use super::publication_gate::blockers;
use super::remedies::{confirmed, to_confirm};
use super::{changes, comments, warnings};
use crate::actor::Actor;
use crate::heads::office_head;
use crate::private_numbers::endings;
use crate::projects::due_moves;
use crate::recusal::Reading;
use crate::{AppContext, Error, declarations, uploads};

/// A round's page in the office.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn office_page(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
) -> Result<OfficeRound, Error> {
    actor.must(Permission::SeeOffice)?;
    let db = context.db();
    let now = context.now();
    let project = ProjectRecord::by_code(db, code).await?;
    let round = project.round(number)?;
    let working = round.standing.working();
    let board = working_board(db, round).await?;
    let blockers = held_up(db, &project, round, board.as_ref(), now).await?;
    let reading = Reading::of(db, actor, Some(project.id)).await?;
    let blockers = reading.told(db, blockers).await?;
    let (withdrawal, withdrawal_refused) =
        asked_withdrawals(db, actor, round.notice.as_ref()).await?;
    let upload = match actor.must(Permission::UploadBoard) {
        Ok(()) => uploads::newest_of_round(context, round.id).await?,
        Err(_) => None,
    };
    let of_board = match &board {
        Some(board) => OfBoard::read(context, actor, &project, (round, board)).await?,
        None => OfBoard::default(),
    };
    let standards = schedules::newest(db, project.id).await?;
    let version = standards.and_then(|one| u32::try_from(one.version).ok());
    let progress = of_board.progress(working, version.is_some(), &blockers);
    let waiting = to_confirm(db, actor, &project, board.as_ref(), &blockers).await?;
    let state = round.state(now);
    Ok(OfficeRound {
        head: office_head(&project, now),
        round: number,
        state,
        working: match working {
            RoundState::Published => state,
            other => other,
        },
        progress,
        standards: version,
        address: None,
        declarations: of_board.declarations,
        draft: of_board.draft,
        since: of_board.since,
        first_rows: of_board.first_rows,
        return_reason: board.as_ref().and_then(|board| board.return_reason.clone()),
        comments: of_board.comments,
        changes: of_board.changes,
        upload: upload.filter(|upload| upload.stage != UploadStage::Stored),
        planned_at: round.planned_at,
        time_came: round.is_time(now),
        due_moves: due_moves(db, &project, round.id).await?,
        due_open: round.notice.is_none(),
        to_confirm: waiting,
        blockers,
        carried: carried(db, &project, round.id).await?,
        confirmed: of_board.confirmed,
        correction: correction(db, actor, round).await?,
        withdrawal,
        withdrawal_refused,
    })
}

/// What a round's page says of the board that is worked on.
#[derive(Default)]
struct OfBoard {
    draft: Option<Draft>,
    since: Option<Since>,
    first_rows: Vec<ReadRow>,
    comments: Vec<CellComment>,
    changes: Option<ChangesSummary>,
    declarations: Option<DeclarationCheck>,
    confirmed: Vec<ConfirmedRemedy>,
}

impl OfBoard {
    async fn read(
        context: &AppContext,
        actor: &Actor,
        project: &ProjectRecord,
        (round, board): (&RoundRecord, &board::Model),
    ) -> Result<Self, Error> {
        let (db, now) = (context.db(), context.now());
        let working = round.standing.working();
        // Half a review is the reviewer's own.
        let comments = match working {
            RoundState::InReview => Vec::new(),
            _ => comments::of_board(db, board).await?,
        };
        let compared = changes::of_board(db, project, round.number, board).await?;
        let declarations = match working {
            RoundState::Draft | RoundState::Returned => {
                Some(declarations::check(db, project.id, board.id, now).await?)
            }
            _ => None,
        };
        let (since, first_rows) = match actor.must(Permission::UploadBoard) {
            Ok(()) => as_read(db, board).await?,
            Err(_) => (None, Vec::new()),
        };
        Ok(Self {
            draft: Some(draft(db, board).await?),
            since,
            first_rows,
            comments,
            changes: compared.as_ref().map(changes::summary),
            declarations,
            confirmed: confirmed(context, project, round.id, board.id).await?,
        })
    }

    /// How far the round is.
    fn progress(&self, working: RoundState, has_standards: bool, found: &[Blocker]) -> Progress {
        let progress = Progress {
            working,
            has_standards,
            has_board: self.draft.is_some(),
            ..Progress::default()
        };
        let counted = Counted {
            warnings: self.draft.as_ref().map_or(&[], |draft| &draft.warnings),
            changes: self.changes.as_ref(),
            declarations: self.declarations.as_ref(),
        };
        counted.into_progress(progress, found)
    }
}

/// What became of the errors of the table before a board's, and the board's first
/// households as they were read.
async fn as_read(
    db: &impl ConnectionTrait,
    board: &board::Model,
) -> Result<(Option<Since>, Vec<ReadRow>), Error> {
    let since = match uploads::of_board(db, board.id).await? {
        Some(upload) => uploads::since(db, &upload, &boards::report(board)?).await?,
        None => None,
    };
    let rows = entry::Entity::find()
        .filter(entry::Column::BoardId.eq(board.id))
        .order_by_asc(entry::Column::Position)
        .limit(u64::from(ReadRow::SHOWN))
        .all(db)
        .await?;
    let entries = entries::parsed(db, rows).await?;
    Ok((since, ReadRow::first(&entries)))
}

/// What keeps a board that is not out from going out.
async fn held_up(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
    round: &RoundRecord,
    board: Option<&board::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<Blocker>, Error> {
    let working = round.standing.working();
    if working.is_public() {
        return Ok(Vec::new());
    }
    let mut found = blockers(db, project, round, board, now).await?;
    // It would be out by now. Its entries are read only where nothing else says
    // why it is not.
    if let Some(board) = board
        && working == RoundState::Approved
        && round.is_time(now)
        && found.is_empty()
        && !is_as_approved(db, board).await?
    {
        found.push(Blocker::Altered);
    }
    Ok(found)
}

/// The correction of a round that is under way.
async fn correction(
    db: &impl ConnectionTrait,
    actor: &Actor,
    round: &RoundRecord,
) -> Result<Option<Asked>, Error> {
    if round.standing.correction.is_none() {
        return Ok(None);
    }
    Ok(match newest_correction(db, round.id).await? {
        Some(begun) => Some(Asked {
            reason: begun.reason,
            by: accounts::display_name(db, begun.begun_by).await?,
            at: from_millis(begun.begun_at),
            own: begun.begun_by == actor.id,
        }),
        None => None,
    })
}

/// The withdrawal that waits, and the newest that was not agreed to.
async fn asked_withdrawals(
    db: &impl ConnectionTrait,
    actor: &Actor,
    notice: Option<&NoticeRecord>,
) -> Result<(Option<(WithdrawalId, Asked)>, Option<Asked>), Error> {
    let Some(notice) = notice else {
        return Ok((None, None));
    };
    Ok(match withdrawals::newest(db, notice.id).await? {
        None => (None, None),
        Some((asked, None)) => {
            let id = asked.id.into();
            let asked = Asked {
                reason: asked.reason,
                by: accounts::display_name(db, asked.asked_by).await?,
                at: from_millis(asked.asked_at),
                own: asked.asked_by == actor.id,
            };
            (Some((id, asked)), None)
        }
        Some((_, Some(answer))) => {
            let refused = Asked {
                by: accounts::display_name(db, answer.answered_by).await?,
                at: from_millis(answer.answered_at),
                own: answer.answered_by == actor.id,
                reason: answer.reason.unwrap_or_default(),
            };
            (None, (!answer.confirmed).then_some(refused))
        }
    })
}

/// Households on one page of a board in review.
const ENTRIES_PER_PAGE: u32 = 100;

/// A page of a board with full names and remarks, for the reviewer.
///
/// # Errors
/// [`Error::NotFound`] where nothing was uploaded; [`Error::Forbidden`].
pub async fn review_page(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    page: u32,
) -> Result<ReviewPage, Error> {
    actor.must(Permission::ReviewBoard)?;
    let (db, now) = (context.db(), context.now());
    let project = ProjectRecord::by_code(db, code).await?;
    let round = project.round(number)?;
    let state = match round.standing.working() {
        RoundState::Draft => return Err(Error::NotFound),
        RoundState::Published => round.state(now),
        working => working,
    };
    let board = working_board(db, round).await?.ok_or(Error::NotFound)?;
    let blockers = if state.is_public() {
        Vec::new()
    } else {
        let found = blockers(db, &project, round, Some(&board), now).await?;
        let reading = Reading::of(db, actor, Some(project.id)).await?;
        reading.told(db, found).await?
    };
    let draft = draft(db, &board).await?;
    let pages = draft
        .report
        .totals
        .households
        .div_ceil(ENTRIES_PER_PAGE)
        .max(1);
    let page = page.clamp(1, pages);
    let rows = entry::Entity::find()
        .filter(entry::Column::BoardId.eq(board.id))
        .order_by_asc(entry::Column::Position)
        .offset(u64::from((page - 1) * ENTRIES_PER_PAGE))
        .limit(u64::from(ENTRIES_PER_PAGE))
        .all(db)
        .await?;
    let entries = entries::parsed(db, rows).await?;
    let compared = changes::of_board(db, &project, number, &board).await?;
    let first_changes = match &compared {
        Some(compared) => changes::first(db, compared, &board).await?,
        None => Vec::new(),
    };
    let numbers: Vec<&str> = entries
        .iter()
        .map(|entry| entry.household.as_str())
        .collect();
    let endings = endings(context, db, board.id, &numbers).await?;
    let households = entries.iter().map(|entry| &entry.household);
    let declared = of_households(db, project.id, households).await?;
    Ok(ReviewPage {
        head: office_head(&project, now),
        round: number,
        state,
        correction: correction(db, actor, round).await?,
        planned_at: round.planned_at,
        blockers,
        board: board.id.into(),
        own_upload: board.uploaded_by == actor.id,
        changes: compared.as_ref().map(changes::summary),
        first_changes,
        comments: comments::of_board(db, &board).await?,
        commenting: None,
        draft,
        entries,
        declared,
        endings,
        page,
        pages,
    })
}

/// Whether a board's entries are those that were approved last.
async fn is_as_approved(db: &impl ConnectionTrait, board: &board::Model) -> Result<bool, Error> {
    let stored = DigestedBoard::read(db, board.id).await?;
    stored.is_as_approved(db).await
}

async fn draft(db: &impl ConnectionTrait, board: &board::Model) -> Result<Draft, Error> {
    let report = boards::report(board)?;
    Ok(Draft {
        warnings: warnings::grouped(db, board, &report).await?,
        report,
        uploaded_by: accounts::display_name(db, board.uploaded_by).await?,
        uploaded_at: from_millis(board.uploaded_at),
        upload: uploads::of_board(db, board.id)
            .await?
            .map(|upload| upload.id.into()),
    })
}
