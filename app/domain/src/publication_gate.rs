//! When a board may be published: the boards before it have had their full
//! display period,
//! every objection to them is answered, and what was upheld is mended, or
//! openly carried over.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::objection::{ObjectionState, Outcome};
use crate::remedy::Remedy;
use crate::round::{RoundNumber, RoundState};

/// A board before the one that is to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardBefore {
    pub round: RoundNumber,
    /// As of now: a board whose window has run out is `Closed`.
    pub state: RoundState,
    /// A correction of it is under way.
    pub correcting: bool,
    /// The last day of its display period; `None` where it was never published.
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
    /// What became of it between the notice objected to and the board that is
    /// to be published.
    pub remedy: Remedy,
    /// A supervisor said, with a published reason, that the change which the
    /// board shows elsewhere is the one that was asked for.
    pub confirmed: bool,
    /// Carried over to a later board, with a published reason, for the board
    /// that is to be published.
    pub carried: bool,
}

/// One thing that keeps a board from being published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blocker {
    /// The board before was not published.
    NotPublished { round: RoundNumber },
    /// It was withdrawn, and nothing took its place.
    Withdrawn { round: RoundNumber },
    /// A correction of it is under way.
    BeingCorrected { round: RoundNumber },
    /// It is still on display.
    OnDisplay {
        round: RoundNumber,
        #[serde(with = "crate::time::day")]
        last_day: NaiveDate,
    },
    /// It was corrected after the new board was submitted, whose changes were
    /// computed against the version before the correction.
    Outdated { round: RoundNumber },
    /// What is stored of the board itself is not what was approved.
    Altered,
    /// An objection to it waits for an answer.
    Unanswered {
        round: RoundNumber,
        receipt: String,
        household: Option<String>,
    },
    /// What is under way of it is not finished: in place of objections that
    /// somebody may not know of. Nothing is ever held up by this one itself.
    Unfinished { round: RoundNumber },
    /// An objection was upheld, and the new board does not show it.
    NotMended {
        round: RoundNumber,
        receipt: String,
        household: Option<String>,
    },
    /// An objection was upheld, and the new board shows another change than one
    /// of what it is about.
    NotConfirmed {
        round: RoundNumber,
        receipt: String,
        household: Option<String>,
    },
}

/// Everything that keeps a board from being published; always empty for the
/// first board, which has none before it.
#[must_use]
pub fn blockers(before: &[BoardBefore]) -> Vec<Blocker> {
    let mut found = Vec::new();
    for board in before {
        let round = board.round;
        found.extend(match (board.state, board.last_day) {
            (RoundState::Closed, _) => None,
            (RoundState::Withdrawn, _) => Some(Blocker::Withdrawn { round }),
            (RoundState::Published, Some(last_day)) => Some(Blocker::OnDisplay { round, last_day }),
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
        if !upheld || self.carried {
            return None;
        }
        match self.remedy {
            Remedy::Shown => None,
            Remedy::Elsewhere if self.confirmed => None,
            Remedy::Elsewhere => Some(Blocker::NotConfirmed {
                round,
                receipt,
                household,
            }),
            Remedy::Missing => Some(Blocker::NotMended {
                round,
                receipt,
                household,
            }),
        }
    }
}

/// What somebody is told of what holds a board up. `knows` is asked with a receipt
/// number and whether its objection is unanswered. In place of all of a board's that
/// they may not know of there is one that names none, and only if nothing else is told.
#[must_use]
pub fn told(found: Vec<Blocker>, knows: impl Fn(&str, bool) -> bool) -> Vec<Blocker> {
    let is_known = |one: &Blocker| match one {
        Blocker::Unanswered { receipt, .. } => knows(receipt, true),
        Blocker::NotMended { receipt, .. } | Blocker::NotConfirmed { receipt, .. } => {
            knows(receipt, false)
        }
        _ => true,
    };
    let (mut told, hidden): (Vec<Blocker>, Vec<Blocker>) = found.into_iter().partition(is_known);
    for round in hidden.iter().filter_map(Blocker::round) {
        if !told.iter().any(|one| one.round() == Some(round)) {
            told.push(Blocker::Unfinished { round });
        }
    }
    told
}

/// Whether a board with blockers may be submitted and approved for publication at
/// a later time: only if every blocker goes away without a change to the board.
/// They are checked again at that time.
#[must_use]
pub fn may_wait(found: &[Blocker]) -> bool {
    found.iter().all(Blocker::passes)
}

/// The earlier board that is still on display on this day, and its last day.
#[must_use]
pub fn on_display_on(found: &[Blocker], day: NaiveDate) -> Option<(RoundNumber, NaiveDate)> {
    let on_display = found.iter().filter_map(|one| match one {
        Blocker::OnDisplay { round, last_day } => Some((*round, *last_day)),
        _ => None,
    });
    on_display
        .filter(|(_, last_day)| day <= *last_day)
        .max_by_key(|(_, last_day)| *last_day)
}

impl Blocker {
    /// The board before that it is about; `None` where it is the new one.
    const fn round(&self) -> Option<RoundNumber> {
        match self {
            Self::NotPublished { round }
            | Self::Withdrawn { round }
            | Self::BeingCorrected { round }
            | Self::OnDisplay { round, .. }
            | Self::Outdated { round }
            | Self::Unanswered { round, .. }
            | Self::Unfinished { round }
            | Self::NotMended { round, .. }
            | Self::NotConfirmed { round, .. } => Some(*round),
            Self::Altered => None,
        }
    }

    /// Whether it passes by time, or by an answer that others give. What else
    /// there is asks for another board, or for a decision about this one.
    #[must_use]
    pub const fn passes(&self) -> bool {
        matches!(
            self,
            Self::OnDisplay { .. } | Self::Unanswered { .. } | Self::Unfinished { .. }
        )
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
        remedy: Remedy,
        carried: bool,
    ) -> ObjectionBefore {
        ObjectionBefore {
            receipt: "20240902-AAAA-BBBB".into(),
            household: Some("HW01003".into()),
            state,
            outcome,
            remedy,
            confirmed: false,
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
    fn what_one_may_not_know_of_leaves_no_trace_but_that_the_board_waits() {
        let round = round(1);
        let filed = |outcome| objection(ObjectionState::Submitted, outcome, Remedy::Missing, false);
        let of = |_| filed(None).blocker(round).expect("it waits");
        let mut decided = filed(Some(Outcome::Upheld));
        decided.state = ObjectionState::Upheld;
        let upheld = decided.blocker(round).expect("it is to be mended");
        let all = vec![of("A"), of("B"), upheld.clone()];
        assert_eq!(told(all.clone(), |_, _| true), all);
        assert_eq!(told(all.clone(), |_, open| !open), [upheld]);
        // One or many: nobody can count them.
        assert_eq!(told(all, |_, _| false), [Blocker::Unfinished { round }]);
        let beside = Blocker::Withdrawn { round };
        let found = vec![beside.clone(), of("A")];
        assert_eq!(told(found, |_, _| false), [beside]);
    }

    #[test]
    fn a_board_may_wait_for_what_passes_by_itself() {
        let day = |day| NaiveDate::from_ymd_opt(2024, 9, day).expect("a day");
        let round = round(1);
        let (receipt, household) = ("20240902-AAAA-BBBB".to_owned(), None);
        let on_display = Blocker::OnDisplay {
            round,
            last_day: day(9),
        };
        for (one, waits) in [
            (on_display.clone(), true),
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
            assert_eq!(
                may_wait(&[on_display.clone(), one.clone()]),
                waits,
                "{one:?}"
            );
        }
        assert!(may_wait(&[]));
        // The last day belongs to the window.
        assert_eq!(
            on_display_on(std::slice::from_ref(&on_display), day(9)),
            Some((round, day(9)))
        );
        assert_eq!(on_display_on(&[on_display], day(10)), None);
        assert_eq!(on_display_on(&[], day(1)), None);
    }

    #[test]
    fn every_objection_is_answered_and_what_was_upheld_is_mended_or_carried() {
        use ObjectionState as S;
        let (upheld, partly) = (Some(Outcome::Upheld), Some(Outcome::PartlyUpheld));
        let (missing, elsewhere, shown) = (Remedy::Missing, Remedy::Elsewhere, Remedy::Shown);
        for (state, outcome, remedy, carried, waits) in [
            (S::Submitted, None, missing, false, true),
            (S::Accepted, None, shown, true, true),
            (S::Investigating, None, missing, false, true),
            // Open again, whatever was decided before.
            (S::UnderReview, upheld, shown, false, true),
            (S::Declined, None, missing, false, false),
            (
                S::Dismissed,
                Some(Outcome::Dismissed),
                missing,
                false,
                false,
            ),
            (S::Upheld, upheld, missing, false, true),
            (S::Upheld, upheld, shown, false, false),
            (S::Upheld, upheld, elsewhere, false, true),
            (S::Upheld, upheld, missing, true, false),
            (S::Upheld, upheld, elsewhere, true, false),
            (S::PartlyUpheld, partly, missing, false, true),
            (S::PartlyUpheld, partly, shown, false, false),
            // Closing the case does not do away with what was upheld.
            (S::Closed, upheld, missing, false, true),
            (S::Closed, upheld, shown, false, false),
            (S::Closed, Some(Outcome::Dismissed), missing, false, false),
        ] {
            let one = objection(state, outcome, remedy, carried);
            let found = blockers(&[board(RoundState::Closed, vec![one])]);
            assert_eq!(!found.is_empty(), waits, "{state:?} {remedy:?} {carried}");
            let named = found
                .iter()
                .all(|one| matches!(one, Blocker::Unanswered { receipt, .. } | Blocker::NotMended { receipt, .. } | Blocker::NotConfirmed { receipt, .. } if receipt == "20240902-AAAA-BBBB"));
            assert!(named, "{found:?}");
        }
    }

    #[test]
    fn another_change_counts_once_somebody_said_that_it_is_the_one() {
        let upheld = Some(Outcome::Upheld);
        for (remedy, confirmed, waits) in [
            (Remedy::Elsewhere, false, true),
            (Remedy::Elsewhere, true, false),
            // There is no change that it could have been said of.
            (Remedy::Missing, true, true),
            (Remedy::Shown, false, false),
        ] {
            let one = ObjectionBefore {
                confirmed,
                ..objection(ObjectionState::Upheld, upheld, remedy, false)
            };
            let found = blockers(&[board(RoundState::Closed, vec![one])]);
            assert_eq!(!found.is_empty(), waits, "{remedy:?} {confirmed}");
        }
    }
}
