//! Tables as CSV. A spreadsheet runs what looks like a formula; here it stays
//! text.

use crate::error::Error;

/// Part of a CSV file that is written piece by piece: its header, with the mark
/// for Excel, or further rows.
///
/// # Errors
/// [`Error::Csv`] where a row cannot be written.
pub fn csv_part(
    header: Option<&[&str]>,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Vec<u8>, Error> {
    let mark = header.map_or(&[] as &[u8], |_| BYTE_ORDER_MARK);
    let mut writer = csv::Writer::from_writer(mark.to_vec());
    if let Some(header) = header {
        writer.write_record(header)?;
    }
    for row in rows {
        let row: Vec<String> = row.into_iter().map(as_text).collect();
        writer.write_record(&row)?;
    }
    writer
        .into_inner()
        .map_err(|cause| csv::Error::from(cause.into_error()).into())
}

/// Excel takes a CSV file without it for GBK.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A cell that no spreadsheet takes for a formula: an apostrophe goes before
/// whatever could begin one, unless the whole is a number (OWASP, CSV injection).
fn as_text(cell: String) -> String {
    let begins_formula = begins_formula(&cell);
    let is_number = || {
        let digits = cell.strip_prefix(['+', '-']).unwrap_or(&cell);
        let mut parts = digits.splitn(2, '.');
        let whole =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b',');
        parts.all(whole)
    };
    if begins_formula && !is_number() {
        format!("'{cell}")
    } else {
        cell
    }
}

/// Whether a spreadsheet could take a text for a formula.
pub(crate) fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text() {
        for (cell, written) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("＝1+1", "'＝1+1"),
            ("-12.50", "-12.50"),
            ("+4,428.00", "+4,428.00"),
            ("-", "'-"),
            ("张三", "张三"),
        ] {
            assert_eq!(as_text(cell.to_owned()), written, "{cell:?}");
        }
    }

    #[test]
    fn a_table_is_quoted_and_marked_for_excel() {
        let rows = [vec!["a,b".to_owned(), "\"q\"\n".to_owned()]];
        let bytes = csv_part(Some(&["一", "二"]), rows).expect("a file");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(text, "\u{feff}一,二\n\"a,b\",\"\"\"q\"\"\n\"\n");
    }
}
