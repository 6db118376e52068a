//! Facts that several kinds of events carry.

use super::Fact;
use crate::board::Totals;

/// A board's sums as facts: beside those of the board that it replaces, or alone.
#[must_use]
pub fn facts_of_totals(before: Option<&Totals>, after: &Totals) -> Vec<(&'static str, Fact)> {
    let numbers = |totals: &Totals| {
        [
            i64::from(totals.households),
            totals.payout.fen(),
            totals.land.e4(),
            totals.floor.e4(),
            i64::from(totals.flagged),
        ]
    };
    let with = |names: [&'static str; 5], totals: &Totals| {
        names
            .into_iter()
            .zip(numbers(totals).map(Fact::Number))
            .collect()
    };
    let Some(before) = before else {
        return with(
            [
                "households",
                "payout_fen",
                "land_e4_mu",
                "floor_e4_m2",
                "flagged",
            ],
            after,
        );
    };
    let mut facts: Vec<_> = with(
        [
            "households_before",
            "payout_fen_before",
            "land_e4_mu_before",
            "floor_e4_m2_before",
            "flagged_before",
        ],
        before,
    );
    facts.extend(with(
        [
            "households_after",
            "payout_fen_after",
            "land_e4_mu_after",
            "floor_e4_m2_after",
            "flagged_after",
        ],
        after,
    ));
    facts
}

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
