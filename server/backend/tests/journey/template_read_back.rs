//! A template that was filled in.

#![expect(clippy::expect_used, reason = "a test that cannot look should stop")]

use backend::{Error, rounds, uploads};
use domain::account::Role;
use text::Lang;

use crate::uploads::{page, parts};
use testing::{CODE, TestOffice, round};

/// A workbook with rows put below those of its sheet of this number, as a
/// clerk would type them; letters, then what stands there.
fn filled(template: &[u8], sheet: u8, first: usize, rows: &[Vec<(&str, String)>]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut typed = String::new();
    for (row, cells) in (first..).zip(rows) {
        typed.push_str(&format!("<row r=\"{row}\">"));
        for (column, value) in cells {
            let number = value.parse::<rust_decimal::Decimal>().is_ok();
            typed.push_str(&if number && *column != "S" && *column != "U" {
                format!("<c r=\"{column}{row}\"><v>{value}</v></c>")
            } else {
                format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{value}</t></is></c>")
            });
        }
        typed.push_str("</row>");
    }
    let mut from = zip::ZipArchive::new(Cursor::new(template)).expect("a zip");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("content");
        if name == format!("xl/worksheets/sheet{sheet}.xml") {
            let text = String::from_utf8(content).expect("UTF-8");
            assert!(text.contains("</sheetData>"));
            content = text
                .replace("</sheetData>", &format!("{typed}</sheetData>"))
                .into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        to.start_file(name, options).expect("a part");
        to.write_all(&content).expect("written");
    }
    to.finish().expect("a zip").into_inner()
}

#[tokio::test]
async fn the_template_filled_in_is_read_back_without_a_finding() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let template = uploads::template(&test.office, &staff, CODE, Lang::Zh)
        .await
        .expect("a template");
    assert_eq!(template.file_name, "HW2024-公示表模板.xlsx");
    let all = parts(&template);
    assert!(all.contains("<dataValidation") && all.contains("'补偿标准'!$B$2:$B$"));
    assert!(!all.contains("<f>"), "a formula in a cell");

    // Empty, it is no board, and says so in a sentence.
    let empty = rounds::upload(
        &test.office,
        &staff,
        CODE,
        round(1),
        "e.xlsx",
        template.bytes.clone(),
    );
    assert!(matches!(empty.await, Err(Error::Refused(_))));

    let cell = |column: &'static str, value: &str| (column, value.to_owned());
    let rows = vec![
        vec![
            cell("A", "HW01001"),
            cell("B", "1组"),
            cell("C", "张三"),
            cell("D", "4"),
            cell("E", "水浇地"),
            cell("F", "亩"),
            cell("G", "3.215"),
            cell("I", "48000"),
            cell("K", "154320"),
            cell("M", "160320"),
            cell("N", "村干部亲属"),
            cell("P", "兄弟"),
            cell("Q", "沈德(村委会委员)"),
            cell("R", "=1+1"),
            cell("S", "990101195212147762"),
            cell("U", "6228298615154495019"),
            cell("V", "张三"),
            cell("W", "13976455518"),
        ],
        vec![
            cell("E", "小麦青苗"),
            cell("F", "亩"),
            cell("G", "5"),
            cell("I", "1200"),
            cell("K", "6000"),
        ],
        vec![
            cell("A", "HW01002"),
            cell("C", "李四"),
            cell("E", "水浇地"),
            cell("F", "亩"),
            cell("G", "1"),
            cell("I", "48000"),
            cell("K", "48000"),
            cell("M", "48000"),
        ],
    ];
    let file = filled(&template.bytes, 2, 4, &rows);
    let uploaded = rounds::upload(&test.office, &staff, CODE, round(1), "t.xlsx", file).await;
    assert_eq!(uploaded.expect("an upload"), rounds::Uploaded::Stored);
    let report = page(&test, CODE).await.draft.expect("a draft").report;
    assert_eq!(report.findings, []);
    assert_eq!(report.totals.households, 2);
    assert_eq!(report.totals.payout.plain(), "208320.00");
    assert_eq!(report.totals.flagged, 1);
}
