//! Cells that show something else than they store.

use domain::finding::{Code, Detail, Finding, Severity};
use domain::standard::Schedule;
use rust_xlsxwriter::{Format, Workbook};
use workbook::{StandardProblem, Unreadable, read_standards};

use crate::common::*;

/// A board of one household whose cells of these columns are in a format.
fn formatted(columns: &[(u16, &str)], values: [f64; 4]) -> Vec<Finding> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headings = [
        "户号",
        "户主",
        "土地面积(亩)",
        "补偿标准(元/亩)",
        "补偿费",
        "合计",
    ];
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write(0, column, heading).expect("a heading");
    }
    sheet.write(1, 0, "H1").expect("a number");
    sheet.write(1, 1, "张三").expect("a name");
    for (column, value) in (2_u16..).zip(values) {
        let code = columns.iter().find(|(at, _)| *at == column);
        let format = code.map_or_else(Format::new, |(_, code)| Format::new().set_num_format(*code));
        sheet
            .write_number_with_format(1, column, value, &format)
            .expect("a number");
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    read("formatted.xlsx", &bytes).report.findings
}

#[test]
fn one_cell_says_what_it_shows_and_what_it_stores() {
    let findings = formatted(&[(5, "0!.0000")], [2.0, 48_000.0, 96_000.0, 96_000.0]);
    let [one] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    assert_eq!(
        (one.code, one.cell.as_deref()),
        (Code::ShownScaled, Some("F2"))
    );
    assert_eq!(
        one.detail,
        Detail::Shown {
            shown: "9.6000".into(),
            stored: "96000".into()
        }
    );
}

#[test]
fn a_plain_format_says_nothing() {
    for code in [
        "General",
        "0.00",
        "#,##0.00_ ",
        "\"¥\"#,##0.00",
        "0.00\"元\"",
        "@",
    ] {
        let findings = formatted(&[(4, code), (5, code)], [2.0, 48_000.0, 96_000.0, 96_000.0]);
        assert!(findings.is_empty(), "{code}: {findings:?}");
    }
}

#[test]
fn a_unit_in_the_format_counts_as_one_that_was_typed() {
    // 1333.4 ㎡ are 2 亩, as a person reads it.
    let square = formatted(
        &[(2, "0.00\"㎡\"")],
        [1_333.4, 48_000.0, 96_004.8, 96_004.8],
    );
    assert!(square.iter().all(|one| !one.is_error()), "{square:?}");
    let mu = formatted(&[(2, "0.00\"㎡\"")], [2.0, 48_000.0, 96_000.0, 96_000.0]);
    assert!(mu.iter().any(|one| one.is_error()), "{mu:?}");
}

#[test]
fn standards_are_held_to_the_same() {
    let standards = |columns: &[(u16, &str)]| -> Result<Schedule, Unreadable> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, heading) in (0_u16..).zip(["编号", "类别", "名称", "单位", "单价"]) {
            sheet.write(0, column, heading).expect("a heading");
        }
        for (column, word) in (1_u16..).zip(["土地", "水浇地", "亩"]) {
            sheet.write(1, column, word).expect("a word");
        }
        for (column, value) in [(0, 45_292.0), (4, 48_000.0)] {
            let code = columns.iter().find(|(at, _)| *at == column);
            let code = code.map_or("General", |(_, code)| *code);
            let format = Format::new().set_num_format(code);
            sheet
                .write_number_with_format(1, column, value, &format)
                .expect("a number");
        }
        let bytes = workbook.save_to_buffer().expect("a workbook");
        read_standards("standards.xlsx", &bytes)
    };
    let code = |read: Result<Schedule, Unreadable>| match read {
        Ok(schedule) => Err(schedule.standards.first().map(|one| one.code.clone())),
        Err(Unreadable::Standard {
            cell,
            problem: StandardProblem::Shown(finding),
        }) => {
            assert_eq!(finding.severity, Severity::Error);
            Ok((cell, finding.code))
        }
        Err(other) => panic!("{other:?}"),
    };
    assert_eq!(code(standards(&[])), Err(Some("45292".into())));
    assert_eq!(
        code(standards(&[(0, "\"L\"000000")])),
        Err(Some("L045292".into()))
    );
    for (columns, cell, found) in [
        ((0, "m-d"), "A2", Code::DateShown),
        ((4, "m-d"), "E2", Code::DateShown),
        ((4, "0!.0000"), "E2", Code::ShownScaled),
        ((4, "0,"), "E2", Code::ShownScaled),
        ((4, ";;;"), "E2", Code::ShownBlank),
        ((0, "#,##0"), "A2", Code::ShownDiffers),
    ] {
        assert_eq!(
            code(standards(&[columns])),
            Ok((cell.to_owned(), found)),
            "{columns:?}"
        );
    }
}
