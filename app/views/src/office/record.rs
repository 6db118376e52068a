//! The record: who did what when, with before and after.

use chrono::{DateTime, NaiveDate, Utc};
use domain::account::MAX_ACCOUNT_NAME;
use domain::event::{EventKind, Fact};
use domain::project::is_code;
use serde::{Deserialize, Serialize};

/// Which events are asked for, as in the address. Empty: all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFilter {
    /// Code of a project, or [`RECORD_NO_PROJECT`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub project: String,
    /// [`EventKind::key`]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Name of an account, [`ACTOR_RESIDENT`] or [`ACTOR_SYSTEM`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub account: String,
    /// `2024-09-02`, a day in China.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The last day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// From 1.
    #[serde(default)]
    pub page: u32,
}

impl RecordFilter {
    /// Without what is no project, no kind, no account and no day.
    #[must_use]
    pub fn understood(self) -> Self {
        let day = |text: String| match text.parse::<NaiveDate>() {
            Ok(day) => day.to_string(),
            Err(_) => String::new(),
        };
        let only = |text: String, is: bool| if is { text } else { String::new() };
        let is_project = is_code(&self.project) || self.project == RECORD_NO_PROJECT;
        let is_account = self.account.len() <= MAX_ACCOUNT_NAME;
        let kind = EventKind::from_key(&self.kind).map_or("", EventKind::key);
        Self {
            project: only(self.project, is_project),
            kind: kind.to_owned(),
            account: only(self.account, is_account),
            from: day(self.from),
            to: day(self.to),
            page: self.page.max(1),
        }
    }
}

/// In a filter: events that belong to no project. No project's code is this.
pub const RECORD_NO_PROJECT: &str = "-";

/// A page of the record, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPage {
    /// Code and name, where it is one project's record.
    pub project: Option<(String, String)>,
    /// The filter as it was understood.
    pub filter: RecordFilter,
    /// Codes and names to choose from; empty where there is no choice.
    pub projects: Vec<(String, String)>,
    /// Names and display names to choose from.
    pub accounts: Vec<(String, String)>,
    pub lines: Vec<RecordLine>,
    /// Events that match, over all pages.
    pub matching: u64,
    pub pages: u32,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLine {
    /// From 1 for the oldest of those that are listed.
    pub number: u64,
    pub at: DateTime<Utc>,
    /// [`EventKind::key`]; of a newer version, perhaps.
    pub kind: String,
    /// Account name, [`ACTOR_RESIDENT`] or [`ACTOR_SYSTEM`].
    pub actor: String,
    /// The account's display name; empty where it is none.
    pub actor_name: String,
    /// Code and name of its project.
    pub project: Option<(String, String)>,
    /// As in the event: `project/HW2024/round/1`.
    pub subject: String,
    pub facts: Vec<RecordFact>,
    /// SHA-256 of its canonical bytes.
    pub digest: String,
}

/// A fact, or both sides of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFact {
    /// Without `_before` and `_after`.
    pub name: String,
    pub value: RecordValue,
}

impl RecordFact {
    /// Puts `x_before` and `x_after` together; all else stays as it is.
    #[must_use]
    pub fn paired(facts: impl IntoIterator<Item = (String, Fact)>) -> Vec<Self> {
        let mut paired: Vec<Self> = Vec::new();
        for (name, fact) in facts {
            let (base, is_before) =
                match (name.strip_suffix("_before"), name.strip_suffix("_after")) {
                    (Some(base), _) => (base, true),
                    (_, Some(base)) => (base, false),
                    _ => {
                        let value = RecordValue::Is(fact);
                        paired.push(Self { name, value });
                        continue;
                    }
                };
            let of_base = paired.iter_mut().find_map(|one| match &mut one.value {
                RecordValue::Changed(before, after) if one.name == base => Some((before, after)),
                _ => None,
            });
            match (of_base, is_before) {
                (Some((before, _)), true) => *before = Some(fact),
                (Some((_, after)), false) => *after = Some(fact),
                (None, _) => {
                    let value = if is_before {
                        RecordValue::Changed(Some(fact), None)
                    } else {
                        RecordValue::Changed(None, Some(fact))
                    };
                    let name = base.to_owned();
                    paired.push(Self { name, value });
                }
            }
        }
        paired
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordValue {
    Is(Fact),
    /// From and to; `None` where there was nothing.
    Changed(Option<Fact>, Option<Fact>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_and_after_stand_together() {
        let facts = [
            ("file", Fact::from("a")),
            ("state_after", Fact::from("upheld")),
            ("state_before", Fact::from("accepted")),
            ("households_after", Fact::from(48)),
        ];
        let paired = RecordFact::paired(facts.map(|(name, fact)| (name.to_owned(), fact)));
        let changed = |name: &str, from: Option<Fact>, to: Option<Fact>| RecordFact {
            name: name.to_owned(),
            value: RecordValue::Changed(from, to),
        };
        assert_eq!(
            paired,
            [
                RecordFact {
                    name: "file".to_owned(),
                    value: RecordValue::Is(Fact::from("a"))
                },
                changed(
                    "state",
                    Some(Fact::from("accepted")),
                    Some(Fact::from("upheld"))
                ),
                changed("households", None, Some(Fact::from(48))),
            ]
        );
    }

    #[test]
    fn a_filter_keeps_what_it_understands() {
        let filter = RecordFilter {
            kind: "no_such_kind".into(),
            from: "2024-09-02".into(),
            to: "2024-09-31".into(),
            account: "li".into(),
            project: "-or-not".into(),
            ..RecordFilter::default()
        };
        let understood = filter.understood();
        assert_eq!((understood.kind.as_str(), understood.to.as_str()), ("", ""));
        assert_eq!(
            (understood.from.as_str(), understood.project.as_str()),
            ("2024-09-02", "")
        );
        assert_eq!((understood.account.as_str(), understood.page), ("li", 1));
    }
}
