//! What a check of a workbook found.

use domain::finding::{Code, Finding};
use domain::surveyed;

use crate::{Lang, Sentence, Text};

impl Sentence for Finding {
    /// The whole sentence: what is wrong, what stands there, what should.
    fn sentence(&self, lang: Lang) -> String {
        let found = self.found.as_deref().unwrap_or_default();
        let expected = self.expected.as_deref().unwrap_or_default();
        let (expected, off, _) = match self.code {
            Code::SurveyedDiffers => surveyed::parts(expected),
            _ => (expected, "", false),
        };
        words(self).fill(
            lang,
            &[("found", &found), ("expected", &expected), ("off", &off)],
        )
    }
}

/// The sentence with its places.
fn words(finding: &Finding) -> Text {
    match finding.code {
        Code::AmountMismatch => crate::F_AMOUNT_MISMATCH,
        Code::TenTimesOff => crate::F_TEN_TIMES_OFF,
        Code::TotalMismatch => crate::F_TOTAL_MISMATCH,
        Code::SumMismatch => crate::F_SUM_MISMATCH,
        Code::MissingHousehold => crate::F_MISSING_HOUSEHOLD,
        Code::MissingHead => crate::F_MISSING_HEAD,
        Code::DuplicateHousehold => crate::F_DUPLICATE_HOUSEHOLD,
        Code::ConflictingHead => crate::F_CONFLICTING_HEAD,
        Code::NotANumber => crate::F_NOT_A_NUMBER,
        Code::TooFine => crate::F_TOO_FINE,
        Code::Negative => crate::F_NEGATIVE,
        Code::Zero => crate::F_ZERO,
        Code::MissingValue => crate::F_MISSING_VALUE,
        Code::UnknownStandard => crate::F_UNKNOWN_STANDARD,
        Code::PriceDiffers if finding.is_error() => crate::F_PRICE_SLIP,
        Code::PriceDiffers => crate::F_PRICE_DIFFERS,
        Code::UnitDiffers => crate::F_UNIT_DIFFERS,
        Code::UnknownStatus => crate::F_UNKNOWN_STATUS,
        Code::RelationIncomplete => crate::F_RELATION_INCOMPLETE,
        Code::PersonalNumber => crate::F_PERSONAL_NUMBER,
        Code::HiddenContent => crate::F_HIDDEN_CONTENT,
        Code::UnknownColumn if finding.expected.is_some() => crate::F_UNCLEAR_COLUMN,
        Code::UnknownColumn => crate::F_UNKNOWN_COLUMN,
        Code::FormulaWithoutValue => crate::F_FORMULA_WITHOUT_VALUE,
        Code::CellError => crate::F_CELL_ERROR,
        Code::NoBreakdown => crate::F_NO_BREAKDOWN,
        Code::NumberedBySequence => crate::F_NUMBERED_BY_SEQUENCE,
        Code::NoHouseholdNumbers => crate::F_NO_HOUSEHOLD_NUMBERS,
        Code::UnitAssumed => crate::F_UNIT_ASSUMED,
        Code::UnitUnknown => crate::F_UNIT_UNKNOWN,
        Code::AreasDiffer => crate::F_AREAS_DIFFER,
        Code::OtherSheet => crate::F_OTHER_SHEET,
        Code::StatusUnclear => crate::F_STATUS_UNCLEAR,
        Code::WrongIdNumber => crate::F_WRONG_ID_NUMBER,
        Code::SharedNumber => crate::F_SHARED_NUMBER,
        Code::RowRepeated => crate::F_ROW_REPEATED,
        Code::StatusDiffers => crate::F_STATUS_DIFFERS,
        Code::NotListed => crate::F_NOT_LISTED,
        Code::SharedElsewhere if finding.expected.is_none() => crate::F_SHARED_ELSEWHERE_MORE,
        Code::SharedElsewhere => crate::F_SHARED_ELSEWHERE,
        Code::PayeeDiffers => crate::F_PAYEE_DIFFERS,
        Code::CountStandsOut => crate::F_COUNT_STANDS_OUT,
        Code::AreaStandsOut => crate::F_AREA_STANDS_OUT,
        Code::AreaJumps => crate::F_AREA_JUMPS,
        Code::SurveyedDiffers => {
            let expected = finding.expected.as_deref().unwrap_or_default();
            match surveyed::parts(expected) {
                (_, _, true) => crate::F_SURVEYED_MORE,
                _ => crate::F_SURVEYED_LESS,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::board::{LineItem, Measure};
    use domain::money::Money;
    use domain::quantity::Unit;
    use domain::standard::{Category, Limits};
    use domain::surveyed::{AreaUnit, LandSum, Surveyed};

    fn land(mu: &str) -> LandSum {
        LandSum::of(&[LineItem {
            standard: None,
            category: Category::Land,
            item: "水浇地".into(),
            measure: Some(Measure {
                quantity: mu.parse().expect("a quantity"),
                unit: Unit::Mu,
                months: None,
                price: None,
                per: None,
                limits: Limits::default(),
            }),
            amount: Money::ZERO,
            deviation: None,
        }])
    }

    #[test]
    fn the_sentence_names_both_figures_and_which_is_more() {
        let stated = &Surveyed {
            area: "156.173".parse().expect("a quantity"),
            unit: AreaUnit::Mu,
        };
        let more = surveyed::finding(land("157"), stated);
        let more = more.expect("a finding").sentence(Lang::Zh);
        let less = surveyed::finding(land("155"), stated);
        let less = less.expect("a finding");
        for (said, parts) in [
            (more, ["157 亩", "156.173 亩", "多 0.827 亩"]),
            (
                less.sentence(Lang::Zh),
                ["155 亩", "156.173 亩", "少 1.173 亩"],
            ),
            (
                less.sentence(Lang::En),
                ["155 亩", "156.173 亩", "1.173 亩 less"],
            ),
        ] {
            for part in parts {
                assert!(said.contains(part), "{part}: {said}");
            }
        }
    }
}
