//! The first sheet of a marked copy: every finding in a row, with a link to its
//! cell.

use domain::finding::{Finding, Severity};
use domain::id_number;
use domain::table::UploadReport;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::cell::{colour, text_cell};
use super::words::MarkedWords;
use crate::cells::grid::Sheet;

/// The first finding's row, from 0.
const FIRST: u32 = 4;
/// Links to cells; a workbook with many more opens slowly.
const MAX_LINKS: u32 = 2_000;
const HEAD_COLOUR: u32 = 0x00E8_E4DA;

/// Errors first.
pub(crate) fn list(
    worksheet: &mut Worksheet,
    report: &UploadReport,
    sheets: &[&Sheet],
    names: &[String],
    words: &MarkedWords<'_>,
) -> Result<(), XlsxError> {
    head(worksheet, words)?;
    let (mut ordered, rest): (Vec<&Finding>, Vec<&Finding>) = report
        .findings
        .iter()
        .partition(|one| one.severity == Severity::Error);
    ordered.extend(rest);
    for (row, finding) in (FIRST..).zip(ordered) {
        let at = sheets
            .iter()
            .position(|sheet| sheet.name.as_deref().map(id_number::hide) == finding.sheet);
        let sheet = at.and_then(|at| names.get(at));
        finding_row(worksheet, row, finding, sheet, words)?;
    }
    Ok(())
}

fn head(worksheet: &mut Worksheet, words: &MarkedWords<'_>) -> Result<(), XlsxError> {
    worksheet.set_name(words.list)?;
    for (column, width) in (0_u16..).zip([8, 14, 9, 14, 24, 34, 80]) {
        worksheet.set_column_width(column, width)?;
    }
    let bold = Format::new().set_bold().set_font_size(14);
    text_cell(worksheet, 0, 0, &words.title, Some(bold))?;
    text_cell(worksheet, 1, 0, words.help, None)?;
    let head = Format::new().set_bold().set_background_color(HEAD_COLOUR);
    for (column, heading) in (0..).zip(words.headings) {
        text_cell(worksheet, FIRST - 1, column, heading, Some(head.clone()))?;
    }
    worksheet.set_freeze_panes(FIRST, 0)?;
    Ok(())
}

/// A finding, and the sheet that it is about as the copy names it.
fn finding_row(
    worksheet: &mut Worksheet,
    row: u32,
    finding: &Finding,
    sheet: Option<&String>,
    words: &MarkedWords<'_>,
) -> Result<(), XlsxError> {
    let wrap = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let coloured = wrap().set_background_color(colour(finding.severity));
    let severity = words.severity(finding);
    text_cell(worksheet, row, 0, severity, Some(coloured))?;
    let cell = finding.cell.as_deref().unwrap_or_default();
    let place = finding.place().unwrap_or_default();
    let named = sheet.filter(|_| finding.cell.is_some());
    let named = finding.sheet.as_ref().or(named).map_or("", String::as_str);
    text_cell(worksheet, row, 1, named, Some(wrap()))?;
    match sheet.filter(|_| !cell.is_empty() && row < FIRST + MAX_LINKS) {
        Some(sheet) => {
            let to = format!("internal:'{}'!{cell}", sheet.replace('\'', "''"));
            worksheet.write_url_with_text(row, 2, to.as_str(), place.as_ref())?;
        }
        None => text_cell(worksheet, row, 2, &place, Some(wrap()))?,
    }
    let texts = [
        finding.household.clone().unwrap_or_default(),
        (words.found)(finding).unwrap_or_default(),
        (words.expected)(finding).unwrap_or_default(),
        words.message(finding),
    ];
    for (column, text) in (3..).zip(texts) {
        let text = id_number::hide(&text);
        text_cell(worksheet, row, column, &text, Some(wrap()))?;
    }
    Ok(())
}
