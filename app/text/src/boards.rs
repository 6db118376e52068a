//! Boards: rounds, states, changes and blockers.

use domain::board_ref::BoardRef;
use domain::diff::ChangeKind;
use domain::privacy::Scope;
use domain::progress::Step;
use domain::publication_gate::Blocker;
use domain::reason::{ChangeCause, ChangeReason, NoteFault, ReasonFault};
use domain::round::{RoundNumber, RoundState, Tier};
use domain::standard::Category;
use domain::surveyed::NotAnArea;

use crate::{Label, Lang, Named, Sentence, Text};

impl Named for ChangeKind {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Changed => crate::KIND_CHANGED,
            Self::Added => crate::KIND_ADDED,
            Self::Removed => crate::KIND_REMOVED,
        }
    }
}

impl Named for Step {
    /// As the office reads it.
    fn text(self) -> Text {
        match self {
            Self::Standards => crate::STEP_STANDARDS,
            Self::Upload => crate::STEP_UPLOAD,
            Self::Declarations => crate::STEP_DECLARATIONS,
            Self::Reasons => crate::STEP_REASONS,
            Self::Submit => crate::STEP_SUBMIT,
            Self::Review => crate::STEP_REVIEW,
            Self::Publish => crate::STEP_PUBLISH,
        }
    }
}

impl Named for Scope {
    /// As the office reads it.
    fn text(self) -> Text {
        match self {
            Self::Totals => crate::SCOPE_TOTALS,
            Self::Masked => crate::SCOPE_MASKED,
            Self::FullNames => crate::SCOPE_FULL_NAMES,
        }
    }
}

impl Named for ChangeCause {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Remeasured => crate::CAUSE_REMEASURED,
            Self::Objection => crate::CAUSE_OBJECTION,
            Self::Error => crate::CAUSE_ERROR,
            Self::Other => crate::CAUSE_OTHER,
        }
    }
}

impl Sentence for ChangeReason {
    /// The reason in one sentence: `复测：按现场测绘`, `异议 20240902-ABCD-EFGH`.
    fn sentence(&self, lang: Lang) -> String {
        let mut sentence = match (&self.objection, self.cause) {
            (Some(number), _) => crate::CAUSE_OBJECTION_NUMBER.fill(lang, &[("number", number)]),
            (None, ChangeCause::Other) => return self.note.clone(),
            (None, cause) => cause.text().get(lang).to_owned(),
        };
        if !self.note.is_empty() {
            sentence.push_str(crate::COLON.get(lang));
            sentence.push_str(&self.note);
        }
        sentence
    }
}

impl Label for RoundNumber {
    /// 第一榜, 第二榜, 第三榜.
    fn label(&self, lang: Lang) -> String {
        match self.get() {
            1 => crate::ROUND_FIRST.get(lang).to_owned(),
            2 => crate::ROUND_SECOND.get(lang).to_owned(),
            3 => crate::ROUND_THIRD.get(lang).to_owned(),
            more => match lang {
                Lang::Zh => format!("第{more}榜"),
                Lang::En => format!("Board {more}"),
            },
        }
    }
}

impl Named for RoundState {
    /// As the office reads it.
    fn text(self) -> Text {
        match self {
            Self::Draft => crate::ROUND_DRAFT,
            Self::InReview => crate::ROUND_IN_REVIEW,
            Self::Returned => crate::ROUND_RETURNED,
            Self::Approved => crate::ROUND_APPROVED,
            Self::Published => crate::ROUND_PUBLISHED,
            Self::Closed => crate::ROUND_CLOSED,
            Self::Withdrawn => crate::ROUND_WITHDRAWN,
        }
    }
}

impl Named for Tier {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Group => crate::TIER_GROUP,
            Self::Village => crate::TIER_VILLAGE,
            Self::Street => crate::TIER_STREET,
        }
    }
}

impl Named for Category {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Land => crate::CATEGORY_LAND,
            Self::Crops => crate::CATEGORY_CROPS,
            Self::House => crate::CATEGORY_HOUSE,
            Self::Fixture => crate::CATEGORY_FIXTURE,
            Self::Subsidy => crate::CATEGORY_SUBSIDY,
            Self::Reward => crate::CATEGORY_REWARD,
        }
    }
}

impl Sentence for Blocker {
    /// As the office reads it.
    fn sentence(&self, lang: Lang) -> String {
        let whole = || crate::BLOCKER_WHOLE.get(lang).to_owned();
        match self {
            Self::NotPublished { round } => {
                crate::BLOCKER_NOT_PUBLISHED.fill(lang, &[("round", &round.label(lang))])
            }
            Self::Withdrawn { round } => {
                crate::BLOCKER_WITHDRAWN.fill(lang, &[("round", &round.label(lang))])
            }
            Self::BeingCorrected { round } => {
                crate::BLOCKER_CORRECTED.fill(lang, &[("round", &round.label(lang))])
            }
            Self::Outdated { round } => {
                crate::BLOCKER_OUTDATED.fill(lang, &[("round", &round.label(lang))])
            }
            Self::Unfinished { round } => {
                crate::BLOCKER_UNFINISHED.fill(lang, &[("round", &round.label(lang))])
            }
            Self::Altered => crate::BLOCKER_ALTERED.get(lang).to_owned(),
            Self::OnDisplay { round, last_day } => crate::BLOCKER_ON_DISPLAY
                .fill(lang, &[("round", &round.label(lang)), ("day", last_day)]),
            Self::Unanswered {
                round,
                receipt,
                household,
            } => crate::BLOCKER_UNANSWERED.fill(
                lang,
                &[
                    ("round", &round.label(lang)),
                    ("receipt", receipt),
                    ("household", &household.clone().unwrap_or_else(whole)),
                ],
            ),
            Self::NotMended {
                round,
                receipt,
                household,
            } => crate::BLOCKER_NOT_MENDED.fill(
                lang,
                &[
                    ("round", &round.label(lang)),
                    ("receipt", receipt),
                    ("household", &household.clone().unwrap_or_else(whole)),
                ],
            ),
            Self::NotConfirmed {
                round,
                receipt,
                household,
            } => crate::BLOCKER_NOT_CONFIRMED.fill(
                lang,
                &[
                    ("round", &round.label(lang)),
                    ("receipt", receipt),
                    ("household", &household.clone().unwrap_or_else(whole)),
                ],
            ),
        }
    }
}

impl Label for BoardRef {
    /// 第一榜; 第一榜（第 2 次公布） for a correction.
    fn label(&self, lang: Lang) -> String {
        let round = self.round.label(lang);
        if self.revision == 1 {
            return round;
        }
        crate::BOARD_REVISION.fill(lang, &[("round", &round), ("revision", &self.revision)])
    }
}

impl Named for ReasonFault {
    /// What to do about it.
    fn text(self) -> Text {
        match self {
            Self::NoCause => crate::CAUSE_NEEDED,
            Self::NoReceipt => crate::CAUSE_OBJECTION_NEEDED,
            Self::NoNote => crate::CAUSE_NOTE_NEEDED,
            Self::Note(fault) => fault.text(),
        }
    }
}

impl Named for NoteFault {
    /// What to do about it.
    fn text(self) -> Text {
        match self {
            Self::TooLong => crate::NOTE_LONG,
            Self::PersonalNumber => crate::NOTE_PERSONAL,
        }
    }
}

impl Named for NotAnArea {
    /// What to do about it.
    fn text(self) -> Text {
        crate::SURVEYED_WRONG
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_reads_as_a_sentence() {
        let reason = |cause, objection: &str, note: &str| {
            ChangeReason::typed(Some(cause), objection, note)
                .expect("a reason")
                .sentence(Lang::Zh)
        };
        use ChangeCause as C;
        assert_eq!(reason(C::Remeasured, "", ""), "复测");
        assert_eq!(reason(C::Remeasured, "", "少量了一角"), "复测：少量了一角");
        assert_eq!(
            reason(C::Objection, "20240902-ABCD-EFGH", ""),
            "异议 20240902-ABCD-EFGH"
        );
        assert_eq!(reason(C::Other, "", "分户"), "分户");
    }

    #[test]
    fn a_sentence_names_the_objection_that_holds_a_board_up() {
        let round = RoundNumber::new(1).expect("a round");
        let (receipt, household) = ("20240902-AAAA-BBBB".to_owned(), None);
        let one = Blocker::Unanswered {
            round,
            receipt: receipt.clone(),
            household: household.clone(),
        };
        let other = Blocker::NotMended {
            round,
            receipt: receipt.clone(),
            household,
        };
        for blocker in [one, other] {
            for lang in [Lang::Zh, Lang::En] {
                assert!(blocker.sentence(lang).contains(&receipt), "{blocker:?}");
            }
        }
    }
}
