//! Kinds of faults.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use super::severity::Severity;
use crate::key::keyed;

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
    /// A row names neither a household nor its head, and goes on with none.
    RowOfNobody,
    /// Rows that name nobody were taken for the household above, and no total of
    /// a household bears it out.
    RowsLeftOpen,
    DuplicateHousehold,
    /// The head's name differs between the rows of one household.
    ConflictingHead,
    /// The group, or the number of people, differs between the rows of one household.
    ConflictingValue,
    NotANumber,
    /// More decimals than can be kept exactly.
    TooFine,
    Negative,
    Zero,
    MissingValue,
    UnknownStandard,
    /// The price is not the standard's: said and explained beside the line;
    /// an error where the amount is nevertheless the standard's.
    PriceDiffers,
    UnitDiffers,
    UnknownStatus,
    RelationIncomplete,
    /// An ID, phone or bank number where the public, or anyone, could read it.
    PersonalNumber,
    /// A hidden sheet, row or column that holds anything.
    HiddenContent,
    /// Cells that a merge covers, and that hold something else than it shows.
    CoveredContent,
    /// A column whose header is known and means nothing to a board.
    UnknownColumn,
    /// A column that was not read, and holds what a board is for.
    UnreadColumn,
    /// The board pays for something, and has no column for a part of it.
    MissingColumn,
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
    /// A second table beside or below the one that was read.
    SecondTable,
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
    /// A factor of which one cannot tell what it is: 0.85 under 成新率(%).
    FactorUnclear,
    /// A rate is not the sum of the parts beside it.
    PartsDiffer,
    /// A column that was not read explains what is wrong with totals or amounts.
    ColumnExplains,
    /// Two rows of one household are the same in every column.
    RowRepeated,
    /// The rows of one household give it different special statuses.
    StatusDiffers,
    /// A date where none should stand: `1-2`, typed as a number of a household.
    DateShown,
    /// A format shows another number than is stored: `18.7315` for 187315.2.
    ShownScaled,
    /// The same, as the heading's unit says: 万元 of what is stored in yuan.
    ShownInUnit,
    /// A format shows fewer decimals than are stored.
    ShownRounded,
    /// A format shows something else than the number, or what cannot be told.
    ShownDiffers,
    /// A long number of which only an exponent is shown: `1.1E+11`.
    ShownShort,
    /// Something is stored, and its format shows nothing.
    ShownBlank,
    /// More digits than a spreadsheet keeps of a number: the last are lost.
    DigitsLost,
    /// A character that cannot be seen, or is seen otherwise than it is stored.
    OddCharacter,
    /// Markup, a formula, digits or a sign where the name of a head belongs.
    NotAName,
    /// Excel made a power of ten of a code: its digits are lost.
    CodeAsPower,
    /// Two household numbers that may be one in two spellings: 1-01 and 1-1.
    NumbersAlike,
    /// Two spellings that may be one group: 一组 and 1组.
    GroupsAlike,
    /// `NULL`, 同上 or 待定 where a household number, a group or a head belongs.
    StandsInstead,
    /// A program made a floating number of a code: `1001.0`.
    CodeAsDecimal,
    /// A comma in an area that parts thousands or decimals: `2,150` 亩.
    CommaUnclear,
    /// One area or amount, merged over rows of several households.
    MergedOver,
    /// A household with an area, and a total of 0.
    PaysNothing,
    /// Something that is crossed out, and would be published.
    CrossedOut,
    /// A condition may show another number than is stored, or cross it out.
    ShownUnderCondition,
    /// The unit at the top or bottom of each printed page is not the one that was read.
    PrintedUnit,
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
            | Self::StatusUnclear
            | Self::WrongIdNumber
            | Self::SharedNumber
            | Self::SharedElsewhere
            | Self::PayeeDiffers
            | Self::CountStandsOut
            | Self::AreaStandsOut
            | Self::AreaJumps
            | Self::RowRepeated
            | Self::RowsLeftOpen
            | Self::ShownInUnit
            | Self::ShownRounded
            | Self::ShownShort
            | Self::NumbersAlike
            | Self::GroupsAlike
            | Self::ShownUnderCondition
            | Self::PrintedUnit
            | Self::SurveyedDiffers => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
