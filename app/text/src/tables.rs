//! Columns of tables.

use domain::table::Field;
use domain::upload::UploadStage;

use crate::{Named, Text};

impl Named for Field {
    /// As a clerk reads it.
    fn text(self) -> Text {
        match self {
            Self::Sequence => crate::FIELD_SEQUENCE,
            Self::Household => crate::FIELD_HOUSEHOLD,
            Self::Group => crate::FIELD_GROUP,
            Self::Head => crate::FIELD_HEAD,
            Self::People => crate::FIELD_PEOPLE,
            Self::LandClass => crate::FIELD_LAND_CLASS,
            Self::LandArea => crate::FIELD_LAND_AREA,
            Self::LandAreaOther => crate::FIELD_LAND_AREA_OTHER,
            Self::LandPrice => crate::FIELD_LAND_PRICE,
            Self::LandAmount => crate::FIELD_LAND_AMOUNT,
            Self::CropsAmount => crate::FIELD_CROPS_AMOUNT,
            Self::HouseStructure => crate::FIELD_HOUSE_STRUCTURE,
            Self::FloorArea => crate::FIELD_FLOOR_AREA,
            Self::HousePrice => crate::FIELD_HOUSE_PRICE,
            Self::HouseAmount => crate::FIELD_HOUSE_AMOUNT,
            Self::FixtureAmount => crate::FIELD_FIXTURE_AMOUNT,
            Self::MovingAmount => crate::FIELD_MOVING_AMOUNT,
            Self::TransitionAmount => crate::FIELD_TRANSITION_AMOUNT,
            Self::RewardAmount => crate::FIELD_REWARD_AMOUNT,
            Self::OtherAmount => crate::FIELD_OTHER_AMOUNT,
            Self::OtherItem => crate::FIELD_OTHER_ITEM,
            Self::OtherQuantity => crate::FIELD_OTHER_QUANTITY,
            Self::OtherPrice => crate::FIELD_OTHER_PRICE,
            Self::Factor => crate::FIELD_FACTOR,
            Self::RatePart => crate::FIELD_RATE_PART,
            Self::Deduction => crate::FIELD_DEDUCTION,
            Self::Subtotal => crate::FIELD_SUBTOTAL,
            Self::Category => crate::FIELD_CATEGORY,
            Self::Item => crate::FIELD_ITEM,
            Self::Unit => crate::FIELD_UNIT,
            Self::Quantity => crate::FIELD_QUANTITY,
            Self::Months => crate::FIELD_MONTHS,
            Self::Price => crate::FIELD_PRICE,
            Self::Amount => crate::FIELD_AMOUNT,
            Self::GrossTotal => crate::FIELD_GROSS_TOTAL,
            Self::Total => crate::FIELD_TOTAL,
            Self::Status => crate::FIELD_STATUS,
            Self::Relation => crate::FIELD_RELATION,
            Self::Official => crate::FIELD_OFFICIAL,
            Self::Post => crate::FIELD_POST,
            Self::Remark => crate::FIELD_REMARK,
            Self::ChangeReason => crate::FIELD_CHANGE_REASON,
            Self::IdNumber => crate::FIELD_ID_NUMBER,
            Self::BankAccount => crate::FIELD_BANK_ACCOUNT,
            Self::BankName => crate::FIELD_BANK_NAME,
            Self::Phone => crate::FIELD_PHONE,
            Self::Payee => crate::FIELD_PAYEE,
        }
    }
}

impl Named for UploadStage {
    /// As a clerk reads it.
    fn text(self) -> Text {
        match self {
            Self::Waiting => crate::UPLOAD_STAGE_WAITING,
            Self::Reading => crate::UPLOAD_STAGE_READING,
            Self::Storing => crate::UPLOAD_STAGE_STORING,
            Self::Stored => crate::UPLOAD_STAGE_STORED,
            Self::Unchanged => crate::UPLOAD_STAGE_UNCHANGED,
            Self::Refused => crate::UPLOAD_STAGE_REFUSED,
            Self::Failed => crate::UPLOAD_STAGE_FAILED,
            Self::Interrupted => crate::UPLOAD_STAGE_INTERRUPTED,
        }
    }
}
