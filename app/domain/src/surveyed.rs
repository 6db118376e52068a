//! A project's surveyed total of land (勘测总面积), and a board's land compared with it.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::board::LineItem;
use crate::key::keyed;
use crate::quantity::{Quantity, Unit, mu_to_square_metres, square_metres_to_mu};
use crate::standard::Category;

/// In what an area of land is measured.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum AreaUnit {
    /// 亩: 2000/3 ㎡ exactly.
    #[default]
    Mu,
    /// ㎡
    SquareMetre,
}

keyed!(AreaUnit);

impl AreaUnit {
    /// `亩`, `㎡`
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mu => "亩",
            Self::SquareMetre => "㎡",
        }
    }

    /// Thirds of a ㎡ in one: both units are whole numbers of them.
    const fn thirds(self) -> i128 {
        match self {
            Self::Mu => 2_000,
            Self::SquareMetre => 3,
        }
    }

    /// Half of the last place to which an area is rounded when it is converted
    /// into this unit, in ten-thousandths of it: 0.0005 亩, 0.005 ㎡.
    const fn half_place(self) -> i128 {
        match self {
            Self::Mu => 5,
            Self::SquareMetre => 50,
        }
    }
}

/// What was typed is not an area of land above 0, with at most four decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an area of land")]
pub struct NotAnArea;

/// The total as the office states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surveyed {
    pub area: Quantity,
    pub unit: AreaUnit,
}

impl Surveyed {
    /// What a form says; `None` where nothing was typed.
    ///
    /// # Errors
    /// [`NotAnArea`] where it is no area above 0.
    pub fn typed(area: &str, unit: &str) -> Result<Option<Self>, NotAnArea> {
        let area = narrow(area);
        if area.is_empty() {
            return Ok(None);
        }
        let unit = AreaUnit::from_key(unit).ok_or(NotAnArea)?;
        let written = area.parse::<Quantity>().ok();
        // `1,2` is no way to write twelve.
        let as_written = |quantity: &Quantity| {
            let whole = |text: &str| text.split('.').next().unwrap_or_default().to_owned();
            !area.contains(',') || whole(&area) == whole(&quantity.shown(0))
        };
        written
            .filter(as_written)
            .map(|area| Self { area, unit })
            .filter(Self::is_possible)
            .map(Some)
            .ok_or(NotAnArea)
    }

    /// Whether it is an area at all.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        self.area > Quantity::ZERO
    }

    /// By how much land, in this unit, is more than it; less where negative.
    #[must_use]
    pub fn surplus(&self, land: Quantity) -> Quantity {
        Quantity::from_e4(land.e4().saturating_sub(self.area.e4()))
    }

    /// `156.173 亩`
    #[must_use]
    pub fn written(&self) -> String {
        format!("{} {}", self.area, self.unit.label())
    }

    /// With the other unit beside it: `156.173 亩（104,115.33 ㎡）`
    #[must_use]
    pub fn shown(&self) -> String {
        let (other, unit) = match self.unit {
            AreaUnit::Mu => (
                mu_to_square_metres(self.area).shown(2),
                AreaUnit::SquareMetre,
            ),
            AreaUnit::SquareMetre => (square_metres_to_mu(self.area).to_string(), AreaUnit::Mu),
        };
        format!("{}（{other} {}）", self.written(), unit.label())
    }
}

/// Full-width digits and signs as ASCII, without spaces.
fn narrow(text: &str) -> String {
    let ascii = |c: char| match c {
        '０'..='９' | '．' | '，' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let kept = text.chars().filter(|c| !c.is_whitespace());
    kept.map(ascii).collect()
}

/// The land of a board's lines, each unit by itself: nothing is converted yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LandSum {
    /// Ten-thousandths of a 亩.
    mu: i128,
    /// Ten-thousandths of a ㎡.
    square_metres: i128,
}

impl LandSum {
    /// Of these lines; those that are not of land, or give no area, count nothing.
    #[must_use]
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a LineItem>) -> Self {
        let mut sum = Self::default();
        let land = lines
            .into_iter()
            .filter(|line| line.category == Category::Land);
        for measure in land.filter_map(|line| line.measure.as_ref()) {
            let e4 = i128::from(measure.quantity.e4());
            match measure.unit {
                Unit::Mu => sum.mu += e4,
                Unit::SquareMetre => sum.square_metres += e4,
                _ => {}
            }
        }
        sum
    }

    /// In ten-thousandths of a third of a ㎡: exact.
    const fn thirds(self) -> i128 {
        self.mu * AreaUnit::Mu.thirds() + self.square_metres * AreaUnit::SquareMetre.thirds()
    }

    /// Whether all of it is written in this unit.
    const fn is_in(self, unit: AreaUnit) -> bool {
        match unit {
            AreaUnit::Mu => self.square_metres == 0,
            AreaUnit::SquareMetre => self.mu == 0,
        }
    }
}

/// A board's land in the unit of the surveyed total, where it is not that total.
///
/// In the unit of the total, the sum is compared to the last place. Where the
/// board is written in the other unit, the total may have been rounded once in
/// converting it: half of its last place is let pass, and no more, however many
/// households there are.
#[must_use]
pub fn differing(land: LandSum, surveyed: &Surveyed) -> Option<Quantity> {
    let unit = surveyed.unit;
    let stated = i128::from(surveyed.area.e4());
    let off = land.thirds() - stated * unit.thirds();
    let passes = if land.is_in(unit) {
        0
    } else {
        unit.half_place() * unit.thirds()
    };
    (off.abs() > passes).then(|| in_unit(land.thirds(), unit))
}

/// Rounded half up to a ten-thousandth of the unit.
fn in_unit(thirds: i128, unit: AreaUnit) -> Quantity {
    let e4 = (thirds.abs() * 2 + unit.thirds()) / (unit.thirds() * 2);
    let e4 = i64::try_from(e4).unwrap_or(i64::MAX);
    Quantity::from_e4(if thirds < 0 { -e4 } else { e4 })
}

#[cfg(test)]
mod tests;
