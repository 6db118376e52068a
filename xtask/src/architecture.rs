//! What the structure must keep: the arrows between crates, no circle of
//! modules inside a crate, and files and functions of a readable size.

mod circles;
mod crates;
mod modules;
mod references;
mod sizes;
mod tokens;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::shell::{cargo, output, root};

/// Checks all of it.
pub(crate) fn check() -> Result<()> {
    let metadata = output(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let mut findings = crates::check(&metadata)?;
    findings.extend(circles(&metadata)?);
    findings.extend(sizes::check(&root())?);
    if !findings.is_empty() {
        bail!(
            "{} findings; docs/ARCHITECTURE.md has the rules\n{}",
            findings.len(),
            findings.join("\n")
        );
    }
    Ok(())
}

/// The circles of modules in every library and program of the workspace.
fn circles(metadata: &Value) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for (name, file) in crates::roots(metadata)? {
        let tree = modules::Tree::read(&file, &modules::from_disk)
            .with_context(|| format!("cannot read the modules of {name}"))?;
        let edges = references::edges(&tree);
        findings.extend(circles::findings(&name, &tree, &edges));
    }
    Ok(findings)
}
