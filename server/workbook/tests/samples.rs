//! The samples of an office's tables, read as an upload would read them.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot read its sample must stop"
)]

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use domain::finding::Severity;
use domain::standard::Schedule;
use domain::table::ColumnChoices;
use proptest::prelude::*;
use workbook::{MAX_UPLOAD_BYTES, ParsedBoard, Unreadable, read_board, read_standards};

fn sample(name: &str) -> Vec<u8> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "samples", name]
        .iter()
        .collect();
    std::fs::read(path).expect("a sample")
}

fn schedule() -> Schedule {
    read_standards("standards.xlsx", &sample("standards.xlsx")).expect("standards")
}

fn read(name: &str, schedule: Option<&Schedule>) -> ParsedBoard {
    read_board(name, &sample(name), schedule, &ColumnChoices::new()).expect("a board")
}

/// The cell of every error.
fn errors(reading: &ParsedBoard) -> BTreeSet<String> {
    let findings = reading.report.findings.iter();
    findings
        .filter(|finding| finding.severity == Severity::Error)
        .filter_map(|finding| finding.cell.clone())
        .collect()
}

#[test]
fn the_wide_the_long_and_the_csv_table_say_the_same() {
    let schedule = schedule();
    let wide = read("board1-wide.xlsx", Some(&schedule));
    let csv = read("board1-gb18030.csv", Some(&schedule));
    assert_eq!(wide.board, csv.board);
    let long = read("board1-long.xlsx", Some(&schedule));
    for (wide, long) in wide.board.entries.iter().zip(&long.board.entries) {
        assert_eq!((&wide.household, &wide.head), (&long.household, &long.head));
        assert_eq!((&wide.status, wide.total), (&long.status, long.total));
        // Fixtures are one sum in the wide table and single items in the long one.
        let fixture = domain::standard::Category::Fixture;
        let mut others: Vec<_> = long
            .lines
            .iter()
            .filter(|line| line.category != fixture)
            .collect();
        others.sort_by(|a, b| a.standard.cmp(&b.standard));
        let mut same: Vec<_> = wide
            .lines
            .iter()
            .filter(|line| line.category != fixture)
            .collect();
        same.sort_by(|a, b| a.standard.cmp(&b.standard));
        assert_eq!(same, others, "{}", wide.household);
    }
}

/// The sample CSV with its columns in another order.
fn reordered(order: &[usize]) -> Vec<u8> {
    let bytes = sample("board1-gb18030.csv");
    let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
    let mut out = csv::Writer::from_writer(vec![0xEF, 0xBB, 0xBF]);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.expect("a record");
        out.write_record(
            order
                .iter()
                .map(|column| record.get(*column).unwrap_or_default()),
        )
        .expect("written");
    }
    out.into_inner().expect("bytes")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn columns_may_stand_in_any_order(order in Just((0..23).collect::<Vec<usize>>()).prop_shuffle()) {
        let straight = read("board1-gb18030.csv", Some(&schedule()));
        let shuffled =
            read_board("shuffled.csv", &reordered(&order), Some(&schedule()), &ColumnChoices::new()).expect("a board");
        prop_assert_eq!(straight.board, shuffled.board);
        prop_assert!(shuffled.report.findings.is_empty(), "{:?}", shuffled.report.findings);
    }

    #[test]
    fn mutated_bytes_never_panic(
        name in prop::sample::select(vec!["board1-faulty.xlsx", "board1-gb18030.csv", "standards.xlsx"]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = sample(name);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read_board(name, &bytes, None, &ColumnChoices::new());
        let _ = read_standards(name, &bytes);
    }
}

fn refused(bytes: &[u8]) -> Unreadable {
    read_board("board.xlsx", bytes, None, &ColumnChoices::new()).expect_err("refused")
}

/// A tiny workbook with this worksheet.
fn workbook(sheet_data: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#
                .to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet xmlns="{main}"><sheetData>{sheet_data}</sheetData></worksheet>"#),
        ),
    ];
    for (name, content) in parts {
        archive.start_file(name, options).expect("started");
        archive.write_all(content.as_bytes()).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

#[test]
fn what_is_no_board_is_refused_with_a_reason() {
    assert_eq!(refused(b""), Unreadable::Empty);
    assert_eq!(
        refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"),
        Unreadable::OtherDocument("PNG")
    );
    assert!(matches!(
        refused("随便写的一段话".as_bytes()),
        Unreadable::NoHeader(_)
    ));
    let whole = sample("board1-wide.xlsx");
    assert!(matches!(
        refused(&whole[..whole.len() / 2]),
        Unreadable::Damaged(_)
    ));
    assert_eq!(
        refused(&vec![b'a'; MAX_UPLOAD_BYTES + 1]),
        Unreadable::TooLarge
    );
    assert_eq!(refused(&workbook("")), Unreadable::Empty);
    assert!(matches!(
        refused(&sample("standards.xlsx")),
        Unreadable::NoHeader(_)
    ));
    assert!(matches!(
        read_standards("board.xlsx", &sample("board1-wide.xlsx")),
        Err(Unreadable::NoHeader(_))
    ));
}

const HEADINGS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>户号</t></is></c><c r="B1" t="inlineStr"><is><t>户主</t></is></c><c r="C1" t="inlineStr"><is><t>土地面积</t></is></c><c r="D1" t="inlineStr"><is><t>合计</t></is></c></row>"#;

#[test]
fn formulas_need_stored_values() {
    let row = |value: &str| {
        let cells = r#"<c r="A2" t="inlineStr"><is><t>A1</t></is></c><c r="B2" t="inlineStr"><is><t>甲乙</t></is></c><c r="C2"><v>1</v></c>"#;
        workbook(&format!(
            r#"{HEADINGS}<row r="2">{cells}<c r="D2"><f>C2*2</f>{value}</c></row>"#
        ))
    };
    for missing in ["", "<v/>", "<v></v>"] {
        assert!(
            matches!(refused(&row(missing)), Unreadable::Formulas { count: 1, cells } if cells == "D2")
        );
    }
    assert!(read_board("board.xlsx", &row("<v>2</v>"), None, &ColumnChoices::new()).is_ok());
}

#[test]
fn what_would_exhaust_memory_is_refused() {
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    assert_eq!(
        refused(&workbook(&format!("{HEADINGS}{far}"))),
        Unreadable::TooLargeUnpacked
    );
    let bomb = workbook(&format!("{HEADINGS}{}", " ".repeat(64 * 1024 * 1024)));
    assert_eq!(refused(&bomb), Unreadable::TooLargeUnpacked);
}

#[test]
fn without_standards_faults_are_still_found() {
    let reading = read("board1-faulty.xlsx", None);
    let found = errors(&reading);
    for cell in [
        "I7", "G9", "S11", "D12", "B14", "G15", "U17", "W18", "G21", "D23",
    ] {
        assert!(found.contains(cell), "{cell}");
    }
}

/// Where faults stand, and what could be read all the same.
#[test]
fn a_faulty_board_is_read_as_far_as_it_can_be() {
    let reading = read("board1-faulty.xlsx", Some(&schedule()));
    let findings = reading.report.findings.iter().map(|finding| {
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
        let (cell, household) = (part(&finding.cell), part(&finding.household));
        let (sheet, code) = (part(&finding.sheet), finding.code.key());
        format!("{sheet} {cell} {household} {code}")
    });
    let entries = reading.board.entries.iter().map(|entry| {
        let (land, floor) = (entry.land(), entry.floor());
        let lines = entry.lines.len();
        format!(
            "{} {lines} lines, {land} 亩, {floor} ㎡, {} 元",
            entry.household, entry.total
        )
    });
    let read: Vec<String> = findings.chain([String::new()]).chain(entries).collect();
    insta::assert_snapshot!(read.join("\n"));
}
