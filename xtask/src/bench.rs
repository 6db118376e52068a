//! `cargo xtask bench`: whether the budgets are kept. Figures are compared
//! within one run, on one machine; nothing is compared with a clock. Each bench
//! ends with one line of JSON for scripts.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Number, Value};

use crate::shell::{cargo, output, root, step};

/// All parts are run in turn, so often, and each twice at a turn: of the first
/// the memory is new, which on a virtual machine may take as long as the work. The
/// fastest counts, as what else the machine does only ever slows it.
const TURNS: usize = 4;
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
    let parts = [
        ("read", "its cells are read by calamine"),
        ("check", "it is read into households and checked"),
        (
            "import",
            "it is uploaded: kept, read, checked and stored (SQLite)",
        ),
    ];
    for (name, what) in parts {
        println!("   {name}: {what}");
    }
    let [read, check, import] = &step("each, in turn", || measure(&bench, &workbook))?;
    let ratio = |of: &Figures| of.micros.saturating_mul(100) / read.micros.max(1);
    println!();
    println!("                                          time   of reading   memory");
    for ((name, _), figures) in parts.into_iter().zip([read, check, import]) {
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

impl Figures {
    fn best(self, other: Self) -> Self {
        Self {
            micros: self.micros.min(other.micros),
            peak_kb: self.peak_kb.max(other.peak_kb),
        }
    }
}

/// Reading, checking and importing. What slows the machine for a while slows each.
fn measure(bench: &Path, workbook: &Path) -> Result<[Figures; 3]> {
    let mut best: Option<[Figures; 3]> = None;
    let twice = |name| -> Result<Figures> {
        let first = run(bench, name, workbook)?;
        Ok(first.best(run(bench, name, workbook)?))
    };
    for _ in 0..TURNS {
        let once = [twice("read")?, twice("check")?, twice("import")?];
        best = Some(match best {
            None => once,
            Some([read, check, import]) => {
                let [once_read, once_check, once_import] = once;
                [
                    read.best(once_read),
                    check.best(once_check),
                    import.best(once_import),
                ]
            }
        });
    }
    best.context("nothing was measured")
}

fn run(bench: &Path, name: &str, workbook: &Path) -> Result<Figures> {
    let printed = output(&mut part(bench, name, workbook))?;
    let printed: Value = serde_json::from_str(&printed)?;
    let number = |key: &str| printed[key].as_u64().context("no figures were printed");
    Ok(Figures {
        micros: number("micros")?,
        peak_kb: number("peak_kb")?,
    })
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
