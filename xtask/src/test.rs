//! `cargo xtask test`: everything that has to hold.

use std::process::Command;

use anyhow::{Result, bail};

use crate::postgres::Postgres;
use crate::shell::{beside, cargo, output, run, run_apart, step};
use crate::wasm;
use crate::{architecture, browser, build, deny};

/// Crates that must never reach a resident's phone.
const SERVER_CRATES: [&str; 10] = [
    "axum",
    "backend",
    "calamine",
    "migrations",
    "sea-orm",
    "sqlx",
    "sqlx-core",
    "store",
    "tokio",
    "workbook",
];

/// Runs every check and test, on both databases.
pub(crate) fn test() -> Result<()> {
    wasm::ensure_target()?;
    step("format", || run(cargo().args(["fmt", "--all", "--check"])))?;
    step("crates, modules and sizes", architecture::check)?;
    step("what dependencies bring in", deny::check)?;
    step("no server crate in the browser", arrows)?;
    step("lints", lints)?;
    let (site, tested) = beside(
        || step("both bundles and the style sheet", build::site),
        || {
            step("tests, built", || run(&mut tests(&["--no-run"])))?;
            both_databases()
        },
    );
    tested?;
    site?.within_budget()?;
    step("journeys in the browser", browser::journeys)
}

/// The default members' tests: one build for both databases.
fn tests(arguments: &[&str]) -> Command {
    let mut command = cargo();
    command.arg("test").args(arguments);
    command
}

/// Runs the tests on SQLite, and beside them those that use a database on
/// PostgreSQL.
fn both_databases() -> Result<()> {
    // Here, since it ends with the thread that starts it.
    let postgres = Postgres::start()?;
    let url = postgres.url();
    let (on_postgres, on_sqlite) = beside(
        || {
            step("tests on PostgreSQL", || {
                let mut tests =
                    tests(&["--test", "journey", "--test", "crash", "--bin", "sanbang"]);
                tests.env("SANBANG_TEST_DATABASE_URL", url);
                run_apart(&mut tests, "postgres.log")
            })
        },
        || step("tests on SQLite", || run(&mut tests(&[]))),
    );
    on_sqlite.and(on_postgres)
}

/// Clippy over everything, each side of the site with its own feature.
fn lints() -> Result<()> {
    let clippy = |arguments: &[&str]| {
        run(cargo()
            .arg("clippy")
            .args(arguments)
            .args(["--", "--deny", "warnings"]))
    };
    clippy(&["--all-targets"])?;
    clippy(&["--package", "frontend", "--target", wasm::TARGET])
}

fn arrows() -> Result<()> {
    let tree = output(cargo().args([
        "tree",
        "--package",
        "frontend",
        "--target",
        wasm::TARGET,
        "--prefix",
        "none",
        "--edges",
        "normal",
    ]))?;
    let crates = tree.lines().filter_map(|line| line.split(' ').next());
    let found: Vec<&str> = crates.filter(|name| SERVER_CRATES.contains(name)).collect();
    if !found.is_empty() {
        bail!("the browser's bundle would hold {}", found.join(", "));
    }
    Ok(())
}
