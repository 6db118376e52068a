//! `cargo xtask build`: the server and everything that browsers download.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::shell::{beside, cargo, root, run, step};
use crate::wasm::{self, Bundle};

/// Digits of a file's hash in its name.
const HASH_DIGITS: usize = 8;

/// What residents download of script at most, in brotli: WebAssembly and
/// JavaScript together.
const MAX_SCRIPT: usize = 240 * 1024;

/// How the server is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// What residents download of script, in brotli; unknown where the tools are
/// missing that make it small.
#[derive(Clone, Copy)]
pub(crate) struct Script(Option<usize>);

impl Script {
    /// Fails where it is over its budget.
    pub(crate) fn within_budget(self) -> Result<()> {
        match self.0 {
            Some(script) if script > MAX_SCRIPT => bail!(
                "residents would download {script} bytes of WebAssembly and JavaScript in brotli, \
                 {} more than their budget of {MAX_SCRIPT}: docs/decisions/0029 says where to look",
                script - MAX_SCRIPT
            ),
            _ => Ok(()),
        }
    }
}

/// Builds server, bundles and style sheet, beside each other: each has long
/// parts that keep one core busy. Gives the server's program, and what residents
/// download.
pub(crate) fn build(profile: Profile) -> Result<(PathBuf, Script)> {
    wasm::ensure_target()?;
    let (sanbang, script) = beside(
        || step("the server", || server(profile)),
        || step("both bundles and the style sheet", site),
    );
    Ok((sanbang?, script?))
}

/// Builds the server; gives its program.
pub(crate) fn server(profile: Profile) -> Result<PathBuf> {
    let (arguments, folder) = match profile {
        // Whatever else is there for tests and tools stays out of it.
        Profile::Release => (["--package", "server", "--release"].as_slice(), "release"),
        Profile::Dev => (["--bin", "sanbang"].as_slice(), "debug"),
    };
    run(cargo().arg("build").args(arguments))?;
    Ok(root().join("target").join(folder).join("sanbang"))
}

/// The bundles of `frontend`.
pub(crate) const BUNDLES: [&str; 2] = ["resident", "office"];

/// Whether files get compressed copies beside them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Copies {
    Plain,
    Compressed,
}

/// Fills `target/site`.
pub(crate) fn site() -> Result<Script> {
    let bundles = wasm::bundles(&BUNDLES)?;
    let css = style::build(&root())?;
    write_site(
        &root().join("target/site"),
        &css,
        &bundles,
        Copies::Compressed,
    )
}

/// Writes the style sheet alone.
pub(crate) fn style_sheet() -> Result<()> {
    let folder = root().join("target/xtask");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("site.css");
    std::fs::write(&file, style::build(&root())?)?;
    println!("wrote {}", file.display());
    Ok(())
}

/// Fills a folder that the server can serve: files named by their content, and
/// the list that the server reads.
pub(crate) fn write_site(
    folder: &Path,
    css: &str,
    bundles: &[Bundle],
    copies: Copies,
) -> Result<Script> {
    let pkg = folder.join("pkg");
    if pkg.exists() {
        std::fs::remove_dir_all(&pkg)?;
    }
    std::fs::create_dir_all(&pkg)?;
    let mut residents = None;
    let mut list = serde_json::Map::new();
    let (css, _) = put(&pkg, "site", "css", css.as_bytes(), copies)?;
    list.insert("css".to_owned(), address(&css));
    for bundle in bundles {
        let wasm = format!("{}_bg", bundle.name);
        let (js, js_size) = put(&pkg, bundle.name, "js", &bundle.js, copies)?;
        let (wasm, wasm_size) = put(&pkg, &wasm, "wasm", &bundle.wasm, copies)?;
        if bundle.name == "resident" && bundle.small {
            let script = js_size + wasm_size;
            println!("   residents download {script} bytes of script, of at most {MAX_SCRIPT}");
            residents = Some(script);
        }
        let files = serde_json::json!({ "js": address(&js), "wasm": address(&wasm) });
        list.insert(bundle.name.to_owned(), files);
    }
    let list = serde_json::to_string_pretty(&list)?;
    std::fs::write(folder.join("assets.json"), list).context("cannot write assets.json")?;
    Ok(Script(residents))
}

/// A built file's address.
fn address(file: &str) -> serde_json::Value {
    format!("/pkg/{file}").into()
}

/// Writes a file named by its content. Gives its name, and its size as browsers
/// get it.
fn put(
    folder: &Path,
    name: &str,
    ending: &str,
    bytes: &[u8],
    copies: Copies,
) -> Result<(String, usize)> {
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
    let name = format!(
        "{name}.{}.{ending}",
        hash.get(..HASH_DIGITS).unwrap_or(&hash)
    );
    let path = folder.join(&name);
    std::fs::write(&path, bytes)?;
    if copies == Copies::Plain {
        return Ok((name, bytes.len()));
    }
    let mut small = Vec::new();
    brotli::BrotliCompress(
        &mut &*bytes,
        &mut small,
        &brotli::enc::BrotliEncoderParams::default(),
    )?;
    println!(
        "   {name}: {} bytes, {} in brotli",
        bytes.len(),
        small.len()
    );
    std::fs::write(format!("{}.br", path.display()), &small)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    std::fs::write(format!("{}.gz", path.display()), gzip.finish()?)?;
    Ok((name, small.len()))
}
