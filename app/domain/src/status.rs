//! Special status (特殊身份): cadres, Party members and their relatives.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;

/// Why a household is specially marked.
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
pub enum StatusKind {
    /// 村干部
    Cadre,
    /// 党员
    PartyMember,
    /// 党员干部: a cadre who is a Party member, or where the office's table
    /// does not tell which of the two.
    PartyMemberCadre,
    /// 村干部亲属
    CadreRelative,
    /// 党员亲属
    PartyMemberRelative,
}

keyed!(StatusKind);

impl StatusKind {
    /// The word that offices write.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cadre => "村干部",
            Self::PartyMember => "党员",
            Self::PartyMemberCadre => "党员干部",
            Self::CadreRelative => "村干部亲属",
            Self::PartyMemberRelative => "党员亲属",
        }
    }

    /// Whether a relation and an official must be named.
    #[must_use]
    pub const fn is_relative(self) -> bool {
        matches!(self, Self::CadreRelative | Self::PartyMemberRelative)
    }

    /// What a head is who is both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Cadre, Self::PartyMember) | (Self::PartyMember, Self::Cadre) => {
                Self::PartyMemberCadre
            }
            (Self::PartyMemberCadre, _) | (_, Self::PartyMemberCadre) => Self::PartyMemberCadre,
            // Being one oneself says more than being related to one.
            (own, _) if !own.is_relative() => own,
            (_, own) if !own.is_relative() => own,
            (Self::CadreRelative, _) | (_, Self::CadreRelative) => Self::CadreRelative,
            (same, _) => same,
        }
    }
}

/// How close a relation is. 近亲属 after 民法典 1045; the wider circles after
/// 公务员法 74 and 76.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kinship {
    /// 近亲属: 配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女
    Close,
    /// 其他旁系亲属
    Collateral,
    /// 近姻亲
    InLaw,
    /// 其他申报
    Other,
}

impl Kinship {
    /// From the relation's name as declared: `兄弟`, `配偶之父母`.
    #[must_use]
    pub fn of(relation: &str) -> Self {
        const CLOSE: [&str; 22] = [
            "配偶",
            "丈夫",
            "妻子",
            "父母",
            "父亲",
            "母亲",
            "子女",
            "儿子",
            "女儿",
            "兄弟",
            "姐妹",
            "兄弟姐妹",
            "哥哥",
            "弟弟",
            "姐姐",
            "妹妹",
            "祖父母",
            "外祖父母",
            "孙子女",
            "外孙子女",
            "祖父",
            "祖母",
        ];
        const COLLATERAL: [&str; 9] = ["伯", "叔", "姑", "舅", "姨", "侄", "甥", "堂", "表"];
        let relation = relation.trim();
        if CLOSE.contains(&relation) {
            Self::Close
        } else if [
            "配偶之",
            "岳",
            "公公",
            "婆婆",
            "儿媳",
            "女婿",
            "嫂",
            "姐夫",
            "妹夫",
            "弟媳",
        ]
        .iter()
        .any(|word| relation.contains(word))
        {
            Self::InLaw
        } else if COLLATERAL.iter().any(|word| relation.contains(word)) {
            Self::Collateral
        } else {
            Self::Other
        }
    }
}

/// A cadre or Party member to whom a household is related.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    pub name: String,
    /// `村委会委员`; `None` where the office wrote none.
    pub post: Option<String>,
}

/// A household's special status as the office declared it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialStatus {
    pub kind: StatusKind,
    /// The head's own post, where the head is the cadre.
    pub post: Option<String>,
    /// The household head is the official's …: `兄弟`.
    pub relation: Option<String>,
    pub official: Option<Official>,
}

impl SpecialStatus {
    /// A relative must name the relation and the official.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.kind.is_relative()
            || (self
                .relation
                .as_ref()
                .is_some_and(|relation| !relation.trim().is_empty())
                && self
                    .official
                    .as_ref()
                    .is_some_and(|official| !official.name.trim().is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_fall_into_the_circles_of_the_law() {
        for (relation, kinship) in [
            ("兄弟", Kinship::Close),
            ("配偶", Kinship::Close),
            ("配偶之父母", Kinship::InLaw),
            ("堂兄", Kinship::Collateral),
            ("干亲", Kinship::Other),
        ] {
            assert_eq!(Kinship::of(relation), kinship, "{relation}");
        }
    }
}
