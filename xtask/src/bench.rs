//! `cargo xtask bench`: whether the budgets are kept. Figures are compared
//! within one run, on one machine; nothing is compared with a clock.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::shell::{cargo, output, root, step};

/// Each part is run so often; the fastest counts, as what else the machine does
/// only ever slows it.
const RUNS: usize = 3;
/// An import may take so many hundredths of the time that reading takes.
const TIME_MOST: u64 = 200;
const MEMORY_MOST_KB: u64 = 400 * 1024;

/// Imports a workbook of 100,000 households, beside merely reading it.
pub(crate) fn import() -> Result<()> {
    let bench = step("build, optimised", build)?;
    let folder = root().join("target/xtask");
    std::fs::create_dir_all(&folder)?;
    let workbook = folder.join("bench.xlsx");
    step("a workbook of 100,000 households", || {
        output(&mut part(&bench, "make", &workbook)).map(drop)
    })?;
    let mut figures = Vec::new();
    for (name, what) in [
        ("read", "its cells read (calamine)"),
        ("check", "read into households and checked"),
        ("import", "kept, read, checked and stored (SQLite)"),
    ] {
        figures.push(step(what, || measure(&bench, name, &workbook))?);
    }
    let [read, check, import] = figures.as_slice() else {
        bail!("a part is missing");
    };
    let ratio = |of: &Figures| of.micros.saturating_mul(100) / read.micros.max(1);
    println!();
    println!("                                          time   of reading   memory");
    for (name, figures) in [("read", read), ("check", check), ("import", import)] {
        let ratio = ratio(figures);
        println!(
            "{name:<36} {:>7} ms {:>8}.{:02} {:>7} MB",
            figures.micros / 1_000,
            ratio / 100,
            ratio % 100,
            figures.peak_kb / 1_024,
        );
    }
    println!("budget of an import                                   2.00     400 MB");
    if ratio(import) > TIME_MOST || import.peak_kb > MEMORY_MOST_KB {
        bail!("the import is over its budget");
    }
    Ok(())
}

/// What one part took, in a process of its own.
struct Figures {
    micros: u64,
    /// The most memory that it held.
    peak_kb: u64,
}

fn measure(bench: &Path, name: &str, workbook: &Path) -> Result<Figures> {
    let mut best: Option<Figures> = None;
    for _ in 0..RUNS {
        let printed = output(&mut part(bench, name, workbook))?;
        let printed: Value = serde_json::from_str(&printed)?;
        let number = |key: &str| printed[key].as_u64().context("no figures were printed");
        let (micros, peak_kb) = (number("micros")?, number("peak_kb")?);
        best = Some(best.map_or(Figures { micros, peak_kb }, |best| Figures {
            micros: best.micros.min(micros),
            peak_kb: best.peak_kb.max(peak_kb),
        }));
    }
    best.context("nothing was measured")
}

fn part(bench: &Path, name: &str, workbook: &Path) -> Command {
    let mut command = Command::new(bench);
    command.arg(name).arg(workbook);
    command
}

/// Builds the parts; gives the program.
fn build() -> Result<PathBuf> {
    let messages = output(cargo().args([
        "bench",
        "--package",
        "backend",
        "--bench",
        "import",
        "--no-run",
        "--message-format",
        "json-render-diagnostics",
    ]))?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == "import")
        .find_map(|message| Some(PathBuf::from(message["executable"].as_str()?)))
        .context("cargo named no program")
}
