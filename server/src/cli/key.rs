//! `sanbang key check` and `sanbang key rotate`

use anyhow::{Result, bail};
use backend::keys::{self, Found};
use clap::{Args, Subcommand};

use super::open::{cause, open};
use super::say::{complain, say};
use super::settings::Settings;

#[derive(Args)]
pub(crate) struct Key {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Open everything that is sealed, and say what does not open; changes nothing
    Check(Settings),
    /// Make a new key and seal everything with it; the program must not be running
    Rotate(Settings),
}

impl Key {
    pub(crate) async fn run(self) -> Result<()> {
        match self.task {
            Task::Check(settings) => {
                let office = open(&settings).await?;
                let (version, found) = keys::check(&office).await.map_err(cause)?;
                tell(&found)?;
                say(format_args!("The key has version {version}."))?;
                if found.earlier > 0 {
                    say(format_args!(
                        "{} are sealed with an earlier one: run `sanbang key rotate`.",
                        found.earlier
                    ))?;
                }
            }
            Task::Rotate(settings) => {
                let mut office = open(&settings).await?;
                let rotated = keys::rotate(&mut office).await.map_err(cause)?;
                tell(&rotated.found)?;
                say(format_args!(
                    "Everything is sealed with version {} of the key. Copy the folder `keys` \
                     to where you keep it.",
                    rotated.version
                ))?;
            }
        }
        Ok(())
    }
}

/// # Errors
/// Where something does not open.
fn tell(found: &Found) -> Result<()> {
    say(format_args!(
        "{} values and {} files.",
        found.values, found.files
    ))?;
    if found.broken == 0 {
        return Ok(());
    }
    for named in &found.named {
        complain(format_args!("  does not open, or was altered: {named}"));
    }
    bail!(
        "{} do not open with this office's key, or were altered; they stay as they are. \
         Restore them from a backup, and run this again.",
        found.broken
    )
}
