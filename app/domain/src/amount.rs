//! amount = quantity × months × price × factors, less deductions, then the
//! standard's floor or cap.

use rust_decimal::Decimal;

use crate::board::Measure;
use crate::money::{Money, MoneyError};
use crate::quantity::Unit;

/// The amount of one line, rounded half up to the fen once, then held between
/// the floor and the cap that the standard sets per household; `None` where the
/// line has no price.
///
/// Where the price is per another unit of area than the quantity, the exact
/// quantity is converted (1 亩 = 2000/3 ㎡): nothing is rounded in between.
/// Rounding once per line and summing the rounded lines is what makes a printed
/// table foot (武昌区国有土地上房屋征收结算单).
///
/// # Errors
/// [`MoneyError::OutOfRange`] where the product does not fit.
pub fn line_amount(measure: &Measure) -> Result<Option<Money>, MoneyError> {
    let product = product(measure)?;
    Ok(product.map(|product| measure.limits.hold(product)))
}

/// As [`line_amount`], before the floor and the cap.
///
/// # Errors
/// [`MoneyError::OutOfRange`] where it does not fit.
pub fn product(measure: &Measure) -> Result<Option<Money>, MoneyError> {
    if measure.price.is_none() {
        return Ok(None);
    }
    let exact = exact(measure).ok_or(MoneyError::OutOfRange)?;
    let exact = match &measure.terms {
        Some(terms) => terms.applied(exact)?,
        None => exact,
    };
    Money::from_yuan_rounded(exact).map(Some)
}

/// quantity × months × price in yuan, not rounded, before factors and deductions;
/// `None` where the line has no price or it does not fit.
#[must_use]
pub fn exact(measure: &Measure) -> Option<Decimal> {
    let price = measure.price?;
    measure
        .quantity
        .decimal()
        .checked_mul(Decimal::from(measure.months.unwrap_or(1)))
        .and_then(|measured| measured.checked_mul(price.yuan()))
        .and_then(
            |product| match conversion(&measure.unit, measure.priced_unit()) {
                Some((times, over)) => product
                    .checked_mul(Decimal::from(times))?
                    .checked_div(Decimal::from(over)),
                None => Some(product),
            },
        )
}

/// What a quantity is multiplied by and divided by to come from one unit into
/// the other; `None` where they are the same or cannot be converted.
const fn conversion(from: &Unit, to: &Unit) -> Option<(u32, u32)> {
    match (from, to) {
        (Unit::SquareMetre, Unit::Mu) => Some((3, 2000)),
        (Unit::Mu, Unit::SquareMetre) => Some((2000, 3)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Quantity;
    use crate::standard::Limits;
    use crate::terms::{Deduction, Factor, Ratio, Terms};
    use proptest::prelude::*;

    fn measure(quantity: &str, unit: &str, months: Option<u32>, price: i64) -> Measure {
        Measure {
            quantity: quantity.parse().expect("a quantity"),
            unit: Unit::from(unit),
            months,
            price: Some(Money::from_yuan(price)),
            per: None,
            limits: Limits::NONE,
            terms: None,
        }
    }

    fn amount(measure: &Measure) -> String {
        let amount = line_amount(measure).expect("in range");
        amount.expect("a price").to_string()
    }

    #[test]
    fn multiplies_exactly_and_rounds_once() {
        for (quantity, months, price, expected) in [
            ("3.215", None, 48_000, "154,320.00"),
            ("146.65", Some(18), 8, "21,117.60"),
            ("0.0001", None, 50, "0.01"),
            ("0.0001", None, 49, "0.00"),
        ] {
            assert_eq!(amount(&measure(quantity, "亩", months, price)), expected);
        }
    }

    #[test]
    fn converts_an_area_that_is_priced_in_the_other_unit_without_rounding_it() {
        for (quantity, unit, per, price, expected) in [
            ("1234", "㎡", "亩", 48_000, "88,848.00"),
            ("162.45", "㎡", "亩", 48_000, "11,696.40"),
            ("1.5", "亩", "㎡", 72, "72,000.00"),
            ("0.001", "亩", "㎡", 72, "48.00"),
        ] {
            let measure = Measure {
                per: Some(Unit::from(per)),
                ..measure(quantity, unit, None, price)
            };
            assert_eq!(amount(&measure), expected, "{quantity} {unit}");
        }
    }

    #[test]
    fn a_floor_lifts_and_a_cap_cuts() {
        for (quantity, expected) in [
            ("63.47", "1,000.00"),
            ("100", "1,500.00"),
            ("1000", "3,000.00"),
        ] {
            let measure = Measure {
                limits: Limits {
                    floor: Some(Money::from_yuan(1000)),
                    cap: Some(Money::from_yuan(3000)),
                },
                ..measure(quantity, "㎡", None, 15)
            };
            assert_eq!(amount(&measure), expected);
        }
    }

    #[test]
    fn factors_multiply_and_deductions_are_taken_off_before_rounding() {
        let ratio = |text: &str| {
            let number = Decimal::from_str_exact(text).expect("a number");
            Ratio::from_decimal(number).expect("a ratio")
        };
        let factor = |name: &str, value| Factor {
            name: name.to_owned(),
            value: ratio(value),
        };
        let old_materials = Deduction {
            name: "扣除旧料款".to_owned(),
            amount: Money::from_yuan(2000),
        };
        for (quantity, price, factors, deductions, expected) in [
            (
                "209.97",
                650,
                vec![factor("成新率", "0.85")],
                vec![],
                "116,008.43",
            ),
            (
                "120",
                1200,
                vec![factor("成新率", "0.8")],
                vec![old_materials],
                "113,200.00",
            ),
            // 0.29 × 0.5 × 0.1 = 0.0145 is a fen; rounded in between, 0.15 × 0.1
            // would be two.
            (
                "0.29",
                1,
                vec![factor("成新率", "0.5"), factor("系数", "0.1")],
                vec![],
                "0.01",
            ),
        ] {
            let terms = Terms {
                factors,
                deductions,
                parts: vec![],
            };
            let measure = Measure {
                terms: terms.boxed(),
                ..measure(quantity, "㎡", None, price)
            };
            assert_eq!(amount(&measure), expected, "{quantity}");
        }
    }

    proptest! {
        /// Whatever the factors and deductions, an amount is within half a fen of
        /// the exact one: it was rounded once.
        #[test]
        fn an_amount_is_rounded_once(
            quantity in 1..99_999_999i64,
            price in 1..9_999_999i64,
            factors in prop::collection::vec(1..2_000_000i64, 0..3),
            deductions in prop::collection::vec(1..99_999i64, 0..3),
        ) {
            let factors: Vec<Decimal> = factors.into_iter().map(|e6| Decimal::new(e6, 6)).collect();
            let terms = Terms {
                factors: factors
                    .iter()
                    .map(|value| Factor {
                        name: "成新率".to_owned(),
                        value: Ratio::from_decimal(*value).expect("six decimals"),
                    })
                    .collect(),
                deductions: deductions
                    .iter()
                    .map(|fen| Deduction {
                        name: "已预付".to_owned(),
                        amount: Money::from_fen(*fen),
                    })
                    .collect(),
                parts: vec![],
            };
            let measure = Measure {
                quantity: Quantity::from_e4(quantity),
                price: Some(Money::from_fen(price)),
                terms: terms.boxed(),
                ..measure("1", "㎡", None, 1)
            };
            let all: Decimal = factors.into_iter().product();
            let exact = Decimal::new(quantity, 4) * Decimal::new(price, 2) * all
                - Decimal::new(deductions.into_iter().sum(), 2);
            let amount = line_amount(&measure).expect("in range").expect("a price");
            prop_assert!((amount.yuan() - exact).abs() <= Decimal::new(5, 3));
        }
    }

    #[test]
    fn without_a_price_there_is_no_product() {
        let measure = Measure {
            price: None,
            ..measure("3", "亩", None, 0)
        };
        assert_eq!(line_amount(&measure), Ok(None));
    }
}
