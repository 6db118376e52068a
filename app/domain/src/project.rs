//! Requisition projects (征收项目).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::privacy::Scope;
use crate::round::{Length, RoundNumber, Tier, WINDOW_DAYS_DEFAULT, WindowUnit};
use crate::surveyed::Surveyed;

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
    /// 勘测总面积, where the project states one.
    pub surveyed: Option<Surveyed>,
    pub rounds: Vec<RoundPlan>,
}

/// A round as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundPlan {
    pub number: RoundNumber,
    pub tier: Tier,
    /// How long the board is on display at the least, the day of publication not counted.
    pub window: Length,
    /// When the board is to be out at the latest, where that was set.
    pub due: Option<NaiveDate>,
}

impl RoundPlan {
    /// A round of the village for the usual seven days, due on no day.
    #[must_use]
    pub const fn usual(number: RoundNumber) -> Self {
        Self {
            number,
            tier: Tier::Village,
            window: Length {
                count: WINDOW_DAYS_DEFAULT,
                unit: WindowUnit::Days,
            },
            due: None,
        }
    }
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
