//! Each price compared with its standard.

use serde::{Deserialize, Serialize};

use super::deviation::Deviation;
use crate::board::LineItem;
use crate::money::Money;
use crate::quantity::Unit;
use crate::standard::Schedule;

/// A price on the board, compared with the standard that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceBeside {
    pub item: String,
    pub price: Money,
    pub per: Unit,
    /// Price and unit of the standard; `None` where the line names none.
    pub standard: Option<(Money, Unit)>,
    /// `None` without a standard, or where the units cannot be compared.
    pub deviation: Option<Deviation>,
}

impl PriceBeside {
    /// Whether it is just what the standard says.
    #[must_use]
    pub fn is_standard(&self) -> bool {
        self.deviation.is_some_and(Deviation::is_none)
    }
}

/// Every priced line compared with its standard.
#[must_use]
pub fn prices(lines: &[LineItem], schedule: &Schedule) -> Vec<PriceBeside> {
    lines
        .iter()
        .filter_map(|line| {
            let measure = line.measure.as_ref()?;
            let (price, per) = (measure.price?, measure.priced_unit());
            let standard = line
                .standard
                .as_deref()
                .and_then(|code| schedule.by_code(code));
            let deviation = standard.and_then(|standard| {
                // Both as so much per 3 亩, which is 2000 ㎡.
                let (over, under) = match (per, &standard.unit) {
                    (one, other) if one == other => (1, 1),
                    (Unit::SquareMetre, Unit::Mu) => (2000, 3),
                    (Unit::Mu, Unit::SquareMetre) => (3, 2000),
                    _ => return None,
                };
                Deviation::of_ratio(
                    i128::from(price.fen()) * over,
                    i128::from(standard.price.fen()) * under,
                )
            });
            Some(PriceBeside {
                item: line.item.clone(),
                price,
                per: per.clone(),
                standard: standard.map(|standard| (standard.price, standard.unit.clone())),
                deviation,
            })
        })
        .collect()
}
