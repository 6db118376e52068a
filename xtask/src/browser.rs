//! Journeys in Debian's Chromium.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::build::{self, Profile};
use crate::shell::{apt_install, beside, has, root, run, run_apart};

/// Where Debian puts it.
const CHROMIUM: &str = "/usr/bin/chromium";

/// The specs' parts that run beside each other, each with a demo of its own.
const FIRST: Part = Part {
    shard: "1/2",
    url: "http://127.0.0.1:3100",
    results: "test-results/1",
};
const SECOND: Part = Part {
    shard: "2/2",
    url: "http://127.0.0.1:3101",
    results: "test-results/2",
};

struct Part {
    shard: &'static str,
    url: &'static str,
    results: &'static str,
}

impl Part {
    fn specs(&self, folder: &Path, sanbang: &Path) -> Command {
        let mut command = Command::new("npx");
        command
            .args(["playwright", "test", "--shard", self.shard])
            .args(["--output", self.results])
            .current_dir(folder)
            .env("SANBANG_URL", self.url)
            .env("SANBANG_BIN", sanbang);
        command
    }
}

/// Runs the Playwright specs on what was built: in two parts beside each other,
/// since a journey waits for its page more than it computes.
pub(crate) fn journeys() -> Result<()> {
    if !has("npm") {
        bail!("the browser's journeys need Node.js with npm");
    }
    if !Path::new(CHROMIUM).is_file() {
        apt_install(&["chromium", "fonts-noto-cjk"])?;
    }
    let sanbang = build::server(Profile::Dev)?;
    utilities()?;
    let folder = root().join("end2end");
    run(Command::new("npm")
        .args(["ci", "--silent", "--no-audit", "--no-fund"])
        .current_dir(&folder))?;
    let (second, first) = beside(
        || run_apart(&mut SECOND.specs(&folder, &sanbang), "journeys.log"),
        || run(&mut FIRST.specs(&folder, &sanbang)),
    );
    first.and(second)
}

/// What the specs compare with Tailwind: our utilities and their sheet.
fn utilities() -> Result<()> {
    let (classes, css) = style::comparison(&root())?;
    let json = serde_json::json!({ "classes": classes, "css": css });
    std::fs::write(root().join("target/xtask/utilities.json"), json.to_string())?;
    Ok(())
}
