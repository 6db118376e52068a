//! Villages, groups, companies, schools: what may head a household and is nobody.

use super::surnames::surname;
use crate::spelling::is_han;

/// How a collective's name begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Collective {
    /// All of it is its name.
    Whole,
    /// So many letters at its beginning may be a person's name: 张建国养殖场.
    NamedAfter(usize),
}

/// What belongs to a village, a group or a neighbourhood.
const OF_A_PLACE: [&str; 12] = [
    "村集体",
    "组集体",
    "社集体",
    "队集体",
    "村民小组",
    "村民组",
    "村委会",
    "居委会",
    "村委",
    "村民委员会",
    "居民委员会",
    "村支部",
];

/// No person's name ends so.
const CERTAIN: [&str; 30] = [
    "集体经济组织",
    "集体组织",
    "委员会",
    "经济合作社",
    "经济联合社",
    "经济联社",
    "经联社",
    "股份社",
    "合作社",
    "联合社",
    "生产队",
    "党支部",
    "人民政府",
    "办事处",
    "有限公司",
    "责任公司",
    "股份公司",
    "集团公司",
    "分公司",
    "幼儿园",
    "卫生院",
    "卫生室",
    "供电所",
    "信用社",
    "供销社",
    "清真寺",
    "家庭农场",
    "种植园",
    "种植场",
    "养殖场",
];

/// A person could be called so with one character before it.
const USUAL: [&str; 46] = [
    "集体",
    "公司",
    "集团",
    "学校",
    "小学",
    "中学",
    "大学",
    "学院",
    "祠堂",
    "宗祠",
    "家庙",
    "寺庙",
    "寺院",
    "教堂",
    "土地庙",
    "关帝庙",
    "医院",
    "诊所",
    "银行",
    "工厂",
    "林场",
    "农场",
    "渔场",
    "牧场",
    "果园",
    "砖厂",
    "加工厂",
    "饭店",
    "超市",
    "商店",
    "门市",
    "商行",
    "水库",
    "公墓",
    "社区",
    "小组",
    "林业站",
    "水利站",
    "变电站",
    "加油站",
    "福利院",
    "敬老院",
    "养老院",
    "协会",
    "企业",
    "小区",
];

/// What stands for all of a village.
const ALONE: [&str; 5] = ["集体", "村集体", "组集体", "村委会", "居委会"];

/// One character more: only where nobody can be called so.
const SHORT: [char; 9] = ['村', '组', '队', '社', '厂', '场', '寺', '庙', '屯'];

/// How the name of a place ends, or of a family: what stands before 小学 or 祠堂.
const PLACES: &str =
    "省市县区镇乡村庄屯寨湾沟坝坪岭山河塘街路组队社里岗圩堡铺桥口集营坡洼沟墩湖氏族姓";

/// Provinces that begin as a surname does.
const PROVINCES: [&str; 10] = [
    "安徽", "江苏", "江西", "云南", "宁夏", "甘肃", "吉林", "广东", "广西", "海南",
];

const NUMERALS: &str = "0123456789〇零一二三四五六七八九十百两";

/// Whether these letters are the name of a collective. A person's never is.
pub(super) fn collective(letters: &[char]) -> Option<Collective> {
    let text: String = letters.iter().collect();
    let before = |suffix: &&str| {
        let count = letters.len().checked_sub(suffix.chars().count())?;
        text.ends_with(*suffix).then_some(count)
    };
    if ALONE.contains(&text.as_str()) || is_group(&text) {
        return Some(Collective::Whole);
    }
    if OF_A_PLACE.iter().any(|end| before(end).is_some()) {
        return Some(Collective::Whole);
    }
    if let Some(count) = CERTAIN.iter().filter_map(before).min() {
        return Some(named_after(letters, count));
    }
    if let Some(count) = USUAL.iter().filter_map(before).min() {
        // 王公司 and 欧阳集体 can be people.
        let begins = letters.get(..count).unwrap_or_default();
        let is_long = count >= 2 && surname(begins) != Some(count);
        return is_long.then(|| named_after(letters, count));
    }
    let short = letters.last().is_some_and(|last| SHORT.contains(last));
    let sure = letters.len() >= 5 || !may_be_person(letters);
    let count = letters.len().saturating_sub(1);
    (short && sure && count >= 2).then(|| named_after(letters, count))
}

/// 3组, 第三村民小组.
fn is_group(text: &str) -> bool {
    let units = ["村民小组", "村民组", "小组", "组", "生产队", "队"];
    let number = units.iter().find_map(|unit| text.strip_suffix(unit));
    number.is_some_and(|number| {
        let number = number.trim_start_matches('第');
        !number.is_empty() && number.chars().all(|c| NUMERALS.contains(c))
    })
}

/// Whether what a collective's name begins with, before its suffix, may be a
/// person's name: 张建国养殖场.
fn named_after(letters: &[char], count: usize) -> Collective {
    const MOST_OF_ONE: usize = 4;
    const USUALLY: usize = 3;
    let begins = letters.get(..count).unwrap_or_default();
    let text: String = begins.iter().collect();
    let first = begins.iter().take(MOST_OF_ONE);
    let is_place = first.skip(1).any(|letter| PLACES.contains(*letter))
        || begins.last().is_some_and(|last| NUMERALS.contains(*last))
        || PROVINCES.iter().any(|province| text.starts_with(province));
    let person = match begins.len() {
        ..=MOST_OF_ONE => begins,
        _ => begins.get(..USUALLY).unwrap_or_default(),
    };
    if !is_place && may_be_person(person) {
        Collective::NamedAfter(person.len())
    } else {
        Collective::Whole
    }
}

/// Whether these letters may be the name of one person, as Chinese names are.
pub(super) fn may_be_person(letters: &[char]) -> bool {
    (2..=4).contains(&letters.len())
        && letters.iter().all(|letter| is_han(*letter))
        && surname(letters).is_some_and(|count| count < letters.len())
}
