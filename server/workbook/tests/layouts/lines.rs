//! Wide tables with several lines of one kind side by side.

use domain::finding::Code;
use workbook::ParsedBoard;

use crate::common::*;

/// Name, quantity with unit, rate and amount of each line of a household.
fn lines(reading: &ParsedBoard, at: usize) -> Vec<String> {
    let entry = reading.board.entries.get(at).expect("an entry");
    let lines = entry.lines.iter();
    lines
        .map(|line| match &line.measure {
            Some(measure) => format!(
                "{} {}{} × {} = {}",
                line.item,
                measure.quantity,
                measure.unit.label(),
                measure.price.unwrap_or_default().short(),
                line.amount
            ),
            None => format!("{} {}", line.item, line.amount),
        })
        .collect()
}

#[test]
fn three_header_rows_with_counted_fixtures_and_two_rates_on_one_area() {
    let reading = table(
        &[
            "户号|户主|征地补偿|||安置补助费||附属物||||||补偿总额(元)",
            "||面积(亩)|标准(元/亩)|金额(元)|标准(元/亩)|金额(元)|水井|||坟墓|||",
            "|||||||数量(眼)|单价(元)|金额(元)|数量(座)|单价(元)|金额(元)|",
            "1|张三|2|30000|60000|20000|40000|1|1000|1000|2|800|1600|102600",
            "2|李四|1.5|30000|45000|20000|30000|/|/|/|/|/|/|75000",
            "合计||3.5||105000||70000|1||1000|2||1600|177600",
        ],
        &[
            "C1:E1", "F1:G1", "H1:M1", "H2:J2", "K2:M2", "A1:A3", "B1:B3", "N1:N3",
        ],
    );
    assert_eq!(codes(&reading), []);
    assert_eq!(sums(&reading), ["2", "177600.00", "3.5", "0", "0"]);
    assert_eq!(
        lines(&reading, 0),
        [
            "土地 2亩 × 30,000 = 60,000.00",
            "水井 1眼 × 1,000 = 1,000.00",
            "坟墓 2座 × 800 = 1,600.00",
            "安置补助费 2亩 × 20,000 = 40,000.00",
        ]
    );
}

#[test]
fn a_rate_by_the_area_that_does_not_give_its_amount_is_an_error() {
    let reading = table(
        &[
            "户号|户主|征地面积(亩)|土地补偿费标准(元/亩)|土地补偿费|青苗补偿标准(元/亩)|青苗补偿费|合计",
            "1|张三|2|30000|60000|1500|3000|63000",
            "2|李四|2|30000|60000|1500|3300|63300",
        ],
        &[],
    );
    assert_eq!(codes(&reading), [(Code::AmountMismatch, "G3".into())]);
}

#[test]
fn classes_side_by_side_are_lines_of_their_own() {
    let reading = table(
        &[
            "编号|产权人|水田|||旱地|||主房|||附房|||合计",
            "||面积(亩)|单价|金额|面积(亩)|单价|金额|面积(㎡)|单价|金额|面积(㎡)|单价|金额|",
            "A1|张三|1|48000|48000|0.5|43200|21600|100|650|65000|20|300|6000|140600",
            "A2|李四||||2|43200|86400|80|650|52000||||138400",
        ],
        &["C1:E1", "F1:H1", "I1:K1", "L1:N1"],
    );
    assert_eq!(
        codes(&reading),
        [(Code::UnitAssumed, "F2".into())].get(1..).expect("none")
    );
    assert_eq!(sums(&reading), ["2", "279000.00", "3.5", "200", "0"]);
    assert_eq!(
        lines(&reading, 0),
        [
            "水田 1亩 × 48,000 = 48,000.00",
            "旱地 0.5亩 × 43,200 = 21,600.00",
            "主房 100㎡ × 650 = 65,000.00",
            "附房 20㎡ × 300 = 6,000.00",
        ]
    );
}

#[test]
fn names_under_the_headings_of_areas_rates_and_amounts_belong_together() {
    let reading = table(
        &[
            "户号|户主|征地面积(亩)||补偿标准(元/亩)||补偿金额(元)||附属物补偿(元)|||合计",
            "||水田|旱地|水田|旱地|水田|旱地|水井|坟墓|小计|",
            "1|张三|1|2|48000|43200|48000|86400|1000|800|1800|136200",
        ],
        &["C1:D1", "E1:F1", "G1:H1", "I1:K1"],
    );
    assert_eq!(codes(&reading), []);
    assert_eq!(sums(&reading), ["1", "136200.00", "3", "0", "0"]);
    assert_eq!(
        lines(&reading, 0),
        [
            "水田 1亩 × 48,000 = 48,000.00",
            "旱地 2亩 × 43,200 = 86,400.00",
            "水井 1,000.00",
            "坟墓 800.00",
        ]
    );
}

#[test]
fn sums_may_stand_first_and_within_a_household() {
    let wide = table(
        &[
            "户号|户主|土地面积(亩)|标准(元/亩)|补偿款",
            "合计(3户)||4||192000",
            "一组||3||144000",
            "1|张三|1|48000|48000",
            "2|李四|2|48000|96000",
            "二组||1||48000",
            "3|王五|1|48000|48000",
        ],
        &[],
    );
    assert_eq!(codes(&wide), []);
    assert_eq!(sums(&wide), ["3", "192000.00", "4", "0", "0"]);

    let long = table(
        &[
            "户号|户主|补偿项目|单位|数量|单价|金额",
            "1|张三|旱地|亩|1|48000|48000",
            "1|张三|水井|眼|1|1000|1000",
            "1|张三|小计||||49000",
            "2|李四|旱地|亩|2|48000|96000",
            "2|李四|小计||||95000",
            "总计||||||145000",
        ],
        &[],
    );
    assert_eq!(codes(&long), [(Code::SumMismatch, "G6".into())]);
    assert_eq!(sums(&long), ["2", "145000.00", "3", "0", "0"]);

    let wrong = table(
        &[
            "户号|户主|土地面积(亩)|标准(元/亩)|补偿款",
            "合计||4||192000",
            "1|张三|1|48000|48000",
        ],
        &[],
    );
    let cells = [
        (Code::SumMismatch, "C2".into()),
        (Code::SumMismatch, "E2".into()),
    ];
    assert_eq!(codes(&wrong), cells);
}

#[test]
fn a_unit_behind_a_number_counts_before_that_of_its_column() {
    let reading = table(
        &[
            "户号|户主|土地面积(亩)|标准(元/亩)|补偿款(万元)",
            "1|张三|1|48000|4.8",
            "2|李四|1|48000|'4.8万元",
            "3|王五|1|48000|'48000元",
            "合计||3||14.4",
        ],
        &[],
    );
    assert_eq!(codes(&reading), []);
    assert_eq!(sums(&reading), ["3", "144000.00", "3", "0", "0"]);
}

#[test]
fn sheets_whose_sequence_begins_anew_are_numbered_by_group() {
    let header = "序号|户主|征地面积(亩)|标准(元/亩)|补偿款";
    let bytes = workbook(&[
        (
            "一组",
            &[header, "1|张三|1|48000|48000", "2|李四|1|48000|48000"],
            &[],
        ),
        ("二组", &[header, "1|王五|1|48000|48000"], &[]),
    ]);
    let reading = read("table.xlsx", &bytes);
    assert_eq!(sums(&reading), ["3", "144000.00", "3", "0", "0"]);
    let numbers: Vec<&str> = reading
        .board
        .entries
        .iter()
        .map(|entry| entry.household.as_str())
        .collect();
    assert_eq!(numbers, ["一组-1", "一组-2", "二组-1"]);
}
