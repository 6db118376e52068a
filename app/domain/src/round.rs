//! Rounds (榜次) and the states a board passes through.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;

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
}

/// Where a round stands.
///
/// `Draft → InReview → (Returned → Draft) | Approved → Published → Closed`;
/// what is approved and not yet published can be taken back; `Withdrawn` keeps
/// its page and its reason.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
    /// What is approved, and waits for its time, is taken back.
    Recall,
    Publish,
    Close,
    Withdraw,
    /// A published board is to be corrected: see [`Standing`].
    Correct,
    /// The correction is called off.
    Abandon,
}

impl RoundAction {
    pub const ALL: [Self; 10] = [
        Self::Upload,
        Self::Submit,
        Self::Return,
        Self::Approve,
        Self::Recall,
        Self::Publish,
        Self::Close,
        Self::Withdraw,
        Self::Correct,
        Self::Abandon,
    ];
}

/// An action that does not fit the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{action:?} is not possible while the round is {state:?}")]
pub struct NotNow {
    pub state: RoundState,
    pub action: RoundAction,
}

keyed!(RoundState);

impl RoundState {
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
            (Self::Approved, A::Recall) => Self::Returned,
            (Self::Approved, A::Publish) => Self::Published,
            (Self::Published, A::Close) => Self::Closed,
            (Self::Published | Self::Closed, A::Withdraw) => Self::Withdrawn,
            (state, action) => return Err(NotNow { state, action }),
        })
    }

    /// Whether residents can see a notice of this round.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Published | Self::Closed | Self::Withdrawn)
    }
}

/// Where a round stands as a whole: what it shows, and the correction (更正)
/// of it that is under way. What is published stays up until the correction
/// takes its place; both go the same way through pre-review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Standing {
    pub state: RoundState,
    /// `Draft`, `InReview`, `Returned` or `Approved`; just on a public round.
    pub correction: Option<RoundState>,
}

impl Standing {
    /// The state of the board that is being worked on.
    #[must_use]
    pub const fn working(self) -> RoundState {
        match self.correction {
            Some(correction) => correction,
            None => self.state,
        }
    }

    /// Where the round stands after an action.
    ///
    /// # Errors
    /// [`NotNow`] where the action does not fit.
    pub fn after(self, action: RoundAction) -> Result<Self, NotNow> {
        use RoundAction as A;
        let refused = Err(NotNow {
            state: self.working(),
            action,
        });
        match (action, self.correction) {
            (A::Correct, None) if self.state.is_public() => Ok(Self {
                correction: Some(RoundState::Draft),
                ..self
            }),
            (A::Abandon, Some(RoundState::Draft | RoundState::Returned)) => Ok(Self {
                correction: None,
                ..self
            }),
            (A::Correct | A::Abandon, _) => refused,
            // These are of what is shown, whatever is being worked on.
            (A::Close | A::Withdraw, _) | (_, None) => Ok(Self {
                state: self.state.after(action)?,
                ..self
            }),
            (A::Publish, Some(correction)) => Ok(Self {
                state: correction.after(action)?,
                correction: None,
            }),
            (_, Some(correction)) => Ok(Self {
                correction: Some(correction.after(action)?),
                ..self
            }),
        }
    }
}

/// In what a window is counted.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub enum WindowUnit {
    /// 日, every day of the week.
    #[default]
    Days,
    /// 工作日
    WorkingDays,
}

keyed!(WindowUnit);

/// How long a board is on display at the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Length {
    pub count: u16,
    pub unit: WindowUnit,
}

impl Length {
    /// Whether a round may have it.
    #[must_use]
    pub fn is_allowed(self) -> bool {
        (MIN_WINDOW_DAYS..=MAX_WINDOW_DAYS).contains(&self.count)
    }
}

/// The least number of days that a board is on display, unless the project says more.
pub const WINDOW_DAYS_DEFAULT: u16 = 7;
/// No round may have less (山东省村务公开条例 13: at least five days).
pub const MIN_WINDOW_DAYS: u16 = 5;
/// A longer window is taken for a typing error.
pub const MAX_WINDOW_DAYS: u16 = 365;

/// Days that a board is late: from the day on which it was due to the day on
/// which it was out, or today.
#[must_use]
pub fn days_late(due: NaiveDate, out: NaiveDate) -> u32 {
    u32::try_from((out - due).num_days()).unwrap_or(0)
}

/// The day from which a board is late: the due date that was set first, or the
/// present one if it is earlier. Setting a later date does not make a board less
/// late.
#[must_use]
pub fn held_to(first: NaiveDate, now: NaiveDate) -> NaiveDate {
    first.min(now)
}

/// Who shows a board: the village group, the village, the sub-district.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub enum Tier {
    /// 组
    Group,
    /// 村
    #[default]
    Village,
    /// 街道
    Street,
}

keyed!(Tier);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Who acts: two who upload and two who review, one of them both.
    const UPLOADERS: [u8; 2] = [1, 2];
    const REVIEWERS: [u8; 2] = [2, 3];

    proptest! {
        /// Whatever is done in whatever order, of every board that becomes
        /// public somebody else than its last uploader approved just that
        /// upload.
        #[test]
        fn nothing_becomes_public_without_a_second_person(
            steps in prop::collection::vec((0usize..10, any::<bool>()), 0..60)
        ) {
            let mut standing = Standing::default();
            let (mut uploaded_by, mut approved_by) = (None, None);
            for (step, second) in steps {
                let action = RoundAction::ALL[step];
                let reviewer = REVIEWERS[usize::from(second)];
                // As `rounds::review` has it: never one's own upload.
                if action == RoundAction::Approve && uploaded_by == Some(reviewer) {
                    continue;
                }
                // As `rounds::submit` has it: not without an upload.
                if action == RoundAction::Submit && uploaded_by.is_none() {
                    continue;
                }
                let Ok(next) = standing.after(action) else { continue };
                match action {
                    RoundAction::Upload => {
                        uploaded_by = Some(UPLOADERS[usize::from(second)]);
                        approved_by = None;
                    }
                    RoundAction::Approve => approved_by = Some(reviewer),
                    RoundAction::Return | RoundAction::Recall => approved_by = None,
                    RoundAction::Correct | RoundAction::Abandon => {
                        (uploaded_by, approved_by) = (None, None);
                    }
                    RoundAction::Publish => {
                        prop_assert!(approved_by.is_some(), "{standing:?}");
                        prop_assert_ne!(approved_by, uploaded_by);
                        prop_assert!(next.state.is_public() && next.correction.is_none());
                    }
                    _ => {}
                }
                // Nothing else makes a round public or takes it back.
                if action != RoundAction::Publish {
                    prop_assert_eq!(next.state.is_public(), standing.state.is_public());
                }
                prop_assert!(next.correction.is_none() || next.state.is_public());
                standing = next;
            }
        }
    }

    #[test]
    fn a_correction_leaves_what_is_shown_until_it_takes_its_place() {
        use RoundAction as A;
        let published = Standing {
            state: RoundState::Published,
            correction: None,
        };
        assert!(published.after(A::Upload).is_err(), "nothing is edited");
        let mut standing = published;
        for action in [
            A::Correct,
            A::Upload,
            A::Submit,
            A::Return,
            A::Upload,
            A::Submit,
            A::Approve,
        ] {
            standing = standing.after(action).expect("fits");
            assert_eq!(standing.state, RoundState::Published);
        }
        assert!(standing.after(A::Abandon).is_err(), "recall it first");
        assert_eq!(standing.after(A::Publish), Ok(published));
        let withdrawn = standing.after(A::Withdraw).expect("fits");
        assert_eq!(withdrawn.state, RoundState::Withdrawn);
        assert_eq!(withdrawn.after(A::Publish), Ok(published));
        let back = standing
            .after(A::Recall)
            .and_then(|one| one.after(A::Abandon));
        assert_eq!(back, Ok(published));
    }

    #[test]
    fn an_office_is_held_to_the_day_that_it_said_first() {
        let day = |day| NaiveDate::from_ymd_opt(2024, 9, day).expect("a day");
        for (first, now, held) in [(10, 10, 10), (10, 20, 10), (10, 5, 5)] {
            assert_eq!(held_to(day(first), day(now)), day(held), "{first} {now}");
        }
        assert_eq!(days_late(held_to(day(10), day(20)), day(15)), 5);
    }

    #[test]
    fn every_state_has_its_own_key() {
        for state in RoundState::ALL {
            assert_eq!(RoundState::from_key(state.key()), Some(state));
        }
    }
}
