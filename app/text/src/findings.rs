//! What a check of a workbook found.

use domain::finding::{Code, Detail, Explained, Finding};
use domain::money::Money;
use domain::name::{self, NameFault};
use domain::quantity::Quantity;
use domain::spelling::{OddKind, odd};

mod column;
mod shown;

use crate::arithmetic::{equation, net, rate_parts};
use crate::{Lang, Sentence, Text};

impl Sentence for Finding {
    /// The whole sentence: what is wrong, what stands there, what should.
    fn sentence(&self, lang: Lang) -> String {
        if let Detail::Column(column) = &self.detail {
            return column::sentence(self, column, lang, &|one| (one.sentence(lang), found(one)));
        }
        let found = found(self).unwrap_or_default();
        let (expected, off) = match &self.detail {
            Detail::Surveyed { land, total } => {
                let off = Quantity::from_e4(total.surplus(*land).e4().abs());
                (total.written(), format!("{off} {}", total.unit.label()))
            }
            Detail::Words {
                expected: Some(words),
                ..
            } if self.code == Code::SurveyedDiffers => {
                let (total, off) = total_and_off(words);
                (
                    total.to_owned(),
                    off.trim_start_matches(['+', '-']).to_owned(),
                )
            }
            _ => (expected(self, lang).unwrap_or_default(), String::new()),
        };
        words(self).fill(
            lang,
            &[
                ("found", &found),
                ("expected", &expected),
                ("off", &off),
                ("cell", &self.cell.as_deref().unwrap_or_default()),
            ],
        )
    }
}

/// What stands there.
#[must_use]
pub fn found(finding: &Finding) -> Option<String> {
    match &finding.detail {
        Detail::Words { found, .. } => found.clone(),
        Detail::Amount { stated, .. } => Some(stated.to_string()),
        Detail::Price { stated, .. } => Some(stated.short()),
        Detail::More { count, .. } => Some(count.to_string()),
        Detail::Net { stated, .. } => Some(stated.to_string()),
        Detail::Parts { stated, .. } => Some(stated.short()),
        Detail::Explains { heading, .. } => Some(heading.clone()),
        Detail::Total { stated, .. } => Some(stated.to_string()),
        Detail::Decimals { stored, .. } => Some(stored.clone()),
        Detail::Shown { shown, .. } => Some(shown.clone()).filter(|shown| !shown.is_empty()),
        Detail::Column(column) => Some(column::found(finding, column, &found)),
        Detail::Surveyed { land, total } => Some(format!("{land} {}", total.unit.label())),
        Detail::Character { character, .. } => Some(named(*character)),
    }
}

/// What should stand there; arithmetic where it is an amount.
#[must_use]
pub fn expected(finding: &Finding, lang: Lang) -> Option<String> {
    match &finding.detail {
        Detail::Words { expected, .. } => expected.clone(),
        Detail::Amount {
            measure, expected, ..
        } => Some(equation(measure, *expected, lang)),
        Detail::Price { standard, .. } => Some(standard.short()),
        Detail::More { like, .. } => like.clone(),
        Detail::Net {
            lines, deductions, ..
        } => Some(net(*lines, deductions)),
        Detail::Parts { parts, .. } => {
            let sum: Money = parts.iter().map(|part| part.price).sum();
            Some(format!("{} = {}", rate_parts(parts), sum.short()))
        }
        Detail::Explains { households, .. } => Some(households.to_string()),
        Detail::Total { expected, .. } => Some(expected.to_string()),
        Detail::Decimals { most, .. } => Some(most.to_string()),
        Detail::Shown { stored, .. } => Some(stored.clone()),
        Detail::Column(column) => {
            let first = column.examples.first()?;
            expected(&column::one(finding, first), lang)
        }
        Detail::Character { position, .. } => Some(position.to_string()),
        Detail::Surveyed { land, total } => {
            let surplus = total.surplus(*land);
            let sign = if surplus > Quantity::ZERO { "+" } else { "" };
            let unit = total.unit.label();
            Some(format!("{} · {sign}{surplus} {unit}", total.written()))
        }
    }
}

/// The sentence with its places.
fn words(finding: &Finding) -> Text {
    match finding.code {
        Code::AmountMismatch => crate::F_AMOUNT_MISMATCH,
        Code::TenTimesOff => crate::F_TEN_TIMES_OFF,
        Code::TotalMismatch if matches!(finding.detail, Detail::Net { .. }) => {
            crate::F_NET_MISMATCH
        }
        Code::TotalMismatch => crate::F_TOTAL_MISMATCH,
        Code::SumMismatch => crate::F_SUM_MISMATCH,
        Code::MissingHousehold => crate::F_MISSING_HOUSEHOLD,
        Code::MissingHead => crate::F_MISSING_HEAD,
        Code::RowOfNobody => crate::F_ROW_OF_NOBODY,
        Code::RowsLeftOpen => crate::F_ROWS_LEFT_OPEN,
        Code::DuplicateHousehold => crate::F_DUPLICATE_HOUSEHOLD,
        Code::ConflictingHead => crate::F_CONFLICTING_HEAD,
        Code::ConflictingValue => crate::F_CONFLICTING_VALUE,
        Code::NotANumber => crate::F_NOT_A_NUMBER,
        Code::TooFine
        | Code::DateShown
        | Code::ShownScaled
        | Code::ShownInUnit
        | Code::ShownRounded
        | Code::ShownDiffers
        | Code::ShownShort
        | Code::ShownBlank
        | Code::DigitsLost => shown::words(finding),
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
        Code::CoveredContent => crate::F_COVERED_CONTENT,
        Code::UnknownColumn if is_unclear(finding) => crate::F_UNCLEAR_COLUMN,
        Code::UnknownColumn => crate::F_UNKNOWN_COLUMN,
        Code::UnreadColumn => crate::F_UNREAD_COLUMN,
        Code::MissingColumn => crate::F_MISSING_COLUMN,
        Code::FormulaWithoutValue => crate::F_FORMULA_WITHOUT_VALUE,
        Code::CellError => crate::F_CELL_ERROR,
        Code::NoBreakdown => crate::F_NO_BREAKDOWN,
        Code::NumberedBySequence => crate::F_NUMBERED_BY_SEQUENCE,
        Code::NoHouseholdNumbers => crate::F_NO_HOUSEHOLD_NUMBERS,
        Code::UnitAssumed => crate::F_UNIT_ASSUMED,
        Code::UnitUnknown => crate::F_UNIT_UNKNOWN,
        Code::AreasDiffer => crate::F_AREAS_DIFFER,
        Code::OtherSheet => crate::F_OTHER_SHEET,
        Code::SecondTable => crate::F_SECOND_TABLE,
        Code::StatusUnclear => crate::F_STATUS_UNCLEAR,
        Code::WrongIdNumber => crate::F_WRONG_ID_NUMBER,
        Code::SharedNumber => crate::F_SHARED_NUMBER,
        Code::FactorUnclear => crate::F_FACTOR_UNCLEAR,
        Code::PartsDiffer => crate::F_PARTS_DIFFER,
        Code::ColumnExplains => explains(&finding.detail),
        Code::RowRepeated => crate::F_ROW_REPEATED,
        Code::StatusDiffers => crate::F_STATUS_DIFFERS,
        Code::OddCharacter => odd_character(finding),
        Code::NotAName => not_a_name(finding),
        Code::CodeAsPower => crate::F_CODE_AS_POWER,
        Code::StandsInstead | Code::CodeAsDecimal => not_its_own(finding),
        Code::CommaUnclear | Code::MergedOver => not_its_own(finding),
        Code::CrossedOut | Code::ShownUnderCondition | Code::PrintedUnit => looks(finding),
        Code::PaysNothing => crate::F_PAYS_NOTHING,
        Code::NumbersAlike => crate::F_NUMBERS_ALIKE,
        Code::GroupsAlike => crate::F_GROUPS_ALIKE,
        Code::NotListed => crate::F_NOT_LISTED,
        Code::SharedElsewhere if finding.not_listed().is_some() => crate::F_SHARED_ELSEWHERE_MORE,
        Code::SharedElsewhere => crate::F_SHARED_ELSEWHERE,
        Code::PayeeDiffers => crate::F_PAYEE_DIFFERS,
        Code::CountStandsOut => crate::F_COUNT_STANDS_OUT,
        Code::AreaStandsOut => crate::F_AREA_STANDS_OUT,
        Code::AreaJumps => crate::F_AREA_JUMPS,
        Code::SurveyedDiffers if is_more(&finding.detail) => crate::F_SURVEYED_MORE,
        Code::SurveyedDiffers => crate::F_SURVEYED_LESS,
    }
}

/// How cells look, on the screen and on paper.
const fn looks(finding: &Finding) -> Text {
    match finding.code {
        Code::ShownUnderCondition => crate::F_SHOWN_UNDER_CONDITION,
        Code::PrintedUnit => crate::F_PRINTED_UNIT,
        _ => crate::F_CROSSED_OUT,
    }
}

/// What a column that was not read would be.
const fn explains(detail: &Detail) -> Text {
    match detail {
        Detail::Explains {
            means: Explained::Factor,
            ..
        } => crate::F_EXPLAINS_FACTOR,
        Detail::Explains {
            means: Explained::Amount,
            ..
        } => crate::F_EXPLAINS_AMOUNT,
        _ => crate::F_EXPLAINS_DEDUCTION,
    }
}

/// Whether there is more land than the surveyed total.
fn is_more(detail: &Detail) -> bool {
    match detail {
        Detail::Surveyed { land, total } => *land > total.area,
        Detail::Words {
            expected: Some(words),
            ..
        } => total_and_off(words).1.starts_with('+'),
        _ => false,
    }
}

/// The surveyed total, and by how much the land is off it, in a finding that was
/// stored before there were figures: `156.173 亩 · +1.055 亩`.
fn total_and_off(words: &str) -> (&str, &str) {
    words.split_once(" · ").unwrap_or((words, ""))
}

/// A character with its number: 「⽯」 U+2F6F; one that is not seen by its number
/// alone.
fn named(character: char) -> String {
    let number = format!("U+{:04X}", u32::from(character));
    match odd(character.encode_utf8(&mut [0; 4])).map(|one| one.kind) {
        Some(OddKind::Twin(_) | OddKind::Private) => format!("「{character}」({number})"),
        _ => number,
    }
}

fn odd_character(finding: &Finding) -> Text {
    let Detail::Character { character, .. } = finding.detail else {
        return crate::F_ODD_UNSEEN;
    };
    match odd(character.encode_utf8(&mut [0; 4])).map(|one| one.kind) {
        Some(OddKind::Turns) => crate::F_ODD_TURNS,
        Some(OddKind::Lost) => crate::F_ODD_LOST,
        Some(OddKind::Private) => crate::F_ODD_PRIVATE,
        Some(OddKind::Twin(_)) => crate::F_ODD_TWIN,
        Some(OddKind::Unseen) | None => crate::F_ODD_UNSEEN,
    }
}

/// A word, a code or a number that is not the household's own.
const fn not_its_own(finding: &Finding) -> Text {
    match finding.code {
        Code::StandsInstead => crate::F_STANDS_INSTEAD,
        Code::CodeAsDecimal => crate::F_CODE_AS_DECIMAL,
        Code::CommaUnclear => crate::F_COMMA_UNCLEAR,
        _ => crate::F_MERGED_OVER,
    }
}

fn not_a_name(finding: &Finding) -> Text {
    let found = found(finding).unwrap_or_default();
    match name::fault(&found) {
        Some(NameFault::Markup) => crate::F_NAME_MARKUP,
        Some(NameFault::Formula) => crate::F_NAME_FORMULA,
        Some(NameFault::Masked(_)) => crate::F_NAME_MASKED,
        Some(NameFault::Digits) => crate::F_NAME_DIGITS,
        Some(NameFault::Sign(..)) | None => crate::F_NAME_SIGN,
    }
}

/// A column of which one cannot tell what it is about.
const fn is_unclear(finding: &Finding) -> bool {
    matches!(
        finding.detail,
        Detail::Words {
            expected: Some(_),
            ..
        }
    )
}

#[cfg(test)]
mod tests;
