//! Why a household changed from one board to the next: stated before the board
//! goes to pre-review, and shown to residents beside the change.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::id_number;
use crate::key::keyed;

/// Characters of a note that goes with a reason, at the most.
pub const MAX_NOTE: usize = 200;

/// What a change comes from.
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
pub enum ChangeCause {
    /// 复测
    Remeasured,
    /// 异议, with its number.
    Objection,
    /// 更正差错
    Error,
    /// 其他, in words.
    Other,
}

keyed!(ChangeCause);

/// Why a household changed, in the office's words. It may be published: it
/// holds no personal number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeReason {
    pub cause: ChangeCause,
    /// The receipt number, where an objection is the cause.
    pub objection: Option<String>,
    /// Empty where the cause says it all.
    pub note: String,
}

/// What is wrong with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReasonFault {
    #[error("no cause was chosen")]
    NoCause,
    #[error("an objection is the cause, and its receipt number is missing")]
    NoReceipt,
    #[error("the cause is none of the usual ones, and no note says which")]
    NoNote,
    #[error(transparent)]
    Note(#[from] NoteFault),
}

/// What is wrong with words that may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteFault {
    #[error("longer than {MAX_NOTE} characters")]
    TooLong,
    #[error("an ID, phone or bank number stands in it")]
    PersonalNumber,
}

impl ChangeReason {
    /// A reason as typed. An objection needs its number, and what is none of
    /// the usual causes needs words.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn typed(
        cause: Option<ChangeCause>,
        objection: &str,
        note: &str,
    ) -> Result<Self, Vec<ReasonFault>> {
        let note = note.trim();
        let mut faults: Vec<ReasonFault> = note_faults(note).into_iter().map(Into::into).collect();
        let receipt = receipt_in(objection);
        match cause {
            None => faults.push(ReasonFault::NoCause),
            Some(ChangeCause::Objection) if receipt.is_none() => {
                faults.push(ReasonFault::NoReceipt);
            }
            Some(ChangeCause::Other) if note.is_empty() => {
                faults.push(ReasonFault::NoNote);
            }
            Some(_) => {}
        }
        match cause {
            Some(cause) if faults.is_empty() => Ok(Self {
                cause,
                objection: receipt.filter(|_| cause == ChangeCause::Objection),
                note: note.to_owned(),
            }),
            _ => Err(faults),
        }
    }

    /// What an office wrote in a column of its table: 复测, 异议
    /// 20240902-ABCD-EFGH, 更正录入差错. `None` where it is too long, holds a
    /// personal number, or names an objection without its number.
    #[must_use]
    pub fn of_table(written: &str) -> Option<Self> {
        let written = written.trim();
        let has = |words: &[&str]| words.iter().any(|word| written.contains(word));
        let cause = if has(&["异议"]) {
            ChangeCause::Objection
        } else if has(&["复测", "重测", "重新测", "复核测", "重新丈量", "复量"]) {
            ChangeCause::Remeasured
        } else if has(&["更正", "错", "误", "漏"]) {
            ChangeCause::Error
        } else {
            ChangeCause::Other
        };
        // A cell that says just the cause needs no note that says it again.
        let note = if ["复测", "更正差错", "差错更正", "更正", "异议"].contains(&written)
        {
            ""
        } else {
            written
        };
        Self::typed(Some(cause), written, note).ok()
    }
}

/// What is wrong with words that may be published.
#[must_use]
pub fn note_faults(note: &str) -> Vec<NoteFault> {
    let mut faults = Vec::new();
    if note.chars().count() > MAX_NOTE {
        faults.push(NoteFault::TooLong);
    }
    if !id_number::find(note).is_empty() {
        faults.push(NoteFault::PersonalNumber);
    }
    faults
}

/// Letters of each part of a receipt number: `20240902-ABCD-EFGH`.
const RECEIPT_PARTS: [usize; 3] = [8, 4, 4];

/// The first objection's number in a text, in capitals.
#[must_use]
pub fn receipt_in(text: &str) -> Option<String> {
    let text = text.to_ascii_uppercase();
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .find(|word| {
            let parts: Vec<&str> = word.split('-').collect();
            let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
            let day = parts.first().copied().unwrap_or_default();
            lengths == RECEIPT_PARTS && day.bytes().all(|b| b.is_ascii_digit())
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reason_needs_what_its_cause_needs() {
        use ChangeCause as C;
        use NoteFault::{PersonalNumber, TooLong};
        use ReasonFault as F;
        let faults = |cause, objection: &str, note: &str| {
            let faults = ChangeReason::typed(cause, objection, note).err();
            faults.unwrap_or_default()
        };
        let long = "长".repeat(MAX_NOTE + 1);
        for (cause, objection, note, wrong) in [
            (Some(C::Remeasured), "", "", vec![]),
            (Some(C::Error), "", "录入时小数点错了", vec![]),
            (Some(C::Objection), "20240902-abcd-efgh", "", vec![]),
            (Some(C::Objection), "20240902", "", vec![F::NoReceipt]),
            (Some(C::Other), "", " ", vec![F::NoNote]),
            (Some(C::Other), "", "分户", vec![]),
            (None, "", "", vec![F::NoCause]),
            (Some(C::Error), "", long.as_str(), vec![F::Note(TooLong)]),
            (
                Some(C::Error),
                "",
                "请打 13800138000",
                vec![F::Note(PersonalNumber)],
            ),
            (
                Some(C::Error),
                "",
                "证号 11010519491231002X 写错",
                vec![F::Note(PersonalNumber)],
            ),
        ] {
            assert_eq!(faults(cause, objection, note), wrong, "{cause:?} {note}");
        }
    }

    #[test]
    fn what_a_table_says_is_understood() {
        use ChangeCause as C;
        for (written, cause, objection, note) in [
            ("复测", C::Remeasured, None, ""),
            ("2月3日现场复测", C::Remeasured, None, "2月3日现场复测"),
            (
                "异议20240902-7KQ4-ABCD，复测",
                C::Objection,
                Some("20240902-7KQ4-ABCD"),
                "异议20240902-7KQ4-ABCD，复测",
            ),
            ("录入错误", C::Error, None, "录入错误"),
            ("自愿退出", C::Other, None, "自愿退出"),
        ] {
            let reason = ChangeReason::of_table(written).expect(written);
            assert_eq!(
                (
                    reason.cause,
                    reason.objection.as_deref(),
                    reason.note.as_str()
                ),
                (cause, objection, note),
                "{written}"
            );
        }
        for none in ["", "异议", "异议人电话13800138000"] {
            assert_eq!(ChangeReason::of_table(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn no_reason_holds_a_personal_number(written in "[ 0-9一-十异议测-]{0,40}") {
            if let Some(reason) = ChangeReason::of_table(&written) {
                prop_assert!(id_number::find(&reason.note).is_empty());
            }
        }
    }
}
