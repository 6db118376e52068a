//! Tables of the kinds that offices have, none of them like the samples.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot read its table must stop"
)]

mod kinds;
mod large;
mod lines;
mod none;
mod silent;

use domain::finding::{Code, Severity};
use domain::status::StatusKind;
use domain::table::{ColumnChoices, Field, Layout};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use workbook::{ParsedBoard, read_board};

/// A workbook of sheets of lines, cells parted by strokes: numbers as numbers
/// unless they begin with a quotation mark. Merges are `A6:A7`.
fn workbook(sheets: &[(&str, &[&str], &[&str])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows, merges) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).expect("a name");
        fill(sheet, rows, merges);
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn fill(sheet: &mut Worksheet, rows: &[&str], merges: &[&str]) {
    for merge in merges {
        let (from, to) = merge.split_once(':').expect("a range");
        let ((top, left), (bottom, right)) = (place(from), place(to));
        let plain = Format::new();
        sheet
            .merge_range(top, left, bottom, right, "", &plain)
            .expect("a merge");
    }
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells.split('|')) {
            match (cell.parse::<f64>(), cell) {
                (_, "") => continue,
                (Ok(number), _) => sheet.write(row, column, number),
                (_, text) => sheet.write(row, column, text.trim_start_matches('\'')),
            }
            .expect("a cell");
        }
    }
}

fn place(cell: &str) -> (u32, u16) {
    let (letter, row) = cell.split_at(1);
    let column = u16::from(letter.as_bytes().first().expect("a letter") - b'A');
    (row.parse::<u32>().expect("a row") - 1, column)
}

fn table(rows: &[&str], merges: &[&str]) -> ParsedBoard {
    read("table.xlsx", &workbook(&[("公示", rows, merges)]))
}

fn read(name: &str, bytes: &[u8]) -> ParsedBoard {
    read_board(name, bytes, None, &ColumnChoices::new()).expect("a board")
}

/// Households, payout, land in 亩, floor area, specially marked.
fn sums(reading: &ParsedBoard) -> [String; 5] {
    let totals = &reading.report.totals;
    [
        totals.households.to_string(),
        totals.payout.plain(),
        totals.land.plain(),
        totals.floor.plain(),
        totals.flagged.to_string(),
    ]
}

fn codes(reading: &ParsedBoard) -> Vec<(Code, String)> {
    let findings = reading.report.findings.iter();
    findings
        .map(|finding| (finding.code, finding.cell.clone().unwrap_or_default()))
        .collect()
}

fn columns(reading: &ParsedBoard) -> Vec<Option<Field>> {
    let columns = reading.report.columns.iter();
    columns.map(|column| column.field).collect()
}

#[test]
fn areas_in_square_metres_with_typed_numbers_groups_and_a_continued_table() {
    let header = "户号|被征收人|征地面积(平方米)|补偿标准(元/平方米)|补偿款|是否党员|备注";
    let reading = table(
        &[
            "青山村征地补偿款发放公示表",
            "填报单位:青山村村委会||||单位:元",
            header,
            "一组",
            "Q1|王小明|'１，２００.５０|72|¥86,436.00|否|/",
            "Q2|李四|300㎡|72|'21,600元|是|",
            "小计||1500.5||108036||",
            "",
            "二、水泉村民组(2户)",
            "续表",
            header,
            "Q3|赵五|—|/|—|否|",
            "Q4|孙六|1000|72|72000|否|",
            "小计||1000||72000||",
            "合  计||2500.5||180036||",
            "制表人:张三||审核人:",
        ],
        &[],
    );
    assert_eq!(codes(&reading), []);
    assert_eq!(sums(&reading), ["4", "180036.00", "3.751", "0", "1"]);
    let groups: Vec<_> = reading
        .board
        .entries
        .iter()
        .map(|e| e.group.as_deref())
        .collect();
    assert_eq!(
        groups,
        [
            Some("一组"),
            Some("一组"),
            Some("水泉村民组"),
            Some("水泉村民组")
        ]
    );
    // The unit that the office wrote is the one kept.
    let line = reading
        .board
        .entries
        .first()
        .and_then(|entry| entry.lines.first());
    let measure = line
        .and_then(|line| line.measure.clone())
        .expect("a measure");
    assert_eq!(
        (measure.unit.label(), measure.quantity.plain()),
        ("㎡", "1200.5".into())
    );
}

#[test]
fn three_header_rows_with_units_below_and_households_over_several_rows() {
    let reading = table(
        &[
            "XX项目公示",
            "基本情况|||土地||||房屋||||补偿总额",
            "编号|组别|户主|地类|面积|标准|金额|结构|面积|标准|金额|",
            "||||(亩)|(元/亩)|(万元)||(㎡)|(元/㎡)|(万元)|(万元)",
            "1|2|3|4|5|6|7|8|9|10|11|12",
            "A01|一组|钱一|水田|2.5|48000|12|砖混|100|550|5.5|22.3",
            "|||旱地|1|48000|4.8|||||",
            "A02||周二|水田|1|48000|4.8|||||4.8",
            "合计||||4.5||21.6||100||5.5|27.1",
        ],
        &[
            "A2:C2", "D2:G2", "H2:K2", "L2:L3", "A6:A7", "B6:B8", "C6:C7", "L6:L7",
        ],
    );
    assert_eq!(codes(&reading), []);
    assert_eq!(sums(&reading), ["2", "271000.00", "4.5", "100", "0"]);
    let second = reading.board.entries.get(1).expect("two households");
    assert_eq!(second.group.as_deref(), Some("一组"));
}

#[test]
fn units_in_a_line_above_and_words_of_the_offices_own() {
    let reading = table(
        &[
            "东风街道2025年集体土地征收及房屋拆迁补偿明细表",
            "单位：亩、平方米、元",
            "序号|村民小组|被拆迁人姓名|家庭人口|征地面积|征地补偿标准|征地补偿款|拆迁面积|房屋补偿标准|房屋补偿款|附属物补偿|补偿总金额|身份|亲属关系|关联人员姓名及职务|联系电话",
            "1|一组|张三|4|2.5|48000|120000|/|/|/|1500|121500|村主任|||13912345678",
            "2||李四|3|—|—|—|120.5|550|66275|无|66275|党员|||13812345678",
            "3||王五|3|1|48000|48000|||||48000|村干部亲属|兄弟|张三(村主任)|",
            "小 计|||10|3.5||168000|120.5||66275|1500|235775",
            "4|二组|赵六|2|1.5|48000|72000|||||72000",
            "小计|||2|1.5||72000|||||72000",
            "总  计|||12|5||240000|120.5||66275|1500|307775",
            "备注：以上数据公示7天,如有异议请拨打监督电话。",
        ],
        &["B4:B6"],
    );
    assert_eq!(codes(&reading), [(Code::NumberedBySequence, "A3".into())]);
    assert_eq!(sums(&reading), ["4", "307775.00", "5", "120.5", "3"]);
    let statuses: Vec<_> = reading
        .board
        .entries
        .iter()
        .filter_map(|entry| entry.status.clone())
        .collect();
    let [cadre, member, relative] = statuses.as_slice() else {
        panic!("three are marked");
    };
    assert_eq!(
        (cadre.kind, cadre.post.as_deref()),
        (StatusKind::Cadre, Some("村主任"))
    );
    assert_eq!(member.kind, StatusKind::PartyMember);
    let official = relative.official.as_ref().expect("an official");
    assert_eq!(
        (official.name.as_str(), official.post.as_deref()),
        ("张三", Some("村主任"))
    );
    // A phone in its own column is meant to be there; it is in no entry.
    let stored = serde_json::to_string(&reading.board).expect("JSON");
    assert!(!stored.contains("13912345678"));
}

#[test]
fn areas_and_a_total_without_amounts_between() {
    let reading = table(
        &[
            "户号|户主姓名|身份证号|开户账号|收款人|土地面积(亩)|房屋建筑面积(平方米)|补偿金额(元)|坐落",
            "001|张三|11010519491231002X|'6222021234567890123|张三|2.5|120|200000|村东",
            "002|李四|'110105194912310021|'6222021234567890123|王五|1.5||72000|村西",
        ],
        &[],
    );
    assert_eq!(sums(&reading), ["2", "272000.00", "4", "120", "0"]);
    assert_eq!(
        codes(&reading),
        [
            (Code::UnknownColumn, "I1".into()),
            (Code::NoBreakdown, "H2".into()),
            (Code::WrongIdNumber, "C3".into()),
            (Code::SharedNumber, "D3".into()),
            (Code::PayeeDiffers, "E3".into()),
            (Code::NoBreakdown, "H3".into()),
        ]
    );
    for finding in &reading.report.findings {
        assert_eq!(finding.severity, Severity::Warning);
        assert!(!format!("{finding:?}").contains("6222021234567890123"));
    }
}

#[test]
fn land_in_both_units_amounts_of_their_own_and_flags_in_two_columns() {
    let rows = [
        "户号|户主|组别|土地面积(㎡)|土地面积(亩)|区片价(元/亩)|土地补偿费|青苗费|装修补偿费|安置补助费|土地小计|补偿合计(元)|是否党员|是否村干部|职务",
        "1|张三|1组|1234|1.851|48000|88848|1000|500|200|89848|90548|是|是|会计",
        "2|李四|1组|666.67|1|48000|48000|||||48000|否|否|",
    ];
    let reading = table(&rows, &[]);
    assert_eq!(codes(&reading), []);
    assert_eq!(sums(&reading), ["2", "138548.00", "2.851", "0", "1"]);
    let status = reading
        .board
        .entries
        .first()
        .and_then(|entry| entry.status.clone());
    let status = status.expect("marked");
    assert_eq!(status.kind, StatusKind::PartyMemberCadre);
    assert_eq!(status.post.as_deref(), Some("会计"));

    let wrong = [rows[0], &rows[1].replace("|1234|", "|1243|"), rows[2]];
    assert_eq!(
        codes(&table(&wrong, &[])),
        [(Code::AreasDiffer, "D2".into())]
    );
}

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
fn a_total_under_any_heading_is_not_paid_twice() {
    for heading in ["总补偿款", "应发款项", "最终款"] {
        let header = format!(
            "户号|户主|拆迁房屋面积|结构|补偿标准|补偿金额|搬家费|过渡费|签约奖励|{heading}"
        );
        let reading = table(
            &[
                &header,
                "1|张三|120.5|砖混|550|66275|1807.5|17352|5000|90434.5",
                "2|李四|100|砖混|550|55000||||55000",
            ],
            &[],
        );
        assert_eq!(codes(&reading), [], "{heading}");
        assert_eq!(sums(&reading), ["2", "145434.50", "0", "220.5", "0"]);
    }
}

#[test]
fn a_survey_board_without_amounts_and_areas_by_class_with_their_sum() {
    let survey = table(
        &[
            "XX村第一榜(调查结果)",
            "公示编号|户 主\n姓名|组别|人口|土地类别|土地面积\n（亩）|房屋结构|房屋面积\n（㎡）|备 注",
            "G001|张三|1组|4|水田|2.5|砖混|120|",
            "G002|李四|1组|3|旱地|1.5|||",
        ],
        &[],
    );
    assert_eq!(codes(&survey), []);
    assert_eq!(sums(&survey), ["2", "0.00", "4", "120", "0"]);

    let classes = table(
        &[
            "户号|农户姓名|土地面积(亩)|||补偿单价(元/亩)|土地补偿款|合计",
            "||水田|旱地|小计|||",
            "1|张三|1|2|3|48000|144000|144000",
            "2|李四|1||1|48000|48000|48000",
        ],
        &["C1:E1", "A1:A2", "B1:B2", "F1:F2", "G1:G2", "H1:H2"],
    );
    assert_eq!(sums(&classes), ["2", "192000.00", "4", "0", "0"]);
    // The parts of an area that stands whole beside them are not counted again.
    assert_eq!(codes(&classes), []);
    assert_eq!(columns(&classes).get(2), Some(&Some(Field::Subtotal)));
}

#[test]
fn what_cannot_be_read_is_a_finding_and_never_a_value() {
    let reading = table(
        &[
            "户号|户主|土地面积(亩)|标准(元/亩)|补偿费|合计",
            "1|张三|约2亩|48000|48000|48000",
            "2|李四|1|48000|4万8|48000",
            "3|王五|1|48000|'4,80,00|48000",
        ],
        &[],
    );
    assert_eq!(
        codes(&reading),
        [
            (Code::NotANumber, "C2".into()),
            (Code::NotANumber, "E3".into()),
            (Code::NotANumber, "E4".into()),
        ]
    );
}

#[test]
fn a_column_is_what_somebody_says_it_is() {
    let rows = [
        "户号|户主|亩分|标准(元/亩)|补偿费|村里记号",
        "1|张三|2|48000|96000|甲",
    ];
    let before = table(&rows, &[]);
    assert_eq!(columns(&before).get(2), Some(&None));
    let bytes = workbook(&[("公示", &rows, &[])]);
    let choices = ColumnChoices::from([
        ("亩分".to_owned(), Some(Field::LandArea)),
        ("村里记号".to_owned(), None),
    ]);
    let reading = read_board("table.xlsx", &bytes, None, &choices).expect("a board");
    assert_eq!(codes(&reading), []);
    assert_eq!(sums(&reading), ["1", "96000.00", "2", "0", "0"]);
}

#[test]
fn old_and_open_document_workbooks_with_merged_cells() {
    for (name, found) in [
        ("merged.xls", vec![]),
        ("merged.ods", vec![(Code::PersonalNumber, "H5".into())]),
    ] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/layouts/");
        let bytes = std::fs::read(format!("{folder}{name}")).expect("a sample");
        let reading = read(name, &bytes);
        assert_eq!(
            sums(&reading),
            ["2", "208847.52", "4.351", "0", "0"],
            "{name}"
        );
        // The phone number in the .ods stands in the comment of a cell.
        assert_eq!(codes(&reading), found, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever stands in the cells, a total is the sum of its lines or a finding.
    #[test]
    fn a_total_is_the_sum_of_its_lines_or_a_finding(
        rows in prop::collection::vec((1u32..9_000, 1u32..90_000, 0u32..3, 0u32..500), 1..12),
    ) {
        let mut lines = vec!["户号|户主|土地面积(亩)|标准(元/亩)|补偿费|青苗费|合计".to_owned()];
        for (number, (area, price, off, crops)) in rows.iter().enumerate() {
            let amount = u64::from(*area) * u64::from(*price);
            let total = amount + u64::from(*crops) + u64::from(*off);
            lines.push(format!("{number}|户主{number}|{area}|{price}|{amount}|{crops}|{total}"));
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let reading = table(&lines, &[]);
        let wrong = rows.iter().filter(|(_, _, off, _)| *off > 0).count();
        let found = codes(&reading);
        let found = found.iter().filter(|(code, _)| *code == Code::TotalMismatch).count();
        prop_assert_eq!(found, wrong);
        for entry in &reading.board.entries {
            let off = entry.total.fen() - entry.lines_total().fen();
            prop_assert!(off == 0 || wrong > 0);
        }
    }
}
