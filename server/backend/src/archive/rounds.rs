//! A round: what it showed and why, and the tables that were uploaded for it.

use std::collections::{BTreeSet, HashMap};

use domain::review::{Checklist, ReviewOutcome};
use domain::round::RoundNumber;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use store::accounts::Names;
use store::boards;
use store::entity::{
    board, board_change, board_warning, carry_over, correction, objection, remedy_confirmation,
    review, review_comment, schedule, upload, withdrawal, withdrawal_answer,
};
use store::ids::{AccountId, BoardId, NoticeId, RoundId};
use store::projects::ProjectRecord;
use store::rounds::{NoticeRecord, RoundRecord};
use store::time::from_millis;
use views::{
    ArchiveBoard, ArchiveCarryOver, ArchiveComment, ArchiveCorrection, ArchiveMove, ArchiveNotice,
    ArchiveRemedy, ArchiveReview, ArchiveWithdrawal, ArchiveWithdrawalAnswer,
};

use super::kept::{IN_ONE_LIST, path_of};
use crate::Error;
use crate::heads::move_reason;

/// A round, with what its parts refer to.
pub(super) struct ArchivedRound<'a> {
    pub(super) project: &'a ProjectRecord,
    pub(super) round: &'a RoundRecord,
    /// Display names by account.
    pub(super) names: &'a Names,
    pub(super) schedules: &'a [schedule::Model],
    pub(super) kept: &'a [upload::Model],
    /// Receipt numbers of objections that nothing is told of.
    pub(super) unknown: &'a BTreeSet<String>,
}

/// An uploaded table, with its row.
type Uploaded = (board::Model, ArchiveBoard);

impl ArchivedRound<'_> {
    fn name(&self, account: AccountId) -> String {
        self.names.of(account)
    }

    /// Oldest first.
    fn published(&self) -> Vec<&NoticeRecord> {
        let mut published: Vec<&NoticeRecord> = self.project.revisions(self.round.number).collect();
        published.reverse();
        published
    }

    /// The tables that were uploaded, oldest first.
    pub(super) async fn boards(&self, db: &impl ConnectionTrait) -> Result<Vec<Uploaded>, Error> {
        let rows = rows(db, self.round.id).await?;
        let ids: Vec<BoardId> = rows.iter().map(|row| row.id).collect();
        let mut reviews = self.reviews(db, &ids).await?;
        let mut comments = self.comments(db, &ids).await?;
        let round = self.round.number;
        let mut found = Vec::with_capacity(rows.len());
        for (at, row) in rows.into_iter().enumerate() {
            let report = boards::report(&row)?;
            let published_as = self
                .published()
                .into_iter()
                .find(|notice| notice.board_id == row.id)
                .map(|notice| notice.revision);
            let changes = board_change::Entity::find()
                .filter(board_change::Column::BoardId.eq(row.id))
                .count(db)
                .await?;
            let warnings = board_warning::Entity::find()
                .filter(board_warning::Column::BoardId.eq(row.id))
                .count(db)
                .await?;
            let board = ArchiveBoard {
                file_name: row.file_name.clone(),
                file_digest: row.file_digest.clone(),
                uploaded_by: self.name(row.uploaded_by),
                uploaded_at: from_millis(row.uploaded_at),
                households: report.totals.households,
                sealed: path_of(self.kept, |upload| upload.board_id == Some(row.id)),
                reviews: reviews.remove(&row.id).unwrap_or_default(),
                comments: comments.remove(&row.id).unwrap_or_default(),
                folder: match published_as {
                    Some(revision) => folder(round, revision),
                    None => format!("board-{}-upload-{}", round.get(), at + 1),
                },
                changes: u32::try_from(changes).unwrap_or(u32::MAX),
                warnings: u32::try_from(warnings).unwrap_or(u32::MAX),
                published_as,
            };
            found.push((row, board));
        }
        Ok(found)
    }

    /// What reviewers did, by board.
    async fn reviews(
        &self,
        db: &impl ConnectionTrait,
        boards: &[BoardId],
    ) -> Result<HashMap<BoardId, Vec<ArchiveReview>>, Error> {
        let mut reviews: HashMap<BoardId, Vec<ArchiveReview>> = HashMap::new();
        for some in boards.chunks(IN_ONE_LIST) {
            let found = review::Entity::find()
                .filter(review::Column::BoardId.is_in(some.iter().copied()))
                .order_by_asc(review::Column::Id)
                .all(db)
                .await?;
            for row in found {
                let outcome = ReviewOutcome::from_key(&row.outcome).ok_or_else(|| {
                    Error::internal(format!("review {} has no known outcome", row.id))
                })?;
                let one = ArchiveReview {
                    outcome,
                    signed: Checklist::from_keys(&row.items),
                    reason: row.reason,
                    reviewer: self.name(row.reviewer),
                    at: from_millis(row.at),
                };
                reviews.entry(row.board_id).or_default().push(one);
            }
        }
        Ok(reviews)
    }

    /// Reviewers' comments on cells, by board.
    async fn comments(
        &self,
        db: &impl ConnectionTrait,
        boards: &[BoardId],
    ) -> Result<HashMap<BoardId, Vec<ArchiveComment>>, Error> {
        let mut comments: HashMap<BoardId, Vec<ArchiveComment>> = HashMap::new();
        for some in boards.chunks(IN_ONE_LIST) {
            let found = review_comment::Entity::find()
                .filter(review_comment::Column::BoardId.is_in(some.iter().copied()))
                .order_by_asc(review_comment::Column::Id)
                .all(db)
                .await?;
            for row in found {
                let one = ArchiveComment {
                    household: row.household,
                    sheet: row.sheet,
                    cell: row.cell,
                    label: row.label,
                    comment: row.comment,
                    by: self.name(row.given_by),
                    at: from_millis(row.given_at),
                };
                comments.entry(row.board_id).or_default().push(one);
            }
        }
        Ok(comments)
    }

    /// What was published, oldest first.
    pub(super) async fn notices(
        &self,
        db: &impl ConnectionTrait,
        boards: &[Uploaded],
    ) -> Result<Vec<ArchiveNotice>, Error> {
        let mut found = Vec::new();
        for notice in self.published() {
            let (board, _) = boards
                .iter()
                .find(|(row, _)| row.id == notice.board_id)
                .ok_or(Error::NotFound)?;
            let schedule = self
                .schedules
                .iter()
                .find(|one| one.id == board.schedule_id);
            found.push(ArchiveNotice {
                revision: notice.revision,
                published_at: notice.published_at,
                planned_at: notice.planned_at,
                correction_reason: notice.correction_reason.clone(),
                window: notice.window(),
                moves: moves(notice),
                withdrawals: self.withdrawals(db, notice.id).await?,
                approved_by: self.name(notice.approved_by),
                totals: notice.totals,
                digest: notice.digest.clone(),
                standards: schedule
                    .and_then(|one| u32::try_from(one.version).ok())
                    .unwrap_or_default(),
                file_digest: board.file_digest.clone(),
            });
        }
        Ok(found)
    }

    async fn withdrawals(
        &self,
        db: &impl ConnectionTrait,
        notice_id: NoticeId,
    ) -> Result<Vec<ArchiveWithdrawal>, Error> {
        let asked = withdrawal::Entity::find()
            .filter(withdrawal::Column::NoticeId.eq(notice_id))
            .order_by_asc(withdrawal::Column::Id)
            .all(db)
            .await?;
        let answers = withdrawal_answer::Entity::find()
            .filter(
                withdrawal_answer::Column::WithdrawalId.is_in(asked.iter().map(|asked| asked.id)),
            )
            .all(db)
            .await?;
        let withdrawals = asked.into_iter().map(|asked| {
            let answer = answers
                .iter()
                .find(|answer| answer.withdrawal_id == asked.id);
            ArchiveWithdrawal {
                reason: asked.reason,
                asked_by: self.name(asked.asked_by),
                asked_at: from_millis(asked.asked_at),
                answer: answer.map(|answer| ArchiveWithdrawalAnswer {
                    confirmed: answer.confirmed,
                    reason: answer.reason.clone(),
                    by: self.name(answer.answered_by),
                    at: from_millis(answer.answered_at),
                }),
            }
        });
        Ok(withdrawals.collect())
    }

    /// Corrections that were begun, oldest first. A correction's uploads are
    /// those between its beginning and that of the next.
    pub(super) async fn corrections(
        &self,
        db: &impl ConnectionTrait,
        boards: &[Uploaded],
    ) -> Result<Vec<ArchiveCorrection>, Error> {
        let begun = correction::Entity::find()
            .filter(correction::Column::RoundId.eq(self.round.id))
            .order_by_asc(correction::Column::Id)
            .all(db)
            .await?;
        let ends = begun.iter().skip(1).map(|next| next.after_board);
        let ends: Vec<BoardId> = ends.chain([BoardId::new(i64::MAX)]).collect();
        let corrections = begun.into_iter().zip(ends).map(|(one, end)| {
            let published_as = boards
                .iter()
                .filter(|(row, _)| row.id > one.after_board && row.id <= end)
                .find_map(|(_, board)| board.published_as);
            ArchiveCorrection {
                reason: one.reason,
                begun_by: self.name(one.begun_by),
                begun_at: from_millis(one.begun_at),
                published_as,
            }
        });
        Ok(corrections.collect())
    }

    /// Upheld objections that its boards were published without, oldest first.
    pub(super) async fn carried(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Vec<ArchiveCarryOver>, Error> {
        let rows = carry_over::Entity::find()
            .filter(carry_over::Column::RoundId.eq(self.round.id))
            .order_by_asc(carry_over::Column::Id)
            .all(db)
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let objection = objection::Entity::find_by_id(row.objection_id)
                .one(db)
                .await?
                .ok_or(Error::NotFound)?;
            if self.unknown.contains(&objection.receipt) {
                continue;
            }
            found.push(ArchiveCarryOver {
                round: self.project.notice(objection.notice_id)?.round,
                receipt: objection.receipt,
                household: objection.household,
                reason: row.reason,
                by: self.name(row.decided_by),
                at: from_millis(row.decided_at),
            });
        }
        Ok(found)
    }

    /// What supervisors said of changes of its boards, oldest first.
    pub(super) async fn confirmed(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Vec<ArchiveRemedy>, Error> {
        let rows = remedy_confirmation::Entity::find()
            .filter(remedy_confirmation::Column::RoundId.eq(self.round.id))
            .order_by_asc(remedy_confirmation::Column::Id)
            .all(db)
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let objection = objection::Entity::find_by_id(row.objection_id);
            let board = board::Entity::find_by_id(row.board_id);
            let (Some(objection), Some(board)) = (objection.one(db).await?, board.one(db).await?)
            else {
                return Err(Error::NotFound);
            };
            if self.unknown.contains(&objection.receipt) {
                continue;
            }
            found.push(ArchiveRemedy {
                round: self.project.notice(objection.notice_id)?.round,
                receipt: objection.receipt,
                household: objection.household,
                file_digest: board.file_digest,
                reason: row.reason,
                by: self.name(row.confirmed_by),
                at: from_millis(row.confirmed_at),
            });
        }
        Ok(found)
    }
}

/// The folder of a publication.
fn folder(round: RoundNumber, revision: u32) -> String {
    format!("board-{}-revision-{revision}", round.get())
}

/// A round's tables that were stored whole, oldest first.
pub(super) async fn rows(
    db: &impl ConnectionTrait,
    round_id: RoundId,
) -> Result<Vec<board::Model>, Error> {
    Ok(board::Entity::find()
        .filter(board::Column::RoundId.eq(round_id))
        .filter(board::Column::Complete.eq(true))
        .order_by_asc(board::Column::Id)
        .all(db)
        .await?)
}

fn moves(notice: &NoticeRecord) -> Vec<ArchiveMove> {
    let moves = notice.moves.iter().map(|one| ArchiveMove {
        at: one.at,
        closes: one.closes_at,
        why: move_reason(&one.cause),
    });
    moves.collect()
}
