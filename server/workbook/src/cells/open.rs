//! Bytes → cells, by whichever reader knows the kind of file.

use super::encoding::decoded;
use super::grid::Book;
use super::kind::{Kind, Markup, kind, markup};
use super::package::Package;
use super::{csv, ods, spreadsheet_xml, xls, xlsx};
use crate::progress::Progress;
use crate::unreadable::{MAX_UPLOAD_BYTES, Unreadable};

pub(crate) fn open(bytes: &[u8], progress: &Progress) -> Result<Book, Unreadable> {
    if bytes.len() > MAX_UPLOAD_BYTES {
        return Err(Unreadable::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    match kind(bytes)? {
        Kind::Zip => zipped(bytes, progress),
        Kind::Ole => xls::book::read(bytes, progress),
        Kind::Records => xls::book::read_stream(bytes, bytes, progress),
        Kind::Text => {
            let text = decoded(bytes)?;
            match markup(&text) {
                None => csv::table::read(&text, progress),
                Some(Markup::WebPage) => Err(Unreadable::WebPage),
                Some(Markup::Spreadsheet) => spreadsheet_xml::content::read(&text, progress),
                Some(Markup::OtherXml) => Err(Unreadable::XmlTable),
            }
        }
    }
}

fn zipped(bytes: &[u8], progress: &Progress) -> Result<Book, Unreadable> {
    let mut package = Package::open(bytes)?;
    let mimetype = package.text("mimetype")?.unwrap_or_default();
    if mimetype.contains("opendocument.spreadsheet") {
        return ods::content::read(&mut package, progress);
    }
    let names = package.names();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("xl/workbook.bin") {
        Err(Unreadable::BinaryWorkbook)
    } else if has("word/") || mimetype.contains("opendocument.text") {
        Err(Unreadable::OtherDocument("Word"))
    } else if has("ppt/") {
        Err(Unreadable::OtherDocument("PowerPoint"))
    } else if has("index/") || has("index.zip") {
        Err(Unreadable::OtherDocument("Numbers"))
    } else {
        xlsx::book::read(&mut package, progress)
    }
}

/// A file that makes a library stop is damaged, and stops nobody else.
pub(crate) fn catching_panics<T>(
    read: impl FnOnce() -> Result<T, Unreadable>,
) -> Result<T, Unreadable> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Unreadable::Damaged("the reader stopped".to_owned())))
}
