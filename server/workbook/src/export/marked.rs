//! A table as it was uploaded, with what was found marked in its cells: colour
//! and a note; and a list of all findings. Texts and numbers only.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::finding::{Finding, Severity};
use domain::id_number;
use domain::table::{ColumnChoices, Field, UploadReport};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, Format, Note, Workbook, Worksheet, XlsxError};
use text::{Lang, Sentence as _};

use super::csv::begins_formula;
use crate::cells::address::parse_address;
use crate::cells::grid::{Cell, Sheet};
use crate::cells::open;
use crate::error::Error;
use crate::header;
use crate::progress::Progress;

/// Notes in one workbook; what is beyond is coloured, and stands in the list.
const NOTES_MOST: usize = 2_000;
/// Findings said in one note.
const SAID_MOST: usize = 3;
/// UTF-16 units of a sheet's name.
const NAME_MOST: usize = 31;
/// Rows and columns of a sheet, which a CSV file may exceed.
const ROWS_MOST: usize = 1_048_576;
const COLUMNS_MOST: usize = 16_384;
/// Digits that a spreadsheet keeps of a number.
const DIGITS_MOST: usize = 15;
const ERROR_COLOUR: u32 = 0x00F6_C7C1;
const WARNING_COLOUR: u32 = 0x00FC_E8A9;
const HEAD_COLOUR: u32 = 0x00E8_E4DA;

/// What was found in each cell of a sheet.
type Marks<'a> = HashMap<(usize, usize), Vec<&'a Finding>>;

/// The workbook of `bytes` with the findings of its report marked.
///
/// # Errors
/// [`Error`] only where something is wrong with the program: the table could be read
/// when the report was made.
pub fn marked(
    bytes: &[u8],
    report: &UploadReport,
    lang: Lang,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    let book = open::open(bytes, &Progress::default())?;
    let visible: Vec<&Sheet> = book.sheets.iter().filter(|sheet| !sheet.hidden).collect();
    let names = names(&visible, lang);
    Ok(write(&visible, &names, report, lang, now)?)
}

fn write(
    sheets: &[&Sheet],
    names: &[String],
    report: &UploadReport,
    lang: Lang,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = now.naive_utc();
    let properties = DocProperties::new().set_creation_datetime(&made);
    workbook.set_properties(&properties);
    list(
        workbook.add_worksheet_with_constant_memory()?,
        report,
        sheets,
        names,
        lang,
    )?;
    let choices = choices(report);
    let mut notes_left = NOTES_MOST;
    for (sheet, name) in sheets.iter().zip(names) {
        let worksheet = workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(name)?;
        let marks = marks(sheet, report);
        let private = header::find::find(sheet, &choices);
        let private = private.map_or_else(Vec::new, |header| {
            let masked = [Field::IdNumber, Field::BankAccount, Field::Phone];
            let columns = masked.iter().flat_map(|field| header.of(*field));
            let columns: Vec<usize> = columns.map(|column| column.index).collect();
            vec![(header.body, columns)]
        });
        let is_private = |row: usize, column: usize| {
            let mut known = private.iter();
            known.any(|(body, columns)| row >= *body && columns.contains(&column))
        };
        copy(worksheet, sheet, &marks, is_private, lang, &mut notes_left)?;
    }
    let mut out = std::io::Cursor::new(Vec::new());
    workbook.save_to_writer(&mut out)?;
    Ok(out.into_inner())
}

/// What each column was read as, as if somebody had said so: the table is read
/// in the same way once more.
fn choices(report: &UploadReport) -> ColumnChoices {
    let columns = report.columns.iter();
    columns
        .map(|column| (column.header.clone(), column.field))
        .collect()
}

/// Findings by the cells that they are about.
fn marks<'a>(sheet: &Sheet, report: &'a UploadReport) -> Marks<'a> {
    let name = sheet.name.as_deref().map(id_number::hide);
    let mut marks = Marks::new();
    for finding in report.findings.iter().filter(|one| one.sheet == name) {
        if let Some(at) = finding.cell.as_deref().and_then(parse_address) {
            marks.entry(at).or_default().push(finding);
        }
    }
    marks
}

/// Copies the cells, at the addresses that they have.
fn copy(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    marks: &Marks<'_>,
    is_private: impl Fn(usize, usize) -> bool,
    lang: Lang,
    notes_left: &mut usize,
) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(widths(sheet)) {
        worksheet.set_column_width(column, width)?;
    }
    // A finding can be of a blank cell, also of one below the last row.
    let rows = marks
        .keys()
        .map(|(row, _)| row + 1)
        .max()
        .unwrap_or_default();
    let mut by_row: HashMap<usize, Vec<usize>> = HashMap::new();
    for (row, column) in marks.keys() {
        by_row.entry(*row).or_default().push(*column);
    }
    for row in 0..rows.max(sheet.rows.len()).min(ROWS_MOST) {
        let filled = sheet.rows.get(row).map_or(0, Vec::len);
        let marked = by_row.get(&row).into_iter().flatten();
        let width = marked.map(|column| column + 1).max().unwrap_or_default();
        for column in 0..width.max(filled).min(COLUMNS_MOST) {
            let (Ok(to_row), Ok(to_column)) = (u32::try_from(row), u16::try_from(column)) else {
                continue;
            };
            let found = marks.get(&(row, column));
            let cell = sheet.cell(row, column);
            let format = found.map(|found| coloured(found));
            if is_private(row, column) {
                let masked = masked_number(&cell.shown());
                text_cell(worksheet, to_row, to_column, &masked, format)?;
            } else {
                value_cell(worksheet, to_row, to_column, cell, format)?;
            }
            if let Some(found) = found
                && let Some(left) = notes_left.checked_sub(1)
            {
                *notes_left = left;
                worksheet.insert_note(to_row, to_column, &note(found, lang))?;
            }
        }
    }
    Ok(())
}

/// How wide each column is to be, by what stands in the first rows; titles do
/// not count, they reach over the columns beside them.
fn widths(sheet: &Sheet) -> Vec<u32> {
    const ROWS: usize = 60;
    const LEAST: u32 = 8;
    const MOST: u32 = 28;
    let columns = 0..sheet.width().min(COLUMNS_MOST);
    columns
        .map(|column| {
            let shown = sheet.rows.iter().take(ROWS).filter_map(|row| {
                let filled = row.iter().filter(|cell| !cell.is_blank()).count();
                row.get(column).filter(|_| filled > 2).map(Cell::shown)
            });
            let wide = |character: char| if character.is_ascii() { 1 } else { 2 };
            let widest = shown.map(|text| text.chars().map(wide).sum::<u32>()).max();
            widest
                .unwrap_or_default()
                .saturating_add(2)
                .clamp(LEAST, MOST)
        })
        .collect()
}

/// A number of a private column: its ends, in whatever form it is.
fn masked_number(shown: &str) -> String {
    let characters: String = shown
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect();
    if characters.is_empty() {
        return shown.to_owned();
    }
    id_number::mask(&characters)
}

fn value_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    format: Option<Format>,
) -> Result<(), XlsxError> {
    let shown = cell.shown();
    let hidden = id_number::hide(&shown);
    let number = match cell {
        Cell::Number(number) if hidden == shown => Some(number),
        _ => None,
    };
    let kept = shown.chars().filter(char::is_ascii_digit).count() <= DIGITS_MOST;
    match number.filter(|_| kept).and_then(ToPrimitive::to_f64) {
        Some(number) => {
            match format {
                Some(format) => worksheet.write_number_with_format(row, column, number, &format)?,
                None => worksheet.write_number(row, column, number)?,
            };
            Ok(())
        }
        None => text_cell(worksheet, row, column, &hidden, format),
    }
}

/// A text that stays one, also where it looks like a formula and somebody goes
/// into the cell and out again.
fn text_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: Option<Format>,
) -> Result<(), XlsxError> {
    let quoted = begins_formula(text);
    let format = match format {
        Some(format) if quoted => Some(format.set_quote_prefix()),
        None if quoted => Some(Format::new().set_quote_prefix()),
        other => other,
    };
    // Excel holds so many characters in a cell.
    let text: String = text.chars().take(32_767).collect();
    match (text.is_empty(), format) {
        (true, None) => {}
        (true, Some(format)) => {
            worksheet.write_blank(row, column, &format)?;
        }
        (false, None) => {
            worksheet.write_string(row, column, text)?;
        }
        (false, Some(format)) => {
            worksheet.write_string_with_format(row, column, text, &format)?;
        }
    }
    Ok(())
}

fn coloured(found: &[&Finding]) -> Format {
    let error = found.iter().any(|one| one.severity == Severity::Error);
    let colour = if error { ERROR_COLOUR } else { WARNING_COLOUR };
    Format::new()
        .set_background_color(colour)
        .set_border(rust_xlsxwriter::FormatBorder::Medium)
}

fn note(found: &[&Finding], lang: Lang) -> Note {
    let mut said: Vec<String> = found
        .iter()
        .take(SAID_MOST)
        .map(|one| format!("[{}] {}", severity(one, lang), one.sentence(lang)))
        .collect();
    if found.len() > SAID_MOST {
        said.push(text::MARKED_MORE.get(lang).to_owned());
    }
    let lines = u32::try_from(said.len()).unwrap_or(1);
    Note::new(said.join("\n"))
        .add_author_prefix(false)
        .set_width(320)
        .set_height(lines.saturating_mul(90))
}

fn severity(finding: &Finding, lang: Lang) -> &'static str {
    match finding.severity {
        Severity::Error => text::CHECK_ERROR.get(lang),
        Severity::Warning => text::CHECK_WARNING.get(lang),
    }
}

/// The first sheet: every finding in a row, with a link to its cell.
fn list(
    worksheet: &mut Worksheet,
    report: &UploadReport,
    sheets: &[&Sheet],
    names: &[String],
    lang: Lang,
) -> Result<(), XlsxError> {
    const FIRST: u32 = 4;
    worksheet.set_name(text::MARKED_LIST.get(lang))?;
    for (column, width) in [8, 14, 9, 14, 24, 34, 80].into_iter().enumerate() {
        worksheet.set_column_width(u16::try_from(column).unwrap_or_default(), width)?;
    }
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(|one| report.count(one));
    let title = text::MARKED_TITLE.fill(
        lang,
        &[
            ("file", &report.file_name),
            ("errors", &errors),
            ("warnings", &warnings),
        ],
    );
    let bold = Format::new().set_bold().set_font_size(14);
    text_cell(worksheet, 0, 0, &title, Some(bold))?;
    text_cell(worksheet, 1, 0, text::MARKED_HELP.get(lang), None)?;
    let head = Format::new().set_bold().set_background_color(HEAD_COLOUR);
    let heads = [
        text::MARKED_SEVERITY,
        text::MARKED_SHEET,
        text::MARKED_CELL,
        text::MARKED_HOUSEHOLD,
        text::MARKED_FOUND,
        text::MARKED_EXPECTED,
        text::MARKED_MEND,
    ];
    for (column, heading) in (0..).zip(heads) {
        text_cell(
            worksheet,
            FIRST - 1,
            column,
            heading.get(lang),
            Some(head.clone()),
        )?;
    }
    worksheet.set_freeze_panes(FIRST, 0)?;
    let wrap = || {
        Format::new()
            .set_text_wrap()
            .set_align(rust_xlsxwriter::FormatAlign::Top)
    };
    let (mut ordered, rest): (Vec<&Finding>, Vec<&Finding>) = report
        .findings
        .iter()
        .partition(|one| one.severity == Severity::Error);
    ordered.extend(rest);
    for (row, finding) in (FIRST..).zip(ordered) {
        let colour = match finding.severity {
            Severity::Error => ERROR_COLOUR,
            Severity::Warning => WARNING_COLOUR,
        };
        let said = severity(finding, lang);
        text_cell(
            worksheet,
            row,
            0,
            said,
            Some(wrap().set_background_color(colour)),
        )?;
        let at = sheets
            .iter()
            .position(|sheet| sheet.name.as_deref().map(id_number::hide) == finding.sheet);
        let sheet = at.and_then(|at| names.get(at));
        let shown = finding
            .sheet
            .as_ref()
            .or(sheet.filter(|_| finding.cell.is_some()));
        text_cell(
            worksheet,
            row,
            1,
            shown.map_or("", String::as_str),
            Some(wrap()),
        )?;
        let cell = finding.cell.as_deref().unwrap_or_default();
        match sheet.filter(|_| !cell.is_empty() && row < FIRST + 2_000) {
            Some(sheet) => {
                let to = format!("internal:'{}'!{cell}", sheet.replace('\'', "''"));
                worksheet.write_url_with_text(row, 2, to.as_str(), cell)?;
            }
            None => text_cell(worksheet, row, 2, cell, Some(wrap()))?,
        }
        let texts = [
            finding.household.clone().unwrap_or_default(),
            finding.found.clone().unwrap_or_default(),
            finding.expected.clone().unwrap_or_default(),
            finding.sentence(lang),
        ];
        for (column, text) in (3..).zip(texts) {
            text_cell(
                worksheet,
                row,
                column,
                &id_number::hide(&text),
                Some(wrap()),
            )?;
        }
    }
    Ok(())
}

/// Names that a spreadsheet takes, each once: as in the table where it can be.
fn names(sheets: &[&Sheet], lang: Lang) -> Vec<String> {
    // Excel keeps the name History for itself.
    let mut taken = HashSet::from([
        text::MARKED_LIST.get(lang).to_lowercase(),
        "history".to_owned(),
    ]);
    let mut names = Vec::with_capacity(sheets.len());
    for (index, sheet) in sheets.iter().enumerate() {
        let own = id_number::hide(sheet.name.as_deref().unwrap_or_default());
        let own: String = own
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\'))
            .scan(0, |length, character| {
                *length += character.len_utf16();
                (*length <= NAME_MOST - 4).then_some(character)
            })
            .collect();
        let own = own
            .trim_matches(|c: char| c == '\'' || c.is_whitespace())
            .to_owned();
        let mut name = if own.is_empty() {
            format!("Sheet{}", index + 1)
        } else {
            own.clone()
        };
        let mut more = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{own}-{more}");
            more += 1;
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: &str) -> Sheet {
        Sheet {
            name: Some(name.to_owned()),
            ..Sheet::default()
        }
    }

    #[test]
    fn sheets_have_names_that_a_spreadsheet_takes_each_once() {
        let long = "\u{20BB7}".repeat(40);
        let sheets: Vec<Sheet> = [
            "公示表",
            "问题清单",
            "a/b:c*d?e[f]",
            "History",
            "'quoted'",
            "990101197410052181",
            "",
            "abc",
            "ABC",
            &long,
        ]
        .into_iter()
        .map(sheet)
        .collect();
        let sheets: Vec<&Sheet> = sheets.iter().collect();
        let names = names(&sheets, Lang::Zh);
        assert_eq!(
            names.iter().map(String::as_str).take(9).collect::<Vec<_>>(),
            [
                "公示表",
                "问题清单-2",
                "abcdef",
                "History-2",
                "quoted",
                "9901…2181",
                "Sheet7",
                "abc",
                "ABC-2"
            ]
        );
        for name in &names {
            assert!(name.encode_utf16().count() <= NAME_MOST, "{name}");
            let mut workbook = Workbook::new();
            workbook.add_worksheet().set_name(name).expect("a name");
        }
    }

    #[test]
    fn numbers_of_private_columns_keep_their_ends_only() {
        for (shown, masked) in [
            ("990101197410052181", "9901…2181"),
            ("6228 2986 1515 4495 019", "6228…5019"),
            ("0512-66666", "0512…6666"),
            ("12345678", "…"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(masked_number(shown), masked);
        }
    }
}
