//! Shapes of the office's pages.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::account::Signed;
use crate::board::{Entry, Totals};
use crate::finding::Finding;
use crate::read::{FormToken, ProjectHead};
use crate::round::{RoundNumber, RoundState};
use crate::standard::Schedule;
use crate::text::{self, Text};

/// What every page of the office shows besides its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    pub signed: Signed,
    /// For the page's forms.
    pub token: FormToken,
}

/// What waits for the one who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeToday {
    pub projects: Vec<ProjectHead>,
    /// Boards that wait for pre-review.
    pub in_review: Vec<RoundRef>,
    /// Boards that came back to this clerk's desk.
    pub returned: Vec<RoundRef>,
    pub open_objections: u32,
}

/// A round, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRef {
    pub project_code: String,
    pub project_name: String,
    pub round: RoundNumber,
}

/// A project as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeProject {
    pub head: ProjectHead,
    /// Printed on the paper board; who holds it sees full names.
    pub access_code: String,
    /// `None` until standards are loaded.
    pub schedule: Option<ScheduleVersion>,
}

/// A project's standards at a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleVersion {
    pub version: u32,
    pub schedule: Schedule,
    pub loaded_by: String,
    pub loaded_at: DateTime<Utc>,
}

/// What reading a workbook gave: the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReport {
    pub file_name: String,
    pub sheet: Option<String>,
    pub layout: Layout,
    pub columns: Vec<ColumnReport>,
    pub totals: Totals,
    pub findings: Vec<Finding>,
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A row per household.
    Wide,
    /// A row per line item.
    Long,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnReport {
    /// `F`
    pub column: String,
    /// As in the table, header rows joined: `土地 面积(亩)`.
    pub header: String,
    /// `None` where nothing was recognised.
    pub field: Option<Field>,
}

/// What a column can hold. The snake_case names are a contract of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Sequence,
    Household,
    Group,
    Head,
    People,
    LandClass,
    LandArea,
    LandPrice,
    LandAmount,
    CropsAmount,
    HouseStructure,
    FloorArea,
    HousePrice,
    HouseAmount,
    FixtureAmount,
    MovingAmount,
    TransitionAmount,
    RewardAmount,
    Item,
    Unit,
    Quantity,
    Months,
    Price,
    Amount,
    Total,
    Status,
    Relation,
    Official,
    Remark,
    /// 身份证号, 银行卡号, 电话: never published.
    PersonalNumber,
}

impl Field {
    /// As a clerk reads it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Sequence => text::FIELD_SEQUENCE,
            Self::Household => text::FIELD_HOUSEHOLD,
            Self::Group => text::FIELD_GROUP,
            Self::Head => text::FIELD_HEAD,
            Self::People => text::FIELD_PEOPLE,
            Self::LandClass => text::FIELD_LAND_CLASS,
            Self::LandArea => text::FIELD_LAND_AREA,
            Self::LandPrice => text::FIELD_LAND_PRICE,
            Self::LandAmount => text::FIELD_LAND_AMOUNT,
            Self::CropsAmount => text::FIELD_CROPS_AMOUNT,
            Self::HouseStructure => text::FIELD_HOUSE_STRUCTURE,
            Self::FloorArea => text::FIELD_FLOOR_AREA,
            Self::HousePrice => text::FIELD_HOUSE_PRICE,
            Self::HouseAmount => text::FIELD_HOUSE_AMOUNT,
            Self::FixtureAmount => text::FIELD_FIXTURE_AMOUNT,
            Self::MovingAmount => text::FIELD_MOVING_AMOUNT,
            Self::TransitionAmount => text::FIELD_TRANSITION_AMOUNT,
            Self::RewardAmount => text::FIELD_REWARD_AMOUNT,
            Self::Item => text::FIELD_ITEM,
            Self::Unit => text::FIELD_UNIT,
            Self::Quantity => text::FIELD_QUANTITY,
            Self::Months => text::FIELD_MONTHS,
            Self::Price => text::FIELD_PRICE,
            Self::Amount => text::FIELD_AMOUNT,
            Self::Total => text::FIELD_TOTAL,
            Self::Status => text::FIELD_STATUS,
            Self::Relation => text::FIELD_RELATION,
            Self::Official => text::FIELD_OFFICIAL,
            Self::Remark => text::FIELD_REMARK,
            Self::PersonalNumber => text::FIELD_PERSONAL_NUMBER,
        }
    }
}

/// A round as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeRound {
    pub head: ProjectHead,
    pub round: RoundNumber,
    pub state: RoundState,
    pub has_standards: bool,
    /// The draft as uploaded, if any.
    pub draft: Option<Draft>,
    /// Why the reviewer sent it back.
    pub return_reason: Option<String>,
}

/// An uploaded board before publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub report: UploadReport,
    pub uploaded_by: String,
    pub uploaded_at: DateTime<Utc>,
}

/// A board as a reviewer reads it: full names and remarks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    pub head: ProjectHead,
    pub round: RoundNumber,
    pub state: RoundState,
    pub draft: Draft,
    /// Those of this page.
    pub entries: Vec<Entry>,
    /// From 1.
    pub page: u32,
    pub pages: u32,
    /// Whether the reader uploaded it, and so may not review it.
    pub own_upload: bool,
}
