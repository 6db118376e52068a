//! Totals, sums, and what cannot be read.

use domain::finding::{Code, Finding};
use domain::table::Field;
use proptest::prelude::*;

use crate::common::*;

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
            lines.push(format!("{number}|张三|{area}|{price}|{amount}|{crops}|{total}"));
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let reading = table(&lines, &[]);
        let wrong = rows.iter().filter(|(_, _, off, _)| *off > 0).count();
        let found = reading.report.findings.iter();
        let found = found.filter(|one| one.code == Code::TotalMismatch);
        prop_assert_eq!(found.map(Finding::faults).sum::<usize>(), wrong);
        for entry in &reading.board.entries {
            let off = entry.total.fen() - entry.lines_total().fen();
            prop_assert!(off == 0 || wrong > 0);
        }
    }
}
