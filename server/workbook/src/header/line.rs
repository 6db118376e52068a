//! The columns of a wide table that make one line together.

use super::column::TermColumn;
use super::subject::Topic;

/// What a column is in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Item,
    Quantity,
    Unit,
    Price,
    Amount,
}

/// The columns of one line, by index in the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) topic: Topic,
    /// Which of several: 水田, 主房, 水井; the heading of an amount that stands alone.
    pub(crate) name: Option<String>,
    pub(crate) item: Option<usize>,
    pub(crate) quantity: Option<usize>,
    pub(crate) unit: Option<usize>,
    pub(crate) price: Option<usize>,
    pub(crate) amount: Option<usize>,
    /// What it is multiplied by.
    pub(crate) factors: Vec<TermColumn>,
    /// What its rate is the sum of.
    pub(crate) parts: Vec<TermColumn>,
}

impl Group {
    /// The column of its rate, or of the first part of it.
    pub(crate) fn rate(&self) -> Option<usize> {
        self.price.or(self.parts.first().map(|part| part.index))
    }

    /// Whether it has a rate, as one or in parts.
    pub(crate) fn has_rate(&self) -> bool {
        self.rate().is_some()
    }

    pub(super) const fn has(&self, part: Role) -> bool {
        match part {
            Role::Item => self.item.is_some(),
            Role::Quantity => self.quantity.is_some(),
            Role::Unit => self.unit.is_some(),
            Role::Price => self.price.is_some(),
            Role::Amount => self.amount.is_some(),
        }
    }

    pub(super) fn at(&mut self, part: Role) -> &mut Option<usize> {
        match part {
            Role::Item => &mut self.item,
            Role::Quantity => &mut self.quantity,
            Role::Unit => &mut self.unit,
            Role::Price => &mut self.price,
            Role::Amount => &mut self.amount,
        }
    }
}
