//! Whether a table says in words that a household has no special status.

use crate::common::table;

#[test]
fn a_table_says_none_where_it_asks_about_everyone_and_every_cell_says_no() {
    for (headings, cells, says_none) in [
        ("特殊身份", "无", true),
        ("特殊身份", "否", true),
        ("特殊身份", "不是", true),
        ("特殊身份", " 无 ", true),
        // A blank cell says nothing, and a dash no more.
        ("特殊身份", "", false),
        ("特殊身份", "/", false),
        ("特殊身份", "—", false),
        ("特殊身份", "群众", false),
        ("特殊身份", "党员", false),
        ("是否党员干部及其亲属", "否", true),
        // Who is no member may still be a relative of one.
        ("是否党员干部", "否", false),
        ("是否党员|是否村干部", "否|否", false),
        ("是否党员干部|与关联人员的关系", "否|", true),
        ("是否党员干部|与关联人员的关系", "否|无", true),
        ("是否党员干部|与关联人员的关系", "否|兄弟", false),
        ("是否党员|是否村干部|关联人员", "否|否|", true),
        ("是否党员|是否村干部|关联人员", "否||", false),
        ("是否村干部及亲属", "否", false),
        ("特殊身份|与关联人员的关系|关联人员", "无||", true),
        ("特殊身份|与关联人员的关系|关联人员", "无||沈德", false),
    ] {
        let header = format!("户号|户主|征地面积(亩)|标准|补偿款|{headings}");
        let row = format!("1|张三|2|48000|96000|{cells}");
        let reading = table(&[&header, &row], &[]);
        let places: Vec<bool> = reading.places.iter().map(|one| one.says_none).collect();
        assert_eq!(places, [says_none], "{headings}: {cells}");
    }
}
