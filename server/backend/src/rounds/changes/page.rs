//! Changes and their reasons as the office reads them.

use std::collections::BTreeMap;

use domain::account::Permission;
use domain::diff::ChangeCounts;
use domain::diff::HouseholdChange;
use domain::round::{RoundNumber, RoundState};
use sea_orm::ConnectionTrait;
use store::boards::{self, working_board};
use store::entity::board;
use store::ids::AccountId;
use store::projects::ProjectRecord;
use store::{accounts, entries};
use views::{ChangesSummary, GivenReason, OfficeChange, OfficeChanges};

use super::compared::{Compared, ListedChange, of_board};
use super::upheld::upheld_by_household;
use crate::actor::{Actor, WORK_ON_BOARDS};
use crate::heads::{board_ref, office_head};
use crate::recusal::Reading;
use crate::{AppContext, Error};

/// Households on one page of changes.
const CHANGES_PER_PAGE: usize = 50;
/// Changes that the review page shows by itself.
const MAX_FIRST: usize = 20;

/// What changed on a round's newest board, those without a reason first: for
/// the clerk to explain, and for the reviewer to read.
///
/// # Errors
/// [`Error::NotFound`] where there is no board, or none before it;
/// [`Error::Forbidden`].
pub async fn changes_page(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    number: RoundNumber,
    page: u32,
) -> Result<OfficeChanges, Error> {
    actor.must_any(WORK_ON_BOARDS)?;
    let db = context.db();
    let project = ProjectRecord::by_code(db, code).await?;
    let round = project.round(number)?;
    let state = round.standing.working();
    let board = working_board(db, round).await?.ok_or(Error::NotFound)?;
    let compared = of_board(db, &project, number, &board)
        .await?
        .ok_or(Error::NotFound)?;
    let summary = summary(&compared);
    let after = boards::report(&board)?.totals;
    let mut listed: Vec<&ListedChange> = compared.changes.iter().collect();
    listed.sort_by_key(|one| one.given.is_some());
    let pages = listed.len().div_ceil(CHANGES_PER_PAGE).max(1);
    let page = usize::try_from(page).unwrap_or(usize::MAX).clamp(1, pages);
    let shown: Vec<&ListedChange> = listed
        .into_iter()
        .skip((page - 1) * CHANGES_PER_PAGE)
        .take(CHANGES_PER_PAGE)
        .collect();
    let open = state == RoundState::Draft && actor.must(Permission::UploadBoard).is_ok();
    let mut changes = shown_changes(db, &compared, &board, &shown).await?;
    if open {
        let reading = Reading::of(db, actor, Some(project.id)).await?;
        let mut upheld = upheld_by_household(db, &project, number, &reading).await?;
        for change in &mut changes {
            change.upheld = upheld.remove(change.change.household()).unwrap_or_default();
        }
    }
    Ok(OfficeChanges {
        head: office_head(&project, context.now()),
        round: number,
        state,
        summary,
        before: compared.with.totals,
        after,
        changes,
        page: u32::try_from(page).unwrap_or(u32::MAX),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        open,
    })
}

/// How many households changed, and how many of them without a reason.
pub(in crate::rounds) fn summary(compared: &Compared) -> ChangesSummary {
    let mut counts = ChangeCounts::default();
    for one in &compared.changes {
        counts.add(one.kind);
    }
    ChangesSummary {
        with: board_ref(&compared.with),
        counts,
        unexplained: u32::try_from(compared.unexplained().count()).unwrap_or(u32::MAX),
    }
}

/// The first changes, for the review page.
pub(in crate::rounds) async fn first(
    db: &impl ConnectionTrait,
    compared: &Compared,
    board: &board::Model,
) -> Result<Vec<OfficeChange>, Error> {
    let shown: Vec<&ListedChange> = compared.changes.iter().take(MAX_FIRST).collect();
    shown_changes(db, compared, board, &shown).await
}

/// How one household changed, where it did.
pub(in crate::rounds) async fn of_one(
    db: &impl ConnectionTrait,
    compared: &Compared,
    board: &board::Model,
    household: &str,
) -> Result<Option<OfficeChange>, Error> {
    let all = compared.changes.iter();
    let shown: Vec<&ListedChange> = all.filter(|one| one.household == household).collect();
    Ok(shown_changes(db, compared, board, &shown).await?.pop())
}

/// Changes with their reasons and notes.
async fn shown_changes(
    db: &impl ConnectionTrait,
    compared: &Compared,
    board: &board::Model,
    shown: &[&ListedChange],
) -> Result<Vec<OfficeChange>, Error> {
    let numbers: Vec<&str> = shown.iter().map(|one| one.household.as_str()).collect();
    let old = entries::by_household(db, compared.with.board_id, &numbers).await?;
    let new = entries::by_household(db, board.id, &numbers).await?;
    let mut names: BTreeMap<AccountId, String> = BTreeMap::new();
    let mut changes = Vec::with_capacity(shown.len());
    for one in shown {
        let (old, new) = (old.get(&one.household), new.get(&one.household));
        let (Some(change), Some(entry)) = (HouseholdChange::between(old, new), new.or(old)) else {
            continue;
        };
        let reason = match &one.given {
            Some(given) => {
                let by = match names.get(&given.by) {
                    Some(name) => name.clone(),
                    None => accounts::display_name(db, given.by).await?,
                };
                names.insert(given.by, by.clone());
                Some(GivenReason {
                    reason: given.reason.clone(),
                    by,
                    at: given.at,
                })
            }
            None => None,
        };
        changes.push(OfficeChange {
            head: entry.head.clone(),
            change,
            reason,
            table_note: one.table_note.clone(),
            upheld: Vec::new(),
        });
    }
    Ok(changes)
}
