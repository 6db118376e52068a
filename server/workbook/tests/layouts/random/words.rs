//! What the columns of a random board are called.

/// What a column of a generated board holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    LandArea,
    LandPrice,
    LandAmount,
    FloorArea,
    HousePrice,
    HouseAmount,
    Total,
}

pub(super) const ROLES: [Role; 7] = [
    Role::LandArea,
    Role::LandPrice,
    Role::LandAmount,
    Role::FloorArea,
    Role::HousePrice,
    Role::HouseAmount,
    Role::Total,
];

impl Role {
    /// Words that the reader knows.
    pub(super) const fn known(self) -> &'static [&'static str] {
        match self {
            Self::LandArea => &[
                "土地面积(亩)",
                "征地面积（亩）",
                "征收土地面积/亩",
                "被征土地面积(亩)",
            ],
            Self::LandPrice => &[
                "土地补偿标准(元/亩)",
                "征地补偿标准",
                "土地单价(元/亩)",
                "区片价(元/亩)",
            ],
            Self::LandAmount => &["土地补偿费(元)", "征地补偿款", "土地补偿金额", "土地补偿"],
            Self::FloorArea => &[
                "建筑面积(㎡)",
                "房屋面积（平方米）",
                "拆迁面积(㎡)",
                "房屋建筑面积",
            ],
            Self::HousePrice => &["房屋补偿标准(元/㎡)", "房屋补偿单价", "房屋单价(元/㎡)"],
            Self::HouseAmount => &["房屋补偿费(元)", "房屋补偿款", "房屋补偿金额"],
            Self::Total => &["合计", "补偿总额(元)", "总计(元)", "补偿合计"],
        }
    }

    /// Words that the reader knows under a heading of land or of the house.
    pub(super) const fn in_a_band(self) -> &'static [&'static str] {
        match self {
            Self::LandArea => &["面积(亩)", "亩数", "征收面积(亩)"],
            Self::LandPrice => &["标准(元/亩)", "补偿标准", "单价"],
            Self::FloorArea => &["面积(㎡)", "建筑面积", "面积"],
            Self::HousePrice => &["标准(元/㎡)", "补偿标准", "单价"],
            Self::LandAmount | Self::HouseAmount => &["金额(元)", "补偿费", "小计", "补偿金额"],
            Self::Total => Self::Total.known(),
        }
    }

    /// Words that no list has, or that are known for something else.
    pub(super) const fn unknown(self) -> &'static [&'static str] {
        match self {
            Self::LandArea => LAND_AREAS,
            Self::LandPrice => LAND_PRICES,
            Self::LandAmount => LAND_AMOUNTS,
            Self::FloorArea => FLOOR_AREAS,
            Self::HousePrice => HOUSE_PRICES,
            Self::HouseAmount => HOUSE_AMOUNTS,
            Self::Total => TOTALS,
        }
    }
}

const LAND_AREAS: &[&str] = &[
    "占地面积(亩)",
    "占地(亩)",
    "实测面积",
    "征用亩数",
    "占用数",
    "地亩",
    "亩分",
    "丈量结果",
    "实量",
    "占地面积",
    "田亩",
    "确权面积(亩)",
    "地块大小",
    "量得",
];
const LAND_PRICES: &[&str] = &[
    "每亩价",
    "地价",
    "亩价",
    "补偿基准",
    "基数",
    "单价/亩",
    "执行价",
    "年产值倍数价",
    "区片综合",
    "地金",
    "价(元/亩)",
];
const LAND_AMOUNTS: &[&str] = &[
    "应补金额",
    "地钱",
    "土地应得",
    "应得(元)",
    "土地部分",
    "田款(元)",
    "结果(元)",
    "土地小计",
    "地价款",
    "金额一",
    "征地所得",
];
const FLOOR_AREAS: &[&str] = &[
    "拆除面积(平米)",
    "实量(㎡)",
    "房屋大小",
    "平米数",
    "占地面积(㎡)",
    "拆房数",
    "平方",
    "房量",
    "产权面积",
    "建面",
    "测绘面积(㎡)",
    "房屋实测",
];
const HOUSE_PRICES: &[&str] = &[
    "重置价",
    "房屋重置单价",
    "重置价(元/㎡)",
    "重置成新价",
    "平米价",
    "房价",
    "结构价",
    "单位造价",
    "造价(元/㎡)",
    "评估单价",
];
const HOUSE_AMOUNTS: &[&str] = &[
    "房屋应补",
    "重置金额",
    "房屋评估值(元)",
    "评估总值",
    "房钱",
    "房屋部分(元)",
    "拆房所得",
    "房屋小计",
    "应补金额",
];
const TOTALS: &[&str] = &[
    "应得",
    "全部(元)",
    "实得金额",
    "总数额",
    "拢共",
    "应补金额",
    "每户总额(元)",
];
