//! What a board is for, and has no column: the area that is paid for, the standard,
//! the payout.

use domain::finding::{Code, Detail, Finding, Severity};
use domain::table::{Field, Layout};

use crate::cells::address::address;
use crate::header::groups::Group;
use crate::header::subject::Topic;
use crate::rows::sheet_reader::SheetReader;
use crate::words::headings::is_aside;

const LAND: &str = "土地面积";
const FLOOR: &str = "房屋建筑面积";
const QUANTITY: &str = "数量(面积)";
const LAND_PRICE: &str = "土地补偿标准";
const HOUSE_PRICE: &str = "房屋补偿标准";
const PRICE: &str = "补偿标准";
const PAYOUT: &str = "补偿金额";

/// Notes each column that the board needs and has not.
pub(crate) fn missing_columns(reader: &mut SheetReader<'_>) {
    let missing = match reader.header.layout {
        Layout::Wide => of_wide(reader),
        Layout::Long => of_long(reader),
    };
    for (column, expected) in missing {
        let body = reader.header.body.saturating_sub(1);
        reader.found.push(Finding {
            severity: Severity::Error,
            code: Code::MissingColumn,
            sheet: reader.sheet.name.clone(),
            cell: column.map(|column| address(body, column)),
            household: None,
            detail: Detail::words("", expected),
        });
    }
}

/// What is missing, and at which column it shows.
type Missing = Vec<(Option<usize>, &'static str)>;

fn of_wide(reader: &SheetReader<'_>) -> Missing {
    let header = reader.header;
    let total = header.at(Field::Total);
    let mut missing = Vec::new();
    let of = |topic: Topic| {
        header
            .groups
            .iter()
            .filter(move |group| group.topic == topic)
    };
    let measured = |topic: Topic| of(topic).any(|group| group.quantity.is_some());
    for (topic, area, price) in [
        (Topic::Land, LAND, LAND_PRICE),
        (Topic::House, FLOOR, HOUSE_PRICE),
    ] {
        let paid = |group: &Group| group.amount.or(group.rate());
        let summed = header.of(Field::Subtotal);
        let mut summed = summed.filter(|column| column.subject.topic == Some(topic));
        // 房屋小计 of a house that nothing else was read of.
        let sum = summed.next().map(|column| column.index);
        let at = of(topic).find_map(paid).or(sum);
        // An area that nothing is paid for, and a payment for no area.
        let idle = of(topic).any(|group| group.quantity.is_some() && paid(group).is_none());
        let of_nothing = of(topic)
            .filter(|group| group.quantity.is_none())
            .find_map(paid);
        if at.is_some() && !measured(topic) {
            missing.push((at, area));
        } else if idle && of_nothing.is_some() {
            missing.push((of_nothing, area));
        }
        let unpriced =
            |group: &Group| group.quantity.is_some() && group.amount.is_some() && !group.has_rate();
        let priced = of(topic).any(Group::has_rate) && !of(topic).any(unpriced);
        // The project's standards give the rate where the table has none.
        let of_area = of(topic).find_map(|group| group.quantity);
        let at = of(topic)
            .find_map(|group| group.amount)
            .or(of_area.and(total));
        if at.is_some() && !priced && reader.schedule.is_none() && measured(topic) {
            missing.push((at, price));
        }
        // An area that nothing is paid for, beside numbers that were not read.
        let unpaid = of_area.filter(|_| at.is_none() && !priced && total.is_none());
        let subtotal = || header.of(Field::Subtotal).next().is_some();
        if unpaid.is_some() && (leaves_numbers(reader) || subtotal()) {
            missing.push((unpaid, PAYOUT));
        }
    }
    let pays = |group: &Group| group.amount.is_some() || group.has_rate();
    let paid = header.groups.iter().any(pays);
    let anything = header.groups.iter().any(|group| group.quantity.is_some());
    if !paid && !anything && total.is_some() {
        missing.push((total, LAND));
    }
    // A survey's board pays nothing; a number that was not read may be the payout.
    if !paid && !anything && total.is_none() && leaves_numbers(reader) {
        missing.push((header.at(Field::Head), PAYOUT));
    }
    missing
}

fn of_long(reader: &SheetReader<'_>) -> Missing {
    let header = reader.header;
    let mut missing = Vec::new();
    let amount = header.at(Field::Amount);
    if header.at(Field::Quantity).is_none() {
        missing.push((amount, QUANTITY));
    } else if header.at(Field::Price).is_none() {
        missing.push((amount, PRICE));
    }
    if amount.is_none() {
        missing.push((header.at(Field::Item), PAYOUT));
    }
    missing
}

/// Whether numbers stand in a column that was not read.
fn leaves_numbers(reader: &SheetReader<'_>) -> bool {
    let unread = reader
        .header
        .columns
        .iter()
        .filter(|column| column.field.is_none() && !column.ignored && !is_aside(&column.leaf));
    let mut unread = unread.map(|column| column.index);
    unread.any(|column| {
        let mut rows = reader.header.body..reader.sheet.rows.len();
        rows.any(|row| reader.sheet.cell(row, column).number().is_some())
    })
}
