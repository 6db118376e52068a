//! Requisition projects (征收项目).

use serde::{Deserialize, Serialize};

use crate::privacy::Scope;
use crate::round::{RoundNumber, Tier};

/// What is set when a project is created.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectDetails {
    /// In addresses: letters, digits and hyphens, at most 40.
    pub code: String,
    /// 河湾村集体土地及房屋征收
    pub name: String,
    /// The place: 青禾街道河湾村
    pub area: String,
    /// The office that requisitions: 青禾街道办事处
    pub office: String,
    /// 批准文号
    pub approval_number: String,
    /// 监督电话
    pub phone: String,
    pub scope: Scope,
    /// Why the scope is not the default; empty for [`Scope::Masked`].
    pub scope_reason: String,
    pub rounds: Vec<RoundPlan>,
}

/// A round as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundPlan {
    pub number: RoundNumber,
    pub tier: Tier,
    /// Calendar days that the board hangs, the day of publication not counted.
    pub window_days: u16,
}

/// Whether a project code can stand in an address.
#[must_use]
pub fn is_code(code: &str) -> bool {
    !code.is_empty()
        && code.len() <= 40
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !code.starts_with('-')
        && !code.ends_with('-')
}
