//! `sanbang check WORKBOOK`: exit 0 without errors, 1 with, 2 where it cannot
//! be read as a board at all.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use backend::check::{self, Entries};
use backend::clock::{Clock, SystemClock};
use clap::{Args, ValueEnum};
use domain::standard::Schedule;
use text::Lang;

use super::say::{complain, say, say_text};

#[derive(Args)]
pub(crate) struct Check {
    workbook: PathBuf,
    /// The project's compensation standards, to check prices and items against
    #[arg(long)]
    standards: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Writes the table to this .xlsx file, with what was found marked in it
    #[arg(long, value_name = "FILE")]
    marked: Option<PathBuf>,
    /// Lists every household as it was read, and its head as the public would see it
    #[arg(long)]
    entries: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Check {
    pub(crate) fn run(&self) -> ExitCode {
        match self.checked() {
            Ok(code) => code,
            Err(sentence) => {
                complain(&sentence);
                ExitCode::from(check::EXIT_UNREADABLE)
            }
        }
    }

    fn checked(&self) -> Result<ExitCode, String> {
        let schedule = self.standards.as_deref().map(standards).transpose()?;
        let (name, bytes) = read(&self.workbook)?;
        let reading = check::read(&name, &bytes, schedule.as_ref(), Lang::Zh)
            .map_err(|sentence| format!("{name}: {sentence}"))?;
        if let Some(to) = &self.marked {
            let now = SystemClock.now();
            let marked = check::marked(&bytes, &reading, Lang::Zh, now)
                .map_err(|cause| format!("{name}: {cause:?}"))?;
            std::fs::write(to, marked).map_err(|cause| format!("{}: {cause}", to.display()))?;
        }
        let entries = if self.entries {
            Entries::Listed
        } else {
            Entries::LeftOut
        };
        match self.format {
            Format::Text => say_text(&check::text(&reading, entries, Lang::Zh)),
            Format::Json => say(check::json(&reading, entries)),
        }
        .map_err(|cause| format!("standard output: {cause}"))?;
        Ok(ExitCode::from(check::exit_code(&reading)))
    }
}

fn standards(path: &Path) -> Result<Schedule, String> {
    let (name, bytes) = read(path)?;
    check::read_standards(&name, &bytes, Lang::Zh).map_err(|sentence| format!("{name}: {sentence}"))
}

fn read(path: &Path) -> Result<(String, Vec<u8>), String> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let bytes = std::fs::read(path).map_err(|cause| format!("{}: {cause}", path.display()))?;
    Ok((name, bytes))
}
