//! The office that a command works on.

use anyhow::{Context, Result};
use backend::{AppContext, Config};

use super::settings::Settings;

/// The office of these settings, its database brought up to date.
pub(super) async fn open(settings: &Settings) -> Result<AppContext> {
    open_with(Config::new(&settings.database_url, &settings.data_dir)).await
}

pub(super) async fn open_with(config: Config) -> Result<AppContext> {
    let office = AppContext::open(config)
        .await
        .map_err(cause)
        .context("cannot open the database or the data folder")?;
    migrations::up(office.db())
        .await
        .context("cannot bring the database up to date")?;
    Ok(office)
}

/// An error of a use case with its whole cause: this is the shell, not a page.
pub(super) fn cause(error: backend::Error) -> anyhow::Error {
    match error {
        backend::Error::Internal(cause) => anyhow::anyhow!(cause),
        other => anyhow::anyhow!(other),
    }
}
