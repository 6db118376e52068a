//! Masking of names: the one place.

/// Keeps the first and the last character of a name: 张小明 → `张*明`,
/// 严长 → `严*`, 欧阳修文 → `欧**文`. Enough to tell namesakes apart beside the
/// household number, too little to look a stranger up.
#[must_use]
pub(super) fn mask_name(name: &str) -> String {
    let characters: Vec<char> = name.trim().chars().collect();
    match characters.as_slice() {
        [] => String::new(),
        [_] => "*".to_owned(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", "*".repeat(middle.len())),
    }
}

/// A text in which these names are masked wherever they stand; the longest
/// first, since one can be part of another. One character is no name.
pub(super) fn mask_names<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.into_iter().map(str::trim).collect();
    names.retain(|name| name.chars().count() > 1);
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    let mask = |text: String, name: &str| text.replace(name, &mask_name(name));
    names.into_iter().fold(text.to_owned(), mask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_all_but_the_ends_of_a_name() {
        for (name, masked) in [
            ("张小明", "张*明"),
            ("严长", "严*"),
            ("欧阳修文", "欧**文"),
            ("王", "*"),
            ("", ""),
        ] {
            assert_eq!(mask_name(name), masked, "{name}");
        }
    }

    #[test]
    fn the_longer_of_two_names_is_masked_whole() {
        assert_eq!(
            mask_names("按张小明明和张小的协议", ["张小", "张小明明"]),
            "按张**明和张*的协议"
        );
    }
}
