//! The command line: a contract that scripts depend on.

mod archive;
mod check;
mod serve;
mod settings;
mod user;

use std::process::ExitCode;

use anyhow::{Context, Result};
use backend::{AppContext, Config};
use clap::{Parser, Subcommand};

use settings::Settings;

#[derive(Parser)]
#[command(
    name = "sanbang",
    version,
    about = "Three-board publication (三榜公示)"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Read a workbook as an upload would, and say what is wrong; stores nothing
    Check(check::Check),
    /// Archives that were downloaded
    Archive(archive::Archive),
    /// Serve the site
    Serve(serve::Serve),
    /// Serve a fictional office with its first board published
    Demo(serve::Demo),
    /// Accounts of the office
    User(user::User),
    /// Bring the database to the shape that this program expects
    Migrate(Settings),
}

/// Runs one command. The exit code is `check`'s where it has one of its own.
pub(crate) async fn run(arguments: Arguments) -> ExitCode {
    let done = match arguments.task {
        Task::Check(check) => return check.run(),
        Task::Archive(archive) => archive.run().await,
        Task::Serve(serve) => serve.run().await,
        Task::Demo(demo) => demo.run().await,
        Task::User(user) => user.run().await,
        Task::Migrate(settings) => migrate(&settings).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("sanbang: {cause:#}");
            ExitCode::FAILURE
        }
    }
}

async fn migrate(settings: &Settings) -> Result<()> {
    open(settings).await?;
    println!("The database is up to date.");
    Ok(())
}

/// The office of these settings, its database brought up to date.
async fn open(settings: &Settings) -> Result<AppContext> {
    open_with(Config::new(&settings.database_url, &settings.data_dir)).await
}

async fn open_with(config: Config) -> Result<AppContext> {
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
fn cause(error: backend::Error) -> anyhow::Error {
    match error {
        backend::Error::Internal(cause) => anyhow::anyhow!(cause),
        other => anyhow::anyhow!(other),
    }
}
