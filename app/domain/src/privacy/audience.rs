//! Who reads, and what they may see.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::key::keyed;

use super::mask;

/// What the open internet sees of a project; who holds the project's access
/// code sees [`Audience::Full`] in any case.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
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
pub enum Scope {
    /// Totals of the board, no households.
    Totals,
    /// Every household, names masked. The default.
    #[default]
    Masked,
    /// Every household with full names; needs a named person and a reason.
    FullNames,
}

keyed!(Scope);

/// For whom something about a household is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Anyone: names masked, no remarks.
    Masked,
    /// Those concerned, and the office: names in full.
    Full,
}

impl Audience {
    /// Who reads a project of this scope, with or without its access code.
    #[must_use]
    pub const fn of(scope: Scope, holds_access_code: bool) -> Self {
        if holds_access_code || matches!(scope, Scope::FullNames) {
            Self::Full
        } else {
            Self::Masked
        }
    }

    /// Whether this reader sees the households of a project at all.
    #[must_use]
    pub fn sees_households(self, scope: Scope) -> bool {
        self == Self::Full || scope != Scope::Totals
    }

    /// A person's name as this reader sees it: 张小明 or `张*明`.
    #[must_use]
    pub fn name(self, name: &str) -> String {
        match self {
            Self::Masked => mask::mask_name(name),
            Self::Full => name.to_owned(),
        }
    }

    /// Words in which these names may stand, as this reader sees them.
    #[must_use]
    pub fn words<'a>(self, words: &str, names: impl IntoIterator<Item = &'a str>) -> String {
        match self {
            Self::Masked => mask::mask_names(words, names),
            Self::Full => words.to_owned(),
        }
    }
}
