//! What differs between two boards, household by household and cell by cell.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::board::{Board, Entry, LineItem};
use crate::key::keyed;
use crate::money::Money;
use crate::name;
use crate::status::SpecialStatus;
use crate::terms::Deduction;

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

/// How a household changed from one board to the next.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ChangeKind {
    /// On both, and not the same.
    Changed,
    Added,
    Removed,
}

keyed!(ChangeKind);

/// How many households differ between two boards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeCounts {
    pub changed: u32,
    pub added: u32,
    pub removed: u32,
}

impl ChangeCounts {
    /// Counts one more.
    pub fn add(&mut self, kind: ChangeKind) {
        let count = match kind {
            ChangeKind::Changed => &mut self.changed,
            ChangeKind::Added => &mut self.added,
            ChangeKind::Removed => &mut self.removed,
        };
        *count += 1;
    }

    #[must_use]
    pub const fn of(self, kind: ChangeKind) -> u32 {
        match kind {
            ChangeKind::Changed => self.changed,
            ChangeKind::Added => self.added,
            ChangeKind::Removed => self.removed,
        }
    }

    #[must_use]
    pub const fn all(self) -> u32 {
        self.changed + self.added + self.removed
    }
}

/// One household that is not the same on both boards, with full names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HouseholdChange {
    Changed(EntryDiff),
    Added(Entry),
    Removed(Entry),
}

impl HouseholdChange {
    /// What turns `old` into `new`; `None` where nothing does.
    #[must_use]
    pub fn between(old: Option<&Entry>, new: Option<&Entry>) -> Option<Self> {
        match (old, new) {
            (Some(old), Some(new)) => EntryDiff::between(old, new).map(Self::Changed),
            (Some(old), None) => Some(Self::Removed(old.clone())),
            (None, Some(new)) => Some(Self::Added(new.clone())),
            (None, None) => None,
        }
    }

    #[must_use]
    pub fn household(&self) -> &str {
        match self {
            Self::Changed(diff) => &diff.household,
            Self::Added(entry) | Self::Removed(entry) => &entry.household,
        }
    }

    /// The same change without the reasons in its lines for their prices: those are
    /// written in later, and are no part of what changed.
    #[must_use]
    pub fn without_reasons(&self) -> Self {
        let plain = |line: &Option<LineItem>| line.as_ref().map(LineItem::without_reason);
        let entry = |entry: &Entry| Entry {
            lines: entry.lines.iter().map(LineItem::without_reason).collect(),
            ..entry.clone()
        };
        match self {
            Self::Added(added) => Self::Added(entry(added)),
            Self::Removed(removed) => Self::Removed(entry(removed)),
            Self::Changed(diff) => {
                let changes = diff.changes.iter().map(|change| match change {
                    Change::Line(line) => Change::Line(Changed {
                        from: plain(&line.from),
                        to: plain(&line.to),
                    }),
                    other => other.clone(),
                });
                Self::Changed(EntryDiff {
                    household: diff.household.clone(),
                    changes: changes.collect(),
                })
            }
        }
    }

    #[must_use]
    pub const fn kind(&self) -> ChangeKind {
        match self {
            Self::Changed(_) => ChangeKind::Changed,
            Self::Added(_) => ChangeKind::Added,
            Self::Removed(_) => ChangeKind::Removed,
        }
    }
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
    /// `None` before a deduction that is new, and after one that is gone.
    Deduction(Changed<Option<Deduction>>),
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

    /// Every household that differs, in order of number.
    #[must_use]
    pub fn into_changes(self) -> Vec<HouseholdChange> {
        let changed = self.changed.into_iter().map(HouseholdChange::Changed);
        let added = self.added.into_iter().map(HouseholdChange::Added);
        let removed = self.removed.into_iter().map(HouseholdChange::Removed);
        let mut all: Vec<HouseholdChange> = changed.chain(added).chain(removed).collect();
        all.sort_by(|one, other| one.household().cmp(other.household()));
        all
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
        // Every field, so that one that is new is not forgotten.
        let Entry {
            household,
            head,
            group,
            people,
            lines: new_lines,
            deductions: new_deductions,
            total,
            status,
            remark,
        } = new;
        let mut changes: Vec<Change> = [
            // Blanks that only widen a name are none of it.
            Changed::between(&old.head, head)
                .filter(|_| name::spelled(&old.head) != name::spelled(head))
                .map(Change::Head),
            Changed::between(&old.group, group).map(Change::Group),
            Changed::between(&old.people, people).map(Change::People),
            Changed::between(&old.status, status).map(Change::Status),
            Changed::between(&old.remark, remark).map(Change::Remark),
        ]
        .into_iter()
        .flatten()
        .collect();
        changes.extend(lines(&old.lines, new_lines));
        changes.extend(deductions(&old.deductions, new_deductions));
        changes.extend(Changed::between(&old.total, total).map(Change::Total));
        (!changes.is_empty()).then(|| Self {
            household: household.clone(),
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
                Change::Deduction(deduction) => {
                    if let Some(gone) = deduction.from
                        && let Some(at) = entry.deductions.iter().position(|one| *one == gone)
                    {
                        entry.deductions.remove(at);
                    }
                    entry.deductions.extend(deduction.to);
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
/// same thing are one change. Why a price is not the standard's is said on each
/// board anew and is no difference.
fn lines(old: &[LineItem], new: &[LineItem]) -> Vec<Change> {
    let same = |one: &LineItem, other: &LineItem| one.without_reason() == other.without_reason();
    let alike =
        |one: &LineItem, other: &LineItem| one.category == other.category && one.item == other.item;
    listed(old, new, same, alike).map(Change::Line).collect()
}

/// As [`lines`], of what is deducted.
fn deductions(old: &[Deduction], new: &[Deduction]) -> Vec<Change> {
    let alike = |one: &Deduction, other: &Deduction| one.name == other.name;
    let changes = listed(old, new, Deduction::eq, alike);
    changes.map(Change::Deduction).collect()
}

/// What is not the same in two lists; what is alike in both is one change.
fn listed<T: Clone>(
    old: &[T],
    new: &[T],
    same: impl Fn(&T, &T) -> bool,
    alike: impl Fn(&T, &T) -> bool,
) -> impl Iterator<Item = Changed<Option<T>>> {
    let mut gone: Vec<&T> = old.iter().collect();
    let mut came: Vec<&T> = Vec::new();
    for one in new {
        match gone.iter().position(|other| same(other, one)) {
            Some(at) => {
                gone.remove(at);
            }
            None => came.push(one),
        }
    }
    let mut changes: Vec<Changed<Option<T>>> = Vec::new();
    for from in gone {
        let to = came.iter().position(|to| alike(from, to));
        changes.push(Changed {
            from: Some(from.clone()),
            to: to.map(|at| came.remove(at).clone()),
        });
    }
    changes.extend(came.into_iter().map(|one| Changed {
        from: None,
        to: Some(one.clone()),
    }));
    changes.into_iter()
}

#[cfg(test)]
mod tests;
