//! A line written as arithmetic that anyone can check.

use rust_decimal::Decimal;

use crate::{
    ARITHMETIC_CAP, ARITHMETIC_FLOOR, ARITHMETIC_LUMP, ARITHMETIC_MONTHS, ARITHMETIC_NO_AMOUNT,
    ARITHMETIC_NO_RATE, DEVIATION, DEVIATION_BARE, Lang,
};
use domain::amount;
use domain::board::{LineItem, Measure};
use domain::money::Money;
use domain::quantity::{Unit, mu_to_square_metres};

/// `3.215 亩 × 48,000 元/亩 = 154,320.00 元`; just the quantity where the table
/// gives no amount of its own for the line, and just the amount where it gives
/// no quantity.
#[must_use]
pub fn formula(line: &LineItem, lang: Lang) -> String {
    let left = formula_left(line, lang);
    if line.measure.is_none() {
        format!("{} 元 ({left})", line.amount)
    } else if line.has_amount() {
        format!("{left} = {} 元", line.amount)
    } else {
        left
    }
}

/// What stands before the equals sign: quantity, months and price, and the
/// floor or cap where it applied. A lump sum says that the table gives no
/// quantity.
#[must_use]
pub fn formula_left(line: &LineItem, lang: Lang) -> String {
    let Some(measure) = &line.measure else {
        return ARITHMETIC_LUMP.get(lang).to_owned();
    };
    if measure.price.is_none() && line.has_amount() {
        return format!("{} ({})", quantity(measure), ARITHMETIC_NO_RATE.get(lang));
    }
    let limit = limit(measure, line.amount, lang);
    product(measure, lang) + &limit.map(|text| format!(" ({text})")).unwrap_or_default()
}

/// The arithmetic of a measure and what it comes to:
/// `3.397 亩 × 43,200 元/亩 = 146,750.40 元`.
#[must_use]
pub fn equation(measure: &Measure, amount: Money, lang: Lang) -> String {
    format!("{} = {amount} 元", product(measure, lang))
}

/// Where the price is not the standard's: what the standard says, and why the
/// price is another.
#[must_use]
pub fn deviation_sentence(line: &LineItem, lang: Lang) -> Option<String> {
    let deviation = line.deviation.as_ref()?;
    let unit = line
        .measure
        .as_ref()
        .map(|measure| measure.priced_unit().label());
    let price = format!(
        "{} 元/{}",
        deviation.standard.short(),
        unit.unwrap_or_default()
    );
    Some(match &deviation.reason {
        Some(reason) => DEVIATION.fill(lang, &[("price", &price), ("reason", reason)]),
        None => DEVIATION_BARE.fill(lang, &[("price", &price)]),
    })
}

/// `162.40 ㎡`
fn quantity(measure: &Measure) -> String {
    let number = match measure.unit {
        Unit::SquareMetre | Unit::SquareMetreMonth => measure.quantity.shown(2),
        _ => measure.quantity.shown(0),
    };
    format!("{number} {}", measure.unit.measure())
}

/// The left side: `162.40 ㎡ × 18 个月 × 8 元/㎡·月`; where the price is per the
/// other unit of area, with the area in both: `1,234.00 ㎡ (1.851 亩) × 48,000 元/亩`.
fn product(measure: &Measure, lang: Lang) -> String {
    let quantity = quantity(measure);
    let months = measure
        .months
        .map(|months| format!(" × {}", ARITHMETIC_MONTHS.fill(lang, &[("n", &months)])))
        .unwrap_or_default();
    let Some(price) = measure.price else {
        return format!("{quantity} ({})", ARITHMETIC_NO_AMOUNT.get(lang));
    };
    let converted = match (&measure.unit, &measure.per) {
        (Unit::SquareMetre, Some(Unit::Mu)) => {
            // Exact: two decimals more than the area in ㎡ at the most.
            let mu = measure.quantity.decimal() * Decimal::new(15, 4);
            format!(" ({} 亩)", mu.normalize())
        }
        (Unit::Mu, Some(Unit::SquareMetre)) => {
            format!(" ({} ㎡)", mu_to_square_metres(measure.quantity).shown(2))
        }
        _ => String::new(),
    };
    format!(
        "{quantity}{converted}{months} × {} 元/{}",
        price.short(),
        measure.priced_unit().label()
    )
}

/// The floor or cap, where it set the amount.
fn limit(measure: &Measure, amount: Money, lang: Lang) -> Option<String> {
    let product = amount::product(measure).ok()??;
    if product == amount {
        return None;
    }
    let (text, value) = match (measure.limits.floor, measure.limits.cap) {
        (Some(floor), _) if floor == amount => (ARITHMETIC_FLOOR, floor),
        (_, Some(cap)) if cap == amount => (ARITHMETIC_CAP, cap),
        _ => return None,
    };
    Some(text.fill(lang, &[("amount", &value.short())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::board::PriceDeviation;
    use domain::quantity::Quantity;
    use domain::standard::{Category, Limits};

    fn line(
        quantity: &str,
        unit: &str,
        months: Option<u32>,
        price: i64,
        limits: Limits,
        amount: &str,
    ) -> LineItem {
        LineItem {
            standard: None,
            category: Category::Land,
            item: "水浇地".into(),
            measure: Some(Measure {
                quantity: quantity.parse::<Quantity>().expect("a quantity"),
                unit: Unit::from(unit),
                months,
                price: Some(Money::from_yuan(price)),
                per: None,
                limits,
            }),
            amount: amount.parse().expect("money"),
            deviation: None,
        }
    }

    #[test]
    fn reads_as_arithmetic() {
        let floor = Limits {
            floor: Some(Money::from_yuan(1000)),
            cap: None,
        };
        for (line, shown) in [
            (
                line("3.215", "亩", None, 48_000, Limits::NONE, "154320"),
                "3.215 亩 × 48,000 元/亩 = 154,320.00 元",
            ),
            (
                line("162.4", "㎡·月", Some(18), 8, Limits::NONE, "23385.6"),
                "162.40 ㎡ × 18 个月 × 8 元/㎡·月 = 23,385.60 元",
            ),
            (
                line("63.47", "㎡", None, 15, floor, "1000"),
                "63.47 ㎡ × 15 元/㎡ (每户不少于 1,000 元) = 1,000.00 元",
            ),
            (
                line("162.4", "㎡", None, 15, floor, "2436"),
                "162.40 ㎡ × 15 元/㎡ = 2,436.00 元",
            ),
            (
                // The product is the floor by itself: the floor set nothing.
                line("100", "㎡", None, 10, floor, "1000"),
                "100.00 ㎡ × 10 元/㎡ = 1,000.00 元",
            ),
        ] {
            assert_eq!(formula(&line, Lang::Zh), shown);
        }
    }

    #[test]
    fn a_price_of_its_own_is_said_beside_the_standard() {
        let mut line = line("2", "亩", None, 50_000, Limits::NONE, "100000");
        assert_eq!(deviation_sentence(&line, Lang::Zh), None);
        line.deviation = Some(Box::new(PriceDeviation {
            standard: Money::from_yuan(48_000),
            reason: Some("村民会议决定".into()),
        }));
        assert_eq!(
            deviation_sentence(&line, Lang::Zh).as_deref(),
            Some("与标准 48,000 元/亩 不同：村民会议决定")
        );
    }

    #[test]
    fn an_area_priced_in_the_other_unit_is_shown_in_both() {
        let mut line = line("1234", "㎡", None, 48_000, Limits::NONE, "88848");
        if let Some(measure) = &mut line.measure {
            measure.per = Some(Unit::Mu);
        }
        assert_eq!(
            formula(&line, Lang::Zh),
            "1,234.00 ㎡ (1.851 亩) × 48,000 元/亩 = 88,848.00 元"
        );
    }

    #[test]
    fn an_area_without_an_amount_says_so() {
        let mut line = line("3.2", "亩", None, 0, Limits::NONE, "0");
        if let Some(measure) = &mut line.measure {
            measure.price = None;
        }
        assert_eq!(
            formula(&line, Lang::Zh),
            "3.2 亩 (金额没有单列，含在合计里)"
        );
    }

    #[test]
    fn a_lump_sum_says_so() {
        let lump = LineItem {
            standard: None,
            category: Category::Fixture,
            item: "附着物".into(),
            measure: None,
            amount: Money::from_yuan(898),
            deviation: None,
        };
        assert_eq!(formula(&lump, Lang::Zh), "898.00 元 (公示表只列了金额)");
    }
}
