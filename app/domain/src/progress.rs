//! How far a round is, and which step is to be done now.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;
use crate::publication_gate::Blocker;
use crate::round::RoundState;

/// A step of a round, from its standards to its publication.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
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
pub enum Step {
    /// 补偿标准
    Standards,
    /// 上传检查
    Upload,
    /// 身份申报
    Declarations,
    /// 变动原因、提醒说明
    Reasons,
    /// 提交预审
    Submit,
    /// 预审
    Review,
    /// 公布
    Publish,
}

keyed!(Step);

/// What decides how far a round is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Of the board that is being worked on.
    pub working: RoundState,
    pub has_standards: bool,
    pub has_board: bool,
    /// Upheld objections that the board does not show, for which it takes
    /// another table or a supervisor's word.
    pub to_mend: u32,
    /// Households that have not declared, or not what the table says.
    pub undeclared: u32,
    /// Changed households without a reason.
    pub unexplained: u32,
    /// Warnings without a reason.
    pub unjustified: u32,
}

impl Progress {
    /// The step that is to be done now; `None` once the board is out.
    #[must_use]
    pub const fn now(self) -> Option<Step> {
        Some(match self.working {
            RoundState::InReview => Step::Review,
            RoundState::Approved => Step::Publish,
            RoundState::Published | RoundState::Closed | RoundState::Withdrawn => return None,
            RoundState::Draft | RoundState::Returned if !self.has_standards => Step::Standards,
            RoundState::Returned => Step::Upload,
            RoundState::Draft if !self.has_board || self.to_mend > 0 => Step::Upload,
            RoundState::Draft if self.undeclared > 0 => Step::Declarations,
            RoundState::Draft if self.unexplained > 0 || self.unjustified > 0 => Step::Reasons,
            RoundState::Draft => Step::Submit,
        })
    }

    /// Whether a step is behind the one that is to be done now.
    #[must_use]
    pub fn is_done(self, step: Step) -> bool {
        match self.now() {
            Some(now) => step < now,
            None => true,
        }
    }
}

/// Upheld objections among what holds a board up that its table has to show.
#[must_use]
pub fn to_mend(found: &[Blocker]) -> u32 {
    let asked = found.iter().filter(|one| {
        matches!(
            one,
            Blocker::NotMended { .. } | Blocker::NotConfirmed { .. }
        )
    });
    u32::try_from(asked.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A draft of which nothing is left to do.
    const READY: Progress = Progress {
        working: RoundState::Draft,
        has_standards: true,
        has_board: true,
        to_mend: 0,
        undeclared: 0,
        unexplained: 0,
        unjustified: 0,
    };

    #[test]
    fn the_first_thing_that_is_missing_is_the_step() {
        let of = |change: fn(&mut Progress)| {
            let mut progress = READY;
            change(&mut progress);
            progress.now()
        };
        assert_eq!(of(|_| ()), Some(Step::Submit));
        assert_eq!(of(|one| one.unjustified = 1), Some(Step::Reasons));
        assert_eq!(of(|one| one.unexplained = 1), Some(Step::Reasons));
        let both = of(|one| (one.undeclared, one.unexplained) = (1, 1));
        assert_eq!(both, Some(Step::Declarations));
        assert_eq!(
            of(|one| (one.to_mend, one.undeclared) = (1, 1)),
            Some(Step::Upload)
        );
        assert_eq!(of(|one| one.has_board = false), Some(Step::Upload));
        assert_eq!(of(|one| one.has_standards = false), Some(Step::Standards));
        assert_eq!(
            of(|one| one.working = RoundState::Returned),
            Some(Step::Upload)
        );
    }

    #[test]
    fn what_was_sent_in_waits_for_others_and_what_is_out_for_nobody() {
        for (working, step) in [
            (RoundState::InReview, Some(Step::Review)),
            (RoundState::Approved, Some(Step::Publish)),
            (RoundState::Published, None),
            (RoundState::Closed, None),
            (RoundState::Withdrawn, None),
        ] {
            let progress = Progress { working, ..READY };
            assert_eq!(progress.now(), step);
            for one in Step::ALL {
                let before = step.is_none_or(|now| one < now);
                assert_eq!(progress.is_done(one), before, "{working:?} {one:?}");
            }
        }
    }
}
