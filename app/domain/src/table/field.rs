//! What a column of an office's table holds.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;

/// What a column can hold. The snake_case names are a contract of `check`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumCount,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
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
    /// What a line is multiplied by: 成新率, 修正系数.
    Factor,
    /// A part of the rate of land: 安置补助费标准 beside 区片综合地价.
    RatePart,
    /// What is taken off a line or off the household's sum: 扣除旧料款.
    Deduction,
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
    /// The sum before deductions, beside what is paid: checked, not read.
    GrossTotal,
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

keyed!(Field);

impl Field {
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
                | Self::Factor
                | Self::RatePart
                | Self::Deduction
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
