//! The browser's side of the build: the bundle, made small, named by content.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{cargo, has, output, root, run};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// Pinned: what it leaves out must be the same everywhere.
const BINARYEN: &str = "binaryen@132.0.0";

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
    let js = std::fs::read(out.join(format!("{name}.js")))?;
    let wasm = out.join(format!("{name}_bg.wasm"));
    Ok(Bundle {
        name,
        js,
        wasm: std::fs::read(optimised(&wasm)?)?,
    })
}

/// The bundle after `wasm-opt`, or as it was where Node.js is absent.
fn optimised(wasm: &Path) -> Result<PathBuf> {
    let Some(wasm_opt) = wasm_opt()? else {
        println!("   no Node.js here: the bundle stays about a third larger than it could be");
        return Ok(wasm.to_owned());
    };
    let small = wasm.with_extension("small.wasm");
    run(Command::new(wasm_opt)
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
        .arg(&small)
        .arg(wasm))?;
    Ok(small)
}

/// `wasm-opt` from the npm package binaryen, installed under `target/`.
fn wasm_opt() -> Result<Option<PathBuf>> {
    let folder = root().join("target/xtask/node");
    let program = folder.join("node_modules/.bin/wasm-opt");
    if program.is_file() {
        return Ok(Some(program));
    }
    if !has("node") || !has("npm") {
        return Ok(None);
    }
    std::fs::create_dir_all(&folder)?;
    println!("   installing wasm-opt ({BINARYEN})");
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
        .arg(BINARYEN))?;
    Ok(Some(program))
}
