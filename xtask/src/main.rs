//! `cargo xtask`: what the project needs done, in one place.

mod architecture;
mod bench;
mod browser;
mod build;
mod deny;
mod dev;
mod postgres;
mod shell;
mod test;
mod wasm;

use std::process::Command;

use anyhow::Result;
use clap::{Parser, Subcommand};

use build::Profile;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and tests Sanbang")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and serve a fictional demo at http://127.0.0.1:3000
    Run,
    /// Serve the demo, build on every change, and load pages again
    Dev,
    /// Write the style sheet to target/xtask/site.css, for `cargo leptos`
    Style,
    /// Build the server and what browsers download
    Build {
        /// Optimised, for real use
        #[arg(long)]
        release: bool,
    },
    /// Format, lint and test everything, on SQLite and PostgreSQL and in Chromium
    Test,
    /// Check the arrows between crates, circles of modules, and sizes
    Architecture,
    /// Measure whether a budget is kept
    Bench {
        #[command(subcommand)]
        budget: Budget,
    },
}

#[derive(Subcommand)]
enum Budget {
    /// Import 100,000 households: at most twice the time that reading the same
    /// workbook takes, in at most 400 MB
    Import,
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Run => {
            let (sanbang, _) = build::build(Profile::Dev)?;
            shell::run(Command::new(sanbang).arg("demo").current_dir(shell::root()))
        }
        Task::Dev => dev::dev(),
        Task::Style => build::style_sheet(),
        Task::Build { release } => {
            let profile = if release {
                Profile::Release
            } else {
                Profile::Dev
            };
            let (sanbang, script) = build::build(profile)?;
            script.within_budget()?;
            println!("built {}", sanbang.display());
            Ok(())
        }
        Task::Test => test::test(),
        Task::Architecture => architecture::check(),
        Task::Bench {
            budget: Budget::Import,
        } => bench::import(),
    }
}
