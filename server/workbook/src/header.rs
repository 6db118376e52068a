//! Finding the header rows, and what each column is.
//!
//! | step | where |
//! |---|---|
//! | which rows are the header | [`rows`] |
//! | what a heading means | [`super::words`], [`super::units`] |
//! | what a column is about | [`subject`] |
//! | headings that could be of land or of house | [`settle`] |
//! | columns that make a line together | [`groups`] |
//! | what rows ask of it | [`asked`] |

mod asked;
mod groups;
mod rows;
mod settle;
mod subject;

use domain::quantity::Unit;
use domain::table::{ColumnChoices, Field, Layout};

use super::cells::is_dash;
use super::grid::{Cell, Sheet};
use super::units::{self, Units};
use super::words::{self, Meaning, Side, meaning, side};
pub(super) use asked::{Header, Headers};
pub(super) use groups::Group;
pub(super) use rows::{is_header, is_numbering};
pub(super) use subject::{Subject, Topic};

#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) index: usize,
    /// Header rows joined.
    pub(super) header: String,
    /// The lowest heading, without its unit.
    pub(super) leaf: String,
    /// The headings from the top down, as they stand there.
    raw: Vec<String>,
    /// The headings from the top down, without units.
    path: Vec<String>,
    /// All headings joined, without units.
    words: String,
    pub(super) subject: Subject,
    meaning: Option<Meaning>,
    side: Option<Side>,
    units: Units,
    pub(super) field: Option<Field>,
    /// It could be land or house, and nothing tells which.
    pub(super) unclear: bool,
    /// Somebody said that it is not to be read.
    pub(super) ignored: bool,
}

/// The header of a board: households, and areas or amounts.
pub(super) fn find(sheet: &Sheet, choices: &ColumnChoices) -> Option<Header> {
    let (top, body) = rows::header_rows(sheet)?;
    let mut columns: Vec<Column> = (0..sheet.width())
        .filter_map(|index| column(sheet, top, body, index))
        .collect();
    without_bands(&mut columns);
    for column in &mut columns {
        understand(sheet, body, column);
    }
    let layout = layout(&columns);
    // ㎡ is of the house only where a house is spoken of.
    let house = columns.iter().any(|column| {
        side(&column.words) == Some(Side::House)
            || column.meaning == Some(Meaning::Is(Field::HouseStructure))
    });
    for column in &mut columns {
        if !house && column.side == Some(Side::House) {
            column.side = None;
        }
        column.field = settle::by_itself(column, layout);
    }
    choose(&mut columns, choices);
    if layout == Layout::Long {
        settle::subtotals_of_lines(&mut columns);
    } else {
        settle::by_arithmetic(sheet, body, &mut columns);
        settle::total_by_sum(sheet, body, &mut columns);
    }
    let numbered = number_households(sheet, body, &mut columns);
    other_land_area(&mut columns);
    groups::settle(&mut columns, layout);
    let groups = match layout {
        Layout::Wide => groups::find(&columns),
        Layout::Long => Vec::new(),
    };
    let above = units::above(sheet, top);
    let header = Header::new((body, layout), columns, groups, numbered, above);
    let has = |fields: &[Field]| fields.iter().any(|field| header.at(*field).is_some());
    let enough = has(&[Field::Household, Field::Head])
        && has(&[
            Field::Amount,
            Field::LandAmount,
            Field::HouseAmount,
            Field::CropsAmount,
            Field::FixtureAmount,
            Field::OtherAmount,
            Field::Total,
            Field::LandArea,
            Field::FloorArea,
        ]);
    enough.then_some(header)
}

/// A table with a column of items has a row for each; a name under 附属物, beside
/// land or a house, is of that line only.
fn layout(columns: &[Column]) -> Layout {
    let land_or_house = || {
        columns
            .iter()
            .any(|column| matches!(column.subject.topic, Some(Topic::Land | Topic::House)))
    };
    let long = columns.iter().any(|column| {
        column.meaning == Some(Meaning::Is(Field::Item))
            && (column.subject.topic.is_none() || !land_or_house())
    });
    if long { Layout::Long } else { Layout::Wide }
}

fn column(sheet: &Sheet, top: usize, body: usize, index: usize) -> Option<Column> {
    let mut words: Vec<String> = Vec::new();
    let mut units = Units::default();
    let mut path: Vec<String> = Vec::new();
    for row in top..body {
        let text = rows::heading(sheet, top, row, body, index);
        if text.is_empty() || words.last() == Some(&text) {
            continue;
        }
        if units::is_unit(&text) && !path.is_empty() {
            units = Units::of(text.trim_matches(['(', ')', '（', '）'])).or(units);
        } else {
            let (word, own) = units::split(&text);
            units = own.or(units);
            path.push(word);
        }
        words.push(text);
    }
    let filled = || (body..sheet.rows.len()).any(|row| !sheet.cell(row, index).is_blank());
    if words.is_empty() && !filled() {
        return None;
    }
    Some(Column {
        index,
        header: words.join(" "),
        raw: words,
        leaf: path.last().cloned().unwrap_or_default(),
        path,
        words: String::new(),
        subject: Subject::default(),
        meaning: None,
        side: None,
        units,
        field: None,
        unclear: false,
        ignored: false,
    })
}

/// A heading that also stands over the names or numbers of households groups
/// columns of all kinds, and says nothing of what they are.
fn without_bands(columns: &mut [Column]) {
    const OF_THE_HOUSEHOLD: [Field; 6] = [
        Field::Sequence,
        Field::Household,
        Field::Group,
        Field::Head,
        Field::People,
        Field::Remark,
    ];
    let tells = |heading: &str| {
        ["关联", "干部", "党员"]
            .iter()
            .any(|word| heading.contains(word))
    };
    let bands: Vec<String> = columns
        .iter()
        .filter(|column| {
            meaning(&column.leaf).is_some_and(|meaning| match meaning {
                Meaning::Is(field) => OF_THE_HOUSEHOLD.contains(&field),
                Meaning::Number => true,
                _ => false,
            })
        })
        .flat_map(|column| column.path.iter().rev().skip(1))
        .filter(|heading| !tells(heading))
        .cloned()
        .collect();
    for column in columns {
        let leaf = column.path.pop();
        column.path.retain(|heading| !bands.contains(heading));
        column.path.extend(leaf);
    }
}

fn understand(sheet: &Sheet, body: usize, column: &mut Column) {
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
    if words::says_no_number(&column.leaf) {
        return None;
    }
    let above = column.path.iter().rev().skip(1);
    let kind = above.filter_map(|heading| words::kind_of(heading)).next();
    let paid = column.units.money.is_some() && column.units.per.is_none();
    kind.or(match &column.units {
        units if units.per.is_some() => Some(Meaning::Price),
        units if units.area.is_some() => Some(Meaning::Area),
        _ if paid => Some(Meaning::Amount),
        _ => None,
    })
    .filter(|_| {
        let said = column.path.len() > 1 && column.subject.item.is_some();
        said || column.subject.topic.is_some()
    })
}

/// Whether a column holds numbers, and nothing else.
fn is_numeric(sheet: &Sheet, body: usize, index: usize) -> bool {
    const ROWS_TRIED_MOST: usize = 500;
    let mut numbers = 0_usize;
    for row in body..sheet.rows.len().min(body + ROWS_TRIED_MOST) {
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

/// What somebody decided of a column counts before what its heading says.
fn choose(columns: &mut [Column], choices: &ColumnChoices) {
    for position in 0..columns.len() {
        let Some(choice) = columns
            .get(position)
            .and_then(|column| choices.get(&column.header).copied())
        else {
            continue;
        };
        if let Some(field) = choice.filter(|field| !field.may_repeat()) {
            for other in columns.iter_mut() {
                if other.field == Some(field) {
                    other.field = None;
                }
            }
        }
        if let Some(column) = columns.get_mut(position) {
            column.field = choice;
            column.meaning = choice.map(Meaning::Is);
            column.ignored = choice.is_none();
        }
    }
}

/// How the households are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbered {
    /// By a 户号, or a 编号.
    Own,
    /// By the 序号, which is different in every row.
    BySequence,
    /// By group and 序号, which begins anew in every group.
    ByGroupAndSequence,
    Not,
}

/// 编号 numbers the households where there is no 户号; where there is neither,
/// the 序号 stands for it if it is different in every row, or in every row of a group.
fn number_households(sheet: &Sheet, body: usize, columns: &mut [Column]) -> Numbered {
    let has = |columns: &[Column], field| columns.iter().any(|c| c.field == Some(field));
    if has(columns, Field::Household) {
        for column in columns.iter_mut() {
            if column.meaning == Some(Meaning::Number) && column.field.is_none() {
                column.field = Some(Field::Sequence);
            }
        }
        return Numbered::Own;
    }
    if let Some(column) = columns
        .iter_mut()
        .find(|column| column.meaning == Some(Meaning::Number))
    {
        column.field = Some(Field::Household);
        return Numbered::Own;
    }
    let head = columns
        .iter()
        .find(|column| column.field == Some(Field::Head))
        .map(|column| column.index);
    let Some(column) = columns
        .iter_mut()
        .find(|column| column.field == Some(Field::Sequence))
    else {
        return Numbered::Not;
    };
    let mut seen = std::collections::HashMap::new();
    let numbered = (body..sheet.rows.len())
        .filter(|row| !is_header(sheet, *row) && !is_numbering(sheet, *row))
        .filter(|row| sheet.cell(*row, column.index).number().is_some());
    let mut unique = true;
    for row in numbered {
        let named = head.map(|head| sheet.cell(row, head).shown());
        let number = sheet.cell(row, column.index).shown();
        match seen.get(&number) {
            None => {
                seen.insert(number, named);
            }
            // Repeated on each of a household's rows.
            Some(before) if *before == named && named.is_some() => {}
            Some(_) => {
                unique = false;
                break;
            }
        }
    }
    column.field = Some(Field::Household);
    if unique {
        Numbered::BySequence
    } else {
        Numbered::ByGroupAndSequence
    }
}

/// Of two columns of land area the one that the rate is per is read, else the
/// one in 亩; the other is checked against it.
fn other_land_area(columns: &mut [Column]) {
    let per = columns
        .iter()
        .find(|column| column.field == Some(Field::LandPrice))
        .and_then(|column| column.units.per.clone())
        .unwrap_or(Unit::Mu);
    let areas: Vec<usize> = (0..columns.len())
        .filter(|at| {
            columns
                .get(*at)
                .is_some_and(|column| column.field == Some(Field::LandArea))
        })
        .collect();
    let unit = |at: usize| columns.get(at).and_then(|column| column.units.area.clone());
    let units: Vec<Option<Unit>> = areas.iter().map(|at| unit(*at)).collect();
    let [Some(first), Some(second)] = units.as_slice() else {
        return;
    };
    if first == second {
        return;
    }
    let other = if *second == per {
        areas.first()
    } else {
        areas.last()
    };
    if let Some(column) = other.and_then(|at| columns.get_mut(*at)) {
        column.field = Some(Field::LandAreaOther);
    }
}
