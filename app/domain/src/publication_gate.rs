//! When a board may go out: the boards before it have hung their full time,
//! every objection to them is answered, and what was upheld is mended, or
//! openly carried over.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::objection::{ObjectionState, Outcome};
use crate::round::{RoundNumber, RoundState};

/// A board before the one that is to go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardBefore {
    pub round: RoundNumber,
    /// As of now: a board whose window has run out is `Closed`.
    pub state: RoundState,
    /// A correction of it is under way.
    pub correcting: bool,
    /// The last day on which it hangs; `None` where it never hung.
    pub last_day: Option<NaiveDate>,
    /// To any revision of it.
    pub objections: Vec<ObjectionBefore>,
}

/// An objection to a board before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectionBefore {
    pub receipt: String,
    /// `None` where it is about the board as a whole.
    pub household: Option<String>,
    pub state: ObjectionState,
    /// What was decided last, also where the case was closed since.
    pub outcome: Option<Outcome>,
    /// What it is about differs between the notice objected to and the board
    /// that is to go out, in a way that everyone sees.
    pub mended: bool,
    /// Carried over to a later board, with a published reason, for the board
    /// that is to go out.
    pub carried: bool,
}

/// One thing that holds a board up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blocker {
    /// The board before was not published.
    NotPublished { round: RoundNumber },
    /// It was withdrawn, and nothing took its place.
    Withdrawn { round: RoundNumber },
    /// A correction of it is under way.
    BeingCorrected { round: RoundNumber },
    /// It still hangs.
    Hangs {
        round: RoundNumber,
        #[serde(with = "crate::time::day")]
        last_day: NaiveDate,
    },
    /// It was corrected after the new board was submitted, whose changes were
    /// told against what it said then.
    Outdated { round: RoundNumber },
    /// What is stored of the board itself is not what was approved.
    Altered,
    /// An objection to it waits for an answer.
    Unanswered {
        round: RoundNumber,
        receipt: String,
        household: Option<String>,
    },
    /// An objection was upheld, and the new board does not show it.
    NotMended {
        round: RoundNumber,
        receipt: String,
        household: Option<String>,
    },
}

/// Everything that holds a board up; empty where it may go out. The first
/// board has none before it.
#[must_use]
pub fn blockers(before: &[BoardBefore]) -> Vec<Blocker> {
    let mut found = Vec::new();
    for board in before {
        let round = board.round;
        found.extend(match (board.state, board.last_day) {
            (RoundState::Closed, _) => None,
            (RoundState::Withdrawn, _) => Some(Blocker::Withdrawn { round }),
            (RoundState::Published, Some(last_day)) => Some(Blocker::Hangs { round, last_day }),
            _ => Some(Blocker::NotPublished { round }),
        });
        if board.correcting {
            found.push(Blocker::BeingCorrected { round });
        }
        found.extend(board.objections.iter().filter_map(|one| one.blocker(round)));
    }
    found
}

impl ObjectionBefore {
    fn blocker(&self, round: RoundNumber) -> Option<Blocker> {
        let (receipt, household) = (self.receipt.clone(), self.household.clone());
        if self.state.is_open() {
            return Some(Blocker::Unanswered {
                round,
                receipt,
                household,
            });
        }
        let upheld = matches!(self.outcome, Some(Outcome::Upheld | Outcome::PartlyUpheld));
        (upheld && !self.mended && !self.carried).then_some(Blocker::NotMended {
            round,
            receipt,
            household,
        })
    }
}

/// Whether a board may be sent in and approved although something holds it up,
/// to go out at a later time: everything there is passes without the board being
/// touched again. What holds it up is looked at once more at that time.
#[must_use]
pub fn may_wait(found: &[Blocker]) -> bool {
    found.iter().all(Blocker::passes)
}

/// The board before that still hangs on this day, and until when.
#[must_use]
pub fn hangs_on(found: &[Blocker], day: NaiveDate) -> Option<(RoundNumber, NaiveDate)> {
    let hanging = found.iter().filter_map(|one| match one {
        Blocker::Hangs { round, last_day } => Some((*round, *last_day)),
        _ => None,
    });
    hanging
        .filter(|(_, last_day)| day <= *last_day)
        .max_by_key(|(_, last_day)| *last_day)
}

impl Blocker {
    /// Whether it passes by time, or by an answer that others give. What else
    /// there is asks for another board, or for a decision about this one.
    #[must_use]
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Hangs { .. } | Self::Unanswered { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(number: u8) -> RoundNumber {
        RoundNumber::new(number).expect("a round")
    }

    fn board(state: RoundState, objections: Vec<ObjectionBefore>) -> BoardBefore {
        BoardBefore {
            round: round(1),
            state,
            correcting: false,
            last_day: NaiveDate::from_ymd_opt(2024, 9, 9),
            objections,
        }
    }

    fn objection(
        state: ObjectionState,
        outcome: Option<Outcome>,
        mended: bool,
        carried: bool,
    ) -> ObjectionBefore {
        ObjectionBefore {
            receipt: "20240902-AAAA-BBBB".into(),
            household: Some("HW01003".into()),
            state,
            outcome,
            mended,
            carried,
        }
    }

    #[test]
    fn the_first_board_waits_for_nothing() {
        assert_eq!(blockers(&[]), []);
    }

    #[test]
    fn a_board_waits_for_the_full_window_of_the_one_before() {
        for (state, waits) in [
            (RoundState::Closed, false),
            (RoundState::Published, true),
            (RoundState::Withdrawn, true),
            (RoundState::Draft, true),
            (RoundState::InReview, true),
            (RoundState::Approved, true),
            (RoundState::Returned, true),
        ] {
            let found = blockers(&[board(state, vec![])]);
            assert_eq!(!found.is_empty(), waits, "{state:?}: {found:?}");
        }
        let mut correcting = board(RoundState::Closed, vec![]);
        correcting.correcting = true;
        assert_eq!(
            blockers(&[correcting]),
            [Blocker::BeingCorrected { round: round(1) }]
        );
    }

    #[test]
    fn a_board_may_wait_for_what_passes_by_itself() {
        let day = |day| NaiveDate::from_ymd_opt(2024, 9, day).expect("a day");
        let round = round(1);
        let (receipt, household) = ("20240902-AAAA-BBBB".to_owned(), None);
        let hangs = Blocker::Hangs {
            round,
            last_day: day(9),
        };
        for (one, waits) in [
            (hangs.clone(), true),
            (
                Blocker::Unanswered {
                    round,
                    receipt: receipt.clone(),
                    household: household.clone(),
                },
                true,
            ),
            (
                Blocker::NotMended {
                    round,
                    receipt,
                    household,
                },
                false,
            ),
            (Blocker::NotPublished { round }, false),
            (Blocker::Withdrawn { round }, false),
            (Blocker::BeingCorrected { round }, false),
            (Blocker::Outdated { round }, false),
        ] {
            assert_eq!(may_wait(&[hangs.clone(), one.clone()]), waits, "{one:?}");
        }
        assert!(may_wait(&[]));
        // The last day belongs to the window.
        assert_eq!(
            hangs_on(std::slice::from_ref(&hangs), day(9)),
            Some((round, day(9)))
        );
        assert_eq!(hangs_on(&[hangs], day(10)), None);
        assert_eq!(hangs_on(&[], day(1)), None);
    }

    #[test]
    fn every_objection_is_answered_and_what_was_upheld_is_mended_or_carried() {
        use ObjectionState as S;
        let (upheld, partly) = (Some(Outcome::Upheld), Some(Outcome::PartlyUpheld));
        for (state, outcome, mended, carried, waits) in [
            (S::Submitted, None, false, false, true),
            (S::Accepted, None, true, true, true),
            (S::Investigating, None, false, false, true),
            // Open again, whatever was decided before.
            (S::UnderReview, upheld, true, false, true),
            (S::Declined, None, false, false, false),
            (S::Dismissed, Some(Outcome::Dismissed), false, false, false),
            (S::Upheld, upheld, false, false, true),
            (S::Upheld, upheld, true, false, false),
            (S::Upheld, upheld, false, true, false),
            (S::PartlyUpheld, partly, false, false, true),
            (S::PartlyUpheld, partly, true, false, false),
            // Closing the case does not do away with what was upheld.
            (S::Closed, upheld, false, false, true),
            (S::Closed, upheld, true, false, false),
            (S::Closed, Some(Outcome::Dismissed), false, false, false),
        ] {
            let one = objection(state, outcome, mended, carried);
            let found = blockers(&[board(RoundState::Closed, vec![one])]);
            assert_eq!(!found.is_empty(), waits, "{state:?} {mended} {carried}");
            let named = found
                .iter()
                .all(|one| matches!(one, Blocker::Unanswered { receipt, .. } | Blocker::NotMended { receipt, .. } if receipt == "20240902-AAAA-BBBB"));
            assert!(named, "{found:?}");
        }
    }
}
