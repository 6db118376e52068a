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
            terms: None,
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
