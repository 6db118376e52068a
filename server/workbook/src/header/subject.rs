//! What a column is about: land, a house, 水井, 安置补助费. Columns that are
//! about one thing make a line together.

use crate::words::items::{MOVING, TRANSITION};
use crate::words::side::{Side, class_of, side};

/// What columns are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Topic {
    Land,
    House,
    Crops,
    Moving,
    Transition,
    Reward,
    Fixture,
    /// 安置补助费, 装修.
    Named,
}

/// A topic, and which of several: 水田, 主房, 水井. An item without a topic is
/// a word that is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Subject {
    pub(crate) topic: Option<Topic>,
    pub(crate) item: Option<String>,
}

/// Endings that say what is measured, not what of.
const KINDS: &[&str] = &[
    "补偿标准",
    "补偿单价",
    "补偿金额",
    "补偿费用",
    "补偿面积",
    "补偿合计",
    "补偿小计",
    "补偿费",
    "补偿款",
    "补偿",
    "面积",
    "亩数",
    "数量",
    "单价",
    "标准",
    "价格",
    "金额",
    "小计",
    "合计",
    "总额",
    "总价",
    "费用",
    "费",
    "款项",
    "款",
    "类别",
    "类型",
    "种类",
    "名称",
    "情况",
    "明细",
    "内容",
    "部分",
    "结构",
    "用途",
    "等级",
];

/// Parts of headings that say nothing of what a column is about.
const PLAIN: &[&str] = &[
    "",
    "补",
    "公示",
    "内容",
    "基本",
    "信息",
    "项目",
    "征收",
    "征迁",
    "其中",
    "实际",
    "应",
    "拆",
    "明细",
    "计算",
    "安置",
    "补偿安置",
    "征收补偿",
    "征地拆迁",
    "计量",
    "本次",
    "其它",
    "地类",
    "地",
    "房",
    "土地性质",
    "实测",
    "丈量",
    "认定",
    "确认",
    "核定",
    "测绘",
    "应补",
    "应补偿",
    "合法",
    "总",
    "占",
    "复核",
    "复测",
    "调查",
    "计费",
    "被征收",
    "征",
    "本期",
    "面积",
];

/// From the lowest heading upwards: the first that says what, then the first
/// that says of which kind of thing.
pub(crate) fn subject(path: &[String]) -> Subject {
    let mut item: Option<String> = None;
    for heading in path.iter().rev() {
        let own = bare(heading);
        if PLAIN.contains(&own) {
            continue;
        }
        match topic(own) {
            Some(Topic::Land) => {
                return of(Topic::Land, item.or_else(|| class_of(own, Side::Land)));
            }
            Some(Topic::House) => {
                return of(Topic::House, item.or_else(|| class_of(own, Side::House)));
            }
            Some(Topic::Fixture) => return of(Topic::Fixture, item.or_else(|| fixture(own))),
            Some(Topic::Named) => return of(Topic::Named, item.or_else(|| Some(own.to_owned()))),
            Some(topic) => return of(topic, None),
            None if item.is_none() => item = Some(own.to_owned()),
            None => {}
        }
    }
    Subject { topic: None, item }
}

fn of(topic: Topic, item: Option<String>) -> Subject {
    Subject {
        topic: Some(topic),
        item,
    }
}

/// What a line is called by the headings of its columns: 安置补助费 for 安置补助费
/// 金额 and for 安置补助费 under 征地补偿.
pub(crate) fn title(path: &[String]) -> Option<String> {
    const MEASURES: [&str; 10] = [
        "补偿标准",
        "补偿单价",
        "补偿金额",
        "金额",
        "单价",
        "标准",
        "数量",
        "面积",
        "小计",
        "合计",
    ];
    path.iter().rev().find_map(|heading| {
        let word = MEASURES
            .iter()
            .find_map(|measure| heading.strip_suffix(measure))
            .unwrap_or(heading);
        (!PLAIN.contains(&bare(word))).then(|| word.to_owned())
    })
}

/// A heading without the endings that say what is measured.
fn bare(heading: &str) -> &str {
    let mut word = heading;
    while let Some(shorter) = KINDS.iter().find_map(|kind| word.strip_suffix(kind)) {
        word = shorter;
    }
    word.strip_prefix("其中").unwrap_or(word)
}

fn topic(word: &str) -> Option<Topic> {
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    Some(if has(&["青苗"]) {
        Topic::Crops
    } else if has(&["奖"]) {
        Topic::Reward
    } else if has(&MOVING) {
        Topic::Moving
    } else if has(&TRANSITION) {
        Topic::Transition
    } else if has(&["附着", "附属", "地上物", "构筑物"]) {
        Topic::Fixture
    } else if has(&["安置补助", "社保", "社会保障", "装修", "装潢", "停产停业"]) {
        Topic::Named
    } else {
        match side(word)? {
            Side::Land => Topic::Land,
            Side::House => Topic::House,
        }
    })
}

/// 附属物水井 → 水井.
fn fixture(word: &str) -> Option<String> {
    let mut rest = word.to_owned();
    for part in [
        "地上",
        "附着物",
        "附属物",
        "附属设施",
        "附属",
        "构筑物",
        "补偿",
        "及",
        "和",
        "其他",
    ] {
        rest = rest.replace(part, "");
    }
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_heading_that_says_something_counts() {
        use Topic::{Crops, Fixture, House, Land, Named};
        for (path, topic, item) in [
            (&["征地补偿", "面积"][..], Some(Land), None),
            (&["征地补偿", "水田", "面积"], Some(Land), Some("水田")),
            (&["征地面积", "水田"], Some(Land), Some("水田")),
            (&["土地补偿费", "标准"], Some(Land), None),
            (
                &["征地补偿", "安置补助费", "标准"],
                Some(Named),
                Some("安置补助"),
            ),
            (&["房屋补偿", "主房", "面积"], Some(House), Some("主房")),
            (&["房屋", "砖混", "金额"], Some(House), Some("砖混")),
            (&["附属物", "水井", "数量"], Some(Fixture), Some("水井")),
            (&["附属物", "数量"], Some(Fixture), None),
            (&["水井数量"], None, Some("水井")),
            (&["青苗补偿费", "标准"], Some(Crops), None),
            (&["面积"], None, None),
            (&["补偿标准"], None, None),
        ] {
            let path: Vec<String> = path.iter().map(|word| (*word).to_owned()).collect();
            let subject = subject(&path);
            assert_eq!(
                (subject.topic, subject.item.as_deref()),
                (topic, item),
                "{path:?}"
            );
        }
    }
}
