//! Reading a project's schedule of standards.

use domain::finding::{Finding, Severity};
use domain::money::Money;
use domain::quantity::Unit;
use domain::standard::{Category, Limits, Schedule, Standard};
use rust_decimal::Decimal;

use crate::cells::address::address;
use crate::cells::grid::{Book, Cell, Sheet, valued};
use crate::cells::open::{catching_panics, open};
use crate::header::table_units::table_units;
use crate::progress::Progress;
use crate::rows::shown::{Reading, fault};
use crate::unreadable::{StandardProblem, Unreadable};
use crate::words::plain::plain;
use crate::words::units::{self, Scale};

/// The columns of the table.
struct Columns {
    header: usize,
    code: usize,
    category: usize,
    name: usize,
    unit: usize,
    price: usize,
    floor: Option<usize>,
    cap: Option<usize>,
    /// What the numbers of each column count.
    scales: Vec<Scale>,
    basis: Option<usize>,
}

/// Reads a schedule of standards, with its columns in any order.
///
/// # Errors
/// [`Unreadable`], naming the cell that is wrong.
pub fn read_standards(file_name: &str, bytes: &[u8]) -> Result<Schedule, Unreadable> {
    let _ = file_name;
    catching_panics(|| read(&open(bytes, &Progress::default())?))
}

fn read(book: &Book) -> Result<Schedule, Unreadable> {
    let visible = || book.sheets.iter().filter(|sheet| !sheet.hidden);
    if visible().all(Sheet::is_empty) {
        return Err(Unreadable::Empty);
    }
    let found = visible().find_map(|sheet| Some((sheet, columns(sheet)?)));
    let Some((sheet, columns)) = found else {
        return Err(Unreadable::NoHeader("编号、类别、名称、单位、单价"));
    };
    valued([sheet].into_iter())?;
    let mut schedule = Schedule::default();
    for row in columns.header + 1..sheet.rows.len() {
        let filled = sheet
            .rows
            .get(row)
            .is_some_and(|cells| cells.iter().any(|c| !c.is_blank()));
        if !filled || is_note(sheet, row, &columns) {
            continue;
        }
        let standard = standard(sheet, row, &columns)?;
        let twice = schedule.by_code(&standard.code).is_some();
        if twice || schedule.find(standard.category, &standard.name).is_some() {
            let (column, word) = if twice {
                (columns.code, standard.code)
            } else {
                (columns.name, standard.name)
            };
            return Err(wrong(row, column, StandardProblem::Twice(word)));
        }
        schedule.standards.push(standard);
    }
    if schedule.standards.is_empty() {
        Err(Unreadable::NoStandards)
    } else {
        Ok(schedule)
    }
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    const MAX_ROWS_ABOVE: usize = 30;
    (0..sheet.rows.len().min(MAX_ROWS_ABOVE)).find_map(|header| {
        let headings: Vec<String> = sheet
            .rows
            .get(header)?
            .iter()
            .map(|cell| plain(&cell.shown()).0)
            .collect();
        let at = |names: &[&str]| {
            headings
                .iter()
                .position(|heading| names.contains(&heading.as_str()))
        };
        let above = table_units(sheet, header).money;
        let scales = sheet.rows.get(header)?.iter().map(|cell| {
            let own = units::split(&cell.shown()).1.money;
            own.or(above).unwrap_or_default()
        });
        Some(Columns {
            header,
            scales: scales.collect(),
            code: at(&["编号", "标准编号", "代码", "编码"])?,
            category: at(&["类别", "类型", "补偿类别"])?,
            name: at(&["名称", "项目", "补偿项目", "标准名称"])?,
            unit: at(&["单位", "计量单位"])?,
            price: at(&["单价", "补偿标准", "标准", "价格"])?,
            floor: at(&["单户最低", "最低", "每户最低", "下限"]),
            cap: at(&["单户最高", "最高", "每户最高", "上限"]),
            basis: at(&["依据", "政策依据", "文件依据", "法律依据"]),
        })
    })
}

/// A line below the table (制表:…) has no price.
fn is_note(sheet: &Sheet, row: usize, columns: &Columns) -> bool {
    [columns.category, columns.name, columns.price]
        .into_iter()
        .all(|column| sheet.cell(row, column).is_blank())
}

/// Refuses a cell that shows something else than it stores: prices are held to
/// what is read here.
fn shown(sheet: &Sheet, row: usize, columns: &Columns) -> Result<(), Unreadable> {
    let scale = |column: usize| columns.scales.get(column).copied().unwrap_or_default();
    let words = [columns.code, columns.category, columns.name, columns.unit];
    let prices = [Some(columns.price), columns.floor, columns.cap];
    let words = words.map(|column| (column, Reading::WORD));
    let prices = prices.into_iter().flatten();
    let prices = prices.map(|column| (column, Reading::money(scale(column))));
    for (column, reading) in words.into_iter().chain(prices) {
        let Some((_, code, detail)) = fault(reading, sheet.cell(row, column)) else {
            continue;
        };
        // Nobody could give a reason here.
        let finding = Finding {
            severity: Severity::Error,
            code,
            sheet: None,
            cell: Some(address(row, column)),
            household: None,
            detail,
        };
        return Err(wrong(
            row,
            column,
            StandardProblem::Shown(Box::new(finding)),
        ));
    }
    Ok(())
}

fn standard(sheet: &Sheet, row: usize, columns: &Columns) -> Result<Standard, Unreadable> {
    shown(sheet, row, columns)?;
    let needed = |column: usize| {
        let cell = sheet.cell(row, column);
        if cell.is_blank() {
            Err(wrong(row, column, StandardProblem::Needed))
        } else {
            Ok(cell.shown().into_owned())
        }
    };
    let scale = |column: usize| columns.scales.get(column).copied().unwrap_or_default();
    let money = |column: usize| match sheet.cell(row, column) {
        Cell::Blank => Ok(None),
        cell => cell
            .number_in(scale(column))
            .and_then(|number| number.checked_mul(Decimal::from(scale(column).yuan())))
            .and_then(|number| Money::from_yuan_exact(number).ok())
            .filter(|money| *money >= Money::ZERO)
            .map(Some)
            .ok_or_else(|| {
                wrong(
                    row,
                    column,
                    StandardProblem::NoMoney(cell.shown().into_owned()),
                )
            }),
    };
    let category_word = needed(columns.category)?;
    let category = Category::from_label(&category_word).ok_or_else(|| {
        wrong(
            row,
            columns.category,
            StandardProblem::NoCategory(category_word),
        )
    })?;
    let limit = |column: Option<usize>| column.map_or(Ok(None), money);
    Ok(Standard {
        code: needed(columns.code)?,
        category,
        name: needed(columns.name)?,
        unit: Unit::from(needed(columns.unit)?),
        price: money(columns.price)?
            .ok_or_else(|| wrong(row, columns.price, StandardProblem::Needed))?,
        limits: Limits {
            floor: limit(columns.floor)?,
            cap: limit(columns.cap)?,
        },
        basis: columns.basis.map_or_else(String::new, |column| {
            sheet.cell(row, column).shown().into_owned()
        }),
    })
}

fn wrong(row: usize, column: usize, problem: StandardProblem) -> Unreadable {
    Unreadable::Standard {
        cell: address(row, column),
        problem,
    }
}
