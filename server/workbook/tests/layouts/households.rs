//! Households over several rows, sheets and files, with and without numbers.

use domain::finding::Code;
use domain::table::Layout;
use workbook::ParsedBoard;

use crate::common::*;

#[test]
fn a_household_on_several_rows_that_repeat_everything() {
    let reading = table(
        &[
            "户号|户主|地类|征收面积(亩)|单价|补偿费|合计",
            "1|张三|水田|1|48000|48000|91200",
            "1|张三|旱地|1|43200|43200|91200",
            "2|李四|水田|2|48000|96000|96000",
            "合计||||||187200",
        ],
        &[],
    );
    assert_eq!(codes(&reading), []);
    assert_eq!(sums(&reading), ["2", "187200.00", "4", "0", "0"]);
}

#[test]
fn a_line_for_each_item_as_csv_with_a_mark() {
    let text = "\u{feff}公示表\r\n户编号,户主,补偿项目,计量单位,数量,单价(元),补偿金额(元)\r\n\
        1,张三,水田,平方米,1234,48000,88848\r\n,,水井,眼,10,1000,\"10,000\"\r\n\
        小计,,,,,,98848\r\n2,李四,坟墓,座,1,300,300\r\n总计,,,,,,99148\r\n";
    let reading = read("long.csv", text.as_bytes());
    assert_eq!(reading.report.layout, Layout::Long);
    assert_eq!(sums(&reading), ["2", "99148.00", "1.851", "0", "0"]);
    assert_eq!(codes(&reading), [(Code::CountStandsOut, "E4".into())]);
}

#[test]
fn sheets_with_the_same_columns_are_one_board() {
    let header = "户号|户主|土地面积(亩)|标准|补偿费|合计";
    let bytes = workbook(&[
        ("一组", &[header, "1|张三|1|48000|48000|48000"], &[]),
        (
            "二组",
            &[
                header,
                "2|李四|2|48000|96000|96000",
                "1|王五|1|48000|48000|48000",
            ],
            &[],
        ),
        (
            "附表",
            &["户号|户主|房屋面积(㎡)|房屋补偿费", "1|张三|100|55000"],
            &[],
        ),
    ]);
    let reading = read("groups.xlsx", &bytes);
    assert_eq!(sums(&reading), ["3", "192000.00", "4", "0", "0"]);
    assert_eq!(
        codes(&reading),
        [
            (Code::DuplicateHousehold, "A3".into()),
            (Code::OtherSheet, String::new())
        ]
    );
}

#[test]
fn without_household_numbers_group_and_sequence_or_the_names_part_the_households() {
    let numbers = |reading: &ParsedBoard| -> Vec<String> {
        let entries = reading.board.entries.iter();
        entries.map(|entry| entry.household.clone()).collect()
    };
    let anew_in_each_group = table(
        &[
            "序号|户主|组别|土地面积(亩)|标准(元/亩)|补偿费",
            "1|张三|1组|1|48000|48000",
            "2|李四|1组|1|48000|48000",
            "1|王五|2组|1|48000|48000",
            "合计|||3||144000",
        ],
        &[],
    );
    assert_eq!(sums(&anew_in_each_group), ["3", "144000.00", "3", "0", "0"]);
    let said = [(Code::NumberedBySequence, "A1".into())];
    assert_eq!(codes(&anew_in_each_group), said);
    assert_eq!(numbers(&anew_in_each_group), ["1组-1", "1组-2", "2组-1"]);

    let repeated = table(
        &[
            "序号|户主|土地面积(亩)|标准(元/亩)|补偿费",
            "1|张三|1|48000|48000",
            "1|李四|1|48000|48000",
        ],
        &[],
    );
    assert_eq!(sums(&repeated), ["2", "96000.00", "2", "0", "0"]);
    assert_eq!(codes(&repeated), [(Code::NoHouseholdNumbers, "B1".into())]);
    assert_eq!(numbers(&repeated), ["", ""]);
}

#[test]
fn old_and_open_document_workbooks_with_merged_cells() {
    for (name, found) in [
        ("merged.xls", vec![(Code::NotAName, "B5".into())]),
        (
            "merged.ods",
            vec![
                (Code::NotAName, "B5".into()),
                (Code::PersonalNumber, "H5".into()),
            ],
        ),
    ] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/layouts/");
        let bytes = std::fs::read(format!("{folder}{name}")).expect("a sample");
        let reading = read(name, &bytes);
        assert_eq!(
            sums(&reading),
            ["2", "208847.52", "4.351", "0", "0"],
            "{name}"
        );
        // 张*三 has been masked by the office. The phone number in the .ods stands in the comment of a cell.
        assert_eq!(codes(&reading), found, "{name}");
    }
}

#[test]
fn what_rows_of_one_household_say_differently_is_joined_or_an_error() {
    let rows = |group: &str, people: &str| {
        let second = format!("1|张三|{group}|{people}|旱地|1|43200|43200|91200|靠河|复测");
        table(
            &[
                "户号|户主|组别|人口|地类|征收面积(亩)|单价|补偿费|合计|备注|变动原因",
                "1|张三|1组|4|水田|1|48000|48000|91200|靠路|漏登",
                &second,
            ],
            &[],
        )
    };
    let same = rows("1组", "4");
    assert_eq!(codes(&same), []);
    let first = same.board.entries.first().expect("an entry");
    assert_eq!(first.remark.as_deref(), Some("靠路；靠河"));
    let note = same.change_notes.get("1").map(String::as_str);
    assert_eq!(note, Some("漏登；复测"));
    assert_eq!(codes(&rows("", "")), []);
    assert_eq!(
        codes(&rows("2组", "4")),
        [(Code::ConflictingValue, "C3".into())]
    );
    assert_eq!(
        codes(&rows("1组", "5")),
        [(Code::ConflictingValue, "D3".into())]
    );
}

#[test]
fn a_spreadsheet_error_in_a_text_is_an_error() {
    for (heading, column) in [("职务", "F2"), ("备注", "F2"), ("特殊身份", "F2")] {
        let header = format!("户号|户主|征收面积(亩)|单价|补偿费|{heading}");
        let reading = table(&[&header, "1|张三|1|48000|48000|#REF!"], &[]);
        assert!(
            codes(&reading).contains(&(Code::CellError, column.into())),
            "{heading}"
        );
    }
}
