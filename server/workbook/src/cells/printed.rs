//! What is printed at the top and at the bottom of each page.

/// The texts of a page's header or footer as .xlsx and .xls have it, without what
/// sets them: `&L`, `&C` and `&R` part them, `&"宋体"`, `&12` and the like are of
/// their font, `&P` and the like are filled in on paper.
pub(crate) fn printed(code: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut rest = code.chars().peekable();
    while let Some(character) = rest.next() {
        let mut push = |character| {
            if let Some(text) = texts.last_mut() {
                text.push(character);
            }
        };
        if character != '&' {
            push(character);
            continue;
        }
        match rest.next() {
            Some('&') => push('&'),
            Some('L' | 'C' | 'R') => texts.push(String::new()),
            // A font's name, up to its closing mark.
            Some('"') => while rest.next().is_some_and(|next| next != '"') {},
            // Its size, or a colour: `&K0070C0`.
            Some(first) if first.is_ascii_digit() => {
                while rest.next_if(char::is_ascii_digit).is_some() {}
            }
            Some('K') => {
                const COLOUR: usize = 6;
                for _ in 0..COLOUR {
                    rest.next();
                }
            }
            _ => {}
        }
    }
    let texts = texts.into_iter().map(|text| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_left_and_what_sets_them_is_not() {
        for (code, texts) in [
            (
                "&C枣林村公示表&R单位：万元",
                vec!["枣林村公示表", "单位：万元"],
            ),
            (
                "&L&\"宋体,加粗\"&14单位：元&R第 &P 页",
                vec!["单位：元", "第  页"],
            ),
            ("&KFF0000甲&&乙", vec!["甲&乙"]),
            ("单位：亩", vec!["单位：亩"]),
            ("&\"宋体", vec![]),
            ("&", vec![]),
        ] {
            assert_eq!(printed(code), texts, "{code}");
        }
    }
}
