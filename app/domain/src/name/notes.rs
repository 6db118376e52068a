//! What stands beside a name and is none: (已故), 等3人, 之子.

/// Notes that stand in brackets as they are.
const NOTES: [&str; 96] = [
    "已故",
    "故",
    "亡",
    "已亡",
    "亡故",
    "已亡故",
    "去世",
    "已去世",
    "过世",
    "已过世",
    "死亡",
    "已死亡",
    "殁",
    "代",
    "代签",
    "代领",
    "代办",
    "代理",
    "代管",
    "代表",
    "代收",
    "代持",
    "委托",
    "受托",
    "户主",
    "原户主",
    "新户主",
    "现户主",
    "前户主",
    "本人",
    "家属",
    "遗属",
    "遗孀",
    "五保",
    "五保户",
    "低保",
    "低保户",
    "军属",
    "烈属",
    "外出",
    "外迁",
    "迁出",
    "空挂户",
    "空户",
    "分户",
    "新分户",
    "绝户",
    "销户",
    "已销户",
    "户",
    "夫",
    "妻",
    "父",
    "母",
    "子",
    "女",
    "儿",
    "媳",
    "孙",
    "长子",
    "次子",
    "三子",
    "长女",
    "次女",
    "女婿",
    "儿媳",
    "配偶",
    "夫妻",
    "夫妇",
    "兄弟",
    "姐妹",
    "兄",
    "弟",
    "姐",
    "妹",
    "父子",
    "母子",
    "父女",
    "母女",
    "共有",
    "共同",
    "共有人",
    "继承",
    "继承人",
    "法定继承人",
    "监护人",
    "法定代理人",
    "未成年",
    "未成年人",
    "大",
    "小",
    "老",
    "男",
    "同名",
    "重名",
    "更名",
];

/// Notes behind a name without brackets, the longest first.
const BEHIND: [&str; 24] = [
    "之遗孀",
    "之儿媳",
    "之女婿",
    "之配偶",
    "之家属",
    "已去世",
    "已死亡",
    "已亡故",
    "已过世",
    "之子",
    "之女",
    "之妻",
    "之夫",
    "之父",
    "之母",
    "之孙",
    "之弟",
    "之兄",
    "之妹",
    "之姐",
    "之侄",
    "之媳",
    "已故",
    "户主",
];

/// The same in brackets, where what stands before them is a name: 秦守仁代.
const BEHIND_IN_BRACKETS: [&str; 8] =
    ["代签", "代领", "代办", "代管", "代理", "之代", "代收", "代"];

/// Before a name in brackets: 妻:王芳.
const BEFORE: [&str; 26] = [
    "法定代理人",
    "法定继承人",
    "委托代理人",
    "继承人",
    "监护人",
    "代理人",
    "共有人",
    "曾用名",
    "原户主",
    "户主",
    "原名",
    "又名",
    "别名",
    "小名",
    "现名",
    "配偶",
    "委托",
    "其子",
    "其妻",
    "其女",
    "由",
    "妻",
    "夫",
    "父",
    "母",
    "子",
];

/// Whether what stands in brackets is a note and no name.
pub(super) fn is_note(inside: &str) -> bool {
    let plain: String = inside.chars().filter(|c| !c.is_whitespace()).collect();
    NOTES.contains(&plain.as_str())
        || is_count(&plain)
        || plain.strip_prefix('之').is_some_and(is_kin)
        || plain.strip_prefix('其').is_some_and(is_kin)
        || ["代", "代签", "代领"]
            .iter()
            .any(|end| plain.strip_suffix(end).is_some_and(is_kin))
}

fn is_kin(text: &str) -> bool {
    const KIN: [&str; 20] = [
        "子", "女", "妻", "夫", "父", "母", "孙", "孙子", "孙女", "弟", "兄", "妹", "姐", "侄",
        "媳", "儿媳", "女婿", "配偶", "遗孀", "儿子",
    ];
    KIN.contains(&text)
        || text
            .strip_prefix('其')
            .is_some_and(|rest| KIN.contains(&rest))
}

/// 3, 等3人, 共两户, 2组, 3号.
fn is_count(text: &str) -> bool {
    let text = text.trim_start_matches(['等', '共', '计', '第']);
    let number = text.trim_end_matches(['人', '户', '口', '名', '位', '组', '队', '号']);
    !number.is_empty()
        && number.chars().count() <= 3
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || "一二三四五六七八九十两几数".contains(c))
        && (number.chars().all(|c| c.is_ascii_digit()) || number.len() < text.len())
}

/// How many letters at the end are a note: of 石玉梅等3人 three. At least two are
/// left of a name.
pub(super) fn behind(letters: &[char], in_brackets: bool) -> usize {
    let text: String = letters.iter().collect();
    let left = |note: usize| letters.len() >= note + 2;
    if let Some(at) = letters.iter().rposition(|letter| *letter == '等') {
        let rest: String = letters.iter().skip(at + 1).collect();
        if (rest.is_empty() || is_count(&rest)) && left(letters.len() - at) {
            return letters.len() - at;
        }
    }
    let more: &[&str] = if in_brackets {
        &BEHIND_IN_BRACKETS
    } else {
        &[]
    };
    BEHIND
        .iter()
        .chain(more)
        .filter(|note| text.ends_with(*note))
        .map(|note| note.chars().count())
        .find(|note| left(*note))
        .unwrap_or(0)
}

/// How many letters at the beginning of what stands in brackets are a note, where
/// the rest can be a name.
pub(super) fn before(letters: &[char], is_name: impl Fn(&[char]) -> bool) -> usize {
    let text: String = letters.iter().collect();
    BEFORE
        .iter()
        .filter(|note| text.starts_with(*note))
        .map(|note| {
            let count = note.chars().count();
            count + usize::from(matches!(letters.get(count), Some(':' | '\u{ff1a}')))
        })
        .find(|count| is_name(letters.get(*count..).unwrap_or_default()))
        .unwrap_or(0)
}
