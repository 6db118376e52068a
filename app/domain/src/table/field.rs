//! What a column of an office's table holds.

use serde::{Deserialize, Serialize};

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
    /// The land area once more, in the other unit: checked, not read.
    LandAreaOther,
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
    /// An amount under a heading of its own (装修补偿费, 安置补助费): a line of that name.
    OtherAmount,
    /// What an amount under a heading of its own is for: the name under 附属物.
    OtherItem,
    /// How much of it: 水井 数量.
    OtherQuantity,
    /// Its rate: 水井 单价, 青苗补偿标准.
    OtherPrice,
    /// A sum of some of the columns beside it: left out.
    Subtotal,
    /// What a line of a long table pays for: 土地, 房屋, 附着物.
    Category,
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
    /// The post that the head, or the related official, holds.
    Post,
    Remark,
    /// 变动原因: why the household changed since the board before; published.
    ChangeReason,
    /// 身份证号: encrypted, never published.
    IdNumber,
    /// 开户账号: encrypted, never published.
    BankAccount,
    /// 开户行: encrypted, never published.
    BankName,
    /// 联系电话: encrypted, never published.
    Phone,
    /// 收款人: encrypted, never published.
    Payee,
}

impl Field {
    /// In the order in which they are offered to choose from.
    pub const ALL: [Self; 43] = [
        Self::Sequence,
        Self::Household,
        Self::Group,
        Self::Head,
        Self::People,
        Self::LandClass,
        Self::LandArea,
        Self::LandAreaOther,
        Self::LandPrice,
        Self::LandAmount,
        Self::CropsAmount,
        Self::HouseStructure,
        Self::FloorArea,
        Self::HousePrice,
        Self::HouseAmount,
        Self::FixtureAmount,
        Self::MovingAmount,
        Self::TransitionAmount,
        Self::RewardAmount,
        Self::OtherAmount,
        Self::OtherItem,
        Self::OtherQuantity,
        Self::OtherPrice,
        Self::Subtotal,
        Self::Category,
        Self::Item,
        Self::Unit,
        Self::Quantity,
        Self::Months,
        Self::Price,
        Self::Amount,
        Self::Total,
        Self::Status,
        Self::Relation,
        Self::Official,
        Self::Post,
        Self::Remark,
        Self::ChangeReason,
        Self::IdNumber,
        Self::BankAccount,
        Self::BankName,
        Self::Phone,
        Self::Payee,
    ];

    /// In forms and in `check`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sequence => "sequence",
            Self::Household => "household",
            Self::Group => "group",
            Self::Head => "head",
            Self::People => "people",
            Self::LandClass => "land_class",
            Self::LandArea => "land_area",
            Self::LandAreaOther => "land_area_other",
            Self::LandPrice => "land_price",
            Self::LandAmount => "land_amount",
            Self::CropsAmount => "crops_amount",
            Self::HouseStructure => "house_structure",
            Self::FloorArea => "floor_area",
            Self::HousePrice => "house_price",
            Self::HouseAmount => "house_amount",
            Self::FixtureAmount => "fixture_amount",
            Self::MovingAmount => "moving_amount",
            Self::TransitionAmount => "transition_amount",
            Self::RewardAmount => "reward_amount",
            Self::OtherAmount => "other_amount",
            Self::OtherItem => "other_item",
            Self::OtherQuantity => "other_quantity",
            Self::OtherPrice => "other_price",
            Self::Subtotal => "subtotal",
            Self::Category => "category",
            Self::Item => "item",
            Self::Unit => "unit",
            Self::Quantity => "quantity",
            Self::Months => "months",
            Self::Price => "price",
            Self::Amount => "amount",
            Self::Total => "total",
            Self::Status => "status",
            Self::Relation => "relation",
            Self::Official => "official",
            Self::Post => "post",
            Self::Remark => "remark",
            Self::ChangeReason => "change_reason",
            Self::IdNumber => "id_number",
            Self::BankAccount => "bank_account",
            Self::BankName => "bank_name",
            Self::Phone => "phone",
            Self::Payee => "payee",
        }
    }

    /// From [`Field::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// Whether the column is meant to hold what is never published.
    #[must_use]
    pub const fn is_private(self) -> bool {
        matches!(
            self,
            Self::IdNumber | Self::BankAccount | Self::BankName | Self::Phone | Self::Payee
        )
    }

    /// Whether a table may have several columns of it.
    #[must_use]
    pub const fn may_repeat(self) -> bool {
        matches!(
            self,
            Self::OtherAmount
                | Self::OtherItem
                | Self::OtherQuantity
                | Self::OtherPrice
                | Self::Subtotal
                | Self::Status
        ) || self.is_private()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_the_key_that_it_serialises_to() {
        for field in Field::ALL {
            assert_eq!(Field::from_key(field.key()), Some(field));
            let serialised = serde_json::to_string(&field).expect("a string");
            assert_eq!(serialised, format!("\"{}\"", field.key()));
        }
    }
}
