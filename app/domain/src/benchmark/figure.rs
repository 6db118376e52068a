//! What each household gets per 亩, per ㎡ and per person.

use serde::{Deserialize, Serialize};

use super::rounding::rounded;
use crate::board::LineItem;
use crate::money::Money;
use crate::privacy::EntryFields;
use crate::standard::Category;

/// What households are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Land and crops, per 亩 of land.
    PerMu,
    /// Houses, per ㎡ of floor.
    PerSquareMetre,
    /// The whole payout, per person.
    PerPerson,
}

impl Figure {
    pub const ALL: [Self; 3] = [Self::PerMu, Self::PerSquareMetre, Self::PerPerson];

    /// This household's figure, rounded half up to the fen; `None` where it
    /// does not apply.
    #[must_use]
    pub fn of(self, entry: &EntryFields) -> Option<Money> {
        match self {
            Self::PerMu => {
                let land = paid(entry, &[Category::Land])?;
                let crops: Money = of_category(entry, Category::Crops)
                    .map(|line| line.amount)
                    .sum();
                divided(land.checked_add(crops)?, entry.land().e4(), 10_000)
            }
            Self::PerSquareMetre => {
                divided(paid(entry, &[Category::House])?, entry.floor().e4(), 10_000)
            }
            Self::PerPerson => divided(entry.total(), i64::from(entry.people()?), 1),
        }
    }

    /// The one class of land, or the one structure of houses, that the figure
    /// is of; `None` where there are several.
    #[must_use]
    pub fn kind(self, entry: &EntryFields) -> Option<&str> {
        let category = match self {
            Self::PerMu => Category::Land,
            Self::PerSquareMetre => Category::House,
            Self::PerPerson => return None,
        };
        let mut lines = of_category(entry, category);
        let first = lines.next()?.item.as_str();
        lines.all(|line| line.item == first).then_some(first)
    }
}

fn of_category(entry: &EntryFields, category: Category) -> impl Iterator<Item = &LineItem> {
    entry
        .lines()
        .iter()
        .filter(move |line| line.category == category)
}

/// What these lines pay; `None` where one has no amount of its own.
fn paid(entry: &EntryFields, categories: &[Category]) -> Option<Money> {
    let lines = || {
        let of_these = |line: &&LineItem| categories.contains(&line.category);
        entry.lines().iter().filter(of_these)
    };
    lines()
        .all(LineItem::has_amount)
        .then(|| lines().map(|line| line.amount).sum())
}

/// `amount × times ÷ by`, rounded half away from zero; `None` for nothing to divide by.
fn divided(amount: Money, by: i64, times: i64) -> Option<Money> {
    if by <= 0 {
        return None;
    }
    let product = i128::from(amount.fen()) * i128::from(times);
    let fen = rounded(product, i128::from(by));
    i64::try_from(fen).ok().map(Money::from_fen)
}
