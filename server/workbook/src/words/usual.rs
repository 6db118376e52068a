//! The usual headings, word for word.

use domain::table::Field;

use super::meaning::Meaning::{self, Is};

/// What each means; headings stand here without spaces, brackets and units.
const USUAL: &[(Meaning, &[&str])] = &[
    (Is(Field::Sequence), &["序号", "序"]),
    (
        Meaning::Number,
        &["编号", "公示编号", "档案号", "档案编号", "协议编号"],
    ),
    (
        Is(Field::Household),
        &["户号", "户编号", "住户编号", "农户编号", "户主编号"],
    ),
    (
        Is(Field::Group),
        &["组别", "组", "村民组", "村民小组", "小组", "所属组"],
    ),
    (
        Is(Field::Head),
        &[
            "户主",
            "户主姓名",
            "被征收人",
            "被征收人姓名",
            "被征地农户",
            "被补偿人",
            "权利人",
            "姓名",
            "户名",
        ],
    ),
    (
        Is(Field::People),
        &["人口", "家庭人口", "人口数", "人数", "家庭人口数"],
    ),
    (
        Is(Field::LandClass),
        &["土地类别", "地类", "土地类型", "土地种类", "土地性质"],
    ),
    (
        Is(Field::LandArea),
        &[
            "土地面积",
            "征地面积",
            "征收土地面积",
            "被征土地面积",
            "征收面积",
        ],
    ),
    (
        Is(Field::LandPrice),
        &["土地补偿标准", "征地补偿标准", "土地补偿单价", "土地单价"],
    ),
    (
        Is(Field::LandAmount),
        &[
            "土地补偿费",
            "土地补偿款",
            "征地补偿费",
            "征地补偿款",
            "土地补偿金额",
            "土地补偿",
        ],
    ),
    (
        Is(Field::CropsAmount),
        &["青苗费", "青苗补偿费", "青苗补偿", "青苗", "青苗补偿款"],
    ),
    (
        Is(Field::HouseStructure),
        &[
            "房屋结构",
            "结构",
            "建筑结构",
            "结构类型",
            "房屋类别",
            "房屋类型",
        ],
    ),
    (
        Is(Field::FloorArea),
        &[
            "建筑面积",
            "房屋面积",
            "房屋建筑面积",
            "拆迁面积",
            "拆除面积",
            "拆除房屋面积",
        ],
    ),
    (
        Is(Field::HousePrice),
        &[
            "房屋补偿标准",
            "房屋补偿单价",
            "房屋单价",
            "重置价",
            "重置单价",
            "重置价格",
            "房屋重置价",
            "房屋重置单价",
        ],
    ),
    (
        Is(Field::HouseAmount),
        &["房屋补偿费", "房屋补偿款", "房屋补偿金额", "房屋补偿"],
    ),
    (
        Is(Field::FixtureAmount),
        &[
            "附着物",
            "地上附着物",
            "附着物补偿",
            "附着物补偿费",
            "地上附着物补偿费",
            "附属物",
            "附属物补偿",
        ],
    ),
    (
        Is(Field::MovingAmount),
        &["搬迁补助", "搬迁费", "搬迁补助费", "搬家费", "搬家补助费"],
    ),
    (
        Is(Field::TransitionAmount),
        &[
            "过渡费",
            "临时安置费",
            "过渡补助",
            "过渡安置费",
            "临时过渡费",
            "临时安置补助费",
        ],
    ),
    (
        Is(Field::RewardAmount),
        &["奖励", "奖励费", "签约奖励", "奖励金", "按期签约奖励"],
    ),
    (
        Is(Field::Item),
        &[
            "补偿项目",
            "项目",
            "补偿项目名称",
            "项目名称",
            "补偿内容",
            "名称",
            "补偿名称",
            "附属物名称",
            "附着物名称",
            "地上附着物名称",
            "补偿类别及名称",
        ],
    ),
    (Is(Field::Unit), &["单位", "计量单位"]),
    (Is(Field::Quantity), &["数量"]),
    (Is(Field::Months), &["月数", "过渡月数", "月份数"]),
    (Meaning::Price, &["单价"]),
    (
        Is(Field::Total),
        &[
            "合计",
            "补偿总额",
            "补偿合计",
            "总计",
            "总金额",
            "补偿费合计",
            "补偿总金额",
            "合计金额",
        ],
    ),
    (Is(Field::Status), &["特殊身份", "身份", "身份情况"]),
    (Is(Field::Relation), &["关系", "亲属关系"]),
    (Is(Field::Official), &["关联人员", "关联人", "关联干部"]),
    (Is(Field::Remark), &["备注", "说明"]),
    (Is(Field::Post), &["职务", "现任职务"]),
    (Meaning::Class, &["类别", "类型"]),
    (Is(Field::Subtotal), &["小计"]),
    (Is(Field::LandArea), &["亩数"]),
    (Meaning::Area, &["面积"]),
    (Meaning::Price, &["补偿标准", "标准"]),
    (
        Meaning::Amount,
        &["补偿费", "补偿款", "补偿金额", "金额", "补偿费用"],
    ),
];

pub(crate) fn usual(word: &str) -> Option<Meaning> {
    let found = USUAL.iter().find(|(_, words)| words.contains(&word));
    found.map(|(meaning, _)| *meaning)
}
