//! The words that offices write, and what they mean.

use domain::read::Field;
use domain::standard::{Category, Schedule};

/// What a heading means by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Is(Field),
    /// 类别, of land or of house.
    Class,
    /// 面积, of land or of house.
    Area,
    /// 补偿标准, of land, of house, or of any line.
    Price,
    /// 补偿费, of land, of house, or of any line.
    Amount,
}

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

pub(super) fn meaning(word: &str) -> Option<Meaning> {
    use Meaning::Is;
    Some(match word {
        "序号" | "序" | "编号" => Is(Field::Sequence),
        "户号" | "户编号" | "住户编号" | "农户编号" | "户主编号" => {
            Is(Field::Household)
        }
        "组别" | "组" | "村民组" | "村民小组" | "小组" | "所属组" => {
            Is(Field::Group)
        }
        "户主" | "户主姓名" | "被征收人" | "被征收人姓名" | "被征地农户" | "被补偿人"
        | "权利人" | "姓名" => Is(Field::Head),
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
        "补偿项目" | "项目" | "补偿项目名称" | "项目名称" | "补偿内容" => {
            Is(Field::Item)
        }
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
        "类别" | "类型" => Meaning::Class,
        "面积" => Meaning::Area,
        "补偿标准" | "标准" => Meaning::Price,
        "补偿费" | "补偿款" | "补偿金额" | "金额" | "补偿费用" => Meaning::Amount,
        word if is_personal(word) => Is(Field::PersonalNumber),
        _ => return None,
    })
}

fn is_personal(word: &str) -> bool {
    [
        "身份证",
        "银行卡",
        "银行账",
        "银行帐",
        "账号",
        "帐号",
        "卡号",
        "电话",
        "手机",
    ]
    .iter()
    .any(|part| word.contains(part))
}

/// The category of an item: from the standards, else by common words.
pub(super) fn category(item: &str, schedule: Option<&Schedule>) -> Category {
    const LAND: [&str; 12] = [
        "水田",
        "水浇地",
        "旱地",
        "园地",
        "林地",
        "草地",
        "宅基地",
        "建设用地",
        "耕地",
        "农用地",
        "未利用地",
        "坑塘",
    ];
    const HOUSE: [&str; 11] = [
        "框架",
        "钢混",
        "楼房",
        "砖混",
        "砖木",
        "砖瓦",
        "土木",
        "草房",
        "平房",
        "房屋",
        "简易房",
    ];
    if let Some(standard) = schedule.and_then(|schedule| schedule.find_by_name(item)) {
        return standard.category;
    }
    let has = |words: &[&str]| words.iter().any(|word| item.contains(word));
    if item.contains("青苗") {
        Category::Crops
    } else if item.contains("奖励") {
        Category::Reward
    } else if has(&MOVING) || has(&TRANSITION) || item.contains("补助") {
        Category::Subsidy
    } else if has(&LAND) {
        Category::Land
    } else if has(&HOUSE) {
        Category::House
    } else {
        Category::Fixture
    }
}

/// How standards for moving are named.
pub(super) const MOVING: [&str; 2] = ["搬迁", "搬家"];
/// How standards for living elsewhere meanwhile are named.
pub(super) const TRANSITION: [&str; 2] = ["过渡", "临时安置"];
