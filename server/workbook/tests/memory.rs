//! Small files that unfold to far more than a board holds: the reader takes no more
//! memory for them than for a large board. Each is read by a process of its own, since
//! what one took is not given back.

#![cfg(target_os = "linux")]
#![expect(
    clippy::expect_used,
    reason = "a test that cannot make its file must stop"
)]

mod records;

use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};

use domain::table::ColumnChoices;
use records::{number, text};
use workbook::read_board;

/// A board of 100,000 households may take 250 MB; what is refused may have been read
/// up to its limit.
const MAX_MEGABYTES: usize = 320;

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in parts {
        archive.start_file(*name, options).expect("started");
        archive.write_all(content.as_bytes()).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    zipped(&[("mimetype", kind), ("content.xml", &content)])
}

fn table(rows: &str) -> String {
    format!(r#"<table:table table:name="表">{rows}</table:table>"#)
}

/// Rows and cells that stand so often.
fn row(rows: &str, cells: &str, text: &str) -> String {
    format!(
        r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{cells}"><text:p>{text}</text:p></table:table-cell></table:table-row>"#
    )
}

fn heading() -> String {
    let cell = |text| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let cells: String = ["户号", "户主", "补偿金额(元)"].map(cell).concat();
    format!("<table:table-row>{cells}</table:table-row>")
}

/// Sheets of these rows, all of the same part, with these shared texts.
fn xlsx(sheets: usize, texts: &str, rest: &str) -> Vec<u8> {
    let names: String = (0..sheets)
        .map(|sheet| format!(r#"<sheet name="s{sheet}" sheetId="1" r:id="r1"/>"#))
        .collect();
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str, id: &str| {
        format!(r#"<Relationship Id="{id}" Type="{office}/{kind}" Target="{target}"/>"#)
    };
    let main = relation("officeDocument", "xl/workbook.xml", "r1");
    let others = relation("worksheet", "sheet.xml", "r1")
        + &relation("sharedStrings", "sharedStrings.xml", "r2");
    zipped(&[
        (
            "_rels/.rels",
            &format!("<Relationships>{main}</Relationships>"),
        ),
        (
            "xl/workbook.xml",
            &format!("<workbook><sheets>{names}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!("<Relationships>{others}</Relationships>"),
        ),
        ("xl/sharedStrings.xml", &format!("<sst>{texts}</sst>")),
        ("xl/sheet.xml", &format!("<worksheet>{rest}</worksheet>")),
    ])
}

fn rows(rows: impl IntoIterator<Item = String>) -> String {
    let rows: String = rows.into_iter().collect();
    format!("<sheetData>{rows}</sheetData>")
}

fn cell(at: &str, value: &str) -> String {
    let digits: String = at.chars().filter(char::is_ascii_digit).collect();
    format!(r#"<row r="{digits}"><c r="{at}"><v>{value}</v></c></row>"#)
}

type File = (&'static str, Vec<u8>);

fn old_excel() -> Vec<File> {
    let one = |records| records::workbook(&[], &[("表", false, records)]);
    let corners = || vec![text(0, 0, "户号"), number(65_535, 255, 1.0)];
    let far: Vec<records::Sheet<'_>> = (0..500)
        .map(|_| ("表", false, vec![number(65_535, 0, 1.0)]))
        .collect();
    let wide = (0..65_535).map(|row| number(row, 255, 1.0)).collect();
    let mut claim = vec![0_u8; 14];
    claim.splice(4..8, u32::MAX.to_le_bytes());
    let mut empty_texts = vec![(0x00FC, vec![0_u8; 8_000])];
    empty_texts.extend(vec![(0x003C, vec![0_u8; 8_001]); 300]);
    vec![
        ("xls, two corners", one(corners())),
        (
            "xls, a claim",
            one(vec![(0x0200, claim), number(9, 9, 1.0)]),
        ),
        (
            "xls, the last row of many sheets",
            records::workbook(&[], &far),
        ),
        ("xls, the last column of all rows", one(wide)),
        (
            "xls, empty texts",
            records::workbook(&empty_texts, &[("表", false, corners())]),
        ),
    ]
}

fn open_documents() -> Vec<File> {
    const MOST_TIMES: &str = "18446744073709551615";
    let hidden = format!(
        r#"<table:table-row table:number-rows-repeated="{MOST_TIMES}" table:visibility="collapse"><table:table-cell table:number-columns-repeated="{MOST_TIMES}"/></table:table-row>"#
    );
    vec![
        (
            "ods, no end",
            ods(&table(&row(MOST_TIMES, MOST_TIMES, "1"))),
        ),
        (
            "ods, one column without end",
            ods(&table(&row(MOST_TIMES, "1", "1"))),
        ),
        (
            "ods, hidden rows without end",
            ods(&table(&hidden).repeat(500)),
        ),
        ("ods, tables", ods(&"<table:table/>".repeat(50_000))),
        (
            "ods, a board",
            ods(&table(&(heading() + &row("400000", "3", "1")))),
        ),
    ]
}

fn excel() -> Vec<File> {
    let long = format!("<si><t>{}</t></si>", "征".repeat(30_000));
    let wide = (1..20_000).map(|row| cell(&format!("XFD{row}"), "1"));
    let shared =
        (1..30_000).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#));
    let merges = r#"<mergeCell ref="A1:B2"/>"#.repeat(500_000);
    let corners = [cell("A1", "1"), cell("XFD1048576", "1")];
    vec![
        ("xlsx, two corners", xlsx(1, "", &rows(corners))),
        (
            "xlsx, the last row of many sheets",
            xlsx(1_000, "", &rows([cell("A1048576", "1")])),
        ),
        (
            "xlsx, the last column of many rows",
            xlsx(1, "", &rows(wide)),
        ),
        (
            "xlsx, texts",
            xlsx(1, &"<si><t>ab</t></si>".repeat(500_000), &rows([])),
        ),
        ("xlsx, one long text", xlsx(1, &long, &rows(shared))),
        (
            "xlsx, merges",
            xlsx(1, "", &(rows([cell("A1", "1")]) + &merges)),
        ),
    ]
}

fn texts() -> Vec<File> {
    vec![
        ("csv, one row", ",".repeat(1_000_000).into_bytes()),
        ("csv, blank rows", "\n".repeat(1_000_000).into_bytes()),
        ("csv, rows", ",\n,1\n".repeat(200_000).into_bytes()),
    ]
}

/// In MB: the most so far, or what is held now.
fn memory(which: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("a status");
    let line = status
        .lines()
        .find(|line| line.starts_with(which))
        .expect("a line");
    let kilobytes: usize = line
        .split_whitespace()
        .nth(1)
        .and_then(|number| number.parse().ok())
        .expect("a number");
    kilobytes / 1_024
}

#[test]
#[ignore = "the other test runs it, as the process that it measures"]
fn child() {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).expect("a file");
    let before = memory("VmRSS");
    let read = read_board("file", &bytes, None, &ColumnChoices::new());
    let outcome = read.map(|board| board.board.entries.len());
    let taken = memory("VmHWM").saturating_sub(before);
    println!("{} KB, {taken} MB, {outcome:?}", bytes.len() / 1_024);
    assert!(taken <= MAX_MEGABYTES);
}

#[test]
fn small_files_take_no_more_memory_than_a_board() {
    let program = std::env::current_exe().expect("this program");
    let mut too_much = Vec::new();
    for (name, bytes) in [old_excel(), open_documents(), excel(), texts()].concat() {
        let mut child = Command::new(&program)
            .args(["--exact", "child", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut file = child.stdin.take().expect("its input");
        file.write_all(&bytes).expect("sent");
        drop(file);
        let ended = child.wait_with_output().expect("its end");
        let said = format!("{name}: {}", String::from_utf8_lossy(&ended.stdout));
        println!("{said}");
        if !ended.status.success() {
            too_much.push(said);
        }
    }
    assert!(too_much.is_empty(), "{}", too_much.join("\n"));
}
