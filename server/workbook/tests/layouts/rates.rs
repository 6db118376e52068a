//! Rates of land in parts: 区片综合地价 = 土地补偿费 + 安置补助费.

use domain::board::LineItem;
use domain::finding::Code;

use crate::common::{clean, codes, table};

#[test]
fn a_rate_may_stand_in_parts() {
    let rates = |line: &LineItem| -> (String, Vec<String>) {
        let measure = line.measure.as_ref().expect("a measure");
        let parts = measure.parts().iter();
        let parts = parts.map(|part| format!("{} {}", part.name, part.price.short()));
        (measure.price.expect("a price").short(), parts.collect())
    };
    for rows in [
        [
            "户号|户主|征地面积(亩)|区片综合地价(元/亩)|土地补偿费标准(元/亩)|安置补助费标准(元/亩)|征地补偿款|合计",
            "1|张三|2|48000|19200|28800|96000|96000",
        ],
        [
            "户号|户主|征地面积(亩)|土地补偿费标准(元/亩)|安置补助费标准(元/亩)|区片综合地价(元/亩)|征地补偿款|合计",
            "1|张三|2|19200|28800|48000|96000|96000",
        ],
        [
            "户号|户主|征地面积(亩)|土地补偿费标准(元/亩)|安置补助费标准(元/亩)|征地补偿款|合计",
            "1|张三|2|19200|28800|96000|96000",
        ],
    ] {
        let reading = clean(&rows);
        let lines = &reading.board.entries[0].lines;
        assert_eq!(lines.len(), 1, "{rows:?}");
        let parts = [
            "土地补偿费 19,200".to_owned(),
            "安置补助费 28,800".to_owned(),
        ];
        assert_eq!(rates(&lines[0]), ("48,000".to_owned(), parts.to_vec()));
    }
    let reading = table(
        &[
            "户号|户主|征地面积(亩)|区片综合地价(元/亩)|土地补偿费标准(元/亩)|安置补助费标准(元/亩)|征地补偿款|合计",
            "1|张三|2|48000|19200|28800|96000|96000",
            "2|李四|2|48000|19200|28000|96000|96000",
            "3|王五|2|48000|19200|28800|96000|96000",
        ],
        &[],
    );
    assert_eq!(codes(&reading), [(Code::PartsDiffer, "D3".to_owned())]);
}

#[test]
fn a_rate_that_is_paid_in_two_columns_is_one() {
    for rows in [
        // The whole rate, and what is paid of it in two columns.
        [
            "户号|户主|征地面积(亩)|区片综合地价(元/亩)|土地补偿费|安置补助费|合计",
            "1|张三|2.153|48000|41337.6|62006.4|103344",
        ],
        [
            "户号|户主|征地面积(㎡)|区片综合地价(元/亩)|土地补偿费|安置补助费|合计",
            "1|张三|1234|48000|35539.2|53308.8|88848",
        ],
    ] {
        let reading = clean(&rows);
        let lines = &reading.board.entries[0].lines;
        assert_eq!(lines.len(), 1, "{rows:?}");
        let measure = lines[0].measure.as_ref().expect("a measure");
        let parts = measure.parts().iter();
        let parts: Vec<String> = parts
            .map(|part| format!("{} {}", part.name, part.price.short()))
            .collect();
        assert_eq!(parts, ["土地补偿费 19,200", "安置补助费 28,800"]);
    }
    // Two rates with an amount each are two lines, where no standard is their sum.
    let reading = clean(&[
        "户号|户主|征地面积(亩)|土地补偿费标准(元/亩)|土地补偿费|安置补助费标准(元/亩)|安置补助费|合计",
        "1|张三|2|19200|38400|28800|57600|96000",
    ]);
    assert_eq!(reading.board.entries[0].lines.len(), 2);
}
