//! The register of officials.

use chrono::{DateTime, Utc};
use domain::declaration::Registered;
use serde::{Deserialize, Serialize};

/// The register, those in office first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialsPage {
    pub officials: Vec<RegisteredRow>,
    /// Accounts to name: sign-in name and the name shown.
    pub accounts: Vec<(String, String)>,
}

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredRow {
    pub official: Registered,
    pub in_office: bool,
    /// Another account that waits for a second person to agree.
    pub link_asked: Option<LinkAsked>,
}

/// Another account of an official, as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkAsked {
    /// The name that one signs in with; empty where there is to be none.
    pub account: String,
    pub by: String,
    pub at: DateTime<Utc>,
}
