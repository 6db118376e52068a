//! What is not read of a file is said as loudly as it matters.

use domain::finding::{Code, Severity};
use domain::table::{ColumnChoices, Field};
use workbook::{ParsedBoard, Unreadable, read_board};

use crate::common::*;

const HEADER: &str = "户号|户主|征地面积(亩)|土地补偿标准(元/亩)|土地补偿费(元)|合计(元)";
const FIRST: &str = "HW01|张三|2|48000|96000|96000";
const SECOND: &str = "HW02|李四|1|48000|48000|48000";

fn errors(reading: &ParsedBoard) -> Vec<(Code, String)> {
    let findings = reading.report.findings.iter();
    findings
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| (finding.code, finding.cell.clone().unwrap_or_default()))
        .collect()
}

fn second_table(cell: &str) -> Vec<(Code, String)> {
    vec![(Code::SecondTable, cell.to_owned())]
}

#[test]
fn a_second_table_beside_the_first_is_one_error() {
    let beside = |gap: &str, header: &str, first: &str, second: &str| {
        table(
            &[
                "公示表",
                &format!("{HEADER}{gap}|{header}"),
                &format!("{FIRST}{gap}|{first}"),
                &format!("{SECOND}{gap}|{second}"),
            ],
            &[],
        )
    };
    for (gap, header, first, second, cell) in [
        // Two halves, with and without a blank column between.
        (
            "|",
            HEADER,
            "HW03|王五|1|48000|48000|48000",
            "HW04|赵六|2|48000|96000|96000",
            "H2",
        ),
        (
            "",
            HEADER,
            "HW03|王五|1|48000|48000|48000",
            "HW04|赵六|2|48000|96000|96000",
            "G2",
        ),
        // Land left, houses right.
        (
            "|",
            "户号|户主|建筑面积(㎡)|房屋补偿标准(元/㎡)|房屋补偿费(元)",
            "HW01|张三|100|650|65000",
            "HW02|李四|80|650|52000",
            "H2",
        ),
        ("", "序号|户主|搬迁补助", "1|张三|3000", "2|李四|2000", ""),
        // Without headings.
        (
            "|",
            "",
            "HW03|王五|1|48000|48000|48000",
            "HW04|赵六|2|48000|96000|96000",
            "H3",
        ),
    ] {
        let reading = beside(gap, header, first, second);
        if cell.is_empty() {
            assert!(!errors(&reading).is_empty(), "{header}");
        } else {
            assert_eq!(errors(&reading), second_table(cell), "{header}");
            assert_eq!(
                sums(&reading),
                ["2", "144000.00", "3", "0", "0"],
                "{header}"
            );
        }
    }
}

#[test]
fn a_second_table_below_the_first_is_one_error() {
    for (rows, cell) in [
        (
            &[
                "",
                "户号|户主|建筑面积(㎡)|房屋补偿标准(元/㎡)|房屋补偿费(元)|合计(元)",
                "HW01|张三|100|650|65000|65000",
            ][..],
            "A5",
        ),
        (
            &[
                "房屋补偿表",
                "户号|户主|面积(㎡)|标准(元/㎡)|金额|合计",
                "HW03|王五|100|650|65000|65000",
            ],
            "A5",
        ),
        (
            &[
                "户主|户号|征地面积(亩)|土地补偿标准(元/亩)|土地补偿费(元)|合计(元)",
                "王五|HW03|1|48000|48000|48000",
            ],
            "A4",
        ),
        (&["|户号|户主|搬迁补助", "|HW01|张三|3000"], "B4"),
        (
            &[
                "",
                "HW01|张三|砖混|二层|100|65000",
                "HW02|李四|砖木|一层|80|52000",
            ],
            "A5",
        ),
    ] {
        let mut all = vec![HEADER, FIRST, SECOND];
        all.extend(rows);
        let reading = table(&all, &[]);
        assert_eq!(errors(&reading), second_table(cell), "{rows:?}");
        assert_eq!(
            sums(&reading),
            ["2", "144000.00", "3", "0", "0"],
            "{rows:?}"
        );
    }
}

#[test]
fn the_same_header_once_more_is_the_same_table() {
    for again in [
        HEADER,
        "户号|户主姓名|征地面积（亩）|补偿标准（元/亩）|土地补偿费|合计",
    ] {
        let rows = [HEADER, FIRST, "", "续表", again, SECOND];
        let reading = table(&rows, &[]);
        assert_eq!(errors(&reading), [], "{again}");
        assert_eq!(sums(&reading), ["2", "144000.00", "3", "0", "0"], "{again}");
    }
}

/// A column that was not read: its heading, its cells, and what is said.
const UNREAD: &[(&str, [&str; 2], Code, Severity)] = &[
    ("层数", ["2", "1"], Code::UnknownColumn, Severity::Warning),
    (
        "建成年份",
        ["1998", "2005"],
        Code::UnknownColumn,
        Severity::Warning,
    ),
    (
        "坐落",
        ["村东", "村西"],
        Code::UnknownColumn,
        Severity::Warning,
    ),
    (
        "已付金额",
        ["5000", "6000"],
        Code::UnknownColumn,
        Severity::Warning,
    ),
    (
        "证载面积(亩)",
        ["3", "2"],
        Code::UnknownColumn,
        Severity::Warning,
    ),
    (
        "户主签字",
        ["张三", "李四"],
        Code::UnknownColumn,
        Severity::Warning,
    ),
    (
        "另给",
        ["5000", "6000"],
        Code::UnreadColumn,
        Severity::Error,
    ),
    (
        "另给",
        ["345.5", "120.25"],
        Code::UnreadColumn,
        Severity::Error,
    ),
    (
        "另给(元)",
        ["50", "60"],
        Code::UnreadColumn,
        Severity::Error,
    ),
    (
        "水面(㎡)",
        ["50", "60"],
        Code::UnreadColumn,
        Severity::Error,
    ),
    ("说法", ["党员", ""], Code::UnreadColumn, Severity::Error),
    (
        "说法",
        ["", "村干部之子"],
        Code::UnreadColumn,
        Severity::Error,
    ),
    ("说法", ["", "村会计"], Code::UnreadColumn, Severity::Error),
    (
        "说法",
        ["HW02", "HW01"],
        Code::UnreadColumn,
        Severity::Error,
    ),
    (
        "户号",
        ["HW08", "HW09"],
        Code::UnreadColumn,
        Severity::Error,
    ),
    (
        "合计",
        ["100000", "50000"],
        Code::UnreadColumn,
        Severity::Error,
    ),
];

#[test]
fn an_unread_column_that_holds_what_a_board_is_for_is_asked_about() {
    for (heading, cells, code, severity) in UNREAD.iter().copied() {
        let rows = [
            format!("{HEADER}|{heading}"),
            format!("{FIRST}|{}", cells[0]),
            format!("{SECOND}|{}", cells[1]),
        ];
        let rows = rows.each_ref().map(String::as_str);
        let reading = table(&rows, &[]);
        let said = reading.report.findings.iter();
        let said: Vec<(Code, Severity)> = said.map(|one| (one.code, one.severity)).collect();
        assert_eq!(said, [(code, severity)], "{heading} {cells:?}");
        // Choosing not to read it answers.
        let choices = ColumnChoices::from([(heading.to_owned(), None)]);
        if severity == Severity::Error && !HEADER.contains(heading) {
            let bytes = workbook(&[("公示", &rows, &[])]);
            let reading = read_board("t.xlsx", &bytes, None, &choices).expect("a board");
            assert_eq!(errors(&reading), [], "{heading}");
        }
    }
}

#[test]
fn a_column_of_officials_is_found_whatever_its_heading_ends_in() {
    for heading in ["干部党员亲属情况", "是否党员干部情况", "党员情况"] {
        let rows = [
            format!("{HEADER}|{heading}"),
            format!("{FIRST}|党员"),
            format!("{SECOND}|村干部之子"),
        ];
        let reading = table(&rows.each_ref().map(String::as_str), &[]);
        assert_eq!(
            columns(&reading).get(6),
            Some(&Some(Field::Status)),
            "{heading}"
        );
        assert_eq!(reading.report.totals.flagged, 2, "{heading}");
        // A relative without the relation and the official is asked about.
        assert_eq!(
            errors(&reading),
            [(Code::RelationIncomplete, "G3".into())],
            "{heading}"
        );
    }
    let phones = table(
        &[
            &format!("{HEADER}|联系方式"),
            &format!("{FIRST}|'13912345678"),
        ],
        &[],
    );
    assert_eq!(columns(&phones).get(6), Some(&Some(Field::Phone)));
}

#[test]
fn a_sheet_that_lists_households_or_amounts_is_an_error() {
    let with = |name: &str, rows: &[&str]| {
        let board: &[&str] = &[HEADER, FIRST, SECOND];
        read(
            "t.xlsx",
            &workbook(&[("公示", board, &[]), (name, rows, &[])]),
        )
    };
    for rows in [
        // Houses, as a table of their own.
        &[
            "户号|户主|建筑面积(㎡)|房屋补偿标准(元/㎡)|房屋补偿费|合计",
            "HW01|张三|100|650|65000|65000",
        ][..],
        &["组别|户数|合计金额|征地面积(亩)", "1组|2|144000|3"],
        // Neither has headings that a board would have.
        &["张三|65000", "李四|52000"],
        &["某某|HW01|65000", "某某|HW02|52000"],
        &["张三|党员", "李四|村干部家属"],
    ] {
        let reading = with("房屋", rows);
        let said: Vec<_> = reading.report.findings.iter().collect();
        let [finding] = said.as_slice() else {
            panic!("{rows:?}: {said:?}");
        };
        assert_eq!(
            (finding.code, finding.severity),
            (Code::OtherSheet, Severity::Error)
        );
        assert_eq!(finding.sheet.as_deref(), Some("房屋"));
    }
    let sums = with("测算", &["一组|96000", "二组|48000"]);
    let said = sums
        .report
        .findings
        .iter()
        .map(|one| (one.code, one.severity));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [(Code::OtherSheet, Severity::Warning)]
    );
    for rows in [
        &["填表说明", "每户一行", "金额以元计"][..],
        &[
            "编号|类别|名称|单位|补偿标准",
            "L1|土地|旱地|亩|48000",
            "L2|土地|水田|亩|50000",
        ],
        &["联系人|张三"],
    ] {
        assert_eq!(codes(&with("说明", rows)), [], "{rows:?}");
    }
}

#[test]
fn a_form_for_each_household_is_refused() {
    let form: &[&str] = &[
        "征收补偿结算单",
        "户号|ZL01001|户主|罗建业|组别|1组",
        "序号|补偿内容|计算公式|金额(元)|备注",
        "1|水浇地|4.599亩×48000元|220752|",
        "合计|||220752|",
    ];
    let inline: &[&str] = &[
        "征收补偿结算单",
        "户号：ZL01001|户主：罗建业||1组",
        "序号|补偿内容|计算公式|金额(元)|备注",
        "1|水浇地|4.599亩×48000元|220752|",
    ];
    let upright: &[&str] = &[
        "户号|ZL01001",
        "户主|罗建业",
        "土地面积(亩)|4.599",
        "合计|220752",
    ];
    let stacked: Vec<&str> = form.iter().chain(&[""]).chain(form).copied().collect();
    for sheets in [
        vec![("罗建业", form, &[][..]), ("邵桂香", form, &[])],
        vec![("结算单", &stacked[..], &[])],
        vec![("结算单", inline, &[])],
        vec![("结算单", upright, &[])],
    ] {
        let bytes = workbook(&sheets);
        let read = read_board("t.xlsx", &bytes, None, &ColumnChoices::new());
        assert!(matches!(read, Err(Unreadable::Forms)), "{sheets:?}");
    }
    // Beside a table of all households the forms are sheets that were not read.
    let board: &[&str] = &[HEADER, "ZL01001|罗建业|4.599|48000|220752|220752"];
    let bytes = workbook(&[("汇总", board, &[]), ("罗建业", form, &[])]);
    let reading = read("t.xlsx", &bytes);
    assert_eq!(sums(&reading), ["1", "220752.00", "4.599", "0", "0"]);
}

#[test]
fn an_area_and_a_rate_of_unknown_things_that_give_an_amount_are_asked_about() {
    let header = format!("{HEADER}|产权面积|重置成新价|重置金额");
    let reading = table(
        &[
            &header,
            "HW01|张三|2|48000|96000|109000|20|650|13000",
            "HW02|李四|1|48000|48000|61000|20|650|13000",
        ],
        &[],
    );
    let asked = errors(&reading);
    for cell in ["G1", "H1"] {
        assert!(
            asked.contains(&(Code::UnreadColumn, cell.to_owned())),
            "{asked:?}"
        );
    }
}
