//! Objections (异议): states, kinds and the rules of a filing.

use serde::{Deserialize, Serialize};

/// Where an objection stands.
///
/// `Submitted → Accepted | Declined → Investigating → Upheld | PartlyUpheld |
/// Dismissed → Closed`; each outcome may go to `UnderReview` once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

impl ObjectionState {
    pub const ALL: [Self; 9] = [
        Self::Submitted,
        Self::Accepted,
        Self::Declined,
        Self::Investigating,
        Self::Upheld,
        Self::PartlyUpheld,
        Self::Dismissed,
        Self::UnderReview,
        Self::Closed,
    ];

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

    /// The key in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Investigating => "investigating",
            Self::Upheld => "upheld",
            Self::PartlyUpheld => "partly_upheld",
            Self::Dismissed => "dismissed",
            Self::UnderReview => "under_review",
            Self::Closed => "closed",
        }
    }

    /// From [`ObjectionState::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Upheld, Self::PartlyUpheld, Self::Dismissed];

    /// The key in forms and events.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::PartlyUpheld => "partly_upheld",
            Self::Dismissed => "dismissed",
        }
    }

    /// From [`Outcome::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// What the objector says is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

impl ObjectionKind {
    pub const ALL: [Self; 7] = [
        Self::Area,
        Self::Standard,
        Self::Amount,
        Self::MissingItem,
        Self::Person,
        Self::Status,
        Self::Other,
    ];

    /// The key in the database and in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Standard => "standard",
            Self::Amount => "amount",
            Self::MissingItem => "missing_item",
            Self::Person => "person",
            Self::Status => "status",
            Self::Other => "other",
        }
    }

    /// From [`ObjectionKind::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Characters of what is wrong, at the most.
pub const STATEMENT_MOST: usize = 2_000;
/// Photos and PDFs with one objection, at the most.
pub const FILES_MOST: usize = 5;
/// Bytes of one photo or PDF, at the most.
pub const FILE_BYTES_MOST: usize = 10 * 1024 * 1024;

/// Whether a text can be a phone number in China: a mobile number of eleven
/// digits from 1, or a landline with its area code. Spaces and hyphens are
/// taken as written.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '—' | '(' | ')'))
        .collect();
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
        ] {
            assert!(is_phone(phone), "{phone}");
        }
        for other in ["", "12345", "电话", "1380013800", "23800138000"] {
            assert!(!is_phone(other), "{other}");
        }
    }
}
