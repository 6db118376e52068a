//! The browser's side of the build: the bundle, made small, named by content.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{cargo, has, output, root, run};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// From npm, pinned: what they leave out must be the same everywhere.
const TOOLS: [(&str, &str); 2] = [
    ("wasm-opt", "binaryen@132.0.0"),
    ("esbuild", "esbuild@0.28.2"),
];

/// Adds Rust's WebAssembly target where it is missing.
pub(crate) fn ensure_target() -> Result<()> {
    if !has("rustup") {
        // A Rust without rustup may well bring the target; cargo will tell.
        return Ok(());
    }
    let installed = output(Command::new("rustup").args(["target", "list", "--installed"]))?;
    if installed.lines().any(|line| line == TARGET) {
        return Ok(());
    }
    println!("   adding Rust's target {TARGET}");
    if run(Command::new("rustup").args(["target", "add", TARGET])).is_err() {
        bail!("rustup could not add {TARGET}: docs/OPERATIONS.md says what to do without it");
    }
    Ok(())
}

/// A bundle's JavaScript and WebAssembly.
pub(crate) struct Bundle {
    pub(crate) name: &'static str,
    pub(crate) js: Vec<u8>,
    pub(crate) wasm: Vec<u8>,
    /// Whether the tools from npm have made it small.
    pub(crate) small: bool,
}

/// Builds bundles of `frontend`.
pub(crate) fn bundles(names: &[&'static str]) -> Result<Vec<Bundle>> {
    run(cargo().args([
        "build",
        "--package",
        "frontend",
        "--bins",
        "--profile",
        "wasm-release",
        "--target",
        TARGET,
    ]))?;
    names.iter().map(|name| bundle(name)).collect()
}

/// What the browser gets of a bundle that cargo has built.
fn bundle(name: &'static str) -> Result<Bundle> {
    let built = root().join(format!("target/{TARGET}/wasm-release/{name}.wasm"));
    let out = root().join("target/xtask").join(name);
    Bindgen::new()
        .input_path(&built)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(&out)
        .context("wasm-bindgen failed")?;
    let (js, wasm) = (format!("{name}.js"), format!("{name}_bg.wasm"));
    let small = out.join("small");
    let from = match tools()? {
        Some(tools) => {
            make_small(&tools, &out, &small, &js, &wasm)?;
            small.as_path()
        }
        None => {
            println!("   no Node.js here: the bundle stays about a third larger than it could be");
            out.as_path()
        }
    };
    Ok(Bundle {
        name,
        js: std::fs::read(from.join(js))?,
        wasm: std::fs::read(from.join(wasm))?,
        small: from == small,
    })
}

/// Writes both files anew, with less in them.
fn make_small(tools: &Path, from: &Path, to: &Path, js: &str, wasm: &str) -> Result<()> {
    std::fs::create_dir_all(to)?;
    run(Command::new(tools.join("wasm-opt"))
        .args([
            "-Oz",
            "--enable-bulk-memory",
            "--enable-nontrapping-float-to-int",
            "--enable-reference-types",
            "--enable-sign-ext",
            "--enable-multivalue",
            "--enable-mutable-globals",
            "-o",
        ])
        .arg(to.join(wasm))
        .arg(from.join(wasm)))?;
    run(Command::new(tools.join("esbuild"))
        .args(["--minify", "--format=esm", "--log-level=warning"])
        .arg(format!("--outfile={}", to.join(js).display()))
        .arg(from.join(js)))
}

/// Where the tools from npm are, installed under `target/`; nowhere, without
/// Node.js.
fn tools() -> Result<Option<PathBuf>> {
    let folder = root().join("target/xtask/node");
    let tools = folder.join("node_modules/.bin");
    if TOOLS.iter().all(|(tool, _)| tools.join(tool).is_file()) {
        return Ok(Some(tools));
    }
    if !has("node") || !has("npm") {
        return Ok(None);
    }
    std::fs::create_dir_all(&folder)?;
    let packages = TOOLS.map(|(_, package)| package);
    println!("   installing {}", packages.join(", "));
    run(Command::new("npm")
        .args([
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--no-save",
            "--prefix",
        ])
        .arg(&folder)
        .args(packages))?;
    Ok(Some(tools))
}
