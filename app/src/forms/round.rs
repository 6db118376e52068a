//! Forms of a round: its board, and what is done with it.

use domain::finding::Code;
use domain::id::WithdrawalId;
use domain::keyed;
use domain::reason::ChangeCause;
use domain::table::{COLUMN_IGNORE, ColumnChoices, Field};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use super::declare::{Confirmed, NoText, forms, irrevocable};
use super::read::{number, one_of};

/// Before a column's heading, and what it was taken for.
const COLUMN: &str = "column:";
/// Before a warning's key.
const WARNING: &str = "warning:";
/// Before a kind of warnings.
const KIND: &str = "kind:";
/// Before a household's number.
const HOUSEHOLD: &str = "household:";
/// Before a household's number, of the button that takes an upheld objection
/// for its reason.
const UPHELD: &str = "upheld:";

forms! {
    /// Uploads a board, with what its columns are.
    Upload = "upload" at "/office/p/{project}/r/{round}" + "/upload" {
        #[serde(skip)]
        file: NoText,
        .. columns ["column:"],
    }

    /// Says why warnings stand.
    ExplainWarnings = "warnings" at "/office/p/{project}/r/{round}" + "/warnings" {
        .. reasons ["warning:", "kind:"],
    }

    /// Says why households changed.
    ExplainChanges = "explain" at "/office/p/{project}/r/{round}/changes" + "" {
        #[serde(deserialize_with = "one_of")]
        cause: Option<ChangeCause>,
        objection: String,
        note: String,
        which: Whose,
        #[serde(skip)]
        households: NoText,
        .. chosen ["household:", "upheld:"],
    }

    /// Sends the draft to pre-review.
    Submit = "submit" at "/office/p/{project}/r/{round}" + "/submit" {
        planned_at: String,
    }

    /// Changes the day by which it is to be out.
    ChangeDue = "due" at "/office/p/{project}/r/{round}" + "/due" {
        due_on: String,
        due_reason: String,
    }

    /// Takes back an approved board that is not out yet.
    Recall = "recall" at "/office/p/{project}/r/{round}" + "/recall" {}

    /// Begins a correction.
    Correct = "correct" at "/office/p/{project}/r/{round}" + "/correct" {
        reason: String,
    }

    /// Calls a correction off.
    Abandon = "abandon" at "/office/p/{project}/r/{round}" + "/abandon" {}

    /// Asks for a withdrawal.
    Withdraw = "withdraw" at "/office/p/{project}/r/{round}" + "/withdraw" {
        withdrawal_reason: String,
        confirmed: Confirmed,
    }

    /// Agrees to a withdrawal.
    ConfirmWithdrawal = "withdraw_confirm"
        at "/office/p/{project}/r/{round}" + "/withdraw_confirm" {
        #[serde(deserialize_with = "number")]
        withdrawal: Option<WithdrawalId>,
        confirmed: Confirmed,
    }

    /// Does not agree to it.
    RefuseWithdrawal = "withdraw_refuse"
        at "/office/p/{project}/r/{round}" + "/withdraw_refuse" {
        #[serde(deserialize_with = "number")]
        withdrawal: Option<WithdrawalId>,
        reason: String,
    }

    /// Carries an upheld objection over to a later board.
    CarryOver = "carry" at "/office/p/{project}/r/{round}" + "/carry" {
        receipt: String,
        reason: String,
        confirmed: Confirmed,
    }

    /// Says that another change is the one which an upheld objection asked for.
    ConfirmRemedy = "remedy" at "/office/p/{project}/r/{round}" + "/remedy" {
        remedy: String,
        remedy_reason: String,
        confirmed: Confirmed,
    }
}

irrevocable!(CarryOver, ConfirmRemedy, ConfirmWithdrawal, Withdraw);

/// Whose changes a reason is for: what the button that was pressed says.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    serde::Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Whose {
    /// The households that are ticked.
    #[default]
    Chosen,
    /// Every one that has no reason yet.
    Unexplained,
}

keyed!(Whose);

impl Upload {
    /// The field in which a column is decided of.
    #[must_use]
    pub fn column(taken_for: &str, header: &str) -> String {
        format!("{COLUMN}{taken_for}:{header}")
    }

    /// What the clerk says that columns are, where it is not what they were
    /// taken for.
    #[must_use]
    pub fn choices(&self) -> ColumnChoices {
        let decided = self.columns.iter().filter_map(|(name, value)| {
            let (taken_for, header) = name.strip_prefix(COLUMN)?.split_once(':')?;
            if value == taken_for {
                return None;
            }
            let choice = match value.as_str() {
                COLUMN_IGNORE => None,
                key => Some(Field::from_key(key)?),
            };
            Some((header.to_owned(), choice))
        });
        decided.collect()
    }
}

impl ExplainWarnings {
    /// The field of one warning's reason, by its key.
    #[must_use]
    pub fn warning(key: &str) -> String {
        format!("{WARNING}{key}")
    }

    /// The field of the reason for all warnings of a kind.
    #[must_use]
    pub fn kind(code: Code) -> String {
        format!("{KIND}{}", code.key())
    }

    /// The reasons of single warnings, by key.
    #[must_use]
    pub fn of_one(&self) -> Vec<(String, String)> {
        self.under(WARNING)
            .map(|(key, reason)| (key.to_owned(), reason))
            .collect()
    }

    /// The reasons for all of a kind.
    #[must_use]
    pub fn of_kind(&self) -> Vec<(Code, String)> {
        self.under(KIND)
            .filter_map(|(key, reason)| Some((Code::from_key(key)?, reason)))
            .collect()
    }

    fn under(&self, prefix: &'static str) -> impl Iterator<Item = (&str, String)> {
        let reasons = self.reasons.iter();
        reasons.filter_map(move |(name, reason)| Some((name.strip_prefix(prefix)?, reason.clone())))
    }
}

impl ExplainChanges {
    /// The box that chooses a household.
    #[must_use]
    pub fn household(number: &str) -> String {
        format!("{HOUSEHOLD}{number}")
    }

    /// The button that takes an upheld objection for a household's reason.
    #[must_use]
    pub fn upheld(number: &str) -> String {
        format!("{UPHELD}{number}")
    }

    /// The household whose button was pressed, and the objection's receipt number.
    #[must_use]
    pub fn taken(&self) -> Option<(String, String)> {
        self.chosen.iter().find_map(|(name, receipt)| {
            let household = name.strip_prefix(UPHELD)?;
            Some((household.to_owned(), receipt.clone()))
        })
    }

    /// The numbers of the households that are ticked.
    #[must_use]
    pub fn chosen(&self) -> Vec<String> {
        let ticked = self.chosen.iter().filter(|(_, value)| *value == "1");
        ticked
            .filter_map(|(name, _)| name.strip_prefix(HOUSEHOLD).map(str::to_owned))
            .collect()
    }
}
