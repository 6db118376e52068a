//! Identity numbers (GB 11643-1999) and other numbers that must not be published.

mod groups;
mod identity;

use std::ops::Range;

use crate::spelling::half_width;

use identity::LEAST_DIGITS;
pub use identity::{PersonalKind, is_identity};

/// A personal number found in a text, masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalNumber {
    pub kind: PersonalKind,
    /// The first and last four characters: `9901…2181`.
    pub masked: String,
}

/// Every personal number in a text: identity numbers (of 18 characters and, as they
/// were until 1999, of 15), mobile phones (11 digits from 13 to 19, with or without
/// 86 before them) and accounts of 16 digits or more, also where blanks, hyphens,
/// dots or strokes group their digits. What has the shape of an identity number
/// counts as one, also where its check character is wrong.
#[must_use]
pub fn find(text: &str) -> Vec<PersonalNumber> {
    spans(text).into_iter().map(|(_, number)| number).collect()
}

/// A text with every personal number in it masked.
#[must_use]
pub fn hide(text: &str) -> String {
    let spans = spans(text);
    if spans.is_empty() {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut spans = spans.into_iter().peekable();
    for (index, character) in text.chars().enumerate() {
        if let Some((span, number)) = spans.peek() {
            if index == span.start {
                out.push_str(&number.masked);
            }
            if index + 1 >= span.end {
                spans.next();
                continue;
            }
            if span.contains(&index) {
                continue;
            }
        }
        out.push(character);
    }
    out
}

/// Every personal number with the characters that it stands in.
fn spans(text: &str) -> Vec<(Range<usize>, PersonalNumber)> {
    // Too few digits for any, as nearly all texts have; full-width ones begin so.
    let may_be_digit = |byte: &u8| byte.is_ascii_digit() || *byte == 0xef;
    if text.len() < LEAST_DIGITS || text.bytes().filter(may_be_digit).count() < LEAST_DIGITS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for run in groups::runs(text) {
        let mut rest = run.as_slice();
        while let [first, after @ ..] = rest {
            let Some((count, kind)) = groups::longest(rest) else {
                rest = after;
                continue;
            };
            let (own, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            let whole: String = own.iter().map(|group| group.digits.as_str()).collect();
            let masked = mask(&whole);
            let end = own.last().map_or(first.end, |last| last.end);
            found.push((first.start..end, PersonalNumber { kind, masked }));
            rest = after;
        }
    }
    found
}

/// How a number ends, to tell it from another on the office's pages: `****2181`.
/// Of one that is shorter than eight characters nothing.
#[must_use]
pub fn ending(number: &str) -> String {
    const LEAST: usize = 8;
    let characters: Vec<char> = number
        .chars()
        .map(half_width)
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_uppercase())
        .collect();
    let last = characters
        .last_chunk::<4>()
        .filter(|_| characters.len() >= LEAST);
    let last = last.map(|last| last.iter().collect::<String>());
    format!("****{}", last.unwrap_or_default())
}

/// The first and last four characters of a number.
#[must_use]
pub fn mask(number: &str) -> String {
    let characters: Vec<char> = number.chars().collect();
    match (characters.first_chunk::<4>(), characters.last_chunk::<4>()) {
        (Some(first), Some(last)) if characters.len() > 8 => {
            format!(
                "{}…{}",
                first.iter().collect::<String>(),
                last.iter().collect::<String>()
            )
        }
        _ => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_number_only_its_end_is_told() {
        for (number, ending) in [
            ("11010519491231002X", "****002X"),
            ("11010519491231002x", "****002X"),
            ("6228 4804 0256 4890 018", "****0018"),
            ("１３８００１３８０００", "****8000"),
            ("1234567", "****"),
            ("12345678", "****5678"),
            ("", "****"),
            ("信用社", "****"),
        ] {
            assert_eq!(super::ending(number), ending, "{number}");
        }
    }

    #[test]
    fn finds_and_masks_personal_numbers_only() {
        let masked = |text: &str| -> Vec<String> {
            find(text).into_iter().map(|number| number.masked).collect()
        };
        assert_eq!(
            masked("身份证990101197410052181,电话13976455518"),
            ["9901…2181", "1397…5518"]
        );
        assert_eq!(masked("99010119781002784X"), ["9901…784X"]);
        assert_eq!(masked("6228 2986 1515 4495 019"), ["6228…5019"]);
        assert_eq!(masked("139-1749-2366"), ["1391…2366"]);
    }

    #[test]
    fn finds_numbers_however_they_are_grouped() {
        use PersonalKind::{Account, Identity, Phone};
        for (text, kind) in [
            ("联系139.1749.2366", Phone),
            ("联系139－1749－2366", Phone),
            ("139_1749_2366", Phone),
            ("+86 139 1749 2366", Phone),
            ("0086-13917492366", Phone),
            ("(+86)139 1749 2366", Phone),
            ("139 17492366", Phone),
            ("139 - 1749 - 2366", Phone),
            ("1391749 2366", Phone),
            ("1391-749-2366", Phone),
            ("139/1749/2366", Phone),
            ("139·1749·2366", Phone),
            ("139\u{a0}1749\u{3000}2366", Phone),
            ("139\u{200b}1749\u{200b}2366", Phone),
            ("1 3 9 1 7 4 9 2 3 6 6", Phone),
            ("１３９１７４９２３６６", Phone),
            ("139(1749)2366", Phone),
            ("电话：13917492366。", Phone),
            ("34060219650312403x", Identity),
            ("34060219650312403Ｘ", Identity),
            ("340602 19650312 403X", Identity),
            ("340602-1965-0312-403X", Identity),
            ("340602 196503 124031", Identity),
            ("3406 0219 6503 1240 31", Identity),
            ("340602 650312 403", Identity),
            ("340602650312403", Identity),
            ("340-602-650312-403", Identity),
            ("6217 8866 0000 1234567", Account),
            ("6217-8866-0000-1234-567", Account),
            ("621788 6600001234567", Account),
            ("存折340602101200012346", Account),
            ("6217.8866.0000.1234", Account),
        ] {
            let found: Vec<PersonalKind> = find(text).iter().map(|one| one.kind).collect();
            assert_eq!(found, [kind], "{text}");
            let digit = |c: char| half_width(c).is_ascii_digit();
            let left = hide(text).chars().filter(|c| digit(*c)).count();
            assert!(left <= 8, "{text}: {}", hide(text));
        }
        assert_eq!(
            find("139 1749 2366、138-0013-8000 6217 8866 0000 1234567").len(),
            3
        );
    }

    #[test]
    fn areas_amounts_dates_and_document_numbers_are_no_persons() {
        for harmless in [
            "监督电话:0000-0000000",
            "0561-3022145、0561-3022146",
            "０５６１－３０２２１４５６",
            "400-800-1234",
            "12345",
            "2024-09-02 2024-09-08",
            "2024.09.02-2024.09.08",
            "2024/09/02—2024/09/08",
            "20240902-20240908",
            "15-20240902",
            "150 20240902",
            "1356000 2024",
            "2021 2022 2023 2024",
            "HW01006",
            "340601001 340601002",
            "ZL01001、ZL01002、ZL01003",
            "11780160.22",
            "1,234,567.89 元",
            "3.215 亩 12.5 ㎡",
            "1500 2000 300",
            "1652.25 1350.5",
            "48000×4.734=227232.00",
            "117.1234 33.5678",
            "东经117.123456 北纬33.567890",
            "皖政地〔2024〕138号",
            "皖自然资征〔2023〕1391号",
            "皖(2019)濉溪县不动产权第0012345号",
            "GB/T 2260-2007",
            "12.5 13.5 14.5 15.5 16.5",
            "1-2 3-4 5-6 7-8 9-10",
            "340602001001GB00012F00010001",
        ] {
            assert!(find(harmless).is_empty(), "{harmless}");
        }
    }

    #[test]
    fn hides_the_numbers_and_nothing_else() {
        for (text, hidden) in [
            ("张三，电话13976455518，已签", "张三，电话1397…5518，已签"),
            ("990101197410052181", "9901…2181"),
            (
                "99010119781002784X和99010119781002784x。",
                "9901…784X和9901…784X。",
            ),
            ("账号 6228 2986 1515 4495 019 农行", "账号 6228…5019 农行"),
            ("１３９７６４５５５１８（儿子）", "1397…5518（儿子）"),
            ("2024-09-02 3.215 亩 HW01006", "2024-09-02 3.215 亩 HW01006"),
            ("", ""),
        ] {
            assert_eq!(hide(text), hidden);
            assert!(find(&hide(text)).is_empty());
        }
    }

    #[test]
    fn an_identity_number_has_the_right_check_character() {
        assert!(is_identity("990101195212147762"));
        assert!(!is_identity("990101195212147763"));
        assert!(!is_identity("990101521214776"));
    }
}
