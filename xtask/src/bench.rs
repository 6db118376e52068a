//! `cargo xtask bench`: whether the budgets are kept. Figures are compared
//! within one run, on one machine; nothing is compared with a clock. Each bench
//! ends with one line of JSON for scripts.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Number, Value};

use crate::shell::{cargo, output, root, step};

/// Each part is run so often; the fastest counts, as what else the machine does
/// only ever slows it.
const RUNS: usize = 3;
/// An import may take so many hundredths of the time that reading takes.
const MAX_TIME: u64 = 200;
const MAX_MEMORY_KB: u64 = 400 * 1024;

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
    let figures = [
        ("ratio", hundredths(ratio(import))?),
        ("memory_mb", Number::from(import.peak_kb / 1_024)),
    ];
    println!("{}", summary("import", &figures)?);
    if ratio(import) > MAX_TIME || import.peak_kb > MAX_MEMORY_KB {
        bail!("the import is over its budget");
    }
    Ok(())
}

/// The last line of a bench: `{"bench":"import","ratio":1.72,"memory_mb":349}`.
fn summary(bench: &str, figures: &[(&str, Number)]) -> Result<String> {
    let mut line = format!("{{\"bench\":{}", serde_json::to_string(bench)?);
    for (name, figure) in figures {
        line.push_str(&format!(",{}:{figure}", serde_json::to_string(name)?));
    }
    line.push('}');
    Ok(line)
}

/// 172 as 1.72.
fn hundredths(number: u64) -> Result<Number> {
    Ok(format!("{}.{:02}", number / 100, number % 100).parse()?)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bench_ends_with_one_line_of_json() {
        let figures = [
            ("ratio", hundredths(205).expect("a number")),
            ("memory_mb", Number::from(349_u64)),
        ];
        let line = summary("import", &figures).expect("a line");
        assert_eq!(line, r#"{"bench":"import","ratio":2.05,"memory_mb":349}"#);
        let read: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(read["ratio"], 2.05);
    }

    #[test]
    fn hundredths_keep_their_noughts() {
        for (number, shown) in [(172, "1.72"), (109, "1.09"), (7, "0.07")] {
            assert_eq!(hundredths(number).expect("a number").to_string(), shown);
        }
    }
}
