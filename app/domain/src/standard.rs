//! Compensation standards (补偿标准).

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::quantity::Unit;

/// What kind of loss a standard pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 土地
    Land,
    /// 青苗
    Crops,
    /// 房屋
    House,
    /// 附着物
    Fixture,
    /// 补助
    Subsidy,
    /// 奖励
    Reward,
}

impl Category {
    pub const ALL: [Self; 6] = [
        Self::Land,
        Self::Crops,
        Self::House,
        Self::Fixture,
        Self::Subsidy,
        Self::Reward,
    ];

    /// The word that offices write.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Land => "土地",
            Self::Crops => "青苗",
            Self::House => "房屋",
            Self::Fixture => "附着物",
            Self::Subsidy => "补助",
            Self::Reward => "奖励",
        }
    }

    /// From the word that offices write; `None` for any other word.
    #[must_use]
    pub fn from_label(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|category| category.label() == word.trim())
    }
}

/// The least and the most that a standard pays a household.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Money>,
}

impl Limits {
    pub const NONE: Self = Self {
        floor: None,
        cap: None,
    };

    /// Whether there are none.
    #[must_use]
    pub fn are_none(&self) -> bool {
        *self == Self::NONE
    }

    /// `amount` lifted to the floor and cut at the cap.
    #[must_use]
    pub fn hold(self, amount: Money) -> Money {
        let lifted = self.floor.map_or(amount, |floor| amount.max(floor));
        self.cap.map_or(lifted, |cap| lifted.min(cap))
    }
}

/// One rate of a project's schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    /// The office's code: `L01`. Unique within a schedule.
    pub code: String,
    pub category: Category,
    /// What is paid for: `水浇地`, `砖混`, `过渡费`.
    pub name: String,
    pub unit: Unit,
    /// Per unit (per unit and month where the unit takes months).
    pub price: Money,
    pub limits: Limits,
    /// The document and clause it rests on.
    pub basis: String,
}

/// A project's standards at one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    pub standards: Vec<Standard>,
}

impl Schedule {
    /// The standard of a category by the name that the office wrote.
    #[must_use]
    pub fn find(&self, category: Category, name: &str) -> Option<&Standard> {
        self.standards
            .iter()
            .find(|standard| standard.category == category && standard.name == name)
    }

    /// The standard by name alone, where just one category has that name.
    #[must_use]
    pub fn find_by_name(&self, name: &str) -> Option<&Standard> {
        let mut named = self
            .standards
            .iter()
            .filter(|standard| standard.name == name);
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// The standard with this code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.code == code)
    }

    /// The only standard of a category, where there is just one.
    #[must_use]
    pub fn only(&self, category: Category) -> Option<&Standard> {
        let mut of_category = self
            .standards
            .iter()
            .filter(|standard| standard.category == category);
        let first = of_category.next()?;
        of_category.next().is_none().then_some(first)
    }

    /// What a newer version does to this one, by code.
    #[must_use]
    pub fn changes<'a>(&'a self, newer: &'a Self) -> ScheduleChanges<'a> {
        let mut changes = ScheduleChanges::default();
        for new in &newer.standards {
            match self.by_code(&new.code) {
                None => changes.added.push(new),
                Some(old) if old != new => changes.changed.push((old, new)),
                Some(_) => {}
            }
        }
        let gone = |old: &&Standard| newer.by_code(&old.code).is_none();
        changes.removed = self.standards.iter().filter(gone).collect();
        changes
    }
}

/// What differs between two versions of a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScheduleChanges<'a> {
    pub added: Vec<&'a Standard>,
    pub removed: Vec<&'a Standard>,
    /// Old and new.
    pub changed: Vec<(&'a Standard, &'a Standard)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard(code: &str, fen: i64) -> Standard {
        Standard {
            code: code.to_owned(),
            category: Category::Land,
            name: "旱地".to_owned(),
            unit: Unit::Mu,
            price: Money::from_fen(fen),
            limits: Limits::NONE,
            basis: String::new(),
        }
    }

    #[test]
    fn a_newer_version_is_compared_by_code() {
        let schedule = |standards| Schedule { standards };
        let old = schedule(vec![
            standard("L01", 1),
            standard("L02", 2),
            standard("L03", 3),
        ]);
        let new = schedule(vec![
            standard("L04", 4),
            standard("L01", 1),
            standard("L02", 5),
        ]);
        let changes = old.changes(&new);
        assert_eq!(changes.added, [&standard("L04", 4)]);
        assert_eq!(changes.removed, [&standard("L03", 3)]);
        assert_eq!(
            changes.changed,
            [(&standard("L02", 2), &standard("L02", 5))]
        );
        assert_eq!(old.changes(&old), ScheduleChanges::default());
    }
}
