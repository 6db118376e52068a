//! Land or house: what a heading is about.

/// Land, or what stands on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Land,
    House,
}

/// Which of the two a heading names last: 集体土地上房屋面积 is of the house.
pub(crate) fn side(word: &str) -> Option<Side> {
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
pub(crate) fn class_of(word: &str, side: Side) -> Option<String> {
    let classes: &[&str] = match side {
        Side::Land => &LAND_CLASSES,
        Side::House => &HOUSE_CLASSES,
    };
    classes
        .iter()
        .any(|class| word.contains(class))
        .then(|| word.to_owned())
}

pub(crate) const LAND_CLASSES: [&str; 19] = [
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
pub(crate) const HOUSE_CLASSES: [&str; 20] = [
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
