//! Headers of several rows, units, and words of the offices' own.

use domain::finding::{Code, Severity};
use domain::status::StatusKind;
use domain::table::{ColumnChoices, Field};
use workbook::read_board;

use crate::common::*;

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
            (Code::MissingColumn, "H1".into()),
            (Code::MissingColumn, "H1".into()),
            (Code::UnknownColumn, "I1".into()),
            (Code::NoBreakdown, "H2".into()),
            (Code::WrongIdNumber, "C3".into()),
            (Code::SharedNumber, "D3".into()),
            (Code::PayeeDiffers, "E3".into()),
            (Code::NoBreakdown, "H3".into()),
        ]
    );
    for finding in &reading.report.findings {
        let missing = finding.code == Code::MissingColumn;
        assert_eq!(finding.severity == Severity::Error, missing);
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
fn a_column_is_what_somebody_says_it_is() {
    let rows = [
        "户号|户主|亩分|标准(元/亩)|补偿费|村里记号",
        "1|张三|2|48000|96500|甲",
    ];
    let before = table(&rows, &[]);
    assert_eq!(columns(&before).get(2), Some(&None));
    let bytes = workbook(&[("公示", &rows, &[])]);
    let choices = ColumnChoices::from([
        ("亩分".to_owned(), Some(Field::LandArea)),
        ("村里记号".to_owned(), None),
    ]);
    let reading = read_board("table.xlsx", &bytes, None, &choices).expect("a board");
    assert_eq!(codes(&reading), [(Code::AmountMismatch, "E2".into())]);
    assert_eq!(sums(&reading), ["1", "96500.00", "2", "0", "0"]);
}

#[test]
fn a_remark_or_people_under_a_heading_leave_it_what_it_says() {
    let house = table(
        &[
            "户号|户主|土地|||房屋||||合计",
            "||面积|标准|金额|面积|标准|金额|备注|",
            "1|张三|2|48000|96000|100|650|65000|两层|161000",
        ],
        &["A1:A2", "B1:B2", "C1:E1", "F1:I1", "J1:J2"],
    );
    assert_eq!(codes(&house), []);
    assert_eq!(sums(&house), ["1", "161000.00", "2", "100", "0"]);
    let people = table(
        &[
            "户号|户主|征地面积(亩)|土地标准|土地补偿费|安置补助|||合计",
            "|||||人口|标准(元/人)|金额|",
            "1|张三|2|48000|96000|4|10000|40000|136000",
        ],
        &[
            "A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:H1", "I1:I2",
        ],
    );
    assert_eq!(codes(&people), []);
    assert_eq!(sums(&people), ["1", "136000.00", "2", "0", "0"]);
}
