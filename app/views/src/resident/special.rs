//! The page that shows cadres, Party members and their relatives, compared with
//! the village.

use crate::NoticeHead;
use domain::benchmark::{Measured, Overall, PriceBeside};
use domain::money::Money;
use domain::privacy::ShownEntry;
use domain::status::StatusKind;
use serde::{Deserialize, Serialize};

/// The flagged households of a project's newest board beside all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialPage {
    pub head: NoticeHead,
    /// How many there are of each kind; kinds without any are left out.
    pub counts: Vec<(StatusKind, u32)>,
    /// The middles of the village, in the order of [`Measured`] below.
    pub overall: Vec<Overall>,
    /// Whether this reader may see households.
    pub shows_households: bool,
    /// In order of the board; of this page.
    pub rows: Vec<SpecialRow>,
    /// From 1.
    pub page: u32,
    pub pages: u32,
}

/// A flagged household, measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialRow {
    pub entry: ShownEntry,
    pub measured: Vec<Measured>,
    pub prices: Vec<PriceBeside>,
}

impl SpecialRow {
    /// Lines for which the board gives a sum only: item and amount.
    #[must_use]
    pub fn lumps(&self) -> Vec<(&str, Money)> {
        self.entry
            .lines()
            .iter()
            .filter(|line| line.measure.is_none())
            .map(|line| (line.item.as_str(), line.amount))
            .collect()
    }
}
