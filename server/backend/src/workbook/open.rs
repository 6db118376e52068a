//! Bytes → cells. The content decides what a file is, not its name.

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Sheets, Xlsx};

use super::grid::{Book, Cell, Sheet, decimal};
use super::{UPLOAD_BYTES_MOST, Unreadable, package};

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Cells of one sheet, blank ones between used ones included.
pub(super) const CELLS_MOST: usize = 16_000_000;

pub(super) fn open(bytes: &[u8]) -> Result<Book, Unreadable> {
    if bytes.len() > UPLOAD_BYTES_MOST {
        return Err(Unreadable::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(ZIP) {
        return zipped(bytes);
    }
    if bytes.starts_with(OLE) {
        let book = calamine::Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            calamine::XlsError::Password => Unreadable::Password,
            _ if encrypted_package(bytes) => Unreadable::Password,
            other => Unreadable::Damaged(other.to_string()),
        })?;
        return sheets(Sheets::Xls(book));
    }
    csv(bytes)
}

/// A password-protected .xlsx is an OLE file with a stream of this name.
fn encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn zipped(bytes: &[u8]) -> Result<Book, Unreadable> {
    let package = package::read(bytes)?;
    if package.is_ods {
        let book = calamine::Ods::new(Cursor::new(bytes)).map_err(|error| match error {
            calamine::OdsError::Password => Unreadable::Password,
            other => Unreadable::Damaged(other.to_string()),
        })?;
        let mut book = sheets(Sheets::Ods(book))?;
        book.properties = package.properties;
        return Ok(book);
    }
    let workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => Unreadable::Password,
        other => Unreadable::Damaged(other.to_string()),
    })?;
    let mut book = sheets(Sheets::Xlsx(workbook))?;
    book.properties = package.properties;
    for sheet in &mut book.sheets {
        let Some(part) = package
            .sheets
            .iter()
            .find(|part| Some(&part.name) == sheet.name.as_ref())
        else {
            continue;
        };
        let part = part.clone();
        sheet.merges = part.merges;
        sheet.hidden_rows = part.hidden_rows;
        sheet.hidden_columns = part.hidden_columns;
        sheet.unvalued = part.unvalued;
        sheet.comments = part.comments;
    }
    Ok(book)
}

fn sheets(mut workbook: Sheets<Cursor<&[u8]>>) -> Result<Book, Unreadable> {
    let mut book = Book::default();
    for meta in workbook.sheets_metadata().to_vec() {
        let Ok(range) = workbook.worksheet_range(&meta.name) else {
            continue;
        };
        let (top, left) = range.start().unwrap_or_default();
        let (Ok(top), Ok(left)) = (usize::try_from(top), usize::try_from(left)) else {
            continue;
        };
        let width = left.saturating_add(range.width());
        if width.saturating_mul(top.saturating_add(range.height())) > CELLS_MOST {
            return Err(Unreadable::TooLargeUnpacked);
        }
        let mut rows = vec![Vec::new(); top];
        for cells in range.rows() {
            let mut row = vec![Cell::Blank; left];
            row.extend(cells.iter().map(cell));
            rows.push(row);
        }
        book.sheets.push(Sheet {
            name: Some(meta.name),
            hidden: meta.visible != SheetVisible::Visible,
            rows,
            ..Sheet::default()
        });
    }
    if book.sheets.is_empty() {
        return Err(Unreadable::Damaged("no sheet can be read".to_owned()));
    }
    Ok(book)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Blank,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(number) => Cell::Number((*number).into()),
        Data::Float(number) => {
            decimal(*number).map_or_else(|| Cell::Text(number.to_string()), Cell::Number)
        }
        Data::DateTime(time) => {
            let number = time.as_f64();
            decimal(number).map_or_else(|| Cell::Text(number.to_string()), Cell::Number)
        }
        Data::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

fn csv(bytes: &[u8]) -> Result<Book, Unreadable> {
    if bytes.starts_with(b"%PDF") {
        return Err(Unreadable::NotAWorkbook);
    }
    let text = decoded(bytes)?;
    let binary = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if text.chars().take(10_000).any(binary) {
        return Err(Unreadable::NotAWorkbook);
    }
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|delimiter| first.bytes().filter(|byte| byte == delimiter).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Unreadable::Damaged(error.to_string()))?;
        // The csv reader passes over blank lines; cells keep the line they stand in.
        let line = record.position().map_or(0, csv::Position::line);
        let at = usize::try_from(line).unwrap_or_default().saturating_sub(1);
        while rows.len() < at && rows.len() < CELLS_MOST {
            rows.push(Vec::new());
        }
        rows.push(record.iter().map(Cell::text).collect());
    }
    Ok(Book {
        sheets: vec![Sheet {
            rows,
            ..Sheet::default()
        }],
        ..Book::default()
    })
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
