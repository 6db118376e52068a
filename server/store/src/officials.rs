//! The register of cadres and Party members.

use chrono::NaiveDate;
use domain::declaration::OfficialRef;
use domain::status::StatusKind;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Error;
use crate::entity::{official, official_link_change};
use crate::ids::{AccountId, OfficialId};

/// A person of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialRecord {
    pub id: OfficialId,
    pub name: String,
    pub post: String,
    pub kind: StatusKind,
    pub from: NaiveDate,
    /// The last day of the term; `None`: still in office.
    pub to: Option<NaiveDate>,
    /// The account that this person signs in with.
    pub account_id: Option<AccountId>,
}

/// Everyone of the register, by name.
///
/// # Errors
/// [`Error::Database`], [`Error::Corrupt`].
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<OfficialRecord>, Error> {
    let rows = official::Entity::find()
        .order_by_asc(official::Column::Name)
        .order_by_asc(official::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(OfficialRecord::read).collect()
}

/// Whom an account stands for: several entries where somebody held several posts.
///
/// # Errors
/// [`Error::Database`], [`Error::Corrupt`].
pub async fn of_account(
    db: &impl ConnectionTrait,
    account_id: AccountId,
) -> Result<Vec<OfficialRecord>, Error> {
    let rows = official::Entity::find()
        .filter(official::Column::AccountId.eq(account_id))
        .all(db)
        .await?;
    rows.into_iter().map(OfficialRecord::read).collect()
}

/// The change of an official's account that waits for a second person.
///
/// # Errors
/// [`Error::Database`].
pub async fn link_change_of(
    db: &impl ConnectionTrait,
    official_id: OfficialId,
) -> Result<Option<official_link_change::Model>, Error> {
    Ok(official_link_change::Entity::find()
        .filter(official_link_change::Column::OfficialId.eq(official_id))
        .filter(official_link_change::Column::AnsweredAt.is_null())
        .one(db)
        .await?)
}

/// Every change of an official's account that waits for a second person.
///
/// # Errors
/// [`Error::Database`].
pub async fn link_changes(
    db: &impl ConnectionTrait,
) -> Result<Vec<official_link_change::Model>, Error> {
    Ok(official_link_change::Entity::find()
        .filter(official_link_change::Column::AnsweredAt.is_null())
        .all(db)
        .await?)
}

impl OfficialRecord {
    pub(crate) fn read(row: official::Model) -> Result<Self, Error> {
        let corrupt = |what| Error::corrupt(format!("official {} has no valid {what}", row.id));
        let day = |text: &str| text.parse().map_err(|_| corrupt("term"));
        Ok(Self {
            kind: StatusKind::from_key(&row.kind).ok_or_else(|| corrupt("kind"))?,
            from: day(&row.term_from)?,
            to: row.term_to.as_deref().map(day).transpose()?,
            id: row.id,
            name: row.name,
            post: row.post,
            account_id: row.account_id,
        })
    }

    /// Whether the term has not ended by a day.
    #[must_use]
    pub fn in_office(&self, day: NaiveDate) -> bool {
        self.to.is_none_or(|to| to >= day)
    }

    /// As declarations name them.
    #[must_use]
    pub fn named(&self) -> OfficialRef {
        OfficialRef {
            id: self.id.into(),
            name: self.name.clone(),
            post: self.post.clone(),
        }
    }
}
