//! What the public may see. A [`PublicEntry`] has no field for an ID, phone or
//! bank number, nor for remarks, and its name is masked; it is made in one
//! place only ([`PublicEntry::of`]). Pages, feeds and exports for residents
//! are built from these types and no others.
//!
//! 政府信息公开条例 15; 个人信息保护法 6, 25, 51.

use serde::{Deserialize, Serialize};

use crate::board::{Entry, LineItem};
use crate::board_ref::BoardRef;
use crate::diff::{Change, ChangeKind, Changed, EntryDiff, HouseholdChange};
use crate::money::Money;
use crate::quantity::Quantity;
use crate::reason::ChangeReason;
use crate::status::{Kinship, SpecialStatus, StatusKind};

/// What the open internet sees of a project; who holds the project's access
/// code sees [`MemberEntry`] in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Totals of the board, no households.
    Totals,
    /// Every household, names masked. The default.
    #[default]
    Masked,
    /// Every household with full names; needs a named person and a reason.
    FullNames,
}

impl Scope {
    pub const ALL: [Self; 3] = [Self::Totals, Self::Masked, Self::FullNames];

    /// The key in the database and in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Totals => "totals",
            Self::Masked => "masked",
            Self::FullNames => "full_names",
        }
    }

    /// From [`Scope::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.key() == key)
    }
}

/// Special status as shown: relation, the official's post, and the official's
/// name (masked for the public).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownStatus {
    pub kind: StatusKind,
    /// The head's own post.
    pub post: Option<String>,
    pub relation: Option<String>,
    pub kinship: Option<Kinship>,
    pub official_name: Option<String>,
    pub official_post: Option<String>,
}

/// An entry as anyone may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicEntry {
    pub household: String,
    /// Masked: `张*明`.
    pub head: String,
    pub group: Option<String>,
    pub people: Option<u32>,
    pub lines: Vec<LineItem>,
    pub total: Money,
    /// 亩
    pub land: Quantity,
    /// ㎡
    pub floor: Quantity,
    pub status: Option<ShownStatus>,
}

/// An entry as those concerned may see it: full names and the remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberEntry {
    /// The same entry with the names in full.
    pub entry: PublicEntry,
    pub remark: Option<String>,
}

impl PublicEntry {
    /// The one place where an entry becomes public.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self::with_names(entry, mask_name)
    }

    fn with_names(entry: &Entry, name: impl Fn(&str) -> String) -> Self {
        Self {
            household: entry.household.clone(),
            head: name(&entry.head),
            group: entry.group.clone(),
            people: entry.people,
            lines: entry
                .lines
                .iter()
                .map(|line| shown_line(line, entry, &name))
                .collect(),
            total: entry.total,
            land: entry.land(),
            floor: entry.floor(),
            status: entry
                .status
                .as_ref()
                .map(|status| ShownStatus::of(status, name)),
        }
    }
}

/// A line with the names in its reason as a reader may see them.
fn shown_line(line: &LineItem, entry: &Entry, name: impl Fn(&str) -> String) -> LineItem {
    let mut line = line.clone();
    let reason = line
        .deviation
        .as_mut()
        .and_then(|deviation| deviation.reason.as_mut());
    if let Some(reason) = reason {
        for full in longest_first(names(entry)) {
            *reason = reason.replace(full, &name(full));
        }
    }
    line
}

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
    Total(Changed<Money>),
}

impl ShownChange {
    /// As anyone may see it: names masked, no remark.
    #[must_use]
    pub fn public(diff: &EntryDiff) -> Vec<Self> {
        let shown = diff
            .changes
            .iter()
            .map(|change| Self::with_names(change, mask_name));
        shown
            .filter(|change| !matches!(change, Self::Remark(_)))
            .collect()
    }

    /// As those concerned may see it.
    #[must_use]
    pub fn member(diff: &EntryDiff) -> Vec<Self> {
        let shown = diff.changes.iter();
        shown
            .map(|change| Self::with_names(change, ToOwned::to_owned))
            .collect()
    }

    fn with_names(change: &Change, name: impl Fn(&str) -> String) -> Self {
        match change.clone() {
            Change::Head(head) => Self::Head(Changed {
                from: name(&head.from),
                to: name(&head.to),
            }),
            Change::Status(status) => Self::Status(Changed {
                from: status.from.map(|from| ShownStatus::of(&from, &name)),
                to: status.to.map(|to| ShownStatus::of(&to, &name)),
            }),
            Change::Group(group) => Self::Group(group),
            Change::People(people) => Self::People(people),
            Change::Remark(remark) => Self::Remark(remark),
            // Why a price is another is said with the line itself.
            Change::Line(line) => Self::Line(Changed {
                from: line.from.map(|from| from.without_reason()),
                to: line.to.map(|to| to.without_reason()),
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

impl ShownReason {
    /// The reasons of a household's changes. Whoever may not see full names
    /// sees those of its heads and officials masked, should a note name them.
    #[must_use]
    pub fn of(
        reasons: &[(BoardRef, ChangeReason)],
        entries: &[&Entry],
        full_names: bool,
    ) -> Vec<Self> {
        let shown = reasons.iter().map(|(board, reason)| {
            let mut reason = reason.clone();
            if !full_names {
                let names = entries.iter().flat_map(|entry| names(entry));
                reason.note = mask_names(&reason.note, names);
            }
            Self {
                board: *board,
                reason,
            }
        });
        shown.collect()
    }
}

/// Names that stand in these entries, the longer first: one may begin another.
/// A text in which these names are masked wherever they stand; the longest
/// first, since one can be part of another. One character is no name.
#[must_use]
pub fn mask_names<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let mask = |text: String, name: &str| text.replace(name, &mask_name(name));
    longest_first(names).into_iter().fold(text.to_owned(), mask)
}

fn longest_first<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.into_iter().map(str::trim).collect();
    names.retain(|name| name.chars().count() > 1);
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    names
}

/// Names that stand in an entry.
fn names(entry: &Entry) -> impl Iterator<Item = &str> {
    let official = entry
        .status
        .as_ref()
        .and_then(|status| status.official.as_ref());
    [
        Some(entry.head.as_str()),
        official.map(|official| official.name.as_str()),
    ]
    .into_iter()
    .flatten()
}

impl ChangedHousehold {
    /// A household beside itself; `None` where it did not change.
    #[must_use]
    pub fn between(
        old: Option<&Entry>,
        new: Option<&Entry>,
        reasons: &[(BoardRef, ChangeReason)],
        full_names: bool,
    ) -> Option<Self> {
        let change = HouseholdChange::between(old, new)?;
        let entries: Vec<&Entry> = [old, new].into_iter().flatten().collect();
        let entry = new.or(old)?;
        let shown = |entry: &Entry| {
            if full_names {
                MemberEntry::of(entry).entry
            } else {
                PublicEntry::of(entry)
            }
        };
        let sums = |entry: Option<&Entry>| {
            entry.map(|entry| ShownSums {
                land: entry.land(),
                floor: entry.floor(),
                total: entry.total,
            })
        };
        let PublicEntry {
            household,
            head,
            group,
            ..
        } = shown(entry);
        Some(Self {
            household,
            head,
            group,
            kind: change.kind(),
            before: sums(old),
            after: sums(new),
            changes: match &change {
                HouseholdChange::Changed(diff) if full_names => ShownChange::member(diff),
                HouseholdChange::Changed(diff) => ShownChange::public(diff),
                HouseholdChange::Added(_) | HouseholdChange::Removed(_) => Vec::new(),
            },
            reasons: ShownReason::of(reasons, &entries, full_names),
        })
    }
}

impl ShownStatus {
    fn of(status: &SpecialStatus, name: impl Fn(&str) -> String) -> Self {
        Self {
            kind: status.kind,
            post: status.post.clone(),
            kinship: status.relation.as_deref().map(Kinship::of),
            relation: status.relation.clone(),
            official_name: status
                .official
                .as_ref()
                .map(|official| name(&official.name)),
            official_post: status
                .official
                .as_ref()
                .and_then(|official| official.post.clone()),
        }
    }
}

impl MemberEntry {
    /// For those whom the project's disclosure scope or access code admits.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            entry: PublicEntry::with_names(entry, ToOwned::to_owned),
            remark: entry.remark.clone(),
        }
    }
}

/// Keeps the first and the last character of a name: 张小明 → `张*明`,
/// 严长 → `严*`, 欧阳修文 → `欧**文`. Enough to tell namesakes apart beside the
/// household number, too little to look a stranger up.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let characters: Vec<char> = name.trim().chars().collect();
    match characters.as_slice() {
        [] => String::new(),
        [_] => "*".to_owned(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", "*".repeat(middle.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{Official, SpecialStatus};

    #[test]
    fn masks_all_but_the_ends_of_a_name() {
        for (name, masked) in [
            ("张小明", "张*明"),
            ("严长", "严*"),
            ("欧阳修文", "欧**文"),
            ("王", "*"),
            ("", ""),
        ] {
            assert_eq!(mask_name(name), masked, "{name}");
        }
    }

    #[test]
    fn a_public_entry_holds_no_full_name_and_no_remark() {
        let entry = Entry {
            household: "HW01006".into(),
            head: "张小明".into(),
            group: Some("1组".into()),
            people: Some(5),
            lines: Vec::new(),
            total: Money::ZERO,
            status: Some(SpecialStatus {
                kind: StatusKind::CadreRelative,
                post: None,
                relation: Some("兄弟".into()),
                official: Some(Official {
                    name: "沈德".into(),
                    post: Some("村委会委员".into()),
                }),
            }),
            remark: Some("电话13976455518".into()),
        };
        let public = serde_json::to_string(&PublicEntry::of(&entry)).expect("json");
        for secret in ["张小明", "沈德", "13976455518"] {
            assert!(!public.contains(secret), "{secret} in {public}");
        }
        assert!(public.contains("张*明") && public.contains("村委会委员"));
        let member = serde_json::to_string(&MemberEntry::of(&entry)).expect("json");
        assert!(member.contains("张小明") && member.contains("沈德"));
    }
}
