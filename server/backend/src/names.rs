//! Who stands on published boards, to be found by name.
//!
//! While names are masked, what somebody types is masked in the same way before it
//! is compared: 张建明 and 张晓明 find the same households, in the same time. So a
//! search confirms nothing that a masked page does not show. Those who see full
//! names search by them.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use domain::privacy::{Audience, name_keys, names_within, wanted_keys};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use store::entity::{board, entry, official};
use store::ids::BoardId;
use store::projects::ProjectRecord;

use crate::Error;
use crate::computed::{Computed, Turns};

/// Names that are kept in memory, 24 bytes each.
const MAX_KEPT: usize = 4_000_000;
/// Households that a name finds; no board has so many of one.
pub(crate) const MAX_FOUND: usize = 20_000;
/// How many wait until a board's names are listed: every page of it needs them.
const MAX_WAITING: usize = 4_096;
/// Entries that are read at once.
const AT_ONCE: u64 = 10_000;

/// The names of boards. A published board never changes, so what was listed once
/// holds; another process lists it for itself.
pub(crate) struct NameLists(Computed<BoardId, NameList>);

impl Default for NameLists {
    fn default() -> Self {
        let turns = Turns::new(MAX_WAITING);
        Self(Computed::new(turns, MAX_KEPT, |list| list.listed.len()))
    }
}

/// The names of a board's heads, as hashes.
#[derive(Debug, Default)]
pub(crate) struct NameList {
    /// In order.
    listed: Vec<Listed>,
    /// Of every full name, in order.
    names: Vec<u64>,
}

/// One name of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Listed {
    masked: u64,
    full: u64,
    position: i32,
}

impl NameLists {
    /// The names of a published board. Who asks while they are being listed waits.
    pub(crate) async fn of(
        &self,
        db: &DatabaseConnection,
        board_id: BoardId,
    ) -> Result<Arc<NameList>, Error> {
        self.0
            .of(board_id, NameList::read(db.clone(), board_id))
            .await
    }
}

impl NameList {
    async fn read(db: DatabaseConnection, board_id: BoardId) -> Result<Self, Error> {
        let mut listed = Vec::new();
        let mut next = 0;
        loop {
            let rows: Vec<(i32, String)> = entry::Entity::find()
                .select_only()
                .columns([entry::Column::Position, entry::Column::Head])
                .filter(entry::Column::BoardId.eq(board_id))
                .filter(entry::Column::Position.gte(next))
                .order_by_asc(entry::Column::Position)
                .limit(AT_ONCE)
                .into_tuple()
                .all(&db)
                .await?;
            let Some((last, _)) = rows.last() else {
                break;
            };
            next = last.saturating_add(1);
            for (position, head) in &rows {
                listed.extend(name_keys(head).into_iter().map(|key| Listed {
                    masked: hash(&key.masked),
                    full: hash(&key.full),
                    position: *position,
                }));
            }
        }
        Ok(Self::of(listed))
    }

    fn of(mut listed: Vec<Listed>) -> Self {
        listed.sort_unstable();
        listed.shrink_to_fit();
        let mut names: Vec<u64> = listed.iter().map(|one| one.full).collect();
        names.sort_unstable();
        names.dedup();
        Self { listed, names }
    }

    /// The positions of the households that name everybody whom a text names, as
    /// far as this reader may tell; in order.
    pub(crate) fn found(&self, typed: &str, audience: Audience) -> Vec<i32> {
        let mut found: Option<BTreeSet<i32>> = None;
        for keys in wanted_keys(typed).iter().filter(|keys| !keys.is_empty()) {
            let of_one = keys.iter().flat_map(|key| {
                let (masked, full) = (hash(&key.masked), hash(&key.full));
                let begin = self.listed.partition_point(|one| one.masked < masked);
                self.listed
                    .iter()
                    .skip(begin)
                    .take_while(move |one| one.masked == masked)
                    .filter(move |one| audience == Audience::Masked || one.full == full)
                    .map(|one| one.position)
            });
            found = Some(match found {
                Some(before) => of_one.filter(|at| before.contains(at)).collect(),
                None => of_one.collect(),
            });
        }
        let found = found.unwrap_or_default();
        found.into_iter().take(MAX_FOUND).collect()
    }

    /// Whether this is the full name of somebody, or what stands before its dot.
    fn has(&self, name: &str) -> bool {
        let is_here = |name: &str| self.names.binary_search(&hash(name)).is_ok();
        is_here(name) || is_here(&format!("{name}·"))
    }
}

/// The same in every run, so that tests say what will be.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The boards of a project that were published, and the newest of each round: a
/// reason may name who is on a board before anybody sees it.
async fn boards_of(
    db: &impl ConnectionTrait,
    project: &ProjectRecord,
) -> Result<Vec<BoardId>, Error> {
    let rounds = project.rounds.iter().map(|round| round.id);
    let newest: Vec<Option<BoardId>> = board::Entity::find()
        .select_only()
        .column_as(board::Column::Id.max(), "newest")
        .filter(board::Column::RoundId.is_in(rounds))
        .filter(board::Column::Complete.eq(true))
        .group_by(board::Column::RoundId)
        .into_tuple()
        .all(db)
        .await?;
    let published = project.notices.iter().map(|notice| notice.board_id);
    let mut boards: Vec<BoardId> = newest.into_iter().flatten().chain(published).collect();
    boards.sort_unstable();
    boards.dedup();
    Ok(boards)
}

/// Masks in what the office wrote freely everybody who heads a household of this
/// project's boards, or is an official of the register.
pub(crate) async fn mask_words(
    db: &DatabaseConnection,
    lists: &NameLists,
    project: &ProjectRecord,
    texts: Vec<&mut String>,
) -> Result<(), Error> {
    let texts: Vec<&mut String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    if texts.is_empty() {
        return Ok(());
    }
    let officials: Vec<String> = official::Entity::find()
        .select_only()
        .column(official::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    let mut boards = Vec::new();
    for board_id in boards_of(db, project).await? {
        boards.push(lists.of(db, board_id).await?);
    }
    for text in texts {
        let heads = names_within(text, |name| boards.iter().any(|board| board.has(name)));
        let names = officials.iter().chain(&heads).map(String::as_str);
        *text = Audience::Masked.words(text, names);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(heads: &[&str]) -> NameList {
        let listed = (0..).zip(heads).flat_map(|(position, head)| {
            name_keys(head).into_iter().map(move |key| Listed {
                masked: hash(&key.masked),
                full: hash(&key.full),
                position,
            })
        });
        NameList::of(listed.collect())
    }

    #[test]
    fn names_that_are_masked_alike_are_found_alike() {
        let list = list(&[
            "张建明",
            "张晓明",
            "石玉梅、石玉兰",
            "张建",
            "枣林村集体",
            "王",
        ]);
        let found = |typed: &str, audience| list.found(typed, audience);
        for (typed, masked, full) in [
            ("张建明", vec![0, 1], vec![0]),
            ("张晓明", vec![0, 1], vec![1]),
            ("张大明", vec![0, 1], vec![]),
            ("张 建 明（已故）", vec![0, 1], vec![0]),
            ("张*明", vec![0, 1], vec![]),
            ("石玉兰", vec![2], vec![2]),
            ("石玉兰和石玉梅", vec![2], vec![2]),
            ("石玉兰、张建明", vec![], vec![]),
            ("张国", vec![3], vec![]),
            ("枣林村集体", vec![4], vec![4]),
            ("王", vec![], vec![]),
            ("张", vec![], vec![]),
            ("", vec![], vec![]),
        ] {
            assert_eq!(found(typed, Audience::Masked), masked, "{typed}");
            assert_eq!(found(typed, Audience::Full), full, "{typed}");
        }
    }
}
