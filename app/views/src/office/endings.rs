//! The last digits of private numbers.

use domain::table::Field;
use serde::{Deserialize, Serialize};
use text::Text;

/// How a number ends that stands in a column for private numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Identity number, account or phone.
    pub field: Field,
    /// `****2181`
    pub ending: String,
}

impl Ending {
    /// Which number it is, in a word.
    #[must_use]
    pub const fn label(&self) -> Text {
        match self.field {
            Field::IdNumber => text::ENDING_ID,
            Field::Phone => text::ENDING_PHONE,
            _ => text::ENDING_ACCOUNT,
        }
    }
}
