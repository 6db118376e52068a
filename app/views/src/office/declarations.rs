//! What households declared of their relation to officials.

use crate::{Ending, ProjectHead};
use domain::declaration::{Contradiction, OfficialRef, Statement};
use serde::{Deserialize, Serialize};

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
