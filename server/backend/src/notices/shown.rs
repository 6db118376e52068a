//! A notice, and what its reader may see.

use chrono::TimeDelta;
use domain::board::Entry;
use domain::privacy::{Audience, ShownEntry};
use domain::round::{RoundNumber, RoundState};
use store::entries::{self, StoredEntry};
use store::projects::ProjectRecord;
use store::rounds::NoticeRecord;
use views::{BoardAsked, NoticeHead, RevisionMark};

use crate::heads::{moves, public_head, withdrawn};
use crate::names::mask_words;
use crate::projects::opens;
use crate::{AppContext, Error, rounds};

/// A board that comes later than this after the time set for it is said to be
/// late.
const MIN_LATE: TimeDelta = TimeDelta::minutes(10);

/// A notice that residents may see, and what this reader may see of it.
pub(super) struct ShownNotice {
    pub(super) project: ProjectRecord,
    pub(super) notice: NoticeRecord,
    pub(super) head: NoticeHead,
}

impl ShownNotice {
    pub(super) async fn load(
        context: &AppContext,
        code: &str,
        board: impl Into<BoardAsked>,
        access_code: Option<&str>,
    ) -> Result<Self, Error> {
        let project = ProjectRecord::by_code(context.db(), code).await?;
        Self::of(context, project, board.into(), access_code).await
    }

    /// Of a project that was loaded already.
    pub(super) async fn of(
        context: &AppContext,
        project: ProjectRecord,
        board: BoardAsked,
        access_code: Option<&str>,
    ) -> Result<Self, Error> {
        let round = project.round(board.round)?;
        let newest = round.notice.as_ref().ok_or(Error::NotFound)?;
        let notice = match board.revision {
            None => newest,
            Some(wanted) => project
                .revisions(board.round)
                .find(|one| one.revision == wanted)
                .ok_or(Error::NotFound)?,
        };
        let audience = Audience::of(project.scope, opens(&project, access_code));
        let window = notice.window();
        let is_open = notice.id == newest.id && round.state(context.now()) == RoundState::Published;
        let mut carried = rounds::carried(context.db(), &project, round.id).await?;
        let board_id = notice.board_id;
        let mut confirmed = rounds::confirmed(context, &project, round.id, board_id).await?;
        if !audience.sees_households(project.scope) {
            for one in &mut carried {
                one.household = None;
            }
            for one in &mut confirmed {
                one.household = None;
            }
        }
        let mut revisions = revisions(&project, board.round);
        let mut public = public_head(&project, context.now());
        if audience == Audience::Masked {
            let carried = carried.iter_mut().map(|one| &mut one.reason);
            let confirmed = confirmed.iter_mut().map(|one| &mut one.reason);
            let words = carried.chain(confirmed);
            let words = words.chain(revisions.iter_mut().flat_map(reasons));
            let words = words.chain([&mut public.scope_reason]);
            mask_words(context.db(), &context.names, &project, words.collect()).await?;
        }
        let head = NoticeHead {
            project: public,
            round: board.round,
            revision: notice.revision,
            revisions,
            published_at: notice.published_at,
            planned_at: notice
                .planned_at
                .filter(|at| notice.published_at - at > MIN_LATE),
            window,
            is_open,
            days_left: if is_open {
                window.days_left(context.now())
            } else {
                0
            },
            moves: moves(notice),
            carried,
            confirmed,
            totals: notice.totals,
            audience,
        };
        let notice = notice.clone();
        Ok(Self {
            project,
            notice,
            head,
        })
    }

    /// Whether this reader may see households at all.
    pub(super) fn shows_households(&self) -> bool {
        self.head.audience.sees_households(self.project.scope)
    }

    /// A household's entry, where this reader may see households.
    pub(super) async fn stored(
        &self,
        context: &AppContext,
        household: &str,
    ) -> Result<StoredEntry, Error> {
        if !self.shows_households() {
            return Err(Error::NotFound);
        }
        entries::one(context.db(), self.notice.board_id, household)
            .await?
            .ok_or(Error::NotFound)
    }

    /// As much of an entry as this reader may see.
    pub(super) fn entry(&self, entry: &Entry) -> ShownEntry {
        ShownEntry::of(entry, self.head.audience)
    }
}

/// Why a board took the place of another, and why it was withdrawn.
fn reasons(revision: &mut RevisionMark) -> impl Iterator<Item = &mut String> {
    let withdrawn = revision.withdrawn.as_mut().map(|one| &mut one.reason);
    revision.reason.iter_mut().chain(withdrawn)
}

/// A round's revisions, oldest first.
fn revisions(project: &ProjectRecord, round: RoundNumber) -> Vec<RevisionMark> {
    let mut found: Vec<RevisionMark> = project
        .revisions(round)
        .map(|one| RevisionMark {
            revision: one.revision,
            published_at: one.published_at,
            reason: one.correction_reason.clone(),
            withdrawn: withdrawn(one),
        })
        .collect();
    found.reverse();
    found
}
