//! The command line: a contract that scripts depend on.

mod archive;
mod check;
mod key;
mod open;
mod say;
mod serve;
mod settings;
mod user;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use open::open;
use say::{complain, say};
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
    /// The key of what is sealed
    Key(key::Key),
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
        Task::Key(key) => key.run().await,
        Task::Migrate(settings) => migrate(&settings).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            complain(format_args!("sanbang: {cause:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn migrate(settings: &Settings) -> Result<()> {
    open(settings).await?;
    say("The database is up to date.")?;
    Ok(())
}
