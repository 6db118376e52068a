//! .xls files, record by record.

/// A kind of record, and what is in it.
pub(crate) type Record = (u16, Vec<u8>);

/// A sheet: its name, whether it is hidden, and its records.
pub(crate) type Sheet<'a> = (&'a str, bool, Vec<Record>);

/// A workbook of Excel 97 as a mere stream of records, as some programs write it.
pub(crate) fn workbook(globals: &[Record], sheets: &[Sheet<'_>]) -> Vec<u8> {
    let names = sheets.iter().map(|(name, hidden, _)| {
        let mut data = vec![0, 0, 0, 0, u8::from(*hidden), 0];
        let units: Vec<u16> = name.encode_utf16().collect();
        data.extend([u8::try_from(units.len()).expect("a short name"), 1]);
        data.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        (0x0085, data)
    });
    let mut head = vec![begin(5)];
    head.extend(globals.iter().cloned());
    let first_name = head.len();
    head.extend(names);
    head.push((0x000A, Vec::new()));
    let mut start: usize = head.iter().map(|(_, data)| data.len() + 4).sum();
    for (number, (_, _, records)) in sheets.iter().enumerate() {
        let at = u32::try_from(start).expect("a short file").to_le_bytes();
        let (_, data) = head.get_mut(first_name + number).expect("its name");
        data.splice(0..4, at);
        start += records
            .iter()
            .map(|(_, data)| data.len() + 4)
            .sum::<usize>()
            + 24;
    }
    let mut out = bytes(&head);
    for (_, _, records) in sheets {
        out.extend(bytes(&[begin(0x10)]));
        out.extend(bytes(records));
        out.extend(bytes(&[(0x000A, Vec::new())]));
    }
    out
}

/// The beginning of the workbook (5) or of a sheet (16).
pub(crate) fn begin(what: u16) -> Record {
    let mut data = vec![0x00, 0x06];
    data.extend(what.to_le_bytes());
    data.resize(16, 0);
    (0x0809, data)
}

/// A stream of records.
pub(crate) fn bytes(records: &[Record]) -> Vec<u8> {
    let mut out = Vec::new();
    for (kind, data) in records {
        let length = u16::try_from(data.len()).expect("a short record");
        out.extend(kind.to_le_bytes());
        out.extend(length.to_le_bytes());
        out.extend(data);
    }
    out
}

fn head(row: u16, column: u16) -> Vec<u8> {
    [row, column, 0]
        .into_iter()
        .flat_map(u16::to_le_bytes)
        .collect()
}

/// A number in a cell.
pub(crate) fn number(row: u16, column: u16, number: f64) -> Record {
    let mut data = head(row, column);
    data.extend(number.to_le_bytes());
    (0x0203, data)
}

/// A text in a cell.
pub(crate) fn text(row: u16, column: u16, text: &str) -> Record {
    let mut data = head(row, column);
    data.extend(long_text(text));
    (0x0204, data)
}

/// Length, width of characters, UTF-16.
pub(crate) fn long_text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(units.len()).expect("a short text");
    let mut data = length.to_le_bytes().to_vec();
    data.push(1);
    data.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    data
}
