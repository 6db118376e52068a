//! The register of officials.

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
}
