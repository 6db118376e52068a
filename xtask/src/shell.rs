//! Running other programs, and saying so.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The workspace's folder: of the checkout that cargo runs this for, also where
/// it was built in another one.
pub(crate) fn root() -> PathBuf {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    folder.parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The same cargo that runs this, without what it says of this program: some
/// dependencies are built anew whenever that differs.
pub(crate) fn cargo() -> Command {
    here(Command::new(cargo_program()))
}

/// As [`cargo`], for a build that does not go on without us.
pub(crate) fn bound_cargo() -> Command {
    here(bound(cargo_program()))
}

fn cargo_program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn here(mut command: Command) -> Command {
    // Two of them may run beside each other.
    command
        .current_dir(root())
        .env("CARGO_TERM_PROGRESS_WHEN", "never");
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name.as_ref());
        }
    }
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command
        .status()
        .with_context(|| format!("could not start: {shown}"))?;
    if !status.success() {
        bail!("{shown} ended with {status}");
    }
    Ok(())
}

/// Runs a command and gives what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command
        .output()
        .with_context(|| format!("could not start: {shown}"))?;
    if !output.status.success() {
        bail!(
            "{shown} ended with {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("{shown} printed no UTF-8"))
}

/// Whether a command succeeds within this time. Nothing that it says is shown;
/// after the time it is ended.
pub(crate) fn is_quiet_success(command: &mut Command, within: Duration) -> Result<bool> {
    let shown = shown(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("could not start: {shown}"))?;
    let begun = Instant::now();
    while begun.elapsed() < within {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    child.kill()?;
    child.wait()?;
    Ok(false)
}

/// Runs one named step and says how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("── {name}");
    let begun = Instant::now();
    let done = work().with_context(|| format!("failed: {name}"))?;
    println!("   {name}: {} s", begun.elapsed().as_secs());
    Ok(done)
}

/// Does two things at the same time.
pub(crate) fn beside<A: Send, B>(
    one: impl FnOnce() -> Result<A> + Send,
    other: impl FnOnce() -> Result<B>,
) -> (Result<A>, Result<B>) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        let one = one.join().unwrap_or_else(|_| bail!("it panicked"));
        (one, other)
    })
}

/// Runs a command whose output would mix with that of others: it is shown when
/// the command has ended, or at once where it failed.
pub(crate) fn run_apart(command: &mut Command, log: &str) -> Result<()> {
    let path = root().join("target/xtask").join(log);
    std::fs::create_dir_all(root().join("target/xtask"))?;
    let file = std::fs::File::create(&path)?;
    command.stdout(file.try_clone()?).stderr(file);
    let done = run(command);
    print!("{}", String::from_utf8_lossy(&std::fs::read(&path)?));
    done
}

/// Whether a program can be found.
pub(crate) fn has(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}

/// Installs Debian packages, as root, or says how.
pub(crate) fn apt_install(packages: &[&str]) -> Result<()> {
    let how = format!("apt-get install {}", packages.join(" "));
    if !has("apt-get") || !is_root() {
        bail!("missing: {}. As root on Debian: {how}", packages.join(", "));
    }
    println!("   installing {}", packages.join(", "));
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    run(Command::new("apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

/// A program that the system ends with this one, also where this is killed, as
/// long as the thread lives that starts it.
pub(crate) fn bound(program: impl AsRef<OsStr>) -> Command {
    if !has("setpriv") {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM", "--"]).arg(program);
    command
}

/// Whether this runs as root.
pub(crate) fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
