//! Words of posts, kinship and membership.

/// Posts in a village.
pub(crate) const POSTS: [&str; 10] = [
    "书记", "主任", "委员", "会计", "组长", "队长", "支委", "文书", "出纳", "村长",
];

/// Words of kinship: 村主任之弟, 其父为党员.
pub(crate) const KIN: [&str; 26] = [
    "亲属", "家属", "亲戚", "近亲", "亲友", "直系", "旁系", "之父", "之母", "之子", "之女", "之妻",
    "之夫", "之弟", "之兄", "之妹", "之姐", "其父", "其母", "其子", "其女", "其妻", "其夫", "配偶",
    "岳父", "女婿",
];

/// Whether a cell speaks of a cadre, a Party member or a relative of either.
pub(crate) fn names_officials(text: &str) -> bool {
    const OFFICIALS: [&str; 5] = ["党员", "干部", "两委", "公职", "村官"];
    const NOT: [&str; 4] = ["非党", "非干部", "非村", "不是"];
    const LONGEST: usize = 40;
    let has = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    text.chars().count() <= LONGEST && (has(&OFFICIALS) || has(&POSTS)) && !has(&NOT)
}
