//! An event and its canonical bytes.

use chrono::{DateTime, SecondsFormat, Utc};

use super::fact::{Fact, Facts};
use super::kind::EventKind;
use super::payload::Payload;
use super::subject::{Subject, project_of};

/// Who acts in events that a citizen caused. No account has this name.
pub const ACTOR_RESIDENT: &str = "resident";
/// Who acts in events of the program itself. No account has this name.
pub const ACTOR_SYSTEM: &str = "system";

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub kind: EventKind,
    pub at: DateTime<Utc>,
    /// The account that did it, `resident` for a citizen, `system` for the
    /// program itself.
    pub actor: String,
    /// What it was done to: `project/hewan-2024/round/1`.
    pub subject: String,
    pub facts: Facts,
}

impl Event {
    /// What a payload says, of a subject, by somebody.
    #[must_use]
    pub fn new<P: Payload>(
        at: DateTime<Utc>,
        actor: impl Into<String>,
        subject: &Subject<'_>,
        payload: P,
    ) -> Self {
        Self {
            kind: P::KIND,
            at,
            actor: actor.into(),
            subject: subject.to_string(),
            facts: payload.facts(),
        }
    }

    /// The project that it belongs to: of its subject, or named by the fact
    /// `project` (an objection's).
    #[must_use]
    pub fn project(&self) -> Option<&str> {
        let named = || {
            self.facts.iter().find_map(|(name, fact)| match fact {
                Fact::Text(code) if name == "project" => Some(code.as_str()),
                _ => None,
            })
        };
        project_of(&self.subject).or_else(named)
    }

    /// The canonical bytes: `{"actor":…,"at":…,"facts":{…},"kind":…,"subject":…,"v":1}`
    /// in UTF-8, keys sorted by code point, no spaces, time in UTC with
    /// milliseconds (after RFC 8785).
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        let mut facts: Vec<_> = self.facts.iter().collect();
        facts.sort_unstable_by_key(|(name, _)| *name);
        let mut out = String::from("{");
        push_text(&mut out, "actor", &self.actor);
        out.push(',');
        push_text(
            &mut out,
            "at",
            &self.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        );
        out.push_str(",\"facts\":{");
        for (index, (name, fact)) in facts.into_iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            match fact {
                Fact::Text(text) => push_text(&mut out, name, text),
                Fact::Number(number) => {
                    push_quoted(&mut out, name);
                    out.push(':');
                    out.push_str(&number.to_string());
                }
            }
        }
        out.push_str("},");
        push_text(&mut out, "kind", self.kind.key());
        out.push(',');
        push_text(&mut out, "subject", &self.subject);
        out.push_str(",\"v\":1}");
        out.into_bytes()
    }
}

fn push_text(out: &mut String, name: &str, text: &str) {
    push_quoted(out, name);
    out.push(':');
    push_quoted(out, text);
}

/// JSON string escaping as RFC 8785 3.2.2.2 has it.
fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if u32::from(control) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_bytes_do_not_depend_on_the_order_of_facts() {
        let at = "2024-09-02T00:30:00Z".parse().expect("a time");
        let event = |facts: [(&'static str, Fact); 2]| Event {
            kind: EventKind::NoticePublished,
            at,
            actor: "reviewer".into(),
            subject: "project/hewan-2024/round/1".into(),
            facts: {
                let mut all = Facts::default();
                facts
                    .into_iter()
                    .for_each(|(name, fact)| all.put(name, fact));
                all
            },
        };
        let (revision, digest) = (Fact::Number(1), Fact::Text("ab\"c\n".into()));
        let one = event([("revision", revision.clone()), ("digest", digest.clone())]);
        let other = event([("digest", digest), ("revision", revision)]);
        assert_eq!(one.canonical(), other.canonical());
        assert_eq!(
            String::from_utf8(one.canonical()).expect("utf-8"),
            r#"{"actor":"reviewer","at":"2024-09-02T00:30:00.000Z","facts":{"digest":"ab\"c\n","revision":1},"kind":"notice_published","subject":"project/hewan-2024/round/1","v":1}"#
        );
    }

    proptest! {
        #[test]
        fn any_text_makes_valid_json(text in any::<String>()) {
            let event = Event {
                kind: EventKind::ObjectionFiled,
                at: DateTime::<Utc>::UNIX_EPOCH,
                actor: text.clone(),
                subject: String::new(),
                facts: Facts::default(),
            };
            let value: serde_json::Value =
                serde_json::from_slice(&event.canonical()).expect("valid JSON");
            prop_assert_eq!(value["actor"].as_str(), Some(text.as_str()));
        }
    }
}
