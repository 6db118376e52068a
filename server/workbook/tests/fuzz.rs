//! Files that are broken, cut short, spliced, or made to exhaust memory: the
//! reader refuses them or reads them, and never stops.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot make its file must stop"
)]

mod records;

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use domain::table::ColumnChoices;
use proptest::prelude::*;
use proptest::sample::Index;
use workbook::{Unreadable, read_board, read_standards};

const SAMPLES: [&str; 8] = [
    "board1-wide.xlsx",
    "board1-long.xlsx",
    "board1-faulty.xlsx",
    "board1-gb18030.csv",
    "layouts/merged.xls",
    "layouts/merged.ods",
    // Number formats.
    "../cases/formats/06-wan-format.xlsx",
    "../cases/formats/shown-blank.ods",
];

fn sample(name: &str) -> Vec<u8> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "samples", name]
        .iter()
        .collect();
    std::fs::read(path).expect("a sample")
}

/// Reads a file as whatever it may be; only that it ends is asked.
fn read(bytes: &[u8]) {
    let _ = read_board("file", bytes, None, &ColumnChoices::new());
    let _ = read_standards("file", bytes);
}

fn refused(bytes: &[u8]) -> Unreadable {
    read_board("file", bytes, None, &ColumnChoices::new()).expect_err("refused")
}

/// A zipped file with these parts.
fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in parts {
        archive.start_file(name.as_str(), options).expect("started");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).expect("an entry");
            let name = entry.name().expect("a name").into_owned();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("its content");
            (name, content)
        })
        .collect()
}

/// One way of spoiling bytes.
#[derive(Clone, Debug)]
enum Spoil {
    Flip(Index, u8),
    Cut(Index),
    Remove(Index, usize),
    Insert(Index, Vec<u8>),
    Copy(Index, Index, usize),
}

fn spoils() -> impl Strategy<Value = Vec<Spoil>> {
    let telling = prop::sample::select(vec![
        &b"<"[..],
        b"</c>",
        b"<row r=\"1048576\">",
        b"<c r=\"XFD9\" t=\"s\"><v>99999999</v></c>",
        b"&#x0;",
        b"<![CDATA[",
        b"\"",
        b"\n",
        b",",
        b"\xff\xfe",
        b"<mergeCell ref=\"A1:XFD1048576\"/>",
        b"-1e308",
        "合计".as_bytes(),
        "户号".as_bytes(),
        b" hidden=\"1\"",
        b" ht=\"0\" s=\"1\"",
        b"<col min=\"1\" max=\"16384\" hidden=\"1\"/>",
        b"<numFmt numFmtId=\"164\" formatCode=\"0!.0000,\"/>",
        b" table:visibility=\"collapse\"",
        b" table:number-rows-spanned=\"9\"",
        b"<table:covered-table-cell><text:p>1</text:p></table:covered-table-cell>",
        b"<table:table-row-group table:display=\"false\">",
    ]);
    let one = prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Spoil::Flip(at, byte)),
        any::<Index>().prop_map(Spoil::Cut),
        (any::<Index>(), 1_usize..400).prop_map(|(at, length)| Spoil::Remove(at, length)),
        (any::<Index>(), telling).prop_map(|(at, what)| Spoil::Insert(at, what.to_vec())),
        (any::<Index>(), any::<Index>(), 1_usize..2_000)
            .prop_map(|(from, to, length)| Spoil::Copy(from, to, length)),
    ];
    prop::collection::vec(one, 1..12)
}

fn spoiled(mut bytes: Vec<u8>, spoils: &[Spoil]) -> Vec<u8> {
    for spoil in spoils {
        if bytes.is_empty() {
            return bytes;
        }
        let length = bytes.len();
        match spoil {
            Spoil::Flip(at, byte) => {
                if let Some(one) = bytes.get_mut(at.index(length)) {
                    *one ^= byte | 1;
                }
            }
            Spoil::Cut(at) => {
                // Mostly near the end: what is cut early is refused early.
                let at = length - at.index(length) / 8;
                bytes.truncate(at);
            }
            Spoil::Remove(at, some) => {
                let at = at.index(length);
                bytes.drain(at..at.saturating_add(*some).min(length));
            }
            Spoil::Insert(at, what) => {
                let at = at.index(length);
                bytes.splice(at..at, what.iter().copied());
            }
            Spoil::Copy(from, to, some) => {
                let from = from.index(length);
                let piece: Vec<u8> = bytes.iter().skip(from).take(*some).copied().collect();
                let to = to.index(length);
                bytes.splice(to..to, piece);
            }
        }
    }
    bytes
}

/// A record of a kind that is read, of any content.
fn record() -> impl Strategy<Value = records::Record> {
    let kinds: &[u16] = &[
        0x0006, 0x000A, 0x0014, 0x001C, 0x0022, 0x003C, 0x0042, 0x005D, 0x005E, 0x007D, 0x0085,
        0x00BD, 0x00D6, 0x00E0, 0x00E5, 0x00FC, 0x00FD, 0x01B6, 0x01C1, 0x0203, 0x0204, 0x0205,
        0x0207, 0x0208, 0x027E, 0x041E, 0x0809,
    ];
    let small = prop_oneof![Just(0_u8), 0_u8..8, any::<u8>()];
    (
        prop::sample::select(kinds),
        prop::collection::vec(small, 0..40),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spoiled_files_are_read_or_refused(name in prop::sample::select(&SAMPLES[..]), how in spoils()) {
        read(&spoiled(sample(name), &how));
    }

    #[test]
    fn spoiled_parts_of_a_sound_archive_are_read_or_refused(
        name in prop::sample::select(&["board1-wide.xlsx", "board1-faulty.xlsx", "layouts/merged.ods"][..]),
        which in any::<Index>(),
        how in spoils(),
    ) {
        let mut parts = parts(&sample(name));
        let which = which.index(parts.len());
        if let Some((_, content)) = parts.get_mut(which) {
            *content = spoiled(std::mem::take(content), &how);
        }
        read(&zipped(&parts));
    }

    #[test]
    fn open_documents_of_any_rows_are_read_or_refused(
        rows in prop::collection::vec((0_u32..2_000_000, 0_u32..20_000, 0_u32..4, "[户主号面积合计0-9.<&]{0,6}"), 0..12),
    ) {
        let mut body = String::new();
        for (times, wide, spans, text) in rows {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            body.push_str(&format!(
                r#"<table:table-row table:number-rows-repeated="{times}"><table:table-cell table:number-columns-repeated="{wide}"/><table:table-cell table:number-rows-spanned="{spans}"><text:p>{text}</text:p></table:table-cell></table:table-row>"#
            ));
        }
        read(&open_document(&body));
    }

    #[test]
    fn cells_of_any_format_are_read_or_refused(
        code in "[0#?,.!@;%E+/ymdhs年元\"\\\\\\[\\]><=A-Z-]{0,16}",
        number in any::<f64>(),
    ) {
        let escaped = code.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let styles = "<xf numFmtId=\"164\"/>".repeat(40);
        let styles = format!(
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"{escaped}\"/></numFmts><cellXfs>{styles}</cellXfs></styleSheet>"
        );
        read(&with_part("xl/styles.xml", styles.into_bytes()));
        let format = (0x041E, [164_u16.to_le_bytes().to_vec(), records::long_text(&code)].concat());
        let cell_format = (0x00E0, vec![0, 0, 164, 0]);
        let cells = vec![records::text(0, 0, "户号"), records::text(0, 1, "合计"), records::number(1, 1, number)];
        read(&records::workbook(&[format, cell_format], &[("表", false, cells)]));
    }

    #[test]
    fn records_of_any_content_are_read_or_refused(
        globals in prop::collection::vec(record(), 0..6),
        cells in prop::collection::vec(record(), 0..24),
        hidden in any::<bool>(),
        how in prop::option::of(spoils()),
    ) {
        let heading = ["户号", "户主", "合计"].into_iter().zip(0..);
        let mut all: Vec<records::Record> = heading.map(|(text, at)| records::text(0, at, text)).collect();
        all.extend(cells);
        let bytes = records::workbook(&globals, &[("表", false, all), ("底稿", hidden, vec![records::number(1, 1, 1.5)])]);
        read(&bytes);
        if let Some(how) = how {
            read(&spoiled(bytes, &how));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        start in prop::sample::select(vec![
            &b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xEF\xBB\xBF", b"\xFF\xFE",
            b"\x09\x08\x10\x00\x00\x06\x05\x00", b"<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..4_000),
    ) {
        let mut bytes = start.to_vec();
        bytes.extend(rest);
        read(&bytes);
    }
}

fn open_document(body: &str) -> Vec<u8> {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="表">{body}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        ("mimetype".to_owned(), kind),
        ("content.xml".to_owned(), content.into_bytes()),
    ])
}

#[test]
fn rows_that_are_repeated_to_the_end_cost_nothing_where_they_are_blank() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: [&str; 3]| {
        let cells: String = cells.map(cell).concat();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let blank = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let table = format!(
        "{}{}{blank}",
        row(["户号", "户主", "土地面积(亩)"]),
        row(["1", "张三", "2.5"])
    );
    let reading = read_board("file", &open_document(&table), None, &ColumnChoices::new());
    let totals = reading.expect("a board").report.totals;
    assert_eq!(
        (totals.households, totals.land.plain()),
        (1, "2.5".to_owned())
    );

    let full = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row>"#;
    assert_eq!(refused(&open_document(full)), Unreadable::TooLargeUnpacked);
}

#[test]
fn entities_that_a_document_defines_are_not_followed() {
    let laughs: String = (1..30)
        .map(|n| format!("<!ENTITY l{n} \"&l{};&l{};\">", n - 1, n - 1))
        .collect();
    let texts = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}]><sst><si><t>&l29;</t></si></sst>"
    );
    read(&with_part("xl/sharedStrings.xml", texts.into_bytes()));
}

/// A sample with one part in place of its own, or beside its own.
fn with_part(name: &str, content: Vec<u8>) -> Vec<u8> {
    let mut parts = parts(&sample("board1-wide.xlsx"));
    parts.retain(|(other, _)| other != name);
    parts.push((name.to_owned(), content));
    zipped(&parts)
}

#[test]
fn texts_and_archives_without_end_are_refused() {
    let long = |name: &str, start: &str| {
        let mut content = start.as_bytes().to_vec();
        content.resize(40 * 1024 * 1024, b'a');
        with_part(name, content)
    };
    for (name, start) in [
        ("xl/sharedStrings.xml", "<sst><si><t>"),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row><c r=\"A1",
        ),
        ("xl/workbook.xml", "<workbook>"),
    ] {
        assert_eq!(
            refused(&long(name, start)),
            Unreadable::TooLargeUnpacked,
            "{name}"
        );
    }
    let many: Vec<(String, Vec<u8>)> = (0..6_000).map(|n| (format!("x{n}"), Vec::new())).collect();
    assert_eq!(refused(&zipped(&many)), Unreadable::TooLargeUnpacked);
}
