//! What checking an upload found.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;

/// Errors block an upload; warnings are shown to the clerk and the reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Error,
    Warning,
}

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub severity: Severity,
    pub code: Code,
    /// Worksheet, as named in the workbook; `None` for a CSV file or the
    /// whole workbook.
    pub sheet: Option<String>,
    /// `I7`; `None` where the finding is about the whole sheet or file.
    pub cell: Option<String>,
    pub household: Option<String>,
    /// What stands there, never with an ID, phone or bank number in full.
    pub found: Option<String>,
    /// What should stand there, as arithmetic where it is an amount.
    pub expected: Option<String>,
}

/// What kind of fault it is. Scripts depend on the snake_case names.
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
pub enum Code {
    /// A line's amount is not quantity × months × price within floor and cap.
    AmountMismatch,
    /// The quantity is ten times (or a tenth of) what the amount says.
    TenTimesOff,
    /// A household's total is not the sum of its lines.
    TotalMismatch,
    /// A subtotal or grand total is not the sum of its rows.
    SumMismatch,
    MissingHousehold,
    MissingHead,
    DuplicateHousehold,
    /// The head's name differs between the rows of one household.
    ConflictingHead,
    NotANumber,
    /// More decimals than can be kept exactly.
    TooFine,
    Negative,
    Zero,
    MissingValue,
    UnknownStandard,
    /// The price is not the standard's: said and explained beside the line;
    /// an error where the amount is the standard's after all.
    PriceDiffers,
    UnitDiffers,
    UnknownStatus,
    RelationIncomplete,
    /// An ID, phone or bank number where the public, or anyone, could read it.
    PersonalNumber,
    /// A hidden sheet, row or column that holds anything.
    HiddenContent,
    /// A column whose header is known and means nothing to a board.
    UnknownColumn,
    /// A formula whose value was never stored.
    FormulaWithoutValue,
    /// A cell that shows a spreadsheet error (`#REF!`).
    CellError,
    /// A lump sum with no quantity behind it.
    NoBreakdown,
    /// There is no 户号; the 序号 stands for it.
    NumberedBySequence,
    /// Neither 户号 nor a 序号 that is different in every row.
    NoHouseholdNumbers,
    /// Nothing says in what unit the areas are; taken for 亩.
    UnitAssumed,
    /// An area of land in a unit that is neither 亩 nor ㎡.
    UnitUnknown,
    /// The area in 亩 and the area in ㎡ are not the same.
    AreasDiffer,
    /// Another sheet with a table that was not read.
    OtherSheet,
    /// 是 under 是否党员干部 says neither which nor both.
    StatusUnclear,
    /// An identity number whose check character or birth date is wrong.
    WrongIdNumber,
    /// Two households have one identity number or bank account.
    SharedNumber,
    /// The same ID or bank account on another board, of this project or another.
    SharedElsewhere,
    /// The payee is not the head of the household.
    PayeeDiffers,
    /// Far more of one thing than any other household has.
    CountStandsOut,
    /// An area ten times the median of the group, or more.
    AreaStandsOut,
    /// An area about ten times, or a tenth, of the household's last board.
    AreaJumps,
    /// The land of all households is not the surveyed total of the project.
    SurveyedDiffers,
    /// Two rows of one household are the same in every column.
    RowRepeated,
    /// The rows of one household give it different special statuses.
    StatusDiffers,
    /// More of the same kind than are listed; as grave as they are.
    NotListed,
}

keyed!(Code);

impl Code {
    /// How grave it is unless the place makes it graver.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::NoBreakdown
            | Self::PriceDiffers
            | Self::UnknownColumn
            | Self::NumberedBySequence
            | Self::UnitAssumed
            | Self::OtherSheet
            | Self::StatusUnclear
            | Self::WrongIdNumber
            | Self::SharedNumber
            | Self::SharedElsewhere
            | Self::PayeeDiffers
            | Self::CountStandsOut
            | Self::AreaStandsOut
            | Self::AreaJumps
            | Self::RowRepeated
            | Self::SurveyedDiffers => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl Finding {
    /// How many faults it stands for: one, or all that are not listed.
    #[must_use]
    pub fn faults(&self) -> usize {
        let stands_for_many = match self.code {
            Code::NotListed => true,
            Code::SharedElsewhere => self.expected.is_none(),
            _ => false,
        };
        let many = self.found.as_deref().filter(|_| stands_for_many);
        many.and_then(|found| found.parse().ok()).unwrap_or(1)
    }

    /// What it is about, wherever it stands in the table: the same in the next
    /// upload that has the same fault.
    #[must_use]
    pub fn topic(&self) -> (Code, Option<&str>, Option<&str>, Option<&str>) {
        (
            self.code,
            self.household.as_deref(),
            self.found.as_deref(),
            self.expected.as_deref(),
        )
    }

    /// Whether it blocks the upload.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        matches!(self.severity, Severity::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_counts() {
        let of = |code: Code, found: &str, expected: Option<&str>| Finding {
            severity: code.severity(),
            code,
            sheet: None,
            cell: None,
            household: None,
            found: Some(found.into()),
            expected: expected.map(str::to_owned),
        };
        for (finding, faults) in [
            (of(Code::NotListed, "8000", Some("D2")), 8_000),
            (of(Code::SharedElsewhere, "12", None), 12),
            (of(Code::SharedElsewhere, "1234", Some("河湾村")), 1),
            (of(Code::NotANumber, "300", None), 1),
        ] {
            assert_eq!(finding.faults(), faults, "{finding:?}");
        }
    }

    #[test]
    fn a_code_has_the_key_that_it_serialises_to() {
        for code in Code::ALL {
            let serialised = serde_json::to_string(&code).expect("a string");
            assert_eq!(serialised, format!("\"{}\"", code.key()));
            assert_eq!(Code::from_key(code.key()), Some(code));
        }
        assert_eq!(Code::from_key("none"), None);
    }
}
