//! Bytes → cells. The content decides what a file is, not its name.

use super::grid::Book;
use super::package::Package;
use super::{csv, ods, xls, xlsx};
use crate::progress::Progress;
use crate::unreadable::{MAX_UPLOAD_BYTES, Unreadable};

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

pub(crate) fn open(bytes: &[u8], progress: &Progress) -> Result<Book, Unreadable> {
    if bytes.len() > MAX_UPLOAD_BYTES {
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
            xlsx::book::read(&mut package, progress)
        };
    }
    if bytes.starts_with(OLE) {
        return xls::read(bytes);
    }
    csv::read(bytes, progress)
}

/// A file that makes a library stop is damaged, and stops nobody else.
pub(crate) fn catching_panics<T>(
    read: impl FnOnce() -> Result<T, Unreadable>,
) -> Result<T, Unreadable> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Unreadable::Damaged("the reader stopped".to_owned())))
}
