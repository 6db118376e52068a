//! A project's surveyed total of land (勘测总面积), and a board's land beside it.

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
mod tests {
    use super::*;
    use crate::board::Measure;
    use crate::money::Money;
    use crate::standard::Limits;
    use proptest::prelude::*;

    fn line(category: Category, quantity: &str, unit: Unit) -> LineItem {
        LineItem {
            standard: None,
            category,
            item: "水浇地".into(),
            measure: Some(Measure {
                quantity: quantity.parse().expect("a quantity"),
                unit,
                months: None,
                price: None,
                per: None,
                limits: Limits::default(),
            }),
            amount: Money::ZERO,
            deviation: None,
        }
    }

    fn land(lines: &[(&str, Unit)]) -> LandSum {
        let lines: Vec<LineItem> = lines
            .iter()
            .map(|(quantity, unit)| line(Category::Land, quantity, unit.clone()))
            .collect();
        LandSum::of(&lines)
    }

    fn surveyed(area: &str, unit: AreaUnit) -> Surveyed {
        Surveyed {
            area: area.parse().expect("a quantity"),
            unit,
        }
    }

    #[test]
    fn a_sum_is_the_total_or_is_off_it() {
        use AreaUnit::{Mu, SquareMetre};
        const M2: Unit = Unit::SquareMetre;
        for (lines, stated, unit, off) in [
            // In one unit, to the last place.
            (
                vec![("1.5", Unit::Mu), ("3.215", Unit::Mu)],
                "4.715",
                Mu,
                None,
            ),
            (vec![("4.7151", Unit::Mu)], "4.715", Mu, Some("+0.0001 亩")),
            (vec![("4.7149", Unit::Mu)], "4.715", Mu, Some("-0.0001 亩")),
            (vec![("1000.01", M2)], "1000", SquareMetre, Some("+0.01 ㎡")),
            // 1.5 亩 are 1,000 ㎡.
            (vec![("1.5", Unit::Mu)], "1000", SquareMetre, None),
            (vec![("1000", M2)], "1.5", Mu, None),
            (vec![("1.5", Unit::Mu), ("1000", M2)], "3", Mu, None),
            // 156.173 亩 are 104,115.333… ㎡, rounded down when converted.
            (vec![("156.173", Unit::Mu)], "104115.33", SquareMetre, None),
            (
                vec![("156.173", Unit::Mu)],
                "104115.34",
                SquareMetre,
                Some("-0.0067 ㎡"),
            ),
            (
                vec![("156.173", Unit::Mu)],
                "104115.32",
                SquareMetre,
                Some("+0.0133 ㎡"),
            ),
            // 1,234 ㎡ are 1.851 亩 exactly; 1,235 are 1.8525.
            (vec![("1235", M2)], "1.853", Mu, None),
            (vec![("1235", M2)], "1.852", Mu, None),
            (vec![("1235", M2)], "1.8519", Mu, Some("+0.0006 亩")),
            // Roundings of the households do not add up to leave.
            (
                vec![("0.001", Unit::Mu), ("0.001", Unit::Mu)],
                "1.34",
                SquareMetre,
                Some("-0.0067 ㎡"),
            ),
            (vec![], "4.715", Mu, Some("-4.715 亩")),
        ] {
            let total = surveyed(stated, unit);
            let surplus = differing(land(&lines), &total).map(|land| {
                let surplus = total.surplus(land);
                let sign = if surplus > Quantity::ZERO { "+" } else { "" };
                format!("{sign}{surplus} {}", unit.label())
            });
            assert_eq!(surplus.as_deref(), off, "{lines:?} {stated}");
        }
    }

    #[test]
    fn only_lines_of_land_count() {
        let lines = [
            line(Category::Land, "2", Unit::Mu),
            line(Category::House, "120", Unit::SquareMetre),
            line(Category::Crops, "2", Unit::Mu),
            line(Category::Land, "3", Unit::Other("棵".into())),
        ];
        assert_eq!(LandSum::of(&lines), land(&[("2", Unit::Mu)]));
    }

    #[test]
    fn a_form_may_say_an_area_or_nothing() {
        let mu = |area: &str| Ok(Some(surveyed(area, AreaUnit::Mu)));
        for (area, unit, taken) in [
            ("", "", Ok(None)),
            ("  ", "mu", Ok(None)),
            ("156.173", "mu", mu("156.173")),
            (" 1,156.5 ", "mu", mu("1156.5")),
            ("１５６．１７３", "mu", mu("156.173")),
            (
                "104115.33",
                "square_metre",
                Ok(Some(surveyed("104115.33", AreaUnit::SquareMetre))),
            ),
            ("156.173", "", Err(NotAnArea)),
            ("156.173", "hectare", Err(NotAnArea)),
            ("0", "mu", Err(NotAnArea)),
            ("-3", "mu", Err(NotAnArea)),
            ("1,2", "mu", Err(NotAnArea)),
            ("156,17", "mu", Err(NotAnArea)),
            ("156亩", "mu", Err(NotAnArea)),
            ("1.23456", "mu", Err(NotAnArea)),
            ("99999999999999999999", "mu", Err(NotAnArea)),
        ] {
            assert_eq!(Surveyed::typed(area, unit), taken, "{area} {unit}");
        }
    }

    #[test]
    fn it_is_shown_with_the_other_unit_beside_it() {
        for (area, unit, shown) in [
            ("156.173", AreaUnit::Mu, "156.173 亩（104,115.33 ㎡）"),
            ("1234", AreaUnit::SquareMetre, "1,234 ㎡（1.851 亩）"),
        ] {
            assert_eq!(surveyed(area, unit).shown(), shown);
        }
    }

    proptest! {
        /// The same area is never a finding, in whichever unit each is written.
        #[test]
        fn what_is_the_same_is_no_finding(thirds in 1_i64..1_000_000_000_000) {
            // 3 ten-thousandths of a 亩 are 2,000 of a ㎡.
            let (mu, square_metres) = (Quantity::from_e4(thirds * 3), Quantity::from_e4(thirds * 2_000));
            let of = |e4: Quantity, unit: Unit| land(&[(e4.plain().as_str(), unit)]);
            for sum in [of(mu, Unit::Mu), of(square_metres, Unit::SquareMetre)] {
                for (area, unit) in [(mu, AreaUnit::Mu), (square_metres, AreaUnit::SquareMetre)] {
                    prop_assert_eq!(differing(sum, &Surveyed { area, unit }), None);
                }
            }
        }

        /// In its own unit not the smallest difference is let pass.
        #[test]
        fn the_smallest_difference_is_found(e4 in 2_i64..1_000_000_000_000, more in any::<bool>()) {
            let off = if more { 1 } else { -1 };
            let sum = land(&[(Quantity::from_e4(e4 + off).plain().as_str(), Unit::Mu)]);
            let stated = Surveyed { area: Quantity::from_e4(e4), unit: AreaUnit::Mu };
            prop_assert!(differing(sum, &stated).is_some());
        }
    }
}
