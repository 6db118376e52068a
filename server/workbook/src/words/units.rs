//! Units, in headings and in the line above a table: 单位:元, 亩、万元.

use domain::quantity::Unit;

use super::plain::plain;

/// What a heading, or the line above the table, says about units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Units {
    /// 亩 or ㎡, of areas.
    pub(crate) area: Option<Unit>,
    /// 亩 in 元/亩.
    pub(crate) per: Option<Unit>,
    pub(crate) money: Option<Scale>,
    /// What is counted: 眼, 座, 棵.
    pub(crate) count: Option<Unit>,
}

/// What offices count fixtures in.
pub(crate) fn is_counter(word: &str) -> bool {
    const COUNTERS: [&str; 27] = [
        "眼",
        "口",
        "座",
        "个",
        "棵",
        "株",
        "处",
        "台",
        "套",
        "间",
        "米",
        "m",
        "立方米",
        "m³",
        "m3",
        "立方",
        "项",
        "冢",
        "穴",
        "根",
        "丛",
        "墩",
        "盏",
        "只",
        "头",
        "付",
        "块",
    ];
    COUNTERS.contains(&word)
}

/// What a number of money counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scale {
    #[default]
    Yuan,
    /// 千元
    Thousands,
    /// 万元
    TenThousands,
}

impl Scale {
    pub(crate) const fn yuan(self) -> u32 {
        match self {
            Self::Yuan => 1,
            Self::Thousands => 1_000,
            Self::TenThousands => 10_000,
        }
    }
}

impl Units {
    /// From what stands in the brackets of a heading: `元/亩`, `亩`, `万元`.
    pub(crate) fn of(text: &str) -> Self {
        let mut units = Self::default();
        for word in text.split(['、', ',', '\u{ff0c}', ';', '\u{ff1b}', ' ', '\u{3000}']) {
            units.add(word.trim_start_matches("单位"));
        }
        units
    }

    fn add(&mut self, word: &str) {
        let (money, per) = match word.split_once(['/', '／', '每']) {
            Some((money, per)) => (money, Some(per)),
            None => (word, None),
        };
        let scale = match money {
            "元" | "人民币元" => Some(Scale::Yuan),
            "千元" => Some(Scale::Thousands),
            "万元" | "人民币万元" | "万" => Some(Scale::TenThousands),
            _ => None,
        };
        match (scale, per, area(word)) {
            (Some(scale), None, _) => self.money = Some(scale),
            (Some(scale), Some(per), _) => {
                self.money = Some(scale);
                self.per = Some(Unit::from(per));
            }
            (None, None, Some(area)) => self.area = Some(area),
            (None, None, None) if is_counter(word) => self.count = Some(Unit::from(word)),
            _ => {}
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What this says, and where it says nothing what `other` says.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            area: self.area.or(other.area),
            per: self.per.or(other.per),
            money: self.money.or(other.money),
            count: self.count.or(other.count),
        }
    }
}

/// 亩 or ㎡, in any of their spellings.
pub(crate) fn area(word: &str) -> Option<Unit> {
    match Unit::from(word) {
        unit @ (Unit::Mu | Unit::SquareMetre) => Some(unit),
        _ => None,
    }
}

/// A heading's words without its unit, and the unit: in brackets (面积(亩)),
/// after a stroke (面积/亩) or at its end (面积㎡).
pub(crate) fn split(heading: &str) -> (String, Units) {
    let (mut word, inside) = plain(heading);
    let mut units = Units::of(&inside);
    for (start, per) in [
        ("每亩", Unit::Mu),
        ("每平方米", Unit::SquareMetre),
        ("每平米", Unit::SquareMetre),
    ] {
        if word.starts_with(start) && word.chars().count() > start.chars().count() {
            units.per = Some(per);
        }
    }
    if let Some((rest, tail)) = word
        .rsplit_once(['/', '\u{ff0f}'])
        .filter(|(rest, _)| !rest.is_empty())
    {
        // 补偿标准元/亩 is a rate; 面积/亩 is an area.
        let rate = rest.strip_suffix("万元").or(rest.strip_suffix('元'));
        if let Some(rate) = rate.filter(|rate| !rate.is_empty()) {
            let money = rest.strip_prefix(rate).unwrap_or_default();
            units = units.or(Units::of(&format!("{money}/{tail}")));
            word = rate.to_owned();
        } else if tail == "人" || !Units::of(tail).is_empty() {
            units = units.or(Units::of(tail));
            word = rest.to_owned();
        }
    }
    for end in ["㎡", "m²", "m2", "M2", "平方米"] {
        if let Some(rest) = word.strip_suffix(end).filter(|rest| !rest.is_empty()) {
            units = units.or(Units::of(end));
            word = rest.to_owned();
            break;
        }
    }
    (word, units)
}

/// Whether a cell holds nothing but a unit: a header row may be of units.
pub(crate) fn is_unit(text: &str) -> bool {
    let (outside, inside) = plain(text);
    let text = if outside.is_empty() { inside } else { outside };
    matches!(text.as_str(), "人" | "个月" | "月") || !Units::of(&text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_come_apart_into_words_and_units() {
        for (heading, word, units) in [
            ("面积(亩)", "面积", "亩"),
            ("征地面积（平方米）", "征地面积", "㎡"),
            ("补偿标准(元/亩)", "补偿标准", "元/亩"),
            ("补偿标准元/亩", "补偿标准", "元/亩"),
            ("土地面积/亩", "土地面积", "亩"),
            ("建筑面积㎡", "建筑面积", "㎡"),
            ("补偿款(单位:万元)", "补偿款", "万元"),
            ("征地面积/m2", "征地面积", "㎡"),
            ("水井数量/眼", "水井数量", "眼"),
            ("单价(万元/亩)", "单价", "万元/亩"),
            ("补偿标准万元/亩", "补偿标准", "万元/亩"),
            ("合计", "合计", ""),
        ] {
            assert_eq!(
                split(heading),
                (word.to_owned(), Units::of(units)),
                "{heading}"
            );
        }
    }
}
