//! What a heading means.

use domain::table::Field;

use super::items::{MOVING, TRANSITION};
use super::meaning::Meaning;
use super::side::{Side, side};
use super::terms;
use super::usual::usual;

/// Headings longer than this are sentences.
const MAX_HEADING: usize = 24;

/// What a heading means: word for word, else by the parts that settle it. `None`
/// where they do not: an unknown column is asked about, never guessed.
pub(crate) fn meaning(word: &str) -> Option<Meaning> {
    usual(word).or_else(|| likely(word))
}

fn has(word: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| word.contains(part))
}

fn ends(word: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| word.ends_with(part))
}

/// Paid already, still to be paid, or an amount in words: no line of the board.
const NO_LINE: [&str; 20] = [
    "大写",
    "已付",
    "已发",
    "已支付",
    "已领",
    "已拨",
    "未付",
    "未发",
    "未支付",
    "余款",
    "剩余",
    "预付",
    "预支",
    "扣除",
    "扣减",
    "应扣",
    "集体留",
    "差额",
    "上次",
    "上期",
];
/// Signed or dated: neither a number nor a name.
const SIGNED: [&str; 7] = ["日期", "时间", "签字", "签名", "签章", "盖章", "手印"];
/// Not what is taken: what a certificate says, what is left, what is given.
const NOT_TAKEN: [&str; 17] = [
    "占地",
    "应安置",
    "回迁",
    "证载",
    "证面积",
    "登记面积",
    "户籍",
    "承包面积",
    "承包总",
    "剩余",
    "原有",
    "确权",
    "人均",
    "户均",
    "公摊",
    "分摊",
    "权证",
];

/// Whether a heading is known to be of what a board does not show: a signature, an
/// amount in words, what was paid before, the area on a certificate.
pub(crate) fn is_aside(word: &str) -> bool {
    let counted = ends(word, &["人数"]) && has(word, &["党员", "干部"]);
    ends(word, &SIGNED) || has(word, &NO_LINE) || counted || is_not_taken(word)
}

/// Whether a heading is of an area, and not of the one that is taken.
pub(crate) fn is_not_taken(word: &str) -> bool {
    ends(word, &["面积", "亩数"]) && has(word, &NOT_TAKEN)
}

fn likely(word: &str) -> Option<Meaning> {
    // Headings of what is neither a number nor a name.
    const NO_COLUMN: [&str; 2] = ["方式", "情况"];
    const MEASURES: [&str; 7] = ["面积", "亩数", "标准", "单价", "价格", "区片价", "地价"];
    const AMOUNTS: [&str; 11] = [
        "费", "费用", "款", "款项", "金额", "补偿", "补助", "奖励", "奖", "补贴", "价值",
    ];
    if word.is_empty() || word.chars().count() > MAX_HEADING || ends(word, &SIGNED) {
        return None;
    }
    if let Some(field) = private(word) {
        return Some(Meaning::Is(field));
    }
    if is_of_officials(word) {
        return of_officials(word).map(Meaning::Is);
    }
    if ends(word, &NO_COLUMN) {
        return None;
    }
    if let Some(net) = terms::net_total(word) {
        return Some(Meaning::Is(net));
    }
    if let Some(deducted) = terms::deducted(word) {
        return Some(deducted);
    }
    if has(word, &NO_LINE) {
        return None;
    }
    if terms::is_factor(word) {
        return Some(Meaning::Is(Field::Factor));
    }
    if let Some(rate) = per_unit(word) {
        return Some(rate);
    }
    if let Some(field) = of_household(word) {
        return Some(Meaning::Is(field));
    }
    if ends(word, &MEASURES) {
        return measured(word);
    }
    if let Some(area) = area_summed(word) {
        return measured(area);
    }
    if let Some(field) = summed(word) {
        return Some(Meaning::Is(field));
    }
    if ends(word, &AMOUNTS) {
        return Some(paid(word));
    }
    if terms::may_be_deducted(word) {
        return Some(Meaning::Deducted);
    }
    is_head(word).then_some(Meaning::Is(Field::Head))
}

/// Whether a heading asks about cadres, Party members and their relatives.
fn is_of_officials(word: &str) -> bool {
    const OFFICIALS: [&str; 8] = [
        "党员",
        "干部",
        "特殊身份",
        "人员身份",
        "政治面貌",
        "身份类别",
        "关联",
        "公职人员",
    ];
    has(word, &OFFICIALS)
}

fn of_officials(word: &str) -> Option<Field> {
    // How many there are in the household.
    if ends(word, &["人数"]) && has(word, &["党员", "干部"]) {
        return None;
    }
    Some(if has(word, &["关系"]) {
        Field::Relation
    } else if has(word, &["姓名"]) {
        Field::Official
    } else if has(word, &["职务"]) {
        Field::Post
    } else if has(word, &["关联"]) {
        Field::Official
    } else {
        Field::Status
    })
}

/// 每亩补偿标准: a rate, whatever else it says.
fn per_unit(word: &str) -> Option<Meaning> {
    let per = ["每亩", "每平", "亩均"];
    if !per.iter().any(|start| word.starts_with(start)) {
        return None;
    }
    Some(match side(word.trim_start_matches("每亩")) {
        Some(Side::House) => Meaning::Is(Field::HousePrice),
        Some(Side::Land) => Meaning::Is(Field::LandPrice),
        None => Meaning::Price,
    })
}

/// What is neither an area nor an amount.
fn of_household(word: &str) -> Option<Field> {
    const CHANGES: [&str; 3] = ["变动", "变更", "调整"];
    const REASONS: [&str; 4] = ["原因", "说明", "理由", "依据"];
    if has(word, &CHANGES) && ends(word, &REASONS) {
        Some(Field::ChangeReason)
    } else if ends(word, &["备注", "说明"]) {
        Some(Field::Remark)
    } else if has(word, &["户号"]) {
        Some(Field::Household)
    } else if has(word, &["村民组", "村民小组", "组别", "所在组", "村组"]) {
        Some(Field::Group)
    } else if ends(word, &["人口", "人数"]) {
        Some(Field::People)
    } else if ends(word, &["数量"]) {
        Some(Field::Quantity)
    } else {
        None
    }
}

/// 征地面积合计 → 征地面积.
fn area_summed(word: &str) -> Option<&str> {
    let area = word.strip_suffix("小计").or(word.strip_suffix("合计"))?;
    area.ends_with("面积").then_some(area)
}

fn summed(word: &str) -> Option<Field> {
    const TOTALS: [&str; 9] = [
        "合计",
        "总计",
        "总额",
        "共计",
        "总价",
        "总款",
        "总补偿",
        "总金额",
        "补偿总",
    ];
    if ends(word, &["小计"]) && word != "小计" {
        return Some(Field::Subtotal);
    }
    has(word, &TOTALS).then(|| match side(word) {
        Some(_) => Field::Subtotal,
        None => Field::Total,
    })
}

fn is_head(word: &str) -> bool {
    const PEOPLE: [&str; 15] = [
        "户主",
        "被征收",
        "被征地",
        "被拆迁",
        "被补偿",
        "承包",
        "产权人",
        "权利人",
        "农户",
        "村民",
        "被征迁",
        "被搬迁",
        "使用权人",
        "所有权人",
        "房主",
    ];
    const NAMES: [&str; 6] = ["户主", "人", "户", "名称", "名字", "房主"];
    ends(word, &["姓名", "农户"]) || (has(word, &PEOPLE) && ends(word, &NAMES))
}

/// An area or a rate, of what it says it is of. What is built on, or given
/// instead, is no area that is paid for.
fn measured(word: &str) -> Option<Meaning> {
    const OTHERS: [&str; 11] = [
        "青苗", "附着", "附属", "搬", "过渡", "安置", "奖", "装修", "装潢", "补助", "社保",
    ];
    let area = word.ends_with("面积") || word.ends_with("亩数");
    if has(word, &NOT_TAKEN) {
        return None;
    }
    if has(word, &OTHERS) {
        return match area {
            true if has(word, &["附着", "附属", "装修", "装潢"]) => {
                Some(Meaning::Is(Field::OtherQuantity))
            }
            true => None,
            false => Some(Meaning::Is(Field::OtherPrice)),
        };
    }
    Some(match (side(word), area) {
        (Some(Side::Land), true) => Meaning::Is(Field::LandArea),
        (Some(Side::House), true) => Meaning::Is(Field::FloorArea),
        (Some(Side::Land), false) => Meaning::Is(Field::LandPrice),
        (Some(Side::House), false) => Meaning::Is(Field::HousePrice),
        (None, true) if word.ends_with("亩数") => Meaning::Is(Field::LandArea),
        (None, true) => Meaning::Area,
        (None, false) => Meaning::Price,
    })
}

/// What an amount is paid for; what has no kind of its own keeps its heading.
fn paid(word: &str) -> Meaning {
    Meaning::Is(if has(word, &["青苗"]) {
        Field::CropsAmount
    } else if has(word, &["奖"]) {
        Field::RewardAmount
    } else if has(word, &["附着物", "附属物"]) {
        Field::FixtureAmount
    } else if has(word, &MOVING) {
        Field::MovingAmount
    } else if has(word, &TRANSITION) {
        Field::TransitionAmount
    } else if has(
        word,
        &[
            "装修", "装潢", "安置", "困难", "停产", "迁移", "补助", "补贴",
        ],
    ) {
        Field::OtherAmount
    } else if has(
        word,
        &[
            "实付",
            "应付",
            "应补",
            "应发",
            "实发",
            "实领",
            "实际支付",
            "领取",
            "发放",
            "补偿总",
        ],
    ) {
        Field::Total
    } else {
        match side(word) {
            Some(Side::Land) => Field::LandAmount,
            Some(Side::House) => Field::HouseAmount,
            None => Field::OtherAmount,
        }
    })
}

/// Columns that are meant to hold what is never published.
fn private(word: &str) -> Option<Field> {
    Some(if has(word, &["身份证", "身份号码", "证件号"]) {
        Field::IdNumber
    } else if has(word, &["开户行", "开户银行", "银行名称"]) {
        Field::BankName
    } else if has(word, &["收款人", "领款人", "开户名", "账户名", "帐户名"]) {
        Field::Payee
    } else if has(
        word,
        &[
            "银行卡",
            "银行账",
            "银行帐",
            "账号",
            "帐号",
            "卡号",
            "账户",
            "帐户",
            "一卡通",
        ],
    ) {
        Field::BankAccount
    } else if has(word, &["电话", "手机", "联系方式"]) {
        Field::Phone
    } else {
        return None;
    })
}
