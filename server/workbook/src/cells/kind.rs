//! What kind of file it is, by its first bytes and not by its name.

use crate::unreadable::Unreadable;

/// A kind of file that may hold a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// .xlsx, .ods, and others that are refused by what is in them.
    Zip,
    /// .xls, and .xlsx with a password.
    Ole,
    /// The records of an .xls file without an OLE file around them.
    Records,
    Text,
}

/// How files begin that hold no table, and what people call them.
const OTHERS: [(&[u8], &str); 14] = [
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"Rar!", "RAR"),
    (b"7z\xBC\xAF", "7z"),
    (b"\x1F\x8B", "gzip"),
    (b"ID;P", "SYLK"),
    (b"TABLE\r\n0,1", "DIF"),
    (b"TABLE\n0,1", "DIF"),
    (b"SQLite format 3", "SQLite"),
    (b"\x00\x01\x00\x00Standard", "Access"),
];

pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    // The first record of a workbook: of Excel 5 to 2003, 4, 3 and 2.
    const RECORDS: [&[u8]; 5] = [
        b"\x09\x08\x08\x00",
        b"\x09\x08\x10\x00",
        b"\x09\x04\x06\x00",
        b"\x09\x02\x06\x00",
        b"\x09\x00\x04\x00",
    ];
    if bytes.starts_with(ZIP) {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(OLE) {
        return Ok(Kind::Ole);
    }
    if RECORDS.iter().any(|record| bytes.starts_with(record)) {
        return Ok(Kind::Records);
    }
    let binary = || bytes.iter().take(64).any(|byte| *byte < 9);
    let other = OTHERS.iter().find(|(start, name)| {
        // A table may begin with BM, and is no picture.
        bytes.starts_with(start) && (*name != "BMP" || binary())
    });
    match other {
        Some((_, name)) => Err(Unreadable::OtherDocument(name)),
        None => Ok(Kind::Text),
    }
}

/// Markup that is named as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    /// The XML tables of Excel 2003.
    Spreadsheet,
    WebPage,
    OtherXml,
}

/// Whether a text is markup, by how it begins.
pub(crate) fn markup(text: &str) -> Option<Markup> {
    const HEAD: usize = 4_000;
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head: String = text.chars().take(HEAD).collect::<String>().to_lowercase();
    let starts = |with: &[&str]| with.iter().any(|start| head.starts_with(start));
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if starts(&["mime-version:"]) {
        return Some(Markup::WebPage);
    }
    if !starts(&["<"]) {
        return None;
    }
    if has(&["urn:schemas-microsoft-com:office:spreadsheet"]) {
        return Some(Markup::Spreadsheet);
    }
    if has(&[
        "<html",
        "<!doctype html",
        "<table",
        "<head",
        "<body",
        "<meta",
        "<style",
        "<div",
    ]) {
        return Some(Markup::WebPage);
    }
    starts(&["<?xml", "<!--", "<office:", "<workbook", "<"]).then_some(Markup::OtherXml)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        assert_eq!(kind(b"%PDF-1.7"), Err(Unreadable::OtherDocument("PDF")));
        assert_eq!(kind(b"BM,1,2\n"), Ok(Kind::Text));
        assert_eq!(kind(b"\x09\x08\x10\x00\x00\x06"), Ok(Kind::Records));
        for (text, found) in [
            ("户号,户主", None),
            ("\u{feff}\n<html xmlns:x=\"…excel\">", Some(Markup::WebPage)),
            ("<table><tr><td>户号</td>", Some(Markup::WebPage)),
            (
                "MIME-Version: 1.0\r\nContent-Type: multipart/related",
                Some(Markup::WebPage),
            ),
            (
                "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Some(Markup::Spreadsheet),
            ),
            ("<?xml version=\"1.0\"?><kml/>", Some(Markup::OtherXml)),
        ] {
            assert_eq!(markup(text), found, "{text}");
        }
    }
}
