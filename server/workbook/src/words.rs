//! The words that offices write, and what they mean.

use domain::standard::{Category, Schedule};
use domain::table::Field;

/// What a heading means by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
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
}

/// Headings longer than this are sentences.
const HEADING_MOST: usize = 24;

/// Without spaces and brackets, and what stands in the brackets.
pub(super) fn plain(heading: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for character in heading.chars().filter(|c| !c.is_whitespace()) {
        match character {
            '(' | '\u{ff08}' | '[' | '【' => depth += 1,
            ')' | '\u{ff09}' | ']' | '】' => depth = depth.saturating_sub(1),
            ':' | '\u{ff1a}' | '*' | '、' => {}
            other if depth > 0 => inside.push(other),
            other => outside.push(other),
        }
    }
    (outside, inside)
}

/// What a heading means: word for word, else by the parts that settle it. `None`
/// where they do not: an unknown column is asked about, never guessed.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    usual(word).or_else(|| likely(word))
}

/// Headings of what is no number.
pub(super) fn says_no_number(word: &str) -> bool {
    let ends = [
        "大写", "日期", "时间", "方式", "签字", "签名", "签章", "盖章", "手印", "情况", "姓名",
        "编号", "号码",
    ];
    ends.iter().any(|end| word.ends_with(end)) || word.starts_with("是否")
}

/// What a heading measures, whatever of.
pub(super) fn kind_of(word: &str) -> Option<Meaning> {
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

fn likely(word: &str) -> Option<Meaning> {
    use Meaning::Is;
    if word.is_empty() || word.chars().count() > HEADING_MOST {
        return None;
    }
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    let ends = |parts: &[&str]| parts.iter().any(|part| word.ends_with(part));
    if ends(&[
        "日期", "时间", "方式", "签字", "签名", "签章", "盖章", "手印", "情况",
    ]) {
        return None;
    }
    if let Some(field) = private(word) {
        return Some(Is(field));
    }
    if ends(&["人数"]) && has(&["党员", "干部"]) {
        return None;
    }
    if has(&[
        "党员",
        "干部",
        "特殊身份",
        "人员身份",
        "政治面貌",
        "身份类别",
        "关联",
        "公职人员",
    ]) {
        return Some(Is(if has(&["关系"]) {
            Field::Relation
        } else if has(&["姓名"]) {
            Field::Official
        } else if has(&["职务"]) {
            Field::Post
        } else if has(&["关联"]) {
            Field::Official
        } else {
            Field::Status
        }));
    }
    // Paid already, still to be paid, or an amount in words: no line of the board.
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
    if has(&NO_LINE) {
        return None;
    }
    if word.starts_with("每亩") || word.starts_with("每平") || word.starts_with("亩均") {
        return Some(match side(word.trim_start_matches("每亩")) {
            Some(Side::House) => Is(Field::HousePrice),
            Some(Side::Land) => Is(Field::LandPrice),
            None => Meaning::Price,
        });
    }
    if has(&["变动", "变更", "调整"]) && ends(&["原因", "说明", "理由", "依据"]) {
        return Some(Is(Field::ChangeReason));
    }
    if ends(&["备注", "说明"]) {
        return Some(Is(Field::Remark));
    }
    if has(&["户号"]) {
        return Some(Is(Field::Household));
    }
    if has(&["村民组", "村民小组", "组别", "所在组", "村组"]) {
        return Some(Is(Field::Group));
    }
    if ends(&["人口", "人数"]) {
        return Some(Is(Field::People));
    }
    if ends(&["数量"]) {
        return Some(Is(Field::Quantity));
    }
    if ends(&["面积", "亩数", "标准", "单价", "价格", "区片价", "地价"]) {
        return measured(word);
    }
    if let Some(area) = word
        .strip_suffix("小计")
        .or(word.strip_suffix("合计"))
        .filter(|area| area.ends_with("面积"))
    {
        return measured(area);
    }
    if ends(&["小计"]) && word != "小计" {
        return Some(Is(Field::Subtotal));
    }
    if has(&[
        "合计",
        "总计",
        "总额",
        "共计",
        "总价",
        "总款",
        "总补偿",
        "总金额",
        "补偿总",
    ]) {
        return Some(Is(if side(word).is_some() {
            Field::Subtotal
        } else {
            Field::Total
        }));
    }
    if ends(&[
        "费", "费用", "款", "款项", "金额", "补偿", "补助", "奖励", "奖", "补贴", "价值",
    ]) {
        return Some(paid(word));
    }
    let named = has(&[
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
    ]);
    (ends(&["姓名", "农户"]) || (named && ends(&["户主", "人", "户", "名称", "名字", "房主"])))
        .then_some(Is(Field::Head))
}

/// An area or a rate, of what it says it is of. What is built on, or given
/// instead, is no area that is paid for.
fn measured(word: &str) -> Option<Meaning> {
    const OTHERS: [&str; 11] = [
        "青苗", "附着", "附属", "搬", "过渡", "安置", "奖", "装修", "装潢", "补助", "社保",
    ];
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    let area = word.ends_with("面积") || word.ends_with("亩数");
    // Not what is taken: what a certificate says, what is left, what is given.
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
    if has(&NOT_TAKEN) {
        return None;
    }
    if has(&OTHERS) {
        return match area {
            true if has(&["附着", "附属", "装修", "装潢"]) => {
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
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    Meaning::Is(if has(&["青苗"]) {
        Field::CropsAmount
    } else if has(&["奖"]) {
        Field::RewardAmount
    } else if has(&["附着物", "附属物"]) {
        Field::FixtureAmount
    } else if has(&MOVING) {
        Field::MovingAmount
    } else if has(&TRANSITION) {
        Field::TransitionAmount
    } else if has(&[
        "装修", "装潢", "安置", "困难", "停产", "迁移", "补助", "补贴",
    ]) {
        Field::OtherAmount
    } else if has(&[
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
    ]) {
        Field::Total
    } else {
        match side(word) {
            Some(Side::Land) => Field::LandAmount,
            Some(Side::House) => Field::HouseAmount,
            None => Field::OtherAmount,
        }
    })
}

/// Land, or what stands on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Land,
    House,
}

/// Which of the two a heading names last: 集体土地上房屋面积 is of the house.
pub(super) fn side(word: &str) -> Option<Side> {
    const LAND: [&str; 11] = [
        "土地",
        "征地",
        "耕地",
        "田地",
        "农用地",
        "承包地",
        "被征地",
        "区片",
        "地价",
        "征用",
        "征占",
    ];
    const HOUSE: [&str; 8] = [
        "房屋", "建筑", "拆迁", "拆除", "住房", "住宅", "房产", "被拆",
    ];
    let last = |words: &[&str]| words.iter().filter_map(|part| word.rfind(part)).max();
    let land = last(&LAND).max(last(&LAND_CLASSES));
    match (land, last(&HOUSE).max(last(&HOUSE_CLASSES))) {
        (None, None) => None,
        (land, house) if land > house => Some(Side::Land),
        _ => Some(Side::House),
    }
}

/// The class of land, or the structure, that a heading names: 水田 in 水田补偿.
pub(super) fn class_of(word: &str, side: Side) -> Option<String> {
    let classes: &[&str] = match side {
        Side::Land => &LAND_CLASSES,
        Side::House => &HOUSE_CLASSES,
    };
    classes
        .iter()
        .any(|class| word.contains(class))
        .then(|| word.to_owned())
}

const LAND_CLASSES: [&str; 19] = [
    "水田",
    "水浇地",
    "旱地",
    "旱田",
    "园地",
    "果园",
    "林地",
    "草地",
    "菜地",
    "荒地",
    "滩涂",
    "鱼塘",
    "宅基地",
    "建设用地",
    "未利用地",
    "坑塘",
    "水塘",
    "自留地",
    "一般农田",
];
const HOUSE_CLASSES: [&str; 20] = [
    "框架",
    "钢混",
    "钢结构",
    "楼房",
    "砖混",
    "砖木",
    "砖瓦",
    "砖石",
    "石木",
    "土木",
    "土坯",
    "草房",
    "瓦房",
    "平房",
    "主房",
    "正房",
    "偏房",
    "附房",
    "厢房",
    "简易房",
];

/// Columns that are meant to hold what is never published.
fn private(word: &str) -> Option<Field> {
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    Some(if has(&["身份证", "身份号码", "证件号"]) {
        Field::IdNumber
    } else if has(&["开户行", "开户银行", "银行名称"]) {
        Field::BankName
    } else if has(&["收款人", "领款人", "开户名", "账户名", "帐户名"]) {
        Field::Payee
    } else if has(&[
        "银行卡",
        "银行账",
        "银行帐",
        "账号",
        "帐号",
        "卡号",
        "账户",
        "帐户",
        "一卡通",
    ]) {
        Field::BankAccount
    } else if has(&["电话", "手机", "联系方式"]) {
        Field::Phone
    } else {
        return None;
    })
}

/// The usual headings, word for word.
fn usual(word: &str) -> Option<Meaning> {
    use Meaning::Is;
    Some(match word {
        "序号" | "序" => Is(Field::Sequence),
        "编号" | "公示编号" | "档案号" | "档案编号" | "协议编号" => {
            Meaning::Number
        }
        "户号" | "户编号" | "住户编号" | "农户编号" | "户主编号" => {
            Is(Field::Household)
        }
        "组别" | "组" | "村民组" | "村民小组" | "小组" | "所属组" => {
            Is(Field::Group)
        }
        "户主" | "户主姓名" | "被征收人" | "被征收人姓名" | "被征地农户" | "被补偿人"
        | "权利人" | "姓名" | "户名" => Is(Field::Head),
        "人口" | "家庭人口" | "人口数" | "人数" | "家庭人口数" => Is(Field::People),
        "土地类别" | "地类" | "土地类型" | "土地种类" | "土地性质" => {
            Is(Field::LandClass)
        }
        "土地面积" | "征地面积" | "征收土地面积" | "被征土地面积" | "征收面积" => {
            Is(Field::LandArea)
        }
        "土地补偿标准" | "征地补偿标准" | "土地补偿单价" | "土地单价" => {
            Is(Field::LandPrice)
        }
        "土地补偿费" | "土地补偿款" | "征地补偿费" | "征地补偿款" | "土地补偿金额" | "土地补偿" => {
            Is(Field::LandAmount)
        }
        "青苗费" | "青苗补偿费" | "青苗补偿" | "青苗" | "青苗补偿款" => {
            Is(Field::CropsAmount)
        }
        "房屋结构" | "结构" | "建筑结构" | "结构类型" | "房屋类别" | "房屋类型" => {
            Is(Field::HouseStructure)
        }
        "建筑面积" | "房屋面积" | "房屋建筑面积" | "拆迁面积" | "拆除面积" | "拆除房屋面积" => {
            Is(Field::FloorArea)
        }
        "房屋补偿标准" | "房屋补偿单价" | "房屋单价" => Is(Field::HousePrice),
        "房屋补偿费" | "房屋补偿款" | "房屋补偿金额" | "房屋补偿" => {
            Is(Field::HouseAmount)
        }
        "附着物"
        | "地上附着物"
        | "附着物补偿"
        | "附着物补偿费"
        | "地上附着物补偿费"
        | "附属物"
        | "附属物补偿" => Is(Field::FixtureAmount),
        "搬迁补助" | "搬迁费" | "搬迁补助费" | "搬家费" | "搬家补助费" => {
            Is(Field::MovingAmount)
        }
        "过渡费" | "临时安置费" | "过渡补助" | "过渡安置费" | "临时过渡费" | "临时安置补助费" => {
            Is(Field::TransitionAmount)
        }
        "奖励" | "奖励费" | "签约奖励" | "奖励金" | "按期签约奖励" => {
            Is(Field::RewardAmount)
        }
        "补偿项目"
        | "项目"
        | "补偿项目名称"
        | "项目名称"
        | "补偿内容"
        | "名称"
        | "补偿名称"
        | "附属物名称"
        | "附着物名称"
        | "地上附着物名称"
        | "补偿类别及名称" => Is(Field::Item),
        "单位" | "计量单位" => Is(Field::Unit),
        "数量" => Is(Field::Quantity),
        "月数" | "过渡月数" | "月份数" => Is(Field::Months),
        "单价" => Meaning::Price,
        "合计" | "补偿总额" | "补偿合计" | "总计" | "总金额" | "补偿费合计" | "补偿总金额"
        | "合计金额" => Is(Field::Total),
        "特殊身份" | "身份" | "身份情况" => Is(Field::Status),
        "关系" | "亲属关系" => Is(Field::Relation),
        "关联人员" | "关联人" | "关联干部" => Is(Field::Official),
        "备注" | "说明" => Is(Field::Remark),
        "职务" | "现任职务" => Is(Field::Post),
        "类别" | "类型" => Meaning::Class,
        "小计" => Is(Field::Subtotal),
        "亩数" => Is(Field::LandArea),
        "面积" => Meaning::Area,
        "补偿标准" | "标准" => Meaning::Price,
        "补偿费" | "补偿款" | "补偿金额" | "金额" | "补偿费用" => Meaning::Amount,
        _ => return None,
    })
}

/// The category of an item: from the standards, else by common words.
pub(super) fn category(item: &str, schedule: Option<&Schedule>) -> Category {
    const LAND: [&str; 6] = ["土地", "征地", "耕地", "农用地", "田地", "承包地"];
    if let Some(standard) = schedule.and_then(|schedule| schedule.find_by_name(item)) {
        return standard.category;
    }
    let has = |words: &[&str]| words.iter().any(|word| item.contains(word));
    if has(&["青苗"]) {
        Category::Crops
    } else if has(&["奖"]) {
        Category::Reward
    } else if has(&MOVING) || has(&TRANSITION) || has(&["补助", "补贴", "安置", "社保", "停产"])
    {
        Category::Subsidy
    } else if has(&["附属", "附着", "装修", "装潢"]) {
        Category::Fixture
    } else if has(&["房屋", "住房", "住宅"]) || has(&HOUSE_CLASSES) {
        Category::House
    } else if has(&LAND) || has(&LAND_CLASSES) {
        Category::Land
    } else {
        Category::Fixture
    }
}

/// How standards for moving are named.
pub(super) const MOVING: [&str; 2] = ["搬迁", "搬家"];
/// How standards for living elsewhere meanwhile are named.
pub(super) const TRANSITION: [&str; 2] = ["过渡", "临时安置"];
