//! The page of a notice: its households in a list.

use crate::NoticeHead;
use domain::board::Rate;
use domain::board_ref::BoardRef;
use domain::diff::ChangeCounts;
use domain::keyed;
use domain::money::Money;
use domain::privacy::ShownStatus;
use domain::quantity::Quantity;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

/// The list filters of a notice page, as in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeFilter {
    /// A household number, or a full name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// Only cadres, Party members and their relatives.
    #[serde(default)]
    pub flagged: bool,
    /// Only households that are not as on the board before.
    #[serde(default)]
    pub changed: bool,
    /// From 1.
    #[serde(default)]
    pub page: u32,
    #[serde(default)]
    pub sort: Sort,
}

/// In what order a notice lists its households.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Sort {
    #[default]
    Household,
    PayoutDown,
    LandDown,
    FloorDown,
}

keyed!(Sort);

/// The page of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePage {
    pub head: NoticeHead,
    /// The filter as it was understood.
    pub filter: NoticeFilter,
    /// What is not as on the board before; `None` on the first.
    pub changes: Option<NoticeChanges>,
    /// All groups of the notice, in order.
    pub groups: Vec<String>,
    /// Empty where the scope shows totals only.
    pub rows: Vec<NoticeRow>,
    /// Households that match the filter, over all pages.
    pub matching: u32,
    pub pages: u32,
}

/// A household in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRow {
    pub household: String,
    pub head: String,
    pub group: Option<String>,
    /// 亩
    pub land: Quantity,
    /// Of the land lines, lowest first: usually one, per 亩.
    pub land_rates: Vec<Rate>,
    /// ㎡
    pub floor: Quantity,
    /// Of the house lines, lowest first: usually one, per ㎡.
    pub floor_rates: Vec<Rate>,
    pub total: Money,
    /// What was deducted before it.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub deducted: Money,
    pub status: Option<ShownStatus>,
}

/// What a notice says of its changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeChanges {
    pub with: BoardRef,
    pub counts: ChangeCounts,
}
