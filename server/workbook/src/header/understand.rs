//! What a column's headings mean together.

use domain::quantity::Unit;
use domain::table::Field;

use super::column::Column;
use super::rows::is_header;
use super::subject;
use crate::cells::grid::{Cell, Sheet, is_dash};
use crate::words::headings::meaning;
use crate::words::meaning::{self, Meaning};
use crate::words::side::{Side, side};

/// A heading that also stands over the names or numbers of households groups
/// columns of all kinds, and says nothing of what they are. One over people or
/// remarks does so only where it names neither land nor a house nor anything paid
/// for: 房屋 over 面积, 金额 and 备注 is of the house.
pub(crate) fn without_bands(columns: &mut [Column]) {
    const OF_THE_HOUSEHOLD: [Field; 4] =
        [Field::Sequence, Field::Household, Field::Group, Field::Head];
    const OF_ANYTHING: [Field; 2] = [Field::People, Field::Remark];
    let tells = |heading: &str| {
        ["关联", "干部", "党员"]
            .iter()
            .any(|word| heading.contains(word))
    };
    let names_topic = |heading: &String| {
        let subject = subject::subject(std::slice::from_ref(heading));
        subject.topic.is_some()
    };
    let bands: Vec<String> = columns
        .iter()
        .filter_map(|column| {
            let anything = match meaning(&column.leaf)? {
                Meaning::Is(field) if OF_THE_HOUSEHOLD.contains(&field) => false,
                Meaning::Is(field) if OF_ANYTHING.contains(&field) => true,
                Meaning::Number => false,
                _ => return None,
            };
            Some((column, anything))
        })
        .flat_map(|(column, anything)| {
            let above = column.path.iter().rev().skip(1);
            above.filter(move |heading| !(anything && names_topic(heading)))
        })
        .filter(|heading| !tells(heading))
        .cloned()
        .collect();
    for column in columns {
        let leaf = column.path.pop();
        column.path.retain(|heading| !bands.contains(heading));
        column.path.extend(leaf);
    }
}

pub(crate) fn understand(sheet: &Sheet, body: usize, column: &mut Column) {
    column.words = column.path.concat();
    column.subject = subject::subject(&column.path);
    column.meaning = meant(&column.leaf, &column.words)
        .or_else(|| by_those_above(column).filter(|_| is_numeric(sheet, body, column.index)));
    if column.meaning == Some(Meaning::Is(Field::Total)) && column.subject.topic.is_some() {
        column.meaning = Some(Meaning::Is(Field::Subtotal));
    }
    column.side = side(&column.words).or(match &column.units.area {
        Some(Unit::Mu) => Some(Side::Land),
        Some(_) => Some(Side::House),
        None => match &column.units.per {
            Some(Unit::Mu) => Some(Side::Land),
            Some(Unit::SquareMetre) => Some(Side::House),
            _ => None,
        },
    });
}

/// What the lowest heading means, made plain by those above it: 金额 under 青苗.
fn meant(leaf: &str, joined: &str) -> Option<Meaning> {
    let own = meaning(leaf);
    if leaf == joined {
        return own;
    }
    let whole = meaning(joined);
    match own {
        None => whole,
        Some(Meaning::Area | Meaning::Price) => whole.or(own),
        // 小计 under 土地面积 is an area.
        Some(Meaning::Is(Field::Subtotal)) => whole.or(own),
        Some(Meaning::Is(Field::Head)) if whole == Some(Meaning::Is(Field::Official)) => whole,
        Some(Meaning::Class | Meaning::Amount | Meaning::Is(Field::OtherAmount)) => match whole {
            Some(Meaning::Is(field)) if field != Field::OtherAmount => whole,
            _ => own,
        },
        own => own,
    }
}

/// 水田 under 征地面积 is an area, 水井 under 附属物补偿(元) an amount.
fn by_those_above(column: &Column) -> Option<Meaning> {
    if meaning::says_no_number(&column.leaf) {
        return None;
    }
    let above = column.path.iter().rev().skip(1);
    let kind = above.filter_map(|heading| meaning::kind_of(heading)).next();
    let paid = column.units.money.is_some() && column.units.per.is_none();
    kind.or(match &column.units {
        units if units.per.is_some() => Some(Meaning::Price),
        units if units.area.is_some() => Some(Meaning::Area),
        _ if paid => Some(Meaning::Amount),
        _ => None,
    })
    .filter(|_| {
        let of_an_item = column.path.len() > 1 && column.subject.item.is_some();
        of_an_item || column.subject.topic.is_some()
    })
}

/// Whether a column holds numbers, and nothing else.
fn is_numeric(sheet: &Sheet, body: usize, index: usize) -> bool {
    const MAX_ROWS_TRIED: usize = 500;
    let mut numbers = 0_usize;
    for row in body..sheet.rows.len().min(body + MAX_ROWS_TRIED) {
        if is_header(sheet, row) {
            continue;
        }
        match sheet.cell(row, index) {
            Cell::Blank => {}
            Cell::Text(text) if is_dash(text) => {}
            cell if cell.number().is_some() => numbers += 1,
            _ => return false,
        }
    }
    numbers > 0
}
