//! What differs between two boards, household by household and cell by cell.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::board::{Board, Entry, LineItem};
use crate::money::Money;
use crate::status::SpecialStatus;

/// What differs between two boards. Households are the same where their number
/// is (户号, stable within a project).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardDiff {
    pub added: Vec<Entry>,
    pub removed: Vec<Entry>,
    pub changed: Vec<EntryDiff>,
}

/// What differs in one household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDiff {
    pub household: String,
    /// At least one.
    pub changes: Vec<Change>,
}

/// One difference, with full names: for the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Head(Changed<String>),
    Group(Changed<Option<String>>),
    People(Changed<Option<u32>>),
    Status(Changed<Option<SpecialStatus>>),
    Remark(Changed<Option<String>>),
    /// `None` before a line that is new, and after one that is gone.
    Line(Changed<Option<LineItem>>),
    Total(Changed<Money>),
}

/// From what to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed<T> {
    pub from: T,
    pub to: T,
}

impl<T: Clone + PartialEq> Changed<T> {
    fn between(from: &T, to: &T) -> Option<Self> {
        (from != to).then(|| Self {
            from: from.clone(),
            to: to.clone(),
        })
    }
}

impl BoardDiff {
    /// What turns `old` into `new`.
    #[must_use]
    pub fn between(old: &Board, new: &Board) -> Self {
        let (old, new) = (by_number(old), by_number(new));
        let mut diff = Self::default();
        for (number, before) in &old {
            match new.get(number) {
                Some(after) => diff.changed.extend(EntryDiff::between(before, after)),
                None => diff.removed.push((*before).clone()),
            }
        }
        for (number, after) in &new {
            if !old.contains_key(number) {
                diff.added.push((*after).clone());
            }
        }
        diff
    }

    /// The new board from the old one, in order of household number.
    #[must_use]
    pub fn apply(&self, old: &Board) -> Board {
        let mut entries: BTreeMap<String, Entry> = old
            .entries
            .iter()
            .map(|entry| (entry.household.clone(), entry.clone()))
            .collect();
        for gone in &self.removed {
            entries.remove(&gone.household);
        }
        for changed in &self.changed {
            if let Some(entry) = entries.get_mut(&changed.household) {
                changed.apply(entry);
            }
        }
        for added in &self.added {
            entries.insert(added.household.clone(), added.clone());
        }
        Board {
            entries: entries.into_values().collect(),
        }
    }
}

impl EntryDiff {
    /// What turns a household's `old` entry into its `new` one; `None` where
    /// nothing does. The order of its lines is no difference.
    #[must_use]
    pub fn between(old: &Entry, new: &Entry) -> Option<Self> {
        let mut changes: Vec<Change> = [
            Changed::between(&old.head, &new.head).map(Change::Head),
            Changed::between(&old.group, &new.group).map(Change::Group),
            Changed::between(&old.people, &new.people).map(Change::People),
            Changed::between(&old.status, &new.status).map(Change::Status),
            Changed::between(&old.remark, &new.remark).map(Change::Remark),
        ]
        .into_iter()
        .flatten()
        .collect();
        changes.extend(lines(&old.lines, &new.lines));
        changes.extend(Changed::between(&old.total, &new.total).map(Change::Total));
        (!changes.is_empty()).then(|| Self {
            household: new.household.clone(),
            changes,
        })
    }

    fn apply(&self, entry: &mut Entry) {
        for change in &self.changes {
            match change.clone() {
                Change::Head(head) => entry.head = head.to,
                Change::Group(group) => entry.group = group.to,
                Change::People(people) => entry.people = people.to,
                Change::Status(status) => entry.status = status.to,
                Change::Remark(remark) => entry.remark = remark.to,
                Change::Total(total) => entry.total = total.to,
                Change::Line(line) => {
                    if let Some(gone) = line.from
                        && let Some(at) = entry.lines.iter().position(|one| *one == gone)
                    {
                        entry.lines.remove(at);
                    }
                    entry.lines.extend(line.to);
                }
            }
        }
    }
}

fn by_number(board: &Board) -> BTreeMap<&str, &Entry> {
    board
        .entries
        .iter()
        .map(|entry| (entry.household.as_str(), entry))
        .collect()
}

/// Lines that are the same in both are left out; of the others those for the
/// same thing are one change.
fn lines(old: &[LineItem], new: &[LineItem]) -> Vec<Change> {
    let mut gone: Vec<&LineItem> = old.iter().collect();
    let mut came: Vec<&LineItem> = Vec::new();
    for line in new {
        match gone.iter().position(|one| *one == line) {
            Some(same) => {
                gone.remove(same);
            }
            None => came.push(line),
        }
    }
    let mut changes = Vec::new();
    for from in gone {
        let to = came
            .iter()
            .position(|to| to.category == from.category && to.item == from.item)
            .map(|at| came.remove(at).clone());
        changes.push(Change::Line(Changed {
            from: Some(from.clone()),
            to,
        }));
    }
    changes.extend(came.into_iter().map(|line| {
        Change::Line(Changed {
            from: None,
            to: Some(line.clone()),
        })
    }));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::Category;
    use proptest::prelude::*;

    fn line() -> impl Strategy<Value = LineItem> {
        (0..3usize, 0..3usize, 1..5i64).prop_map(|(category, item, yuan)| LineItem {
            standard: None,
            category: Category::ALL[category],
            item: ["水田", "旱地", "水井"][item].to_owned(),
            measure: None,
            amount: Money::from_yuan(yuan),
        })
    }

    fn board() -> impl Strategy<Value = Board> {
        let entry = (
            0..8u32,
            0..3u32,
            prop::option::of(1..4u32),
            prop::collection::vec(line(), 0..5),
        );
        prop::collection::vec(entry, 0..8).prop_map(|entries| {
            let entries: BTreeMap<u32, Entry> = entries
                .into_iter()
                .map(|(number, head, people, lines)| {
                    let entry = Entry {
                        household: format!("H{number}"),
                        head: format!("户主{head}"),
                        group: None,
                        people,
                        total: lines.iter().map(|line| line.amount).sum(),
                        lines,
                        status: None,
                        remark: None,
                    };
                    (number, entry)
                })
                .collect();
            Board {
                entries: entries.into_values().collect(),
            }
        })
    }

    /// The order of lines is no difference.
    fn sorted(mut board: Board) -> Board {
        for entry in &mut board.entries {
            entry
                .lines
                .sort_by_key(|line| (line.category, line.item.clone(), line.amount));
        }
        board
    }

    proptest! {
        #[test]
        fn a_diff_applied_to_the_old_board_gives_the_new_one(old in board(), new in board()) {
            let diff = BoardDiff::between(&old, &new);
            prop_assert_eq!(sorted(diff.apply(&old)), sorted(new));
        }

        #[test]
        fn a_board_does_not_differ_from_itself(board in board()) {
            prop_assert_eq!(BoardDiff::between(&board, &board), BoardDiff::default());
        }
    }
}
