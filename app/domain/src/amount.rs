//! amount = quantity × months × price, then the standard's floor or cap.

use rust_decimal::Decimal;

use crate::money::{Money, MoneyError};
use crate::quantity::Quantity;
use crate::standard::Limits;

/// The amount of one line, rounded half up to the fen once, then held between
/// the floor and the cap that the standard sets per household.
///
/// `months` is `None` for what does not run by the month. Rounding once per
/// line and summing the rounded lines is what makes a printed table foot
/// (武昌区国有土地上房屋征收结算单).
///
/// # Errors
/// [`MoneyError::OutOfRange`] where the product does not fit.
pub fn line_amount(
    quantity: Quantity,
    months: Option<u32>,
    price: Money,
    limits: Limits,
) -> Result<Money, MoneyError> {
    let exact = quantity
        .decimal()
        .checked_mul(Decimal::from(months.unwrap_or(1)))
        .and_then(|measured| measured.checked_mul(price.yuan()))
        .ok_or(MoneyError::OutOfRange)?;
    Ok(limits.hold(Money::from_yuan_rounded(exact)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(quantity: &str, months: Option<u32>, price: i64, limits: Limits) -> String {
        let quantity = quantity.parse().expect("a quantity");
        line_amount(quantity, months, Money::from_yuan(price), limits)
            .expect("in range")
            .to_string()
    }

    #[test]
    fn multiplies_exactly_and_rounds_once() {
        assert_eq!(amount("3.215", None, 48_000, Limits::NONE), "154,320.00");
        assert_eq!(amount("146.65", Some(18), 8, Limits::NONE), "21,117.60");
        assert_eq!(amount("0.0001", None, 50, Limits::NONE), "0.01");
        assert_eq!(amount("0.0001", None, 49, Limits::NONE), "0.00");
    }

    #[test]
    fn a_floor_lifts_and_a_cap_cuts() {
        let limits = Limits {
            floor: Some(Money::from_yuan(1000)),
            cap: Some(Money::from_yuan(3000)),
        };
        assert_eq!(amount("63.47", None, 15, limits), "1,000.00");
        assert_eq!(amount("100", None, 15, limits), "1,500.00");
        assert_eq!(amount("1000", None, 15, limits), "3,000.00");
    }
}
