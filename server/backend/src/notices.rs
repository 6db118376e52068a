//! Published boards as residents read them. Everything that leaves this
//! module is made of [`domain::privacy`] types.

mod changes;
mod household;
mod list;
mod search;
mod special;

pub use changes::changes;
pub use household::{household, objectable};
pub use list::notice;
pub use search::search;
pub(crate) use special::Benchmarks;
pub use special::{special, special_csv, special_sheet};

use domain::privacy::Audience;
use domain::round::RoundState;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect};
use views::{BoardAsked, CarriedOver, NoticeHead, RevisionMark};

use crate::clock::from_millis;
use crate::entity::{entry, notice as row, official};
use crate::projects::{Loaded, opens, revision, state, window};
use crate::{Error, Office, rounds, windows};

/// A board that comes later than this after the time set for it, in
/// milliseconds, is said to be late.
const LATE_LEAST: i64 = 10 * 60 * 1000;

/// A notice that residents may see, and what this reader may see of it.
struct Shown {
    loaded: Loaded,
    notice: row::Model,
    head: NoticeHead,
}

impl Shown {
    async fn load(
        office: &Office,
        code: &str,
        board: impl Into<BoardAsked>,
        access_code: Option<&str>,
    ) -> Result<Self, Error> {
        let board = board.into();
        let loaded = Loaded::by_code(office.db(), code).await?;
        let (round, newest) = loaded.round(board.round)?;
        let newest = newest.as_ref().ok_or(Error::NotFound)?;
        let shown = match board.revision {
            None => newest,
            Some(wanted) => loaded
                .revisions(round.id)
                .find(|one| revision(one) == wanted)
                .ok_or(Error::NotFound)?,
        };
        let audience = Audience::of(loaded.scope(), opens(&loaded, access_code));
        let window = window(shown);
        let hangs =
            shown.id == newest.id && state(office, round, Some(newest))? == RoundState::Published;
        let mut carried = rounds::carried(office.db(), &loaded, round.id).await?;
        if !audience.sees_households(loaded.scope()) {
            for one in &mut carried {
                one.household = None;
            }
        }
        if audience == Audience::Masked {
            mask_reasons(office.db(), &loaded, &mut carried).await?;
        }
        let late = |at: &i64| shown.notice.published_at - at > LATE_LEAST;
        let head = NoticeHead {
            project: loaded.head(office)?,
            round: board.round,
            revision: revision(shown),
            revisions: revisions(&loaded, round.id),
            published_at: from_millis(shown.notice.published_at),
            planned_at: shown.planned_at.filter(late).map(from_millis),
            window,
            is_open: hangs,
            days_left: if hangs {
                window.days_left(office.now())
            } else {
                0
            },
            moves: windows::moves(shown),
            carried,
            totals: serde_json::from_str(&shown.totals)?,
            audience,
        };
        let notice = shown.notice.clone();
        Ok(Self {
            loaded,
            notice,
            head,
        })
    }

    /// Whether this reader may see households at all.
    fn shows_households(&self) -> bool {
        self.head.audience.sees_households(self.loaded.scope())
    }
}

/// Masks the heads of this project's boards, and the officials of the register,
/// whom a reason names.
async fn mask_reasons(
    db: &impl ConnectionTrait,
    loaded: &Loaded,
    carried: &mut [CarriedOver],
) -> Result<(), Error> {
    if carried.is_empty() {
        return Ok(());
    }
    let boards: Vec<i64> = loaded.notices.iter().map(|one| one.board_id).collect();
    let place = match db.get_database_backend() {
        DbBackend::Postgres => "strpos",
        _ => "instr",
    };
    let officials: Vec<String> = official::Entity::find()
        .select_only()
        .column(official::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    for one in carried {
        let stands = Func::cust(place)
            .arg(Expr::value(one.reason.as_str()))
            .arg(Expr::col(entry::Column::Head));
        let mut names: Vec<String> = entry::Entity::find()
            .select_only()
            .column(entry::Column::Head)
            .distinct()
            .filter(entry::Column::BoardId.is_in(boards.iter().copied()))
            .filter(Expr::expr(stands).gt(0))
            .into_tuple()
            .all(db)
            .await?;
        names.extend(officials.iter().cloned());
        let names = names.iter().map(String::as_str);
        one.reason = Audience::Masked.words(&one.reason, names);
    }
    Ok(())
}

/// A round's revisions, oldest first.
fn revisions(loaded: &Loaded, round_id: i64) -> Vec<RevisionMark> {
    let mut found: Vec<RevisionMark> = loaded
        .revisions(round_id)
        .map(|one| RevisionMark {
            revision: revision(one),
            published_at: from_millis(one.notice.published_at),
            reason: one.correction_reason.clone(),
            withdrawn: one.withdrawn.clone(),
        })
        .collect();
    found.reverse();
    found
}
