//! What every office page shows besides its own content.

use crate::FormToken;
use domain::account::Signed;
use serde::{Deserialize, Serialize};

/// What every page of the office shows besides its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeSession {
    pub signed: Signed,
    /// For the page's forms.
    pub token: FormToken,
}
