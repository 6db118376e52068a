//! Every line and total checked against its standard.

use crate::amount::line_amount;
use crate::board::{Entry, LineItem, Measure, PriceDeviation};
use crate::money::Money;
use crate::quantity::Quantity;
use crate::standard::Standard;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// The price is not the standard's.
    Price {
        expected: Money,
        /// The amount is what the standard gives, not what this price gives:
        /// the price was mistyped.
        slip: bool,
    },
    /// The unit is not the standard's.
    Unit { expected: String },
    /// The amount is not the product, which is this.
    Amount { expected: Money },
    /// The amount fits this quantity, ten times larger or smaller.
    TenTimes { expected: Quantity },
}

/// How a line's price is not its standard's; the reason is for the office to
/// give. `None` where it is, or where the two are per different units.
#[must_use]
pub fn deviation(
    measure: Option<&Measure>,
    standard: Option<&Standard>,
) -> Option<Box<PriceDeviation>> {
    let (measure, standard) = (measure?, standard?);
    let price = measure.price?;
    (standard.unit == *measure.priced_unit() && standard.price != price).then(|| {
        Box::new(PriceDeviation {
            standard: standard.price,
            reason: None,
        })
    })
}

/// Checks a line that has a measure. The amount is checked against the price
/// that the table states; where it fits just the standard's, the price alone is
/// at fault.
#[must_use]
pub fn line_faults(line: &LineItem, standard: Option<&Standard>) -> Vec<LineFault> {
    let Some(measure) = &line.measure else {
        return Vec::new();
    };
    let Some(price) = measure.price else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    if let Some(standard) = standard.filter(|one| one.unit != *measure.priced_unit()) {
        faults.push(LineFault::Unit {
            expected: standard.unit.label().to_owned(),
        });
    }
    let with = |quantity, price| Measure {
        quantity,
        price: Some(price),
        ..measure.clone()
    };
    let pays = |quantity, price| line_amount(&with(quantity, price)) == Ok(Some(line.amount));
    let fits = |quantity| pays(quantity, price);
    let stated = fits(measure.quantity);
    if let Some(standard) = standard.filter(|standard| standard.price != price) {
        let slip = !stated && pays(measure.quantity, standard.price);
        faults.push(LineFault::Price {
            expected: standard.price,
            slip,
        });
        if slip {
            return faults;
        }
    }
    if stated {
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
    if let Ok(Some(expected)) = line_amount(measure) {
        faults.push(LineFault::Amount { expected });
    }
    faults
}

/// What the total should be, where it is not the sum of the lines less the
/// deductions.
#[must_use]
pub fn total_fault(entry: &Entry) -> Option<Money> {
    let net = entry.net()?;
    (net != entry.total).then_some(net)
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
    use crate::terms::Deduction;
    use proptest::prelude::*;

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
                terms: None,
            }),
            amount: amount.parse().expect("money"),
            deviation: None,
        }
    }

    #[test]
    fn a_price_of_its_own_is_told_from_a_slip() {
        let standard = Standard {
            code: "L01".into(),
            category: Category::Land,
            name: "旱地".into(),
            unit: Unit::Mu,
            price: Money::from_yuan(48_000),
            limits: Limits::NONE,
            basis: String::new(),
        };
        let expected = standard.price;
        for (amount, faults) in [
            // By the price that is stated; by the standard's; by neither.
            (
                "100000",
                vec![LineFault::Price {
                    expected,
                    slip: false,
                }],
            ),
            (
                "96000",
                vec![LineFault::Price {
                    expected,
                    slip: true,
                }],
            ),
            (
                "1",
                vec![
                    LineFault::Price {
                        expected,
                        slip: false,
                    },
                    LineFault::Amount {
                        expected: Money::from_yuan(100_000),
                    },
                ],
            ),
        ] {
            let line = line("2", 50_000, amount);
            assert_eq!(line_faults(&line, Some(&standard)), faults, "{amount}");
            let deviation = deviation(line.measure.as_ref(), Some(&standard));
            assert_eq!(deviation.map(|of| of.standard), Some(expected));
        }
        let usual = line("2", 48_000, "96000");
        assert_eq!(line_faults(&usual, Some(&standard)), []);
        assert_eq!(deviation(usual.measure.as_ref(), Some(&standard)), None);
    }

    proptest! {
        /// A total is its rounded lines less its deductions, to the fen.
        #[test]
        fn a_total_is_its_lines_less_its_deductions(
            lines in prop::collection::vec(0..9_999_999i64, 0..6),
            deductions in prop::collection::vec(1..99_999i64, 0..3),
            off in -2..=2i64,
        ) {
            let net = lines.iter().sum::<i64>() - deductions.iter().sum::<i64>();
            let entry = Entry {
                household: "H1".into(),
                head: "张三".into(),
                group: None,
                people: None,
                lines: lines
                    .iter()
                    .map(|fen| LineItem {
                        measure: None,
                        amount: Money::from_fen(*fen),
                        ..line("1", 1, "1")
                    })
                    .collect(),
                deductions: deductions
                    .iter()
                    .map(|fen| Deduction {
                        name: "扣除旧料款".into(),
                        amount: Money::from_fen(*fen),
                    })
                    .collect(),
                total: Money::from_fen(net + off),
                status: None,
                remark: None,
            };
            let fault = (off != 0).then_some(Money::from_fen(net));
            prop_assert_eq!(total_fault(&entry), fault);
        }
    }

    #[test]
    fn names_the_one_thing_that_is_wrong() {
        assert_eq!(line_faults(&line("3.397", 43_200, "146750.40"), None), []);
        assert_eq!(
            line_faults(&line("3.397", 43_200, "147750.40"), None),
            [LineFault::Amount {
                expected: "146750.40".parse().expect("money")
            }]
        );
        assert_eq!(
            line_faults(&line("58.03", 48_000, "278544"), None),
            [LineFault::TenTimes {
                expected: "5.803".parse().expect("a quantity")
            }]
        );
    }
}
