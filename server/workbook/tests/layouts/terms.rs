//! Factors, deductions, rates in parts, and sums before and after deductions.

use domain::board::{Entry, LineItem};
use domain::finding::Code;
use domain::table::{ColumnChoices, Field};
use workbook::read_board;

use crate::common::{clean, codes, columns, factors, table, workbook};

fn of_line(line: &LineItem) -> Vec<String> {
    let measure = line.measure.iter();
    let deductions = measure.flat_map(|measure| measure.deductions());
    deductions
        .map(|one| format!("{} {}", one.name, one.amount))
        .collect()
}

fn of_household(entry: &Entry) -> Vec<String> {
    let deductions = entry.deductions.iter();
    deductions
        .map(|one| format!("{} {}", one.name, one.amount))
        .collect()
}

#[test]
fn what_a_table_takes_off_explains_its_total_whatever_its_sign() {
    for (heading, off) in [
        ("扣除旧料款(元)", "800"),
        ("扣除旧料款(元)", "-800"),
        ("扣除旧料款(元)", "'(800.00)"),
        ("扣除旧料款", "（800.00）"),
        ("减：残值", "800"),
        ("扣款", "'-800.00"),
        ("已预付", "800"),
        ("预付款(元)", "800"),
        ("旧料折价", "800"),
        ("旧料款", "-800"),
        ("其他调整金额", "-800"),
    ] {
        let header = format!("户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|{heading}|合计");
        let row = format!("1|张三|2|48000|96000|{off}|95200");
        let reading = clean(&[&header, &row, "2|李四|1|48000|48000||48000"]);
        let entry = &reading.board.entries[0];
        assert_eq!(
            columns(&reading)[5],
            Some(Field::Deduction),
            "{heading} {off}"
        );
        assert_eq!(entry.deducted().to_string(), "800.00", "{heading} {off}");
        assert_eq!(entry.lines_total().to_string(), "96,000.00");
        assert_eq!(entry.total.to_string(), "95,200.00");
        assert_eq!(reading.report.totals.payout.plain(), "143200.00");
        assert_eq!(reading.report.totals.deducted.plain(), "800.00");
        assert_eq!(reading.board.entries[1].deductions, []);
    }
}

#[test]
fn what_the_totals_do_not_take_off_is_not_deducted() {
    // The sum stands as the total; what was paid before and is left is just told.
    for (headings, cells) in [
        ("已付|未付", "50000|46000"),
        ("已预付|剩余", "50000|46000"),
        ("扣除预付款|余款", "50000|46000"),
    ] {
        let header = format!("户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|合计|{headings}");
        let row = format!("1|张三|2|48000|96000|96000|{cells}");
        let reading = table(&[&header, &row], &[]);
        let unread = [Code::UnknownColumn, Code::UnknownColumn];
        let found: Vec<Code> = codes(&reading).iter().map(|(code, _)| *code).collect();
        assert_eq!(found, unread, "{headings}");
        assert_eq!(reading.report.totals.payout.plain(), "96000.00");
        assert_eq!(reading.board.entries[0].deductions, []);
    }
    // A reward adds, and so do old materials that are paid for.
    let reading = clean(&[
        "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|奖励|旧料补偿款|合计",
        "1|张三|2|48000|96000|5000|800|101800",
    ]);
    assert_eq!(reading.board.entries[0].lines.len(), 3);
}

#[test]
fn a_total_that_the_deduction_does_not_explain_is_an_error_in_figures() {
    let reading = table(
        &[
            "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|扣除旧料款|合计",
            "1|张三|2|48000|96000|800|95200",
            "2|李四|1|48000|48000|800|48000",
            "3|王五|1|48000|48000|800|46000",
        ],
        &[],
    );
    let at = |cell: &str| (Code::TotalMismatch, cell.to_owned());
    assert_eq!(codes(&reading), [at("G3"), at("G4")]);
}

#[test]
fn a_deduction_may_be_of_a_line() {
    let reading = clean(&[
        "户号|户主|房屋结构|建筑面积(㎡)|房屋单价(元/㎡)|扣除残值|房屋补偿费|合计",
        "1|张三|砖混|100|550|2000|53000|53000",
        "2|李四|砖混|100|550||55000|55000",
    ]);
    let entry = &reading.board.entries[0];
    assert_eq!(of_line(&entry.lines[0]), ["扣除残值 2,000.00"]);
    assert_eq!(of_household(entry), [""; 0]);
    assert_eq!(reading.report.totals.payout.plain(), "108000.00");
    assert_eq!(reading.report.totals.deducted.plain(), "0.00");
}

#[test]
fn deductions_of_lines_and_of_households_stand_in_one_table() {
    let reading = clean(&[
        "户号|组别|户主|土地类别|征地面积(亩)|区片综合地价(元/亩)|土地补偿费标准(元/亩)|安置补助费标准(元/亩)|征地补偿款|房屋结构|房屋面积(㎡)|房屋单价(元/㎡)|成新率(%)|扣除残值|房屋补偿费|扣除旧料款(元)|已预付|合计|特殊身份",
        "ZL01001|1组|罗建业|水浇地|2|48000|19200|28800|96000|砖混|120|550|80||52800|2000|5000|141800|村干部",
        "ZL01002|1组|邵桂香|水浇地|1.5|48000|19200|28800|72000|砖混|100|550|90|1500|48000|||120000|",
        "ZL01003|1组|秦守田|水浇地|1.2|48000|19200|28800|57600|||||||||57600|",
    ]);
    let entries = &reading.board.entries;
    assert_eq!(
        of_household(&entries[0]),
        ["扣除旧料款 2,000.00", "已预付 5,000.00"]
    );
    assert_eq!(of_line(&entries[1].lines[1]), ["扣除残值 1,500.00"]);
}

#[test]
fn gross_and_net_stand_beside_each_other() {
    let reading = clean(&[
        "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|应付合计|已预付|扣旧料款|实付金额",
        "1|张三|2|48000|96000|96000|50000|800|45200",
        "2|李四|1|48000|48000|48000|||48000",
    ]);
    let all = columns(&reading);
    assert_eq!(all[5], Some(Field::GrossTotal));
    assert_eq!(all[8], Some(Field::Total));
    let entry = &reading.board.entries[0];
    assert_eq!(of_household(entry), ["已预付 50,000.00", "扣旧料款 800.00"]);
    assert_eq!(entry.total.to_string(), "45,200.00");

    // Rows of sums of both.
    let with_sums = |gross: &str, net: &str| {
        let sums = format!("合计||3||144000|{gross}|50800|{net}");
        let rows = [
            "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|应付合计|已预付|实付金额",
            "1|张三|2|48000|96000|96000|50800|45200",
            "2|李四|1|48000|48000|48000||48000",
            sums.as_str(),
        ];
        codes(&table(&rows, &[]))
    };
    assert_eq!(with_sums("144000", "93200"), []);
    let wrong = [(Code::SumMismatch, "F4".to_owned())];
    assert_eq!(with_sums("144100", "93200"), wrong);
    // Repeated on each of a household's rows, it is summed once.
    let long = |gross: &str| {
        let sums = format!("合计||||||3000|{gross}|800|2200");
        let rows = [
            "户号|户主|补偿项目|单位|数量|单价|补偿金额|应付合计|扣除旧料款|实付金额",
            "1|张三|水井|眼|2|1000|2000|2200|800|1400",
            "1|张三|坟墓|座|1|200|200|2200|800|1400",
            "2|李四|水井|眼|1|800|800|800||800",
            sums.as_str(),
        ];
        codes(&table(&rows, &[]))
    };
    assert_eq!(long("3000"), []);
    assert_eq!(long("3001"), [(Code::SumMismatch, "H5".to_owned())]);

    // A sum before deductions that is not the lines.
    let reading = table(
        &[
            "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|应付合计|扣旧料款|实付金额",
            "1|张三|2|48000|96000|96000|800|95200",
            "2|李四|1|48000|48000|48100|800|47200",
        ],
        &[],
    );
    assert_eq!(codes(&reading), [(Code::TotalMismatch, "F3".to_owned())]);
}

#[test]
fn a_table_of_items_has_factors_and_deductions_too() {
    let reading = clean(&[
        "户号|户主|补偿项目|单位|数量|单价|成新率|补偿金额|扣除旧料款|合计",
        "1|张三|砖混房屋|㎡|100|550|80%|44000|800|44400",
        "1|张三|水井|眼|1|1000||1000|800|44400",
        "1|张三|坟墓|座|1|200||200|800|44400",
        "2|李四|砖混房屋|㎡|100|550|90%|49500||49500",
    ]);
    let entry = &reading.board.entries[0];
    assert_eq!(of_household(entry), ["扣除旧料款 800.00"]);
    assert_eq!(factors(&entry.lines[0]), ["成新率 0.8"]);

    // As an item, with or without a sign.
    for off in ["800", "-800"] {
        let row = format!("|  |扣除旧料款||||{off}|");
        let reading = clean(&[
            "户号|户主|补偿项目|单位|数量|单价|补偿金额|合计",
            "1|张三|水井|眼|2|1000|2000|1200",
            &row,
            "2|李四|水井|眼|1|1000|1000|1000",
            "合计||||||2200|2200",
        ]);
        let entry = &reading.board.entries[0];
        assert_eq!(entry.lines.len(), 1, "{off}");
        assert_eq!(of_household(entry), ["扣除旧料款 800.00"]);
    }

    // Of the row's line, where that makes its amount.
    let reading = clean(&[
        "户号|户主|补偿项目|单位|数量|单价|扣除残值|补偿金额|合计",
        "1|张三|砖混房屋|㎡|100|550|2000|53000|54000",
        "1|张三|水井|眼|1|1000||1000|",
    ]);
    let entry = &reading.board.entries[0];
    assert_eq!(of_line(&entry.lines[0]), ["扣除残值 2,000.00"]);
    assert_eq!(of_household(entry), [""; 0]);
}

#[test]
fn each_sheet_tells_whether_something_is_taken_off() {
    let header = "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|已预付|合计";
    let first = [header, "1|张三|2|48000|96000|800|95200"];
    let second = [header, "2|李四|1|48000|48000||48000"];
    let bytes = workbook(&[("一组", &first, &[]), ("二组", &second, &[])]);
    let reading = read_board("table.xlsx", &bytes, None, &ColumnChoices::new()).expect("a board");
    assert_eq!(codes(&reading), []);
    assert_eq!(reading.report.totals.payout.plain(), "143200.00");
}

#[test]
fn of_two_columns_the_one_that_the_totals_show_takes_off() {
    let reading = table(
        &[
            "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|扣除旧料款|扣除预付款|合计|余款",
            "1|张三|2|48000|96000|800|50000|95200|45200",
            "2|李四|1|48000|48000||20000|48000|28000",
        ],
        &[],
    );
    let told = |cell: &str| (Code::UnknownColumn, cell.to_owned());
    assert_eq!(codes(&reading), [told("G1"), told("I1")]);
    assert_eq!(
        of_household(&reading.board.entries[0]),
        ["扣除旧料款 800.00"]
    );
}

#[test]
fn sums_of_what_is_taken_off_are_checked() {
    let rows = |sum: &str| {
        let sum = format!("合计||3||144000|{sum}|142400");
        table(
            &[
                "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|扣除旧料款|合计",
                "1|张三|2|48000|96000|'(800.00)|95200",
                "2|李四|1|48000|48000|-800|47200",
                &sum,
            ],
            &[],
        )
    };
    assert_eq!(codes(&rows("1600")), []);
    assert_eq!(codes(&rows("-1600")), []);
    assert_eq!(codes(&rows("1500")), [(Code::SumMismatch, "F4".to_owned())]);
}

#[test]
fn what_takes_off_more_than_there_is_and_what_is_no_number_are_errors() {
    let reading = table(
        &[
            "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|扣除旧料款",
            "1|张三|2|48000|96000|100000",
            "2|李四|1|48000|48000|见备注",
            "3|王五|1|48000|48000|0.001",
        ],
        &[],
    );
    let at = |code, cell: &str| (code, cell.to_owned());
    assert_eq!(
        codes(&reading),
        [
            at(Code::Negative, "F2"),
            at(Code::NotANumber, "F3"),
            at(Code::TooFine, "F4")
        ]
    );
}

#[test]
fn a_column_that_explains_what_is_wrong_is_asked_about_and_can_be_chosen() {
    let asked = |rows: &[&str], cell: &str| {
        let found = codes(&table(rows, &[]));
        let explains = (Code::ColumnExplains, cell.to_owned());
        assert!(found.contains(&explains), "{rows:?}: {found:?}");
        assert!(!found.contains(&(Code::UnknownColumn, cell.to_owned())));
    };
    let rows = [
        "户号|户主|征地面积(亩)|补偿标准(元/亩)|补偿款|村集体统筹|合计",
        "1|张三|2|48000|96000|800|95200",
        "2|李四|1|48000|48000||48000",
    ];
    asked(&rows, "F1");
    let header = "户号|户主|房屋结构|建筑面积(㎡)|房屋单价(元/㎡)|折余|房屋补偿费|合计";
    let row = "1|张三|砖混|100|550|0.8|44000|44000";
    asked(&[header, row], "F1");

    let chosen = |rows: &[&str], heading: &str, field: Field| {
        let choices: ColumnChoices = [(heading.to_owned(), Some(field))].into_iter().collect();
        let bytes = workbook(&[("公示", rows, &[])]);
        let reading = read_board("table.xlsx", &bytes, None, &choices).expect("a board");
        assert_eq!(codes(&reading), [], "{heading}");
        reading
    };
    let reading = chosen(&rows, "村集体统筹", Field::Deduction);
    assert_eq!(
        of_household(&reading.board.entries[0]),
        ["村集体统筹 800.00"]
    );
    let reading = chosen(&[header, row], "折余", Field::Factor);
    assert_eq!(factors(&reading.board.entries[0].lines[0]), ["折余 0.8"]);
}
