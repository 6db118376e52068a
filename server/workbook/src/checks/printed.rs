//! The unit that stands at the top or bottom of each printed page, beside the one
//! that the table was read in.

use domain::finding::Code;
use domain::table::Field;

use crate::header::table_units::units_of;
use crate::rows::sheet_reader::SheetReader;

/// Asks where paper says 单位：万元 and the amounts were read as yuan.
pub(crate) fn units(reader: &mut SheetReader<'_>) {
    let (sheet, header) = (reader.sheet, reader.header);
    let amounts: Vec<usize> = [
        Field::Total,
        Field::GrossTotal,
        Field::LandAmount,
        Field::Amount,
    ]
    .into_iter()
    .flat_map(|field| header.of(field).map(|column| column.index))
    .collect();
    let differs = |text: &&String| {
        let printed = units_of([text.as_str()].into_iter());
        let other = |scale| amounts.iter().any(|index| header.scale(*index) != scale);
        printed.unknown.is_some() || printed.money.is_some_and(other)
    };
    if let Some(text) = sheet.printed.iter().find(differs) {
        let text = text.clone();
        reader.note_sheet(Code::PrintedUnit, None, &text);
    }
}
