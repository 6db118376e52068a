//! Recusal (回避): what nobody does to a board or an objection with their own
//! household or a relative's on it. 公务员法 76; 村民委员会组织法 32.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;
use crate::spelling::household;

/// What one does to a board or an objection.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum RestrictedAction {
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
    /// Taking another change for what was upheld.
    ConfirmRemedy,
}

keyed!(RestrictedAction);

/// What spellings of one household number have in common: half width, capitals,
/// no spaces. Kin is looked for by it: a `hw０１００３` that was typed is the
/// `HW01003` of the table.
#[must_use]
pub fn household_key(number: &str) -> String {
    household(number).replace(' ', "").to_uppercase()
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
