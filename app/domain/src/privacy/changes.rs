//! What changed in a household, as an audience sees it.

use serde::{Deserialize, Serialize};

use super::audience::Audience;
use super::entry::{ShownStatus, shown_deduction, shown_line};
use crate::board::{Entry, LineItem};
use crate::board_ref::BoardRef;
use crate::diff::{Change, ChangeKind, Changed, EntryDiff, HouseholdChange};
use crate::money::Money;
use crate::quantity::Quantity;
use crate::reason::ChangeReason;
use crate::status::SpecialStatus;
use crate::terms::Deduction;

/// What changed in a household since the board before, as a reader may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShownChange {
    Head(Changed<String>),
    Group(Changed<Option<String>>),
    People(Changed<Option<u32>>),
    Status(Changed<Option<ShownStatus>>),
    Remark(Changed<Option<String>>),
    Line(Changed<Option<LineItem>>),
    Deduction(Changed<Option<Deduction>>),
    Total(Changed<Money>),
}

impl ShownChange {
    /// What a reader sees of the differences between a household's entries: the
    /// public no remark, and no name of theirs in the words of the office.
    #[must_use]
    pub fn of(diff: &EntryDiff, entries: &[&Entry], audience: Audience) -> Vec<Self> {
        let names: Vec<&str> = entries.iter().flat_map(|entry| entry.names()).collect();
        let hidden =
            |change: &&Change| audience == Audience::Masked && matches!(change, Change::Remark(_));
        diff.changes
            .iter()
            .filter(|change| !hidden(change))
            .map(|change| Self::one(change, &names, audience))
            .collect()
    }

    fn one(change: &Change, names: &[&str], audience: Audience) -> Self {
        let shown = |status: Option<SpecialStatus>| {
            status.map(|status| ShownStatus::of(&status, audience, names))
        };
        match change.clone() {
            Change::Head(head) => Self::Head(Changed {
                from: audience.name(&head.from),
                to: audience.name(&head.to),
            }),
            Change::Status(status) => Self::Status(Changed {
                from: shown(status.from),
                to: shown(status.to),
            }),
            Change::Group(group) => Self::Group(group),
            Change::People(people) => Self::People(people),
            Change::Remark(remark) => Self::Remark(remark),
            // Why a price is another is said with the line itself.
            Change::Line(line) => Self::Line(Changed {
                from: line
                    .from
                    .map(|from| shown_line(&from.without_reason(), names, audience)),
                to: line
                    .to
                    .map(|to| shown_line(&to.without_reason(), names, audience)),
            }),
            Change::Deduction(one) => Self::Deduction(Changed {
                from: one.from.map(|from| shown_deduction(&from, names, audience)),
                to: one.to.map(|to| shown_deduction(&to, names, audience)),
            }),
            Change::Total(total) => Self::Total(total),
        }
    }
}

/// Why a household changed, as a reader may see it, and on which board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownReason {
    pub board: BoardRef,
    pub reason: ChangeReason,
}

impl ShownReason {
    /// The reasons of a household's changes; names of its heads and officials
    /// are masked for the public, should a note name them.
    #[must_use]
    pub fn of(
        reasons: &[(BoardRef, ChangeReason)],
        entries: &[&Entry],
        audience: Audience,
    ) -> Vec<Self> {
        let shown = reasons.iter().map(|(board, reason)| {
            let names = entries.iter().flat_map(|entry| entry.names());
            Self {
                board: *board,
                reason: ChangeReason {
                    note: audience.words(&reason.note, names),
                    ..reason.clone()
                },
            }
        });
        shown.collect()
    }
}

/// A household in the list of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedHousehold {
    pub household: String,
    pub head: String,
    pub group: Option<String>,
    pub kind: ChangeKind,
    /// `None` for an added household.
    pub before: Option<ShownSums>,
    /// `None` for a removed household.
    pub after: Option<ShownSums>,
    /// Empty for an added or removed household.
    pub changes: Vec<ShownChange>,
    pub reasons: Vec<ShownReason>,
}

/// What a household loses and gets, in sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownSums {
    /// 亩
    pub land: Quantity,
    /// ㎡
    pub floor: Quantity,
    pub total: Money,
}

impl ShownSums {
    fn of(entry: &Entry) -> Self {
        Self {
            land: entry.land(),
            floor: entry.floor(),
            total: entry.total,
        }
    }
}

impl ChangedHousehold {
    /// A household beside itself; `None` where it did not change.
    #[must_use]
    pub fn between(
        old: Option<&Entry>,
        new: Option<&Entry>,
        reasons: &[(BoardRef, ChangeReason)],
        audience: Audience,
    ) -> Option<Self> {
        let change = HouseholdChange::between(old, new)?;
        let entries: Vec<&Entry> = [old, new].into_iter().flatten().collect();
        let entry = new.or(old)?;
        Some(Self {
            household: entry.household.clone(),
            head: audience.name(&entry.head),
            group: entry.group.clone(),
            kind: change.kind(),
            before: old.map(ShownSums::of),
            after: new.map(ShownSums::of),
            changes: match &change {
                HouseholdChange::Changed(diff) => ShownChange::of(diff, &entries, audience),
                HouseholdChange::Added(_) | HouseholdChange::Removed(_) => Vec::new(),
            },
            reasons: ShownReason::of(reasons, &entries, audience),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{Official, StatusKind};

    #[test]
    fn a_changed_status_shows_the_public_no_name_in_the_words_of_the_office() {
        let entry = |relation: &str| Entry {
            household: "1".into(),
            head: "张小明".into(),
            group: None,
            people: None,
            lines: Vec::new(),
            deductions: Vec::new(),
            total: Money::ZERO,
            status: Some(SpecialStatus {
                kind: StatusKind::CadreRelative,
                post: None,
                relation: Some(relation.into()),
                official: Some(Official {
                    name: "沈大德".into(),
                    post: None,
                }),
            }),
            remark: None,
        };
        let (old, new) = (entry("兄弟"), entry("张小明系沈大德之弟"));
        let diff = EntryDiff::between(&old, &new).expect("a difference");
        let json = |audience| {
            let shown = ShownChange::of(&diff, &[&old, &new], audience);
            serde_json::to_string(&shown).expect("json")
        };
        let public = json(Audience::Masked);
        assert!(public.contains("张*明系沈*德之弟"), "{public}");
        assert!(json(Audience::Full).contains("张小明系沈大德之弟"));
    }
}
