//! Display names of accounts.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};

use crate::Error;
use crate::entity::account;
use crate::ids::AccountId;

/// The name to show for an account; empty where there is none of this number.
///
/// # Errors
/// [`Error::Database`].
pub async fn display_name(db: &impl ConnectionTrait, id: AccountId) -> Result<String, Error> {
    let account = account::Entity::find_by_id(id).one(db).await?;
    Ok(account
        .map(|account| account.display_name)
        .unwrap_or_default())
}

/// Names of every account.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<AccountId, String>);

impl Names {
    /// As they are shown.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn shown(db: &impl ConnectionTrait) -> Result<Self, Error> {
        Self::load(db, account::Column::DisplayName).await
    }

    /// As they sign in.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn of_sign_in(db: &impl ConnectionTrait) -> Result<Self, Error> {
        Self::load(db, account::Column::Name).await
    }

    async fn load(db: &impl ConnectionTrait, name: account::Column) -> Result<Self, Error> {
        let rows = account::Entity::find()
            .select_only()
            .columns([account::Column::Id, name])
            .into_tuple::<(AccountId, String)>()
            .all(db)
            .await?;
        Ok(Self(rows.into_iter().collect()))
    }

    /// Empty where there is no such account.
    #[must_use]
    pub fn of(&self, account: AccountId) -> String {
        self.0.get(&account).cloned().unwrap_or_default()
    }
}
