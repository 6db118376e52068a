//! Shapes of the register of officials, of declared relations and of what
//! accounts declare of themselves.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::declaration::{Contradiction, OfficialRef, Registered, Statement, Tie};
use crate::read::{Ending, ProjectHead};

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

/// Whether every household of a board has declared, and whether the board fits
/// what was declared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationCheck {
    /// Households of the board that have declared nothing and that the table
    /// does not mark.
    pub undeclared: u32,
    /// Household and what does not fit.
    pub contradictions: Vec<(String, Contradiction)>,
    /// Household and official that the table names and the register does not
    /// have, or has twice.
    pub unregistered: Vec<(String, String)>,
}

impl DeclarationCheck {
    /// Whether nothing is left to mend.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.undeclared == 0 && self.contradictions.is_empty() && self.unregistered.is_empty()
    }
}

/// The list filters of the page of declarations, as in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationFilter {
    /// A household number or a head.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Only those that have not declared.
    #[serde(default)]
    pub open: bool,
    /// From 1.
    #[serde(default)]
    pub page: u32,
}

/// What the households of a project's newest table declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationsPage {
    pub head: ProjectHead,
    pub filter: DeclarationFilter,
    pub check: DeclarationCheck,
    pub rows: Vec<DeclarationRow>,
    pub matching: u32,
    pub pages: u32,
    /// Who can be named: those in the register.
    pub officials: Vec<OfficialRef>,
}

/// A household with what it declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationRow {
    pub household: String,
    /// In full: for the office.
    pub head: String,
    pub group: Option<String>,
    /// What the table says: `村干部亲属 · 兄弟 · 沈德`; `None` for an empty cell.
    pub table: Option<String>,
    /// What stands; empty where nothing was declared.
    pub standing: Vec<Statement>,
}

/// One household, to be declared for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdDeclarations {
    pub head: ProjectHead,
    pub row: DeclarationRow,
    /// How its numbers in the draft end; for who uploads and who reviews.
    pub endings: Vec<Ending>,
    /// Everything ever declared, newest first.
    pub statements: Vec<Statement>,
    pub officials: Vec<OfficialRef>,
}

/// What accounts declared of their own and their relatives' households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KinPage {
    pub own: Vec<KinRow>,
    /// Those of the others, for who may see them.
    pub others: Vec<KinRow>,
    /// Projects to choose from: code and name.
    pub projects: Vec<(String, String)>,
}

/// A household that an account keeps away from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KinRow {
    pub id: i64,
    /// Whose.
    pub account: String,
    pub project_code: String,
    pub project_name: String,
    pub household: String,
    /// Whether a board of the project has it; `None` while there is no board.
    pub on_board: Option<bool>,
    pub tie: Tie,
    pub relation: String,
    #[serde(with = "crate::time::millis")]
    pub declared_at: DateTime<Utc>,
    /// By whom it was lifted, and why.
    pub lifted: Option<(String, String)>,
}
