//! Every line and total checked against its standard.

use crate::amount::line_amount;
use crate::arithmetic;
use crate::board::{Entry, LineItem, Measure};
use crate::money::Money;
use crate::quantity::Quantity;
use crate::standard::Standard;
use crate::text::Lang;

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
    let Some(price) = measure.price else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let mut prices = vec![price];
    if let Some(standard) = standard {
        if standard.unit != *measure.priced_unit() {
            faults.push(LineFault::Unit {
                expected: standard.unit.label().to_owned(),
            });
        }
        if standard.price != price {
            faults.push(LineFault::Price {
                expected: standard.price,
            });
            prices.push(standard.price);
        }
    }
    let with = |quantity, price| Measure {
        quantity,
        price: Some(price),
        ..measure.clone()
    };
    let fits = |quantity| {
        prices
            .iter()
            .any(|price| line_amount(&with(quantity, *price)) == Ok(Some(line.amount)))
    };
    if fits(measure.quantity) {
        return faults;
    }
    if let Some(expected) = tenfold(measure.quantity)
        .into_iter()
        .flatten()
        .find(|quantity| fits(*quantity))
    {
        faults.push(LineFault::TenTimes { expected });
        return faults;
    }
    let right = with(
        measure.quantity,
        standard.map_or(price, |standard| standard.price),
    );
    if let Ok(Some(expected)) = line_amount(&right) {
        let formula = formula(&right, expected);
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
    format!("{} = {amount} 元", arithmetic::product(measure, Lang::Zh))
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
                price: Some(Money::from_yuan(price)),
                per: None,
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
