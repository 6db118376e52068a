//! The browser's side of the build: the bundle, made small, named by content.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{bound_cargo, cargo, has, output, root, run};

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

/// Builds bundles of `frontend`, as residents get them.
pub(crate) fn bundles(names: &[&'static str]) -> Result<Vec<Bundle>> {
    run(cargo().args(BUILD).args(["--profile", "wasm-release"]))?;
    let tools = tools()?;
    if tools.is_none() {
        println!("   no Node.js here: the bundles stay about a third larger than they could be");
    }
    let bundle = |name| {
        let out = bound(name, "wasm-release")?;
        match &tools {
            Some(tools) => {
                let small = make_small(tools, &out, name)?;
                read(name, &small, true)
            }
            None => read(name, &out, false),
        }
    };
    names.iter().copied().map(bundle).collect()
}

const BUILD: [&str; 6] = [
    "build",
    "--package",
    "frontend",
    "--bins",
    "--target",
    TARGET,
];

/// Starts to build them as they are built soonest: large, and slow.
pub(crate) fn start_quick_build() -> Result<Child> {
    Ok(bound_cargo().args(BUILD).spawn()?)
}

/// The bundles, once that build has ended.
pub(crate) fn quick_bundles(names: &[&'static str]) -> Result<Vec<Bundle>> {
    let bundle = |name| read(name, &bound(name, "debug")?, false);
    names.iter().copied().map(bundle).collect()
}

/// Writes a bundle's JavaScript and WebAssembly; gives their folder.
fn bound(name: &str, profile: &str) -> Result<PathBuf> {
    let built = root().join(format!("target/{TARGET}/{profile}/{name}.wasm"));
    let out = root().join("target/xtask").join(profile).join(name);
    Bindgen::new()
        .input_path(&built)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(&out)
        .context("wasm-bindgen failed")?;
    Ok(out)
}

fn read(name: &'static str, folder: &Path, small: bool) -> Result<Bundle> {
    Ok(Bundle {
        name,
        js: std::fs::read(folder.join(format!("{name}.js")))?,
        wasm: std::fs::read(folder.join(format!("{name}_bg.wasm")))?,
        small,
    })
}

/// Writes both files anew, with less in them; gives their folder.
fn make_small(tools: &Path, from: &Path, name: &str) -> Result<PathBuf> {
    let (js, wasm) = (format!("{name}.js"), format!("{name}_bg.wasm"));
    let to = from.join("small");
    std::fs::create_dir_all(&to)?;
    run(Command::new(tools.join("wasm-opt"))
        // Taken apart first, and until nothing gets smaller: 1.5 KB of the
        // residents' script.
        .args([
            "--flatten",
            "--rereloop",
            "-Oz",
            "--converge",
            "--enable-bulk-memory",
            "--enable-nontrapping-float-to-int",
            "--enable-reference-types",
            "--enable-sign-ext",
            "--enable-multivalue",
            "--enable-mutable-globals",
            "-o",
        ])
        .arg(to.join(&wasm))
        .arg(from.join(&wasm)))?;
    run(Command::new(tools.join("esbuild"))
        .args(["--minify", "--format=esm", "--log-level=warning"])
        .arg(format!("--outfile={}", to.join(&js).display()))
        .arg(from.join(&js)))?;
    Ok(to)
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
