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
use domain::terms::{Deduction, RatePart, deducted};

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
    let rate = format!("{} 元/{}", price.short(), measure.priced_unit().label());
    format!("{quantity}{converted}{months} × {rate}") + &terms(measure)
}

/// What stands behind the rate: its parts, factors and deductions.
/// ` (土地补偿费 19,200 + 安置补助费 28,800)`, ` × 成新率 80%`,
/// ` − 扣除旧料款 2,000.00 元`.
fn terms(measure: &Measure) -> String {
    let mut said = match measure.parts() {
        [] => String::new(),
        parts => format!(" ({})", rate_parts(parts)),
    };
    for factor in measure.factors() {
        said += &format!(" × {} {}", factor.name, factor.shown());
    }
    for deduction in measure.deductions() {
        said += &format!(" − {} {} 元", deduction.name, deduction.amount);
    }
    said
}

/// `土地补偿费 19,200 + 安置补助费 28,800`
pub(crate) fn rate_parts(parts: &[RatePart]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| format!("{} {}", part.name, part.price.short()))
        .collect();
    parts.join(" + ")
}

/// What a household is to be paid: `281,759.78 − 扣除旧料款 800.00 = 280,959.78`.
pub(crate) fn net(lines: Money, deductions: &[Deduction]) -> String {
    let off: String = deductions
        .iter()
        .map(|one| format!(" − {} {}", one.name, one.amount))
        .collect();
    let net = lines.checked_sub(deducted(deductions)).unwrap_or(lines);
    format!("{lines}{off} = {net}")
}

/// What is taken off: `−2,000.00 元`.
#[must_use]
pub fn taken_off(amount: Money) -> String {
    format!("−{amount} 元")
}

/// `扣除旧料款 −2,000.00 元`
#[must_use]
pub fn deduction(of: &Deduction) -> String {
    format!("{} {}", of.name, taken_off(of.amount))
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
    use domain::terms::{Factor, Ratio, Terms};

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
                terms: None,
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
    fn parts_factors_and_deductions_are_said_in_their_order() {
        let ratio = |e4| Ratio::from_decimal(Decimal::new(e4, 4)).expect("a ratio");
        let factor = |name: &str, value| Factor {
            name: name.to_owned(),
            value,
        };
        let mut house = line("120", "㎡", None, 1200, Limits::NONE, "113200");
        if let Some(measure) = &mut house.measure {
            measure.terms = Some(Box::new(Terms {
                factors: vec![factor("成新率", ratio(8000))],
                deductions: vec![Deduction {
                    name: "扣除旧料款".to_owned(),
                    amount: Money::from_yuan(2000),
                }],
                ..Terms::default()
            }));
        }
        assert_eq!(
            formula(&house, Lang::Zh),
            "120.00 ㎡ × 1,200 元/㎡ × 成新率 80% − 扣除旧料款 2,000.00 元 = 113,200.00 元"
        );
        let mut land = line("2", "亩", None, 48_000, Limits::NONE, "115200");
        if let Some(measure) = &mut land.measure {
            let part = |name: &str, yuan| RatePart {
                name: name.to_owned(),
                price: Money::from_yuan(yuan),
            };
            measure.terms = Some(Box::new(Terms {
                parts: vec![part("土地补偿费", 19_200), part("安置补助费", 28_800)],
                factors: vec![factor("修正系数", ratio(12_000))],
                ..Terms::default()
            }));
        }
        assert_eq!(
            formula(&land, Lang::Zh),
            "2 亩 × 48,000 元/亩 (土地补偿费 19,200 + 安置补助费 28,800) × 修正系数 1.2 = 115,200.00 元"
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
