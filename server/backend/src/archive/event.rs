//! An event as it is stored in an archive.

use std::collections::BTreeMap;

/// An event as its canonical bytes have it.
#[derive(serde::Deserialize)]
pub(super) struct ArchivedEvent {
    pub(super) kind: String,
    pub(super) subject: String,
    facts: BTreeMap<String, serde_json::Value>,
}

impl ArchivedEvent {
    pub(super) fn text(&self, fact: &str) -> Option<&str> {
        self.facts.get(fact)?.as_str()
    }

    pub(super) fn number(&self, fact: &str) -> Option<i64> {
        self.facts.get(fact)?.as_i64()
    }
}
