//! What an event was done to, from its address: `project/HW2024/round/1`.

use crate::round::RoundNumber;
use crate::text::{self, Lang, Text};

/// The project that an address names.
#[must_use]
pub fn project_of(subject: &str) -> Option<&str> {
    parts(subject).find_map(|(what, which)| (what == "project").then_some(which))
}

/// An address in words, without the project: empty where there is no more.
#[must_use]
pub fn subject_words(subject: &str, lang: Lang) -> String {
    let words: Vec<String> = parts(subject)
        .filter(|(what, _)| *what != "project")
        .map(|(what, which)| part(what, which, lang))
        .collect();
    words.join(" · ")
}

fn parts(subject: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut segments = subject.split('/');
    std::iter::from_fn(move || Some((segments.next()?, segments.next().unwrap_or_default())))
}

fn part(what: &str, which: &str, lang: Lang) -> String {
    let round = || RoundNumber::new(which.parse().ok()?);
    let named = |text: Text| text.fill(lang, &[("which", &which)]).trim().to_owned();
    match what {
        "round" => round().map_or_else(|| which.to_owned(), |round| round.label(lang)),
        "account" => named(text::SUBJECT_ACCOUNT),
        "declarations" => text::SUBJECT_DECLARATIONS.get(lang).to_owned(),
        "kin" => named(text::SUBJECT_KIN),
        "calendar" => named(text::SUBJECT_CALENDAR),
        "household" => named(text::SUBJECT_OF_HOUSEHOLD),
        "objection" => named(text::SUBJECT_OBJECTION),
        "revision" => named(text::SUBJECT_REVISION),
        "office" => text::SUBJECT_OFFICE.get(lang).to_owned(),
        _ => format!("{what} {which}").trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_in_words() {
        for (subject, project, zh) in [
            ("project/HW2024", Some("HW2024"), ""),
            ("project/HW2024/round/1", Some("HW2024"), "第一榜"),
            (
                "project/HW2024/round/2/revision/3",
                Some("HW2024"),
                "第二榜 · 第 3 次公布",
            ),
            ("account/li.clerk", None, "账号 li.clerk"),
            ("account", None, "账号"),
            ("project/HW2024/declarations", Some("HW2024"), "关系申报"),
            (
                "project/HW2024/kin/li.clerk",
                Some("HW2024"),
                "li.clerk 的回避申报",
            ),
            (
                "objection/20240902-ABCD-EFGH",
                None,
                "异议 20240902-ABCD-EFGH",
            ),
            ("round/none", None, "none"),
            ("something/else", None, "something else"),
            ("", None, ""),
        ] {
            assert_eq!(project_of(subject), project, "{subject}");
            assert_eq!(subject_words(subject, Lang::Zh), zh, "{subject}");
        }
    }
}
