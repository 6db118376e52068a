//! One household's entry, as an audience sees it.

use std::marker::PhantomData;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::audience::Audience;
use crate::board::{self, LineItem};
use crate::money::Money;
use crate::quantity::Quantity;
use crate::status::{Kinship, SpecialStatus, StatusKind};
use crate::terms::{self, Deduction};

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

impl ShownStatus {
    /// Posts and the relation are words of the office, in which these names may
    /// stand: 沈德之弟.
    pub(super) fn of(status: &SpecialStatus, audience: Audience, names: &[&str]) -> Self {
        let official = status.official.as_ref();
        let words =
            |text: Option<&String>| text.map(|text| audience.words(text, names.iter().copied()));
        Self {
            kind: status.kind,
            post: words(status.post.as_ref()),
            kinship: status.relation.as_deref().map(Kinship::of),
            relation: words(status.relation.as_ref()),
            official_name: official.map(|official| audience.name(&official.name)),
            official_post: words(official.and_then(|official| official.post.as_ref())),
        }
    }
}

/// Marks an entry that anyone may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Masked {}

/// Marks an entry for those whom the project's disclosure scope or access code
/// admits, and for the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {}

/// A household's entry for an audience, [`Masked`] or [`Full`]. It has no field
/// for an ID, phone or bank number, and is made by [`Entry::<Masked>::of`] or
/// [`Entry::<Full>::of`] alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent, bound = "")]
pub struct Entry<A> {
    fields: EntryFields,
    #[serde(skip)]
    audience: PhantomData<A>,
}

/// What both kinds of entries say of a household; which names are masked, the
/// type around it tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFields {
    household: String,
    head: String,
    group: Option<String>,
    people: Option<u32>,
    lines: Vec<LineItem>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deductions: Vec<Deduction>,
    total: Money,
    land: Quantity,
    floor: Quantity,
    status: Option<ShownStatus>,
    /// Always `None` where names are masked.
    remark: Option<String>,
}

impl Entry<Masked> {
    /// The one place where an entry becomes public.
    #[must_use]
    pub fn of(entry: &board::Entry) -> Self {
        Self::with(EntryFields {
            remark: None,
            ..EntryFields::of(entry, Audience::Masked)
        })
    }
}

impl Entry<Full> {
    /// With full names and the remark.
    #[must_use]
    pub fn of(entry: &board::Entry) -> Self {
        Self::with(EntryFields::of(entry, Audience::Full))
    }

    /// What the office wrote beside the household.
    #[must_use]
    pub fn remark(&self) -> Option<&str> {
        self.fields.remark.as_deref()
    }
}

impl<A> Entry<A> {
    const fn with(fields: EntryFields) -> Self {
        Self {
            fields,
            audience: PhantomData,
        }
    }
}

impl<A> Deref for Entry<A> {
    type Target = EntryFields;

    fn deref(&self) -> &EntryFields {
        &self.fields
    }
}

/// An entry for a reader of whom only the request tells which audience it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShownEntry {
    Masked(Entry<Masked>),
    Full(Entry<Full>),
}

impl ShownEntry {
    #[must_use]
    pub fn of(entry: &board::Entry, audience: Audience) -> Self {
        match audience {
            Audience::Masked => Self::Masked(Entry::<Masked>::of(entry)),
            Audience::Full => Self::Full(Entry::<Full>::of(entry)),
        }
    }

    /// The remark, for those who may read it.
    #[must_use]
    pub fn remark(&self) -> Option<&str> {
        match self {
            Self::Masked(_) => None,
            Self::Full(entry) => entry.remark(),
        }
    }
}

impl Deref for ShownEntry {
    type Target = EntryFields;

    fn deref(&self) -> &EntryFields {
        match self {
            Self::Masked(entry) => entry,
            Self::Full(entry) => entry,
        }
    }
}

impl EntryFields {
    fn of(entry: &board::Entry, audience: Audience) -> Self {
        // Every field, so that of one that is new somebody decides who sees it.
        let board::Entry {
            household,
            head,
            group,
            people,
            lines,
            deductions,
            total,
            status,
            remark,
        } = entry;
        let names: Vec<&str> = entry.names().collect();
        Self {
            household: household.clone(),
            head: audience.name(head),
            group: group.clone(),
            people: *people,
            lines: lines
                .iter()
                .map(|line| shown_line(line, &names, audience))
                .collect(),
            deductions: deductions
                .iter()
                .map(|one| shown_deduction(one, &names, audience))
                .collect(),
            total: *total,
            land: entry.land(),
            floor: entry.floor(),
            status: status
                .as_ref()
                .map(|status| ShownStatus::of(status, audience, &names)),
            remark: remark.clone(),
        }
    }

    /// 户号
    #[must_use]
    pub fn household(&self) -> &str {
        &self.household
    }

    /// 户主: `张*明` or 张小明.
    #[must_use]
    pub fn head(&self) -> &str {
        &self.head
    }

    /// 组别: `1组`.
    #[must_use]
    pub fn group(&self) -> Option<&str> {
        self.group.as_deref()
    }

    /// 人口
    #[must_use]
    pub const fn people(&self) -> Option<u32> {
        self.people
    }

    #[must_use]
    pub fn lines(&self) -> &[LineItem] {
        &self.lines
    }

    /// What is taken off the sum of the lines.
    #[must_use]
    pub fn deductions(&self) -> &[Deduction] {
        &self.deductions
    }

    /// The sum of the lines, before what is deducted from it.
    #[must_use]
    pub fn lines_total(&self) -> Money {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// What is deducted from the sum of the lines.
    #[must_use]
    pub fn deducted(&self) -> Money {
        terms::deducted(&self.deductions)
    }

    /// What the household is paid.
    #[must_use]
    pub const fn total(&self) -> Money {
        self.total
    }

    /// Land taken, in 亩.
    #[must_use]
    pub const fn land(&self) -> Quantity {
        self.land
    }

    /// Floor area demolished, in ㎡.
    #[must_use]
    pub const fn floor(&self) -> Quantity {
        self.floor
    }

    #[must_use]
    pub const fn status(&self) -> Option<&ShownStatus> {
        self.status.as_ref()
    }
}

/// A deduction as a reader may see it: its name is words of the office.
pub(super) fn shown_deduction(one: &Deduction, names: &[&str], audience: Audience) -> Deduction {
    Deduction {
        name: audience.words(&one.name, names.iter().copied()),
        amount: one.amount,
    }
}

/// A line with the names in its item and its reason as a reader may see them: what
/// the office wrote for an item may say whose it is (张小明老宅).
pub(super) fn shown_line(line: &LineItem, names: &[&str], audience: Audience) -> LineItem {
    let mut line = line.clone();
    line.item = audience.words(&line.item, names.iter().copied());
    let reason = line
        .deviation
        .as_mut()
        .and_then(|deviation| deviation.reason.as_mut());
    if let Some(reason) = reason {
        *reason = audience.words(reason, names.iter().copied());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::PriceDeviation;
    use crate::standard::Category;
    use crate::status::Official;

    #[test]
    fn a_masked_entry_holds_no_full_name_and_no_remark() {
        let entry = board::Entry {
            household: "HW01006".into(),
            head: "张小明".into(),
            group: Some("1组".into()),
            people: Some(5),
            lines: vec![LineItem {
                standard: None,
                category: Category::Land,
                item: "张小明老宅旱地".into(),
                measure: None,
                amount: Money::ZERO,
                deviation: Some(Box::new(PriceDeviation {
                    standard: Money::ZERO,
                    reason: Some("经沈德同意，张小明的协议价".into()),
                })),
            }],
            deductions: vec![Deduction {
                name: "扣张小明旧料款".into(),
                amount: Money::ZERO,
            }],
            total: Money::ZERO,
            status: Some(SpecialStatus {
                kind: StatusKind::CadreRelative,
                post: Some("张小明代组长".into()),
                relation: Some("沈德之弟".into()),
                official: Some(Official {
                    name: "沈德".into(),
                    post: Some("村委会委员(沈德)".into()),
                }),
            }),
            remark: Some("电话13976455518".into()),
        };
        let json = |shown: &ShownEntry| serde_json::to_string(shown).expect("json");
        let masked = ShownEntry::of(&entry, Audience::Masked);
        let public = json(&masked);
        for secret in ["张小明", "沈德", "13976455518"] {
            assert!(!public.contains(secret), "{secret} in {public}");
        }
        for shown in [
            "张*明",
            "村委会委员(沈*)",
            "沈*之弟",
            "张*明代组长",
            "张*明老宅",
            "扣张*明",
        ] {
            assert!(public.contains(shown), "{shown} in {public}");
        }
        assert_eq!(masked.remark(), None);
        let full = ShownEntry::of(&entry, Audience::Full);
        for name in ["张小明", "沈德"] {
            assert!(json(&full).contains(name), "{name}");
        }
        assert_eq!(full.remark(), Some("电话13976455518"));
    }
}
