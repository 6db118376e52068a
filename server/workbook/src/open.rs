//! Bytes → cells. The content decides what a file is, not its name.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, SheetVisible, Xls};

use super::grid::{Area, Book, Cell, Filled, Sheet, decimal};
use super::package::Package;
use super::xlsx::Stop;
use super::{Progress, UPLOAD_BYTES_MOST, Unreadable, ods, xlsx};

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

pub(super) fn open(bytes: &[u8], progress: &Progress) -> Result<Book, Unreadable> {
    if bytes.len() > UPLOAD_BYTES_MOST {
        return Err(Unreadable::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(ZIP) {
        let mut package = Package::open(bytes)?;
        let kind = package.text("mimetype")?.unwrap_or_default();
        return if kind.contains("opendocument.spreadsheet") {
            ods::read(&mut package, progress)
        } else {
            xlsx::read(&mut package, progress)
        };
    }
    if bytes.starts_with(OLE) {
        let mut book = old(bytes)?;
        book.properties = outside_cells(bytes, &book);
        return Ok(book);
    }
    csv(bytes, progress)
}

/// .xls
fn old(bytes: &[u8]) -> Result<Book, Unreadable> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Unreadable::Password,
        _ if encrypted_package(bytes) => Unreadable::Password,
        other => Unreadable::Damaged(other.to_string()),
    })?;
    let mut book = Book::default();
    let filled = Filled::default();
    for (index, meta) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        if meta.typ != calamine::SheetType::WorkSheet {
            continue;
        }
        let range = workbook
            .worksheet_range(&meta.name)
            .map_err(|error| Unreadable::Damaged(error.to_string()))?;
        let mut sheet = Sheet {
            name: Some(meta.name),
            hidden: meta.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        let (top, left) = range.start().unwrap_or_default();
        let at = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        for (row, column, data) in range.used_cells() {
            let value = cell(data);
            if !value.is_blank() {
                let (row, column) = (row.saturating_add(at(top)), column.saturating_add(at(left)));
                let put: Result<(), Stop> = sheet.put(row, column, value, &filled);
                put.map_err(|_| Unreadable::TooLargeUnpacked)?;
            }
        }
        let merges = workbook.merge_cells_by_sheet_id(index).unwrap_or_default();
        sheet.set_merges(merges.into_iter().filter_map(area).collect());
        book.sheets.push(sheet);
    }
    if book.sheets.is_empty() {
        return Err(Unreadable::Damaged("no sheet can be read".to_owned()));
    }
    Ok(book)
}

fn area(merge: Dimensions) -> Option<Area> {
    let at = |number: u32| usize::try_from(number).ok();
    Some(Area {
        top: at(merge.start.0)?,
        left: at(merge.start.1)?,
        bottom: at(merge.end.0)?,
        right: at(merge.end.1)?,
    })
}

/// Personal numbers in the bytes of an .xls file that stand in no cell: in
/// comments, properties and what was deleted but is still there. Texts are
/// stored in it as single bytes or as UTF-16.
fn outside_cells(bytes: &[u8], book: &Book) -> Vec<String> {
    const LEAST: usize = 11;
    let digit = |byte: u8| byte.is_ascii_digit() || byte == b'X';
    let mut runs: BTreeSet<String> = BTreeSet::new();
    let mut keep = |run: &mut String| {
        if run.len() >= LEAST && !domain::id_number::find(run).is_empty() {
            runs.insert(run.clone());
        }
        run.clear();
    };
    let (mut single, mut wide) = (String::new(), [String::new(), String::new()]);
    for (at, pair) in bytes.windows(2).enumerate() {
        let [byte, next] = [pair.first(), pair.last()].map(|byte| byte.copied().unwrap_or(0));
        if digit(byte) && byte != 0 {
            single.push(char::from(byte));
        } else {
            keep(&mut single);
        }
        let Some(run) = wide.get_mut(at % 2) else {
            continue;
        };
        if digit(byte) && next == 0 {
            run.push(char::from(byte));
        } else {
            keep(run);
        }
    }
    let texts = || {
        let cells = book
            .sheets
            .iter()
            .flat_map(|sheet| sheet.rows.iter().flatten());
        cells.filter_map(|cell| match cell {
            Cell::Text(text) => Some(&**text),
            _ => None,
        })
    };
    for text in texts() {
        runs.remove(text);
    }
    // What is left stands in a cell among other words, or in none.
    const NAMED_MOST: usize = 20;
    let mut runs: Vec<String> = runs.into_iter().take(NAMED_MOST).collect();
    runs.retain(|run| !texts().any(|text| text.contains(run.as_str())));
    runs
}

/// A password-protected .xlsx is an OLE file with a stream of this name.
fn encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Blank,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(number) => Cell::Number((*number).into()),
        Data::Float(number) => {
            decimal(*number).map_or_else(|| Cell::text(&number.to_string()), Cell::Number)
        }
        Data::DateTime(time) => {
            let number = time.as_f64();
            decimal(number).map_or_else(|| Cell::text(&number.to_string()), Cell::Number)
        }
        Data::Bool(value) => Cell::text(if *value { "TRUE" } else { "FALSE" }),
        Data::Error(error) => Cell::Error(error.to_string().into()),
    }
}

fn csv(bytes: &[u8], progress: &Progress) -> Result<Book, Unreadable> {
    if bytes.starts_with(b"%PDF") {
        return Err(Unreadable::NotAWorkbook);
    }
    let text = decoded(bytes)?;
    let binary = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if text.chars().take(10_000).any(binary) {
        return Err(Unreadable::NotAWorkbook);
    }
    // Excel's own way of saying what parts the cells.
    let (text, said) = match text
        .strip_prefix("sep=")
        .and_then(|rest| rest.split_once('\n'))
    {
        Some((said, rest)) => (rest, said.trim_end_matches('\r').bytes().next()),
        None => (text.as_str(), None),
    };
    let delimiter = said.unwrap_or_else(|| delimiter(text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let filled = Filled::default();
    let (mut next, mut within) = (0, 0_usize);
    progress.expect(text.lines().count());
    for record in reader.records() {
        let record = record.map_err(|error| Unreadable::Damaged(error.to_string()))?;
        progress.row();
        // The csv reader passes over blank lines, which are rows; lines within a
        // cell are none.
        let line = record.position().map_or(0, csv::Position::line);
        let line = usize::try_from(line).unwrap_or_default().saturating_sub(1);
        let line = line.saturating_sub(within);
        within += record
            .iter()
            .map(|text| text.matches('\n').count())
            .sum::<usize>();
        let row = line.max(next);
        next = row.saturating_add(1);
        for (column, text) in record.iter().enumerate() {
            let value = Cell::text(text);
            if !value.is_blank() {
                let put: Result<(), Stop> = sheet.put(row, column, value, &filled);
                put.map_err(|_| Unreadable::TooLargeUnpacked)?;
            }
        }
    }
    Ok(Book {
        sheets: vec![sheet],
        ..Book::default()
    })
}

/// The comma, unless the first lines have more of another.
fn delimiter(text: &str) -> u8 {
    const LINES: usize = 20;
    let count = |delimiter: u8| {
        let lines = text.lines().take(LINES);
        lines
            .map(|line| line.bytes().filter(|byte| *byte == delimiter).count())
            .sum::<usize>()
    };
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|delimiter| count(*delimiter))
        .unwrap_or(b',')
}

fn decoded(bytes: &[u8]) -> Result<String, Unreadable> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(body) {
        return Ok(text.to_owned());
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let (text, _, broken) = encoding_rs::UTF_16LE.decode(bytes);
        return if broken {
            Err(Unreadable::Encoding)
        } else {
            Ok(text.into_owned())
        };
    }
    if bytes.iter().take(10_000).any(|byte| *byte == 0) {
        return Err(Unreadable::NotAWorkbook);
    }
    let (text, broken) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    if !broken {
        return Ok(text.into_owned());
    }
    let controls = bytes.iter().filter(|byte| **byte < 9).count();
    Err(if controls > 0 {
        Unreadable::NotAWorkbook
    } else {
        Unreadable::Encoding
    })
}
