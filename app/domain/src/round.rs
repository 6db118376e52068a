//! Rounds (榜次) and the states a board passes through.

use serde::{Deserialize, Serialize};

use crate::text::{self, Lang, ROUND_FIRST, ROUND_SECOND, ROUND_THIRD, Text};

/// Which board of a project: 1 to 3 as delivered; number and tiers are data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoundNumber(u8);

impl RoundNumber {
    /// `None` for 0 and beyond 9.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 9 {
            Some(Self(number))
        } else {
            None
        }
    }

    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// 第一榜, 第二榜, 第三榜.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        match self.0 {
            1 => ROUND_FIRST.get(lang).to_owned(),
            2 => ROUND_SECOND.get(lang).to_owned(),
            3 => ROUND_THIRD.get(lang).to_owned(),
            more => match lang {
                Lang::Zh => format!("第{more}榜"),
                Lang::En => format!("Board {more}"),
            },
        }
    }
}

/// Where a round stands.
///
/// `Draft → InReview → (Returned → Draft) | Approved → Published → Closed`;
/// `Withdrawn` keeps its page and its reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    #[default]
    Draft,
    InReview,
    Returned,
    Approved,
    Published,
    Closed,
    Withdrawn,
}

/// What can happen to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoundAction {
    /// A (new) board is uploaded.
    Upload,
    Submit,
    Return,
    Approve,
    Publish,
    Close,
    Withdraw,
}

/// An action that does not fit the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{action:?} is not possible while the round is {state:?}")]
pub struct NotNow {
    pub state: RoundState,
    pub action: RoundAction,
}

impl RoundState {
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::InReview,
        Self::Returned,
        Self::Approved,
        Self::Published,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// The state after an action.
    ///
    /// # Errors
    /// [`NotNow`] where the action does not fit.
    pub const fn after(self, action: RoundAction) -> Result<Self, NotNow> {
        use RoundAction as A;
        Ok(match (self, action) {
            (Self::Draft | Self::Returned, A::Upload) => Self::Draft,
            (Self::Draft, A::Submit) => Self::InReview,
            (Self::InReview, A::Return) => Self::Returned,
            (Self::InReview, A::Approve) => Self::Approved,
            (Self::Approved, A::Publish) => Self::Published,
            (Self::Published, A::Close) => Self::Closed,
            (Self::Published | Self::Closed, A::Withdraw) => Self::Withdrawn,
            (state, action) => return Err(NotNow { state, action }),
        })
    }

    /// As the office reads it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Draft => text::ROUND_DRAFT,
            Self::InReview => text::ROUND_IN_REVIEW,
            Self::Returned => text::ROUND_RETURNED,
            Self::Approved => text::ROUND_APPROVED,
            Self::Published => text::ROUND_PUBLISHED,
            Self::Closed => text::ROUND_CLOSED,
            Self::Withdrawn => text::ROUND_WITHDRAWN,
        }
    }

    /// Whether residents can see a notice of this round.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Published | Self::Closed | Self::Withdrawn)
    }

    /// The key in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From [`RoundState::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// The least number of days that a board hangs, unless the project says more.
pub const WINDOW_DAYS_DEFAULT: u16 = 7;
/// No round may hang for less (山东省村务公开条例 13: at least five days).
pub const WINDOW_DAYS_LEAST: u16 = 5;
/// A window longer than this is taken for a slip of the hand.
pub const WINDOW_DAYS_MOST: u16 = 365;

/// Who shows a board: the village group, the village, the sub-district.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 组
    Group,
    /// 村
    #[default]
    Village,
    /// 街道
    Street,
}

impl Tier {
    pub const ALL: [Self; 3] = [Self::Group, Self::Village, Self::Street];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Village => "village",
            Self::Street => "street",
        }
    }

    /// From [`Tier::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ACTIONS: [RoundAction; 7] = [
        RoundAction::Upload,
        RoundAction::Submit,
        RoundAction::Return,
        RoundAction::Approve,
        RoundAction::Publish,
        RoundAction::Close,
        RoundAction::Withdraw,
    ];

    proptest! {
        /// Nothing becomes public unless an approval came after the last upload.
        #[test]
        fn no_sequence_publishes_without_an_approval(steps in prop::collection::vec(0usize..7, 0..40)) {
            let (mut state, mut approved) = (RoundState::Draft, false);
            for step in steps {
                let action = ACTIONS[step];
                if let Ok(next) = state.after(action) {
                    match action {
                        RoundAction::Approve => approved = true,
                        RoundAction::Upload | RoundAction::Return => approved = false,
                        _ => {}
                    }
                    state = next;
                }
                prop_assert!(!state.is_public() || approved);
            }
        }
    }

    #[test]
    fn every_state_has_its_own_key() {
        for state in RoundState::ALL {
            assert_eq!(RoundState::from_key(state.key()), Some(state));
        }
    }
}
