//! Objections (异议): states, kinds and the rules of a filing.

mod budget;

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;
use crate::spelling::phone;

pub use budget::{
    BOARD_BUDGET, BUDGET_HOURS, FiledBefore, HELD_AT_ONCE, HOUSEHOLD_BUDGET, HeldAnswer, HeldFor,
    Lane, PROJECT_BUDGET,
};

/// The state of an objection.
///
/// `Submitted → Accepted | Declined → Investigating → Upheld | PartlyUpheld |
/// Dismissed → Closed`; each outcome may go to `UnderReview` once.
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
pub enum ObjectionState {
    Submitted,
    Accepted,
    Declined,
    Investigating,
    Upheld,
    PartlyUpheld,
    Dismissed,
    UnderReview,
    Closed,
}

/// What a supervisor decides.
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
pub enum Outcome {
    /// 成立
    Upheld,
    /// 部分成立
    PartlyUpheld,
    /// 不成立
    Dismissed,
}

/// What can happen to an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectionAction {
    Accept,
    Decline,
    Investigate,
    Decide(Outcome),
    Review,
    Close,
}

/// An action that does not fit the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{action:?} is not possible while the objection is {state:?}")]
pub struct NotNow {
    pub state: ObjectionState,
    pub action: ObjectionAction,
}

keyed!(ObjectionState);

impl ObjectionState {
    /// The state after an action. A plain case may be decided straight from
    /// `Accepted`.
    ///
    /// # Errors
    /// [`NotNow`] where the action does not fit.
    pub const fn after(self, action: ObjectionAction) -> Result<Self, NotNow> {
        use ObjectionAction as A;
        Ok(match (self, action) {
            (Self::Submitted, A::Accept) => Self::Accepted,
            (Self::Submitted, A::Decline) => Self::Declined,
            (Self::Accepted, A::Investigate) => Self::Investigating,
            (Self::Accepted | Self::Investigating | Self::UnderReview, A::Decide(outcome)) => {
                match outcome {
                    Outcome::Upheld => Self::Upheld,
                    Outcome::PartlyUpheld => Self::PartlyUpheld,
                    Outcome::Dismissed => Self::Dismissed,
                }
            }
            (Self::Upheld | Self::PartlyUpheld | Self::Dismissed | Self::Declined, A::Review) => {
                Self::UnderReview
            }
            (Self::Upheld | Self::PartlyUpheld | Self::Dismissed | Self::Declined, A::Close) => {
                Self::Closed
            }
            (state, action) => return Err(NotNow { state, action }),
        })
    }

    /// Whether the office still owes an answer.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::Accepted | Self::Investigating | Self::UnderReview
        )
    }
}

keyed!(Outcome);

/// What the objector says is wrong.
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
pub enum ObjectionKind {
    /// 面积不对
    Area,
    /// 标准用错
    Standard,
    /// 金额不对
    Amount,
    /// 漏了项目
    MissingItem,
    /// 户主、人口等不对
    Person,
    /// 漏报: a special status that is missing or wrong.
    Status,
    /// 其他
    Other,
}

keyed!(ObjectionKind);

/// Characters of what is wrong, at the most.
pub const MAX_STATEMENT: usize = 2_000;
/// Photos and PDFs with one objection, at the most.
pub const MAX_FILES: usize = 5;
/// Bytes of one photo or PDF, at the most.
pub const MAX_FILE_BYTES: usize = 10 * 1024 * 1024;

/// Whether a text can be a phone number in China: a mobile number of eleven
/// digits from 1, or a landline with its area code; however its digits are
/// written.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let digits = phone(text);
    let digits = digits.strip_prefix("+86").unwrap_or(&digits);
    if !digits.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    match digits.len() {
        11 if digits.starts_with('1') => true,
        10..=12 => digits.starts_with('0'),
        7..=8 => !digits.starts_with('0') && !digits.starts_with('1'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_needs_an_acceptance() {
        let state = ObjectionState::Submitted;
        assert!(
            state
                .after(ObjectionAction::Decide(Outcome::Upheld))
                .is_err()
        );
        let accepted = state.after(ObjectionAction::Accept).expect("fits");
        assert_eq!(
            accepted.after(ObjectionAction::Decide(Outcome::Dismissed)),
            Ok(ObjectionState::Dismissed)
        );
    }

    #[test]
    fn knows_phone_numbers() {
        for phone in [
            "13800138000",
            "+86 138-0013-8000",
            "0561-3881234",
            "3881234",
            "１３８ ００１３ ８０００",
            "(0561)388－1234",
            "138\u{200b}0013\u{a0}8000",
        ] {
            assert!(is_phone(phone), "{phone}");
        }
        for other in ["", "12345", "电话", "1380013800", "23800138000"] {
            assert!(!is_phone(other), "{other}");
        }
    }
}
