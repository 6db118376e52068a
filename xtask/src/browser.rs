//! Journeys in Debian's Chromium.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::build::{self, Profile};
use crate::shell::{apt_install, has, root, run};

/// Where Debian puts it.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Runs the Playwright specs against a demo of their own, on what was built.
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
    run(Command::new("npx")
        .args(["playwright", "test"])
        .current_dir(&folder)
        .env("SANBANG_BIN", sanbang))
}

/// What the specs compare with Tailwind: our utilities and their sheet.
fn utilities() -> Result<()> {
    let (classes, css) = style::comparison(&root())?;
    let json = serde_json::json!({ "classes": classes, "css": css });
    std::fs::write(root().join("target/xtask/utilities.json"), json.to_string())?;
    Ok(())
}
