//! Factors: 成新率, 系数.

use domain::finding::Code;
use domain::table::Field;

use crate::common::{clean, codes, columns, factors, table};

#[test]
fn factors_multiply_as_offices_write_them() {
    for (heading, cell, amount) in [
        ("成新率(%)", "80", "44000"),
        ("成新率", "0.8", "44000"),
        ("成新率(%)", "0.8", "44000"),
        ("成新率", "80%", "44000"),
        ("成新率", "'80％", "44000"),
        ("新旧程度", "八成新", "44000"),
        ("成新率", "8成", "44000"),
        ("成新率(%)", "100", "55000"),
        ("成新率", "1", "55000"),
        ("修正系数", "1.2", "66000"),
        ("成新率(%)", "", "55000"),
    ] {
        let header =
            format!("户号|户主|房屋结构|建筑面积(㎡)|房屋单价(元/㎡)|{heading}|房屋补偿费|合计");
        let row = format!("1|张三|砖混|100|550|{cell}|{amount}|{amount}");
        let other = "2|李四|砖混|100|550|90%|49500|49500";
        let reading = clean(&[&header, &row, other]);
        assert_eq!(
            columns(&reading)[5],
            Some(Field::Factor),
            "{heading} {cell}"
        );
        let line = &reading.board.entries[0].lines[0];
        assert_eq!(
            line.amount.plain(),
            format!("{amount}.00"),
            "{heading} {cell}"
        );
        assert_eq!(factors(line).len(), usize::from(!cell.is_empty()));
    }
}

#[test]
fn several_factors_multiply_and_each_is_of_its_line() {
    let reading = clean(&[
        "户号|户主|征地面积(亩)|补偿标准(元/亩)|区位修正系数|补偿款|建筑面积(㎡)|房屋单价(元/㎡)|成新率|楼层系数|房屋补偿费|合计",
        "1|张三|2|48000|1.05|100800|100|550|80%|0.95|41800|142600",
        "2|李四|2|48000|1|96000|100|550|90%|1|49500|145500",
    ]);
    let lines = &reading.board.entries[0].lines;
    assert_eq!(factors(&lines[0]), ["区位修正系数 1.05"]);
    assert_eq!(factors(&lines[1]), ["成新率 0.8", "楼层系数 0.95"]);
}

#[test]
fn a_factor_that_no_amount_is_multiplied_by_is_just_told() {
    let reading = table(
        &[
            "户号|户主|房屋结构|建筑面积(㎡)|房屋单价(元/㎡)|成新率|房屋补偿费|合计",
            "1|张三|砖混|100|550|80%|55000|55000",
            "2|李四|砖混|100|550|90%|55000|55000",
        ],
        &[],
    );
    assert_eq!(codes(&reading), [(Code::UnknownColumn, "F1".to_owned())]);
    assert_eq!(factors(&reading.board.entries[0].lines[0]), [""; 0]);
}

#[test]
fn without_an_amount_a_factor_must_say_what_it_is() {
    let read = |cell: &str| {
        table(
            &[
                "户号|户主|房屋结构|建筑面积(㎡)|房屋单价(元/㎡)|成新率(%)|合计",
                &format!("1|张三|砖混|100|550|{cell}|44000"),
            ],
            &[],
        )
    };
    assert_eq!(codes(&read("80")), []);
    assert_eq!(
        read("80").board.entries[0].lines[0].amount.plain(),
        "44000.00"
    );
    let unclear = (Code::FactorUnclear, "F2".to_owned());
    assert!(codes(&read("0.8")).contains(&unclear));
    assert!(codes(&read("约八成")).contains(&unclear));
}

#[test]
fn a_wrong_amount_says_the_factor_that_it_should_have() {
    let reading = table(
        &[
            "户号|户主|房屋结构|建筑面积(㎡)|房屋单价(元/㎡)|成新率|房屋补偿费|合计",
            "1|张三|砖混|100|550|80%|44000|44000",
            "2|李四|砖混|100|550|90%|55000|55000",
        ],
        &[],
    );
    assert_eq!(codes(&reading), [(Code::AmountMismatch, "G3".to_owned())]);
}
