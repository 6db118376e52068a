//! Every line and total checked against its standard.

use crate::amount::line_amount;
use crate::board::{Entry, LineItem, Measure};
use crate::money::Money;
use crate::quantity::Quantity;
use crate::standard::Standard;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// The price is not the standard's.
    Price { expected: Money },
    /// The unit is not the standard's.
    Unit { expected: String },
    /// The amount is not the product; what it should be, and the arithmetic.
    Amount { expected: Money, formula: String },
    /// The amount fits this quantity, ten times larger or smaller.
    TenTimes { expected: Quantity },
}

/// Checks a line that has a measure. Where the price differs from the standard
/// and the amount fits either price, just the price is at fault.
#[must_use]
pub fn line_faults(line: &LineItem, standard: Option<&Standard>) -> Vec<LineFault> {
    let Some(measure) = &line.measure else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let mut prices = vec![measure.price];
    if let Some(standard) = standard {
        if standard.unit != measure.unit {
            faults.push(LineFault::Unit {
                expected: standard.unit.label().to_owned(),
            });
        }
        if standard.price != measure.price {
            faults.push(LineFault::Price {
                expected: standard.price,
            });
            prices.push(standard.price);
        }
    }
    let fits = |quantity| {
        prices.iter().any(|price| {
            line_amount(quantity, measure.months, *price, measure.limits) == Ok(line.amount)
        })
    };
    if fits(measure.quantity) {
        return faults;
    }
    if let Some(expected) = tenfold(measure.quantity)
        .into_iter()
        .flatten()
        .find(|q| fits(*q))
    {
        faults.push(LineFault::TenTimes { expected });
        return faults;
    }
    let price = standard.map_or(measure.price, |standard| standard.price);
    if let Ok(expected) = line_amount(measure.quantity, measure.months, price, measure.limits) {
        let formula = formula(
            &Measure {
                price,
                ..measure.clone()
            },
            expected,
        );
        faults.push(LineFault::Amount { expected, formula });
    }
    faults
}

/// What the total should be, where it is not the sum of the lines.
#[must_use]
pub fn total_fault(entry: &Entry) -> Option<Money> {
    let sum = entry.lines_total();
    (sum != entry.total).then_some(sum)
}

/// The arithmetic of a line: `3.397 亩 × 43,200 元/亩 = 146,750.40 元`.
#[must_use]
pub fn formula(measure: &Measure, amount: Money) -> String {
    let unit = measure.unit.measure();
    let months = measure
        .months
        .map_or_else(String::new, |months| format!(" × {months} 月"));
    let price = measure.price.short();
    format!(
        "{} {unit}{months} × {price} 元/{} = {amount} 元",
        measure.quantity,
        measure.unit.label()
    )
}

fn tenfold(quantity: Quantity) -> [Option<Quantity>; 2] {
    let e4 = quantity.e4();
    [
        (e4 % 10 == 0).then(|| Quantity::from_e4(e4 / 10)),
        e4.checked_mul(10).map(Quantity::from_e4),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Unit;
    use crate::standard::{Category, Limits};

    fn line(quantity: &str, price: i64, amount: &str) -> LineItem {
        LineItem {
            standard: None,
            category: Category::Land,
            item: "旱地".into(),
            measure: Some(Measure {
                quantity: quantity.parse().expect("a quantity"),
                unit: Unit::Mu,
                months: None,
                price: Money::from_yuan(price),
                limits: Limits::NONE,
            }),
            amount: amount.parse().expect("money"),
        }
    }

    #[test]
    fn names_the_one_thing_that_is_wrong() {
        assert_eq!(line_faults(&line("3.397", 43_200, "146750.40"), None), []);
        assert!(matches!(
            line_faults(&line("3.397", 43_200, "147750.40"), None).as_slice(),
            [LineFault::Amount { formula, .. }] if formula == "3.397 亩 × 43,200 元/亩 = 146,750.40 元"
        ));
        assert_eq!(
            line_faults(&line("58.03", 48_000, "278544"), None),
            [LineFault::TenTimes {
                expected: "5.803".parse().expect("a quantity")
            }]
        );
    }
}
