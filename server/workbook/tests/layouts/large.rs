//! Tables so large that their households are read on several cores.

use std::fmt::Write;

use domain::finding::{Code, Detail, Finding};

use crate::common::{read, sums};

const HOUSEHOLDS: usize = 9_000;
/// The first row below the header, as people count.
const BODY: usize = 2;

/// Two rows a household, a subtotal after each hundred, a total at the end.
fn table(amount: impl Fn(usize) -> i64) -> String {
    let mut table = String::from("组别,户号,户主,补偿项目,数量,单位,补偿标准,补偿金额,合计\n");
    let mut all = 0;
    for group in 0..HOUSEHOLDS / 100 {
        let mut sum = 0;
        for number in group * 100..(group + 1) * 100 {
            let (land, well) = (96_000, amount(number));
            let head = name(number);
            let total = land + well;
            let _ = writeln!(
                table,
                "{group}组,H{number},{head},水浇地,2,亩,48000,{land},{total}"
            );
            let _ = writeln!(table, ",,,水井,1,眼,300,{well},");
            sum += total;
        }
        let _ = writeln!(table, "小计,,,,,,,{sum},{sum}");
        all += sum;
    }
    let _ = writeln!(table, "合计,,,,,,,{all},{all}");
    table
}

/// A name of its own for each household.
fn name(number: usize) -> String {
    let letter = u32::try_from(number)
        .ok()
        .and_then(|number| char::from_u32(0x4e00 + number));
    format!("张{}", letter.expect("a character"))
}

fn row_of_well(number: usize) -> usize {
    BODY + number * 2 + 1 + number / 100
}

fn of(code: Code, findings: &[Finding]) -> Vec<&Finding> {
    findings.iter().filter(|one| one.code == code).collect()
}

#[test]
fn a_large_table_is_read_whole_and_in_order() {
    let reading = read("large.csv", table(|_| 300).as_bytes());
    assert_eq!(
        sums(&reading),
        ["9000", "866700000.00", "18000", "0", "0"],
        "{:?}",
        reading.report.findings.first()
    );
    assert!(of(Code::SumMismatch, &reading.report.findings).is_empty());
    for (number, entry) in reading.board.entries.iter().enumerate() {
        assert_eq!(entry.household, format!("H{number}"));
        assert_eq!(entry.lines.len(), 2, "{number}");
    }
}

#[test]
fn faults_stand_where_they_are_in_a_large_table() {
    let wrong = [0, 77, 2_249, 2_250, 4_499, 4_500, 6_750, 8_999];
    let amount = |number| if wrong.contains(&number) { 301 } else { 300 };
    let reading = read("large.csv", table(amount).as_bytes());
    let cells: Vec<(Option<&str>, Option<&str>)> =
        of(Code::AmountMismatch, &reading.report.findings)
            .into_iter()
            .map(|one| (one.cell.as_deref(), one.household.as_deref()))
            .collect();
    let expected: Vec<(String, String)> = wrong
        .iter()
        .map(|number| (format!("H{}", row_of_well(*number)), format!("H{number}")))
        .collect();
    let expected: Vec<(Option<&str>, Option<&str>)> = expected
        .iter()
        .map(|(cell, household)| (Some(cell.as_str()), Some(household.as_str())))
        .collect();
    assert_eq!(cells, expected);
}

#[test]
fn what_is_not_listed_is_said() {
    let reading = read(
        "large.csv",
        table(|number| if number % 5 == 0 { 301 } else { 300 }).as_bytes(),
    );
    let findings = &reading.report.findings;
    assert_eq!(of(Code::AmountMismatch, findings).len(), 1_000);
    let more = of(Code::NotListed, findings);
    let [more] = more.as_slice() else {
        panic!("{more:?}");
    };
    assert_eq!(more.faults(), 800);
    assert_eq!(more.severity, Code::AmountMismatch.severity());
    assert_eq!(more.cell, Some(format!("H{}", row_of_well(0))));
}

#[test]
fn what_is_wrong_in_a_whole_column_is_said_once() {
    let reading = read("large.csv", table(|_| 301).as_bytes());
    let findings = &reading.report.findings;
    let wrong = of(Code::AmountMismatch, findings);
    let [one] = wrong.as_slice() else {
        panic!("{}", wrong.len());
    };
    assert_eq!(one.faults(), 9_000);
    let Detail::Column(column) = &one.detail else {
        panic!("{one:?}");
    };
    assert_eq!(one.cell, Some(format!("H{}", row_of_well(0))));
    assert_eq!(column.examples.len(), 3);
    assert_eq!(column.examples[2].household.as_deref(), Some("H2"));
    assert!(of(Code::NotListed, findings).is_empty());
}
