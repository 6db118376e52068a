//! What households declare of their relation to officials, and where that does
//! not fit what a table says.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::id::OfficialId;
use crate::key::keyed;
use crate::status::{Kinship, SpecialStatus, StatusKind};

/// What a household is to an official. 近亲属 after 民法典 1045; the wider
/// circles after 公务员法 74 and 76.
#[derive(
    Clone,
    Copy,
    Debug,
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
pub enum Tie {
    /// 本人: the official's own household.
    Own,
    /// 近亲属
    Close,
    /// 其他旁系亲属
    Collateral,
    /// 近姻亲
    InLaw,
    /// 其他申报
    Other,
}

keyed!(Tie);

impl Tie {
    /// From a relation's name: `兄弟`.
    #[must_use]
    pub fn of(relation: &str) -> Self {
        match Kinship::of(relation) {
            Kinship::Close => Self::Close,
            Kinship::Collateral => Self::Collateral,
            Kinship::InLaw => Self::InLaw,
            Kinship::Other => Self::Other,
        }
    }
}

/// Who declared it.
#[derive(
    Clone,
    Copy,
    Debug,
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
pub enum DeclaredBy {
    /// 户主
    Householder,
    /// 村委会
    Village,
    /// 办事处
    Office,
    /// The status columns of an uploaded table.
    Table,
}

keyed!(DeclaredBy);

impl DeclaredBy {
    /// What a person can choose.
    pub const PEOPLE: [Self; 3] = [Self::Householder, Self::Village, Self::Office];
}

/// A cadre or Party member of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    pub id: OfficialId,
    pub name: String,
    pub post: String,
    pub kind: StatusKind,
    pub from: NaiveDate,
    /// `None`: still.
    pub to: Option<NaiveDate>,
    /// Name of the account that this person signs in with.
    pub account: Option<String>,
}

/// Kinds that the register may have: relatives are not registered, but declared.
pub const REGISTERED_KINDS: [StatusKind; 3] = [
    StatusKind::Cadre,
    StatusKind::PartyMember,
    StatusKind::PartyMemberCadre,
];

/// One declaration of a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// `None`: no relation to any official.
    pub tie: Option<Tie>,
    /// `兄弟`; empty for one's own household.
    pub relation: String,
    /// Set with a tie.
    pub official: Option<OfficialRef>,
    pub by: DeclaredBy,
    /// Who it was, by name.
    pub declarer: String,
    /// What it rests on; may be empty.
    pub basis: String,
    /// With all the others that had declared nothing.
    pub in_bulk: bool,
    /// The account that wrote it down.
    pub recorded_by: String,
    #[serde(with = "crate::time::millis")]
    pub recorded_at: DateTime<Utc>,
}

/// An official, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialRef {
    pub id: OfficialId,
    pub name: String,
    pub post: String,
}

/// What holds of a household's statements, oldest first: a relation takes the
/// place of what was said of the same official before; "none" takes the place
/// of everything.
#[must_use]
pub fn standing(statements: Vec<Statement>) -> Vec<Statement> {
    let mut standing: Vec<Statement> = Vec::new();
    for statement in statements {
        let of = |one: &Statement| one.official.as_ref().map(|official| official.id);
        if statement.tie.is_none() {
            standing.clear();
        } else {
            standing.retain(|one| one.tie.is_some() && of(one) != of(&statement));
        }
        standing.push(statement);
    }
    standing
}

/// Where a table and the declarations do not fit each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contradiction {
    /// The table marks a household that declared no relation.
    DeclaredNone,
    /// The table does not mark a household that declared one.
    NotMarked,
    /// One says the official's own household, the other a relative's.
    OwnOrRelative,
    /// They name different officials.
    OtherOfficial,
    /// The relations fall into different circles.
    OtherRelation,
    /// The table does not mark a head who bears the name of an official, and
    /// the household has not declared on its own that it is another person; a
    /// table's 否 is written down a whole column.
    SameName,
}

/// Holds a table's mark against what stands declared. Nothing declared
/// contradicts nothing.
#[must_use]
pub fn contradiction(
    marked: Option<&SpecialStatus>,
    standing: &[Statement],
    bears_official_name: bool,
) -> Option<Contradiction> {
    use Contradiction as C;
    let ties: Vec<(&Statement, Tie)> = standing
        .iter()
        .filter_map(|one| Some((one, one.tie?)))
        .collect();
    let none = standing.iter().find(|one| one.tie.is_none());
    let Some(status) = marked else {
        if !ties.is_empty() {
            return Some(C::NotMarked);
        }
        let on_its_own = none.is_some_and(|one| !one.in_bulk && one.by != DeclaredBy::Table);
        return (bears_official_name && !on_its_own).then_some(C::SameName);
    };
    if none.is_some() {
        return Some(C::DeclaredNone);
    }
    if ties.is_empty() {
        return None;
    }
    if !status.kind.is_relative() {
        let own = ties.iter().any(|(_, tie)| *tie == Tie::Own);
        return (!own).then_some(C::OwnOrRelative);
    }
    let relatives = || ties.iter().filter(|(_, tie)| *tie != Tie::Own);
    if relatives().next().is_none() {
        return Some(C::OwnOrRelative);
    }
    let named = |one: &Statement| {
        let Some(named) = &status.official else {
            return true;
        };
        let declared = one.official.as_ref();
        declared.is_some_and(|declared| declared.name == named.name.trim())
    };
    if !relatives().any(|(one, _)| named(one)) {
        return Some(C::OtherOfficial);
    }
    let relation = status.relation.as_deref().map(Tie::of);
    let fits = relatives()
        .filter(|(one, _)| named(one))
        .any(|(one, tie)| relation.is_none_or(|said| said == *tie) || says(one, status));
    (!fits).then_some(C::OtherRelation)
}

/// Whether a statement has the table's own word for the relation.
fn says(one: &Statement, status: &SpecialStatus) -> bool {
    status
        .relation
        .as_deref()
        .is_some_and(|relation| relation.trim() == one.relation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Official;
    use proptest::prelude::*;

    fn statement(tie: Option<Tie>, relation: &str, official: Option<(i64, &str)>) -> Statement {
        Statement {
            tie,
            relation: relation.into(),
            official: official.map(|(id, name)| OfficialRef {
                id: OfficialId::new(id),
                name: name.into(),
                post: "村委会委员".into(),
            }),
            by: DeclaredBy::Householder,
            declarer: "户主".into(),
            basis: String::new(),
            in_bulk: false,
            recorded_by: "staff".into(),
            recorded_at: DateTime::<Utc>::UNIX_EPOCH,
        }
    }

    fn none() -> Statement {
        statement(None, "", None)
    }

    fn marked(kind: StatusKind, relation: &str, official: &str) -> Option<SpecialStatus> {
        Some(SpecialStatus {
            kind,
            post: None,
            relation: Some(relation.to_owned()).filter(|text| !text.is_empty()),
            official: (!official.is_empty()).then(|| Official {
                name: official.into(),
                post: None,
            }),
        })
    }

    #[test]
    fn a_table_is_held_against_what_was_declared() {
        use Contradiction as C;
        use StatusKind::{Cadre, CadreRelative};
        let brother = || statement(Some(Tie::Close), "兄弟", Some((1, "沈德")));
        let own = || statement(Some(Tie::Own), "", Some((1, "沈德")));
        let bulk = || Statement {
            in_bulk: true,
            ..none()
        };
        let by_table = || Statement {
            by: DeclaredBy::Table,
            ..none()
        };
        let relative = |relation, official| marked(CadreRelative, relation, official);
        for (table, declared, same_name, found) in [
            (None, vec![], false, None),
            (None, vec![none()], false, None),
            (None, vec![brother()], false, Some(C::NotMarked)),
            (None, vec![bulk()], true, Some(C::SameName)),
            (None, vec![by_table()], false, None),
            (None, vec![by_table()], true, Some(C::SameName)),
            (None, vec![none()], true, None),
            (relative("兄弟", "沈德"), vec![], false, None),
            (relative("兄弟", "沈德"), vec![brother()], false, None),
            (relative("弟弟", "沈德"), vec![brother()], false, None),
            (
                relative("兄弟", "沈德"),
                vec![none()],
                false,
                Some(C::DeclaredNone),
            ),
            (
                relative("兄弟", "窦家"),
                vec![brother()],
                false,
                Some(C::OtherOfficial),
            ),
            (
                relative("堂兄", "沈德"),
                vec![brother()],
                false,
                Some(C::OtherRelation),
            ),
            (
                relative("兄弟", "沈德"),
                vec![own()],
                false,
                Some(C::OwnOrRelative),
            ),
            (
                marked(Cadre, "", ""),
                vec![brother()],
                false,
                Some(C::OwnOrRelative),
            ),
            (marked(Cadre, "", ""), vec![own()], true, None),
            // Related to two officials; the table names one of them.
            (
                relative("兄弟", "沈德"),
                vec![
                    statement(Some(Tie::Collateral), "堂弟", Some((2, "窦家"))),
                    brother(),
                ],
                false,
                None,
            ),
        ] {
            assert_eq!(
                contradiction(table.as_ref(), &declared, same_name),
                found,
                "{table:?} {declared:?}"
            );
        }
    }

    proptest! {
        /// "None" stands alone, and no official is named twice.
        #[test]
        fn what_stands_is_of_one_mind(said in prop::collection::vec(prop::option::of(0_i64..4), 0..12)) {
            let statements = said.iter().map(|official| match official {
                None => none(),
                Some(id) => statement(Some(Tie::Close), "兄弟", Some((*id, "某"))),
            });
            let standing = standing(statements.collect());
            prop_assert_eq!(standing.is_empty(), said.is_empty());
            if standing.iter().any(|one| one.tie.is_none()) {
                prop_assert_eq!(standing.len(), 1);
            }
            let mut officials: Vec<_> = standing.iter().map(|one| one.official.clone().map(|o| o.id)).collect();
            let all = officials.len();
            officials.sort_unstable();
            officials.dedup();
            prop_assert_eq!(officials.len(), all);
            // The last word is always among what stands.
            let last = said.last().map(|last| last.map(OfficialId::new));
            prop_assert_eq!(standing.last().map(|one| one.official.as_ref().map(|o| o.id)), last);
        }
    }
}
