//! `cargo xtask build`: the server and everything that browsers download.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::shell::{cargo, root, run, step};
use crate::wasm;

/// Digits of a file's hash in its name.
const HASH_DIGITS: usize = 8;

/// What residents download of script at most, in brotli: WebAssembly and
/// JavaScript together.
const SCRIPT_MOST: usize = 240 * 1024;

/// How the server is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// What was built.
pub(crate) struct Built {
    /// The server's program.
    pub(crate) sanbang: PathBuf,
    /// Bytes that residents download of script, in brotli; unknown where the
    /// tools are missing that make it small.
    script: Option<usize>,
}

impl Built {
    /// The server's program, if what residents download is within its budget.
    pub(crate) fn within_budget(self) -> Result<PathBuf> {
        match self.script {
            Some(script) if script > SCRIPT_MOST => bail!(
                "residents would download {script} bytes of WebAssembly and JavaScript in brotli, \
                 {} more than their budget of {SCRIPT_MOST}: docs/decisions/0033 says where to look",
                script - SCRIPT_MOST
            ),
            _ => Ok(self.sanbang),
        }
    }
}

/// Builds server, bundles and style sheet.
pub(crate) fn build(profile: Profile) -> Result<Built> {
    wasm::ensure_target()?;
    let folder = step("the server", || {
        let mut command = cargo();
        command.args(["build", "--package", "server"]);
        if profile == Profile::Release {
            command.arg("--release");
        }
        run(&mut command)?;
        Ok(if profile == Profile::Release {
            "release"
        } else {
            "debug"
        })
    })?;
    let script = step("both bundles and the style sheet", site)?;
    Ok(Built {
        sanbang: root().join("target").join(folder).join("sanbang"),
        script,
    })
}

/// Fills `target/site`: hashed files with their compressed copies, and the
/// list that the server reads. Gives the size of the residents' script.
fn site() -> Result<Option<usize>> {
    let bundles = wasm::bundles(&["resident", "office"])?;
    let css = style::build(&root())?;
    let folder = root().join("target/site");
    let pkg = folder.join("pkg");
    if pkg.exists() {
        std::fs::remove_dir_all(&pkg)?;
    }
    std::fs::create_dir_all(&pkg)?;
    let (css, _) = put(&pkg, "site", "css", css.as_bytes())?;
    let mut residents = None;
    let mut list = serde_json::Map::new();
    list.insert("css".to_owned(), address(&css));
    for bundle in bundles {
        let (js, js_size) = put(&pkg, bundle.name, "js", &bundle.js)?;
        let (wasm, wasm_size) = put(&pkg, &format!("{}_bg", bundle.name), "wasm", &bundle.wasm)?;
        if bundle.name == "resident" && bundle.small {
            let script = js_size + wasm_size;
            println!("   residents download {script} bytes of script, of at most {SCRIPT_MOST}");
            residents = Some(script);
        }
        let files = serde_json::json!({ "js": address(&js), "wasm": address(&wasm) });
        list.insert(bundle.name.to_owned(), files);
    }
    let list = serde_json::to_string_pretty(&list)?;
    std::fs::write(folder.join("assets.json"), list).context("cannot write assets.json")?;
    Ok(residents)
}

/// A built file's address.
fn address(file: &str) -> serde_json::Value {
    format!("/pkg/{file}").into()
}

/// Writes a file named by its content, with its brotli and gzip copies. Gives
/// its name and its size in brotli.
fn put(folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> Result<(String, usize)> {
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
    let name = format!(
        "{name}.{}.{ending}",
        hash.get(..HASH_DIGITS).unwrap_or(&hash)
    );
    let path = folder.join(&name);
    std::fs::write(&path, bytes)?;
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
