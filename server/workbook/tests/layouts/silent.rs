//! Tables whose faults would go unsaid if they were read less carefully: each of
//! them would pay a wrong sum, or lose a household or a mark, without a word.

use domain::finding::{Code, Severity};
use domain::table::ColumnChoices;
use workbook::{ParsedBoard, read_board, read_standards};

const STANDARDS: &str = "编号,类别,名称,单位,单价
L1,土地,旱地,亩,48000
H1,房屋,砖混,㎡,1000
S1,补助,过渡费,㎡·月,8
R1,奖励,签约奖励,户,3000
";

fn checked(table: &str) -> ParsedBoard {
    let schedule = read_standards("standards.csv", STANDARDS.as_bytes()).expect("standards");
    let choices = ColumnChoices::new();
    read_board("table.csv", table.as_bytes(), Some(&schedule), &choices).expect("a board")
}

fn plain(table: &str) -> ParsedBoard {
    crate::common::read("table.csv", table.as_bytes())
}

/// Whether a fault is told of at a cell.
fn says(reading: &ParsedBoard, code: Code, cell: &str) -> bool {
    let findings = &reading.report.findings;
    findings
        .iter()
        .any(|one| one.code == code && one.cell.as_deref() == Some(cell))
}

fn has_errors(reading: &ParsedBoard) -> bool {
    let findings = &reading.report.findings;
    findings.iter().any(|one| one.severity == Severity::Error)
}

#[test]
fn a_rate_for_what_nobody_counted_hides_no_total() {
    let reading = checked(
        "户号,户主姓名,地类,征地面积(亩),补偿标准(元/亩),土地补偿费(元),果树补偿标准(元/棵),合计(元)
HW01,张三,旱地,2,48000,96000,,96000
HW02,李四,旱地,2,48000,96000,100,999999
",
    );
    assert!(says(&reading, Code::MissingValue, "G3"));
    assert!(says(&reading, Code::TotalMismatch, "H3"));
    assert!(
        !reading
            .report
            .findings
            .iter()
            .any(|one| one.household.as_deref() == Some("HW01"))
    );
}

#[test]
fn two_numbers_in_a_cell_are_no_number() {
    let reading = plain(
        "户号,户主姓名,补偿金额(元)\nHW01,张三,\"120\n80\"\nHW02,李四,1 2\nHW03,王五,48 000\n",
    );
    assert!(says(&reading, Code::NotANumber, "C2"));
    assert!(says(&reading, Code::NotANumber, "C3"));
    assert!(!says(&reading, Code::NotANumber, "C4"));
}

#[test]
fn stated_months_count_also_without_a_column_of_amounts() {
    let reading = plain(
        "户号,户主姓名,房屋面积(㎡),房屋补偿标准(元/㎡),房屋补偿费(元),过渡费标准(元/㎡·月),过渡月数
HW01,张三,100,1000,100000,8,18
HW02,李四,100,1000,100000,8,
",
    );
    let totals: Vec<String> = reading
        .board
        .entries
        .iter()
        .map(|one| one.total.plain())
        .collect();
    assert_eq!(totals.first().map(String::as_str), Some("114400.00"));
    assert!(says(&reading, Code::MissingValue, "F3"));
}

#[test]
fn months_and_rates_that_do_not_give_the_amount_are_errors() {
    let reading = checked(
        "户号,户主姓名,房屋面积(㎡),房屋补偿标准(元/㎡),房屋补偿费(元),过渡费标准(元/㎡·月),过渡月数,过渡费(元),合计(元)
HW01,张三,100,1000,100000,8,12,9600,109600
HW02,李四,100,1000,100000,8,12,99999,199999
",
    );
    assert!(says(&reading, Code::AmountMismatch, "H3"));
    assert_eq!(
        reading.report.findings.len(),
        1,
        "{:?}",
        reading.report.findings
    );
    let reading = checked(
        "户号,户主姓名,房屋结构,房屋面积(㎡),房屋补偿标准(元/㎡),房屋补偿费(元),过渡月数,过渡费(元),奖励(元),合计(元)
HW01,张三,砖混,100,1000,100000,12,9600,3000,112600
HW02,李四,砖混,100,1000,100000,12,99999,9000,208999
",
    );
    assert!(says(&reading, Code::AmountMismatch, "H3"));
    assert!(says(&reading, Code::PriceDiffers, "I3"));
    assert_eq!(
        reading.report.findings.len(),
        2,
        "{:?}",
        reading.report.findings
    );
    let reward = reading
        .board
        .entries
        .iter()
        .flat_map(|one| &one.lines)
        .find(|line| line.deviation.is_some());
    assert_eq!(reward.map(|line| line.item.as_str()), Some("签约奖励"));
}

#[test]
fn an_amount_without_a_rate_is_said() {
    let table = "户号,户主姓名,征地面积(亩),土地补偿费(元),合计(元)
HW01,张三,2,96000,96000
HW02,李四,1,999999,999999
";
    let reading = checked(table);
    assert!(says(&reading, Code::NoBreakdown, "D3"));
    assert!(!says(&reading, Code::NoBreakdown, "D2"));
    let first = reading.board.entries.first().expect("a household");
    let standard = first
        .lines
        .first()
        .and_then(|line| line.standard.as_deref());
    assert_eq!(standard, Some("L1"));
    assert!(says(&plain(table), Code::NoBreakdown, "D2"));
}

#[test]
fn a_row_that_was_copied_is_asked_about() {
    let reading = checked(
        "户号,户主姓名,地类,征地面积(亩),补偿标准(元/亩),土地补偿费(元),合计(元)
HW01,张三,旱地,2,48000,96000,96000
HW02,李四,旱地,1,48000,48000,48000
HW02,李四,旱地,1,48000,48000,48000
合计,,,4,,192000,192000
",
    );
    assert!(says(&reading, Code::RowRepeated, "A4"));
}

#[test]
fn a_remark_about_signing_loses_no_household() {
    let head = "户号,户主姓名,组别,征地面积(亩),补偿标准(元/亩),土地补偿费(元),合计(元)";
    for (text, row) in [
        ("备注", "HW02,李四,一组,待定,待定,待定,待定,户主未签字"),
        ("备注", "HW02,李四,一组,/,/,/,/,户主未签字"),
        ("备注", ",李四,一组,待定,待定,待定,待定,户主未签字"),
        ("变动原因", "HW02,李四,一组,,,,,复核后改（未签字）"),
        ("职务", "HW02,李四,一组,,,,,村务监督委员会主任"),
    ] {
        let head = format!("{head},{text}\nHW01,张三,一组,2,48000,96000,96000,\n");
        let reading = plain(&format!("{head}{row}\n制表人：赵六,,,,审核人：钱七,,,\n"));
        assert_eq!(reading.board.entries.len(), 2, "{row}");
        assert!(has_errors(&reading), "{row}");
    }
}

#[test]
fn a_status_counts_on_whichever_row_it_stands() {
    let table = |first: &str, second: &str| {
        format!(
            "户号,户主姓名,地类,征地面积(亩),补偿标准(元/亩),土地补偿费(元),合计(元),特殊身份
HW02,李四,旱地,1,48000,48000,98000,{first}
HW02,李四,林地,1,50000,50000,98000,{second}
"
        )
    };
    for (first, second, flagged, differs) in [
        ("党员", "", 1, false),
        ("党员", "党员", 1, false),
        ("", "党员", 1, false),
        ("否", "党员", 1, true),
        ("党员", "否", 1, true),
        ("无", "", 0, false),
    ] {
        let reading = plain(&table(first, second));
        assert_eq!(reading.report.totals.flagged, flagged, "{first} {second}");
        assert_eq!(
            says(&reading, Code::StatusDiffers, "H3"),
            differs,
            "{first} {second}"
        );
        let none = reading.places.iter().any(|place| place.says_none);
        assert_eq!(none, flagged == 0, "{first} {second}");
    }
}

#[test]
fn sums_that_cannot_be_read_are_said() {
    let table = |total: &str| {
        format!(
            "户号,户主姓名,征地面积(亩),补偿标准(元/亩),土地补偿费(元),合计(元)
HW01,张三,2,48000,96000,96000
HW02,李四,1,48000,48000,48000
合计,共2户,3,,{total}
"
        )
    };
    for (total, code) in [
        ("14400O,144000", Some((Code::NotANumber, "E4"))),
        ("144000,十四万", Some((Code::NotANumber, "F4"))),
        ("144000,", None),
        ("/,144000", None),
        ("144000,壹拾肆万肆仟元整", None),
        ("144000,壹拾肆万元整", Some((Code::SumMismatch, "F4"))),
    ] {
        let reading = plain(&table(total));
        match code {
            Some((code, cell)) => assert!(says(&reading, code, cell), "{total}"),
            None => assert!(
                !has_errors(&reading),
                "{total} {:?}",
                reading.report.findings
            ),
        }
    }
}

#[test]
fn each_sheet_has_its_own_columns_for_private_numbers() {
    let workbook = crate::common::workbook(&[
        (
            "一组",
            &[
                "户号|户主姓名|身份证号|征地面积(亩)|补偿标准(元/亩)|土地补偿费(元)|合计(元)",
                "HW01|张三|'11010519491231002X|2|48000|96000|96000",
            ],
            &[],
        ),
        (
            "二组",
            &[
                "户号|户主姓名|征地面积(亩)|补偿标准(元/亩)|土地补偿费(元)|合计(元)|身份证号",
                "HW02|李四|1|48000|48000|48000|'11010519491231002X",
            ],
            &[],
        ),
    ]);
    let reading = crate::common::read("two.xlsx", &workbook);
    assert!(says(&reading, Code::SharedNumber, "G2"));
    let codes: Vec<Code> = reading.report.findings.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::SharedNumber]);
}

#[test]
fn standards_in_ten_thousands_are() {
    let standards = "编号,类别,名称,单位,补偿标准(万元)\nL1,土地,旱地,亩,4.8\n";
    let schedule = read_standards("standards.csv", standards.as_bytes()).expect("standards");
    let price = schedule.standards.first().map(|one| one.price.plain());
    assert_eq!(price.as_deref(), Some("48000.00"));
    let standards = "补偿标准,,,单位：万元,\n编号,类别,名称,单位,单价\nL1,土地,旱地,亩,4.8\n";
    let schedule = read_standards("standards.csv", standards.as_bytes()).expect("standards");
    let price = schedule.standards.first().map(|one| one.price.plain());
    assert_eq!(price.as_deref(), Some("48000.00"));
}

#[test]
fn numbers_of_people_are_found_in_whatever_shape() {
    for number in [
        "11010519491231003X",
        "110105491231002",
        "6217 0012 3456 7890 1234 567",
        "62170012345678901234567",
    ] {
        let table = format!("户号,户主姓名,补偿金额(元),备注\nHW01,张三,5,{number}\n");
        assert!(says(&plain(&table), Code::PersonalNumber, "D2"), "{number}");
    }
}
