//! Which crate may use which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

/// A crate, and what it may use, with everything that those may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("text", &["domain"]),
    ("views", &["text"]),
    ("workbook", &["domain"]),
    ("store", &["domain"]),
    ("backend", &["workbook", "store", "views"]),
    ("app", &["views"]),
    ("app[ssr]", &["app", "backend"]),
    ("server", &["app[ssr]", "migrations"]),
    ("testing", &["backend", "migrations"]),
    ("frontend", &["app"]),
    ("migrations", &[]),
    ("style", &[]),
    ("xtask", &["style"]),
];

/// What the tests of any crate may use besides.
const TESTS_MAY_USE: &[&str] = &["testing"];

/// The arrows that the workspace has and that the table above does not.
pub(super) fn check(metadata: &Value) -> Result<Vec<String>> {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let packages = packages(metadata)?;
    let names: BTreeSet<&str> = packages
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    let mut findings = Vec::new();
    for package in packages {
        let name = package["name"].as_str().context("a crate without a name")?;
        if !arrows.contains_key(name) {
            findings.push(format!(
                "{name}: no crate of this name in xtask/src/architecture/crates.rs"
            ));
            continue;
        }
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let Some(used) = dependency["name"]
                .as_str()
                .filter(|name| names.contains(name))
            else {
                continue;
            };
            let is_test = dependency["kind"] == "dev";
            let from = match dependency["optional"].as_bool() {
                Some(true) => format!("{name}[ssr]"),
                _ => name.to_owned(),
            };
            let mut allowed = closure(&arrows, &from);
            if is_test {
                for crate_name in TESTS_MAY_USE {
                    allowed.insert(crate_name);
                    allowed.extend(closure(&arrows, crate_name));
                }
            }
            // A dependency on itself turns a feature on for its own tests.
            if !allowed.contains(used) && used != name {
                let what = if is_test { "the tests of " } else { "" };
                findings.push(format!("{what}{from} may not use {used}"));
            }
        }
    }
    Ok(findings)
}

/// Everything that a crate may use, at any distance.
fn closure<'a>(arrows: &BTreeMap<&'a str, &'a [&'a str]>, name: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = arrows.get(name).copied().unwrap_or_default().to_vec();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(arrows.get(next).copied().unwrap_or_default());
        }
    }
    found
}

/// Names and root files of the workspace's libraries and programs.
pub(super) fn roots(metadata: &Value) -> Result<Vec<(String, PathBuf)>> {
    let mut roots = Vec::new();
    for package in packages(metadata)? {
        for target in package["targets"].as_array().into_iter().flatten() {
            let kinds = target["kind"].as_array().into_iter().flatten();
            if kinds.into_iter().any(|kind| kind == "lib" || kind == "bin") {
                let name = target["name"].as_str().context("a target without a name")?;
                let file = target["src_path"]
                    .as_str()
                    .context("a target without a file")?;
                roots.push((name.to_owned(), PathBuf::from(file)));
            }
        }
    }
    Ok(roots)
}

fn packages(metadata: &Value) -> Result<&Vec<Value>> {
    metadata["packages"]
        .as_array()
        .context("cargo metadata named no packages")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn package(name: &str, dependencies: Value) -> Value {
        json!({ "name": name, "dependencies": dependencies, "targets": [] })
    }

    fn uses(name: &str) -> Value {
        json!({ "name": name, "kind": null, "optional": false })
    }

    #[test]
    fn arrows_of_the_table_hold_at_any_distance() {
        let metadata = json!({ "packages": [
            package("domain", json!([uses("serde")])),
            package("views", json!([uses("domain")])),
            package("backend", json!([uses("views"), uses("domain")])),
            package("app", json!([uses("domain"), { "name": "backend", "kind": null, "optional": true }])),
            package("server", json!([uses("app"), uses("backend"), uses("domain")])),
            package("migrations", json!([])),
            package("store", json!([{ "name": "migrations", "kind": "dev", "optional": false }])),
        ]});
        assert_eq!(check(&metadata).expect("checked"), Vec::<String>::new());
    }

    #[test]
    fn other_arrows_are_found() {
        let metadata = json!({ "packages": [
            package("domain", json!([uses("text")])),
            package("text", json!([])),
            package("backend", json!([uses("migrations")])),
            package("app", json!([uses("backend")])),
            package("frontend", json!([uses("app"), uses("backend")])),
            package("migrations", json!([])),
            package("attic", json!([])),
        ]});
        assert_eq!(
            check(&metadata).expect("checked"),
            [
                "domain may not use text",
                "backend may not use migrations",
                "app may not use backend",
                "frontend may not use backend",
                "attic: no crate of this name in xtask/src/architecture/crates.rs",
            ]
        );
    }
}
