//! Recusal (回避): what nobody does to a board or an objection with their own
//! household or a relative's on it. 公务员法 76; 村民委员会组织法 32.

use serde::{Deserialize, Serialize};

/// What one does to a board or an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Recording what a household declares.
    Declare,
    Upload,
    /// Saying why households changed since the board before, or why a warning
    /// stands.
    Explain,
    Submit,
    Approve,
    Return,
    /// Correcting what is published, or calling that off.
    Correct,
    /// Asking for a withdrawal, or answering for it.
    Withdraw,
    Accept,
    Decline,
    Decide,
    /// Letting a board out without what was upheld.
    CarryOver,
}

impl Deed {
    pub const ALL: [Self; 12] = [
        Self::Declare,
        Self::Upload,
        Self::Explain,
        Self::Submit,
        Self::Approve,
        Self::Return,
        Self::Correct,
        Self::Withdraw,
        Self::Accept,
        Self::Decline,
        Self::Decide,
        Self::CarryOver,
    ];

    /// The key in events.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Declare => "declare",
            Self::Upload => "upload",
            Self::Explain => "explain",
            Self::Submit => "submit",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Correct => "correct",
            Self::Withdraw => "withdraw",
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Decide => "decide",
            Self::CarryOver => "carry_over",
        }
    }

    /// From [`Deed::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.key() == key)
    }
}

/// What spellings of one household number have in common: half width, capitals,
/// no spaces. Kin is looked for by it: a `hw０１００３` that was typed is the
/// `HW01003` of the table.
#[must_use]
pub fn household_key(number: &str) -> String {
    let half_width = |character: char| match character {
        '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        '—' | '–' | '−' | '‐' => '-',
        other => other,
    };
    number
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(half_width)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_household_number_are_one() {
        for (typed, key) in [
            ("HW01003", "HW01003"),
            (" hw01003 ", "HW01003"),
            ("ｈｗ０１００３", "HW01003"),
            ("HW 010\u{3000}03", "HW01003"),
            ("3组－１２", "3组-12"),
            ("3组—12", "3组-12"),
            ("", ""),
        ] {
            assert_eq!(household_key(typed), key, "{typed}");
        }
        assert_ne!(household_key("HW1003"), household_key("HW01003"));
    }
}
