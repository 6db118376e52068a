//! Facts of an event: names with a text or a number each.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::account::Role;
use crate::board::Totals;
use crate::calendar::DayKind;
use crate::conflict_of_interest::RestrictedAction;
use crate::declaration::DeclaredBy;
use crate::objection::{HeldFor, ObjectionKind, ObjectionState};
use crate::privacy::Scope;
use crate::reason::ChangeCause;
use crate::review::Checklist;

/// A fact of an event. No floating point: its text is not unique.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    Text(String),
    Number(i64),
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Fact {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// The facts of an event, by name. Never personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(&'static str, Fact)>);

impl Facts {
    pub(super) fn with(mut self, field: &'static str, value: impl FactValue) -> Self {
        value.put(field, &mut self);
        self
    }

    pub(super) fn put(&mut self, name: &'static str, fact: Fact) {
        self.0.push((name, fact));
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Fact)> {
        self.0.iter().map(|(name, fact)| (*name, fact))
    }
}

/// A value that a payload's field may have: what it is as a fact.
pub trait FactValue {
    /// The facts that a field of this name becomes.
    fn names(field: &'static str) -> Vec<&'static str> {
        vec![field]
    }

    fn put(self, field: &'static str, facts: &mut Facts);
}

impl FactValue for String {
    fn put(self, field: &'static str, facts: &mut Facts) {
        facts.put(field, Fact::Text(self));
    }
}

impl FactValue for i64 {
    fn put(self, field: &'static str, facts: &mut Facts) {
        facts.put(field, Fact::Number(self));
    }
}

impl FactValue for u32 {
    fn put(self, field: &'static str, facts: &mut Facts) {
        i64::from(self).put(field, facts);
    }
}

/// Saturates: no count that anyone stores comes near.
impl FactValue for usize {
    fn put(self, field: &'static str, facts: &mut Facts) {
        i64::try_from(self).unwrap_or(i64::MAX).put(field, facts);
    }
}

/// Milliseconds since 1970.
impl FactValue for DateTime<Utc> {
    fn put(self, field: &'static str, facts: &mut Facts) {
        self.timestamp_millis().put(field, facts);
    }
}

/// `2024-09-02`
impl FactValue for NaiveDate {
    fn put(self, field: &'static str, facts: &mut Facts) {
        self.to_string().put(field, facts);
    }
}

/// What was signed, by its keys with commas between.
impl FactValue for Checklist {
    fn put(self, field: &'static str, facts: &mut Facts) {
        self.keys().put(field, facts);
    }
}

/// No fact where there is none.
impl<T: FactValue> FactValue for Option<T> {
    fn names(field: &'static str) -> Vec<&'static str> {
        T::names(field)
    }

    fn put(self, field: &'static str, facts: &mut Facts) {
        if let Some(value) = self {
            value.put(field, facts);
        }
    }
}

/// Keyed enums appear by their key.
macro_rules! by_key {
    ($($name:ty),*) => {$(
        impl FactValue for $name {
            fn put(self, field: &'static str, facts: &mut Facts) {
                self.key().to_owned().put(field, facts);
            }
        }
    )*};
}
by_key!(
    ChangeCause,
    DayKind,
    DeclaredBy,
    HeldFor,
    RestrictedAction,
    ObjectionKind,
    ObjectionState,
    Role,
    Scope
);

/// The sums of a board that another took the place of.
pub struct Before(pub Totals);

/// The sums of the board that took its place.
pub struct After(pub Totals);

/// Five facts of a board's sums, whatever the field is called.
macro_rules! totals {
    ($type:ty, $of:expr, $suffix:literal) => {
        impl FactValue for $type {
            fn names(_: &'static str) -> Vec<&'static str> {
                [
                    concat!("households", $suffix),
                    concat!("payout_fen", $suffix),
                    concat!("land_e4_mu", $suffix),
                    concat!("floor_e4_m2", $suffix),
                    concat!("flagged", $suffix),
                ]
                .to_vec()
            }

            fn put(self, field: &'static str, facts: &mut Facts) {
                let totals: Totals = $of(self);
                let numbers = [
                    i64::from(totals.households),
                    totals.payout.fen(),
                    totals.land.e4(),
                    totals.floor.e4(),
                    i64::from(totals.flagged),
                ];
                for (name, number) in Self::names(field).into_iter().zip(numbers) {
                    number.put(name, facts);
                }
            }
        }
    };
}
totals!(Totals, |totals: Self| totals, "");
totals!(Before, |before: Self| before.0, "_before");
totals!(After, |after: Self| after.0, "_after");

/// Whether a text is a SHA-256 or an HMAC-SHA-256, hexadecimal or base64url.
#[must_use]
pub fn is_digest(text: &str) -> bool {
    let hexadecimal = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let base64url = text.len() == 43
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    hexadecimal || base64url
}
