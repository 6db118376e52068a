//! `cargo xtask dev`: serves the demo while the site is worked on. What a change
//! touches is built anew, and pages in the browser load themselves again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use notify::{Event, RecursiveMode, Watcher};

use crate::build::{self, Profile};
use crate::shell::{bound, root};
use crate::wasm::{self, Bundle};

/// Where it listens.
const ADDRESS: &str = "127.0.0.1:3000";
/// Changes that come so soon after each other are one.
const SETTLED: Duration = Duration::from_millis(100);
/// How often it is looked whether the bundles are built.
const LOOK: Duration = Duration::from_millis(100);

/// What is built, and how a change finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// The sheet: no compiler takes part in it.
    Style,
    Server,
    /// What takes pages over in the browser. Built last: pages are whole
    /// without it.
    Bundles,
    /// This program itself: it cannot build that anew.
    Tools,
}

const ALL: [Part; 3] = [Part::Style, Part::Server, Part::Bundles];

/// Serves, and builds on every change, until it is interrupted.
pub(crate) fn dev() -> Result<()> {
    wasm::ensure_target()?;
    let (changes, _watcher) = watch()?;
    let mut site = Site::default();
    let mut stale = BTreeSet::from(ALL);
    let mut begun = Instant::now();
    loop {
        if stale.remove(&Part::Tools) {
            println!("── start this again to have what changed in xtask, style or Cargo.toml");
        }
        if !stale.is_empty()
            && let Err(cause) = site.renew(&mut stale, &changes, begun)
        {
            println!("── {cause:#}");
        }
        // Where it came back early, for a change while the bundles were built.
        begun = Instant::now();
        if stale.is_empty() {
            (begun, stale) = next(&changes)?;
        }
    }
}

/// The demo, and the files that it serves.
#[derive(Default)]
struct Site {
    css: String,
    bundles: Vec<Bundle>,
    demo: Option<Demo>,
}

impl Site {
    /// Builds what is stale. Where something changes while the bundles are built,
    /// it comes back with that, and with them.
    fn renew(
        &mut self,
        stale: &mut BTreeSet<Part>,
        changes: &Receiver<Part>,
        begun: Instant,
    ) -> Result<()> {
        let with_bundles = stale.remove(&Part::Bundles);
        let with_server = stale.contains(&Part::Server);
        let with_style = stale.contains(&Part::Style);
        stale.clear();
        if with_style {
            self.css = style::build(&root())?;
        }
        if with_server {
            build::server(Profile::Dev)?;
        }
        if with_style || with_server {
            self.serve(begun)?;
        }
        if with_bundles {
            let mut building = Building(wasm::start_quick_build()?);
            while building.0.try_wait()?.is_none() {
                if let Ok(part) = changes.recv_timeout(LOOK) {
                    stale.extend([part, Part::Bundles]);
                    return Ok(());
                }
            }
            if !building.0.wait()?.success() {
                bail!("the bundles could not be built");
            }
            self.bundles = wasm::quick_bundles(&build::BUNDLES)?;
            self.serve(begun)?;
        }
        Ok(())
    }

    /// Writes the files, and starts the demo on them.
    fn serve(&mut self, begun: Instant) -> Result<()> {
        self.demo = None;
        let folder = root().join("target/xtask/dev");
        build::write_site(&folder, &self.css, &self.bundles, build::Copies::Plain)?;
        self.demo = Some(Demo::start(&folder)?);
        println!(
            "── http://{ADDRESS} has it {}.{} s after the change",
            begun.elapsed().as_secs(),
            begun.elapsed().subsec_millis() / 100
        );
        Ok(())
    }
}

/// The running demo; ends with this.
struct Demo(Child);

impl Demo {
    fn start(site: &Path) -> Result<Self> {
        let sanbang = root().join("target/debug/sanbang");
        let child = bound(&sanbang)
            .args(["demo", "--reload", "--listen", ADDRESS, "--site-dir"])
            .arg(site)
            .current_dir(root())
            .spawn()
            .with_context(|| format!("could not start {}", sanbang.display()))?;
        Ok(Self(child))
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A build under way; ends with this.
struct Building(Child);

impl Drop for Building {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Tells what changes in the sources.
fn watch() -> Result<(Receiver<Part>, impl Watcher)> {
    let (tell, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Reading is an event, too.
        let Ok(event) = event.inspect_err(|cause| println!("── {cause}")) else {
            return;
        };
        if event.kind.is_create() || event.kind.is_modify() || event.kind.is_remove() {
            for part in event.paths.iter().flat_map(|path| parts(&root(), path)) {
                // An error means that nobody listens any more.
                let _ = tell.send(part);
            }
        }
    })?;
    for folder in ["app", "frontend", "migrations", "server", "style", "xtask"] {
        watcher
            .watch(&root().join(folder), RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {folder}"))?;
    }
    watcher.watch(&root().join("Cargo.toml"), RecursiveMode::NonRecursive)?;
    Ok((changes, watcher))
}

/// Waits for a change, and takes all that come with it; says when it came.
fn next(changes: &Receiver<Part>) -> Result<(Instant, BTreeSet<Part>)> {
    let first = changes.recv().context("nothing is watched any more")?;
    let (begun, mut stale) = (Instant::now(), BTreeSet::from([first]));
    loop {
        match changes.recv_timeout(SETTLED) {
            Ok(part) => stale.insert(part),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return Ok((begun, stale));
            }
        };
    }
}

/// What a changed file is part of.
fn parts(root: &Path, path: &Path) -> Vec<Part> {
    let path: PathBuf = match path.strip_prefix(root) {
        Ok(path) => path.to_path_buf(),
        Err(_) => return Vec::new(),
    };
    let is = |ending: &str| path.extension().is_some_and(|is| is == ending);
    if path.starts_with("style/css") && is("css") {
        return vec![Part::Style];
    }
    if !is("rs") && !is("js") && !is("toml") {
        return Vec::new();
    }
    let folder = path.iter().next().and_then(|folder| folder.to_str());
    match folder {
        // Pages name the utilities that they use.
        Some("app") => ALL.to_vec(),
        Some("frontend") => vec![Part::Bundles],
        Some("server" | "migrations") => vec![Part::Server],
        Some("style" | "xtask" | "Cargo.toml") => vec![Part::Tools],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_touches_no_more_than_it_must() {
        let of = |path: &str| parts(Path::new("/w"), &Path::new("/w").join(path));
        assert_eq!(of("style/css/4-forms.css"), [Part::Style]);
        assert_eq!(of("app/text/src/lib.rs"), ALL);
        assert_eq!(of("server/src/http.rs"), [Part::Server]);
        assert_eq!(of("frontend/src/bin/office.rs"), [Part::Bundles]);
        assert_eq!(of("style/src/scan.rs"), [Part::Tools]);
        assert_eq!(of("Cargo.toml"), [Part::Tools]);
        for nothing in [
            "server/backend/tests/samples/board.xlsx",
            "app/src/.page.rs.swp",
            "docs/a.rs",
        ] {
            assert_eq!(of(nothing), [], "{nothing}");
        }
    }

    #[test]
    fn changes_that_come_together_are_one() {
        let (tell, changes) = channel();
        for part in [Part::Server, Part::Style, Part::Server] {
            tell.send(part).expect("sent");
        }
        let (_, stale) = next(&changes).expect("changes");
        assert_eq!(stale, BTreeSet::from([Part::Style, Part::Server]));
    }
}
