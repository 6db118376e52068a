//! A rate of land that is paid in two columns: 土地补偿费 and 安置补助费, which
//! together are the area at the 区片综合地价.

use domain::amount::line_amount;
use domain::board::Measure;
use domain::money::Money;
use domain::standard::Standard;
use domain::terms::{RatePart, Terms};

use super::group::is_area;
use crate::header::groups::Group;
use crate::header::subject::Topic;
use crate::rows::sheet_reader::{RowRef, SheetReader};

/// What the land's own part is called, beside the other.
const OWN: &str = "土地补偿费";

/// The land's measure with its rate in two parts, and what both come to; `None`
/// where the two amounts are not one rate in parts. The other column is then read.
pub(super) fn joined(
    reader: &SheetReader<'_>,
    at: RowRef<'_>,
    measure: &Measure,
    standard: Option<&Standard>,
    own: Money,
) -> Option<(Measure, Money, usize)> {
    let price = measure.price?;
    if measure.terms.is_some() || !is_area(measure.priced_unit()) {
        return None;
    }
    let other = reader.header.groups.iter().find(|group| is_other(group))?;
    let column = other.amount?;
    let amount = reader.yuan_in(at.row, column)?;
    let other_price = other.price.and_then(|column| {
        let row = reader.sheet.merged_from(at.row, column);
        reader.yuan_in(row, column)
    });
    let both = own.checked_add(amount)?;
    let whole = match other_price {
        // Both rates stand in the table: together they are the standard's.
        Some(part) if line_amount(measure) == Ok(Some(own)) => {
            let sum = price.checked_add(part)?;
            (standard?.price == sum).then_some((sum, price, part))?
        }
        Some(part) => (price, price.checked_sub(part)?, part),
        None => {
            let quantity = Measure {
                price: Some(Money::from_yuan(1)),
                ..measure.clone()
            };
            let part = per_unit(amount, &quantity)?;
            (price, price.checked_sub(part)?, part)
        }
    };
    let (price, own_part, other_part) = whole;
    let part = |name: &str, price| RatePart {
        name: name.to_owned(),
        price,
    };
    let of_part = |price| {
        line_amount(&Measure {
            price: Some(price),
            ..measure.clone()
        })
    };
    if of_part(own_part) != Ok(Some(own)) || of_part(other_part) != Ok(Some(amount)) {
        return None;
    }
    let terms = Terms {
        parts: vec![
            part(OWN, own_part),
            part(other.name.as_deref().unwrap_or("安置补助费"), other_part),
        ],
        ..Terms::default()
    };
    let joined = Measure {
        price: Some(price),
        terms: terms.boxed(),
        ..measure.clone()
    };
    (line_amount(&joined) == Ok(Some(both))).then_some((joined, both, column))
}

/// The resettlement or social security that is paid by the land's area, and has
/// none of its own.
fn is_other(group: &Group) -> bool {
    let named = group
        .name
        .as_deref()
        .is_some_and(|name| name.contains("安置补助"));
    group.topic == Topic::Named && named && group.quantity.is_none() && group.amount.is_some()
}

/// What an amount is per unit, where that is whole fen: `quantity` is priced at
/// one yuan.
fn per_unit(amount: Money, quantity: &Measure) -> Option<Money> {
    let units = domain::amount::exact(quantity)?;
    Money::from_yuan_exact(amount.yuan().checked_div(units)?).ok()
}
