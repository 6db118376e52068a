//! Pre-review (预审): what a second person signs before a board is published.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;

/// One thing that the reviewer answers for.
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
pub enum ReviewItem {
    /// 真实
    True,
    /// 完整
    Complete,
    /// 合法
    Lawful,
    /// 范围
    Scope,
    /// 保密
    Secrecy,
}

keyed!(ReviewItem);

/// The items that a reviewer signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Checklist(BTreeSet<ReviewItem>);

impl Checklist {
    /// Every item.
    #[must_use]
    pub fn whole() -> Self {
        ReviewItem::ALL.into_iter().collect()
    }

    /// What was not signed: a board is published only where nothing is missing.
    pub fn missing(&self) -> impl Iterator<Item = ReviewItem> {
        ReviewItem::ALL
            .into_iter()
            .filter(|item| !self.0.contains(item))
    }

    /// What was signed, in order.
    pub fn items(&self) -> impl Iterator<Item = ReviewItem> {
        self.0.iter().copied()
    }

    /// The keys in order, with commas between, as kept in the database.
    #[must_use]
    pub fn keys(&self) -> String {
        let keys: Vec<&str> = self.0.iter().map(|item| item.key()).collect();
        keys.join(",")
    }

    /// From [`Checklist::keys`]; what is no item is left out.
    #[must_use]
    pub fn from_keys(keys: &str) -> Self {
        keys.split(',').filter_map(ReviewItem::from_key).collect()
    }
}

impl FromIterator<ReviewItem> for Checklist {
    fn from_iter<I: IntoIterator<Item = ReviewItem>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

/// The result of a pre-review.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
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
pub enum ReviewOutcome {
    Approved,
    Returned,
}

keyed!(ReviewOutcome);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checklist_is_kept_by_its_keys() {
        let some: Checklist = [ReviewItem::Secrecy, ReviewItem::True]
            .into_iter()
            .collect();
        assert_eq!(some.keys(), "true,secrecy");
        assert_eq!(Checklist::from_keys("true,secrecy,none"), some);
        assert_eq!(
            some.missing().collect::<Vec<_>>(),
            [ReviewItem::Complete, ReviewItem::Lawful, ReviewItem::Scope]
        );
        assert_eq!(Checklist::whole().missing().count(), 0);
        assert_eq!(Checklist::from_keys(""), Checklist::default());
    }
}
