//! What events were done to, in words.

use domain::event::subject_parts;
use domain::round::RoundNumber;

use crate::{Label as _, Lang, Text};

/// An address in words, without the project: empty where there is no more.
#[must_use]
pub fn subject_words(subject: &str, lang: Lang) -> String {
    let words: Vec<String> = subject_parts(subject)
        .filter(|(what, _)| *what != "project")
        .map(|(what, which)| part(what, which, lang))
        .collect();
    words.join(" · ")
}

fn part(what: &str, which: &str, lang: Lang) -> String {
    let round = || RoundNumber::new(which.parse().ok()?);
    let named = |words: Text| words.fill(lang, &[("which", &which)]).trim().to_owned();
    match what {
        "round" => round().map_or_else(|| which.to_owned(), |round| round.label(lang)),
        "account" => named(crate::SUBJECT_ACCOUNT),
        "declarations" => crate::SUBJECT_DECLARATIONS.get(lang).to_owned(),
        "kin" => named(crate::SUBJECT_KIN),
        "calendar" => named(crate::SUBJECT_CALENDAR),
        "household" => named(crate::SUBJECT_OF_HOUSEHOLD),
        "objection" => named(crate::SUBJECT_OBJECTION),
        "revision" => named(crate::SUBJECT_REVISION),
        "office" => crate::SUBJECT_OFFICE.get(lang).to_owned(),
        _ => format!("{what} {which}").trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::event::project_of;

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
