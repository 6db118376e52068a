//! What a heading can mean.

use domain::table::Field;

/// What a heading means by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Is(Field),
    /// 编号: of the household where there is no 户号, else of the row.
    Number,
    /// 类别, of land or of house.
    Class,
    /// 面积, of land or of house.
    Area,
    /// 补偿标准, of land, of house, or of any line.
    Price,
    /// 补偿费, of land, of house, of any line, or of the household.
    Amount,
    /// 已付, 预付: taken off where the totals show it, else not read.
    Deducted,
}

/// Headings of what is no number.
pub(crate) fn says_no_number(word: &str) -> bool {
    let ends = [
        "大写", "日期", "时间", "方式", "签字", "签名", "签章", "盖章", "手印", "情况", "姓名",
        "编号", "号码",
    ];
    ends.iter().any(|end| word.ends_with(end)) || word.starts_with("是否")
}

/// What a heading measures, whatever of.
pub(crate) fn kind_of(word: &str) -> Option<Meaning> {
    let ends = |parts: &[&str]| parts.iter().any(|part| word.ends_with(part));
    if ends(&["面积", "亩数", "数量"]) {
        Some(Meaning::Area)
    } else if ends(&["单价", "标准", "价格"]) {
        Some(Meaning::Price)
    } else if ends(&["金额", "费", "费用", "款", "款项", "补偿款"]) {
        Some(Meaning::Amount)
    } else {
        None
    }
}
