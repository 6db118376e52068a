//! `sanbang archive check FILE` and `sanbang archive open FILE FOLDER`

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use backend::archive;
use clap::{Args, Subcommand};

use super::open::{cause, open};
use super::say::say;
use super::settings::Settings;

#[derive(Args)]
pub(crate) struct Archive {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Recompute every digest of an archive; needs nothing but the file
    Check { file: PathBuf },
    /// Open the sealed files of an archive with this office's key
    Open(OpenSealed),
}

#[derive(Args)]
struct OpenSealed {
    file: PathBuf,
    /// Where the opened files go
    folder: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

impl Archive {
    pub(crate) async fn run(self) -> Result<()> {
        match self.task {
            Task::Check { file } => check(&file),
            Task::Open(task) => task.run().await,
        }
    }
}

fn reader(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(BufReader::new(file))
}

fn check(path: &Path) -> Result<()> {
    let checked = archive::check(reader(path)?).map_err(|wrong| anyhow!(wrong))?;
    say(format_args!(
        "{}: whole. {} files, {} published boards, {} households, {} events.",
        checked.project, checked.files, checked.notices, checked.households, checked.events
    ))?;
    say(format_args!(
        "manifest.json has the SHA-256 {}",
        checked.manifest
    ))?;
    say("It is authentic if the office's record names the same for this download.")?;
    Ok(())
}

impl OpenSealed {
    async fn run(self) -> Result<()> {
        let office = open(&self.settings).await?;
        let zip = reader(&self.file)?;
        let folder = self.folder;
        let opened = archive::open(&office, zip, |path, bytes| keep(&folder.join(path), bytes));
        let opened = opened.map_err(cause)?;
        say(format_args!(
            "{opened} files were opened. They may hold ID and bank numbers: keep them safe."
        ))?;
        Ok(())
    }
}

/// Writes a file for its owner alone; one that is there already stays.
fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}
