//! Residents' forms.

use domain::objection::ObjectionKind;

use super::declare::{NoText, forms};
use super::read::one_of;

forms! {
    /// Files an objection; which household it is about stands in the address.
    FileObjection = "object" at "/p/{project}/r/{round}/object" + "" {
        submission: String,
        line: String,
        #[serde(deserialize_with = "one_of")]
        kind: Option<ObjectionKind>,
        statement: String,
        name: String,
        phone: String,
        #[serde(skip)]
        files: NoText,
    }

    /// Opens full names with the project's access code.
    OpenNames = "access" at "/p/{project}/access" + "" {
        code: String,
    }

    /// Follows an objection.
    Follow = "follow" at "/track" + "/follow" {
        receipt: String,
        secret: String,
    }

    /// Follows it no more.
    StopFollowing = "close" at "/track" + "/close" {}
}

impl FileObjection {
    /// Which line it is about; what is no number is no line of the board either.
    #[must_use]
    pub fn line_number(&self) -> Option<u32> {
        (!self.line.is_empty()).then(|| self.line.parse().unwrap_or(u32::MAX))
    }
}
