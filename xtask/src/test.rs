//! `cargo xtask test`: everything that has to hold.

use anyhow::{Result, bail};

use crate::postgres::Postgres;
use crate::shell::{cargo, output, run, step};
use crate::wasm;
use crate::{architecture, browser, deny};

/// Crates that must never reach a resident's phone.
const SERVER_CRATES: [&str; 8] = [
    "axum",
    "backend",
    "calamine",
    "migrations",
    "sea-orm",
    "sqlx",
    "sqlx-core",
    "tokio",
];

/// The same packages and features for both databases: one build.
const TESTS: [&str; 6] = [
    "test",
    "--workspace",
    "--exclude",
    "frontend",
    "--features",
    "app/ssr",
];

/// Runs every check and test, on both databases.
pub(crate) fn test() -> Result<()> {
    wasm::ensure_target()?;
    step("format", || run(cargo().args(["fmt", "--all", "--check"])))?;
    step("crates, modules and sizes", architecture::check)?;
    step("what dependencies bring in", deny::check)?;
    step("lints", lints)?;
    step("no server crate in the browser", arrows)?;
    step("tests on SQLite", || run(cargo().args(TESTS)))?;
    step("tests on PostgreSQL", || {
        let postgres = Postgres::start()?;
        run(cargo()
            .args(TESTS)
            .args(["--test", "journey", "--test", "crash", "--bin", "sanbang"])
            .env("SANBANG_TEST_DATABASE_URL", postgres.url()))
    })?;
    step("journeys in the browser", browser::journeys)
}

/// Clippy over everything, each side of the site with its own feature.
fn lints() -> Result<()> {
    let clippy = |arguments: &[&str]| {
        run(cargo()
            .arg("clippy")
            .args(arguments)
            .args(["--", "--deny", "warnings"]))
    };
    clippy(&[
        "--workspace",
        "--exclude",
        "app",
        "--exclude",
        "frontend",
        "--all-targets",
    ])?;
    clippy(&["--package", "app", "--features", "ssr", "--all-targets"])?;
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
