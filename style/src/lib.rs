//! The style sheet: component CSS as written, then the utility classes that
//! the pages use, each generated. A class that neither knows fails the build.

mod scan;
mod sheet;
mod utilities;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};

/// The whole style sheet: the same bytes for the same sources.
///
/// # Errors
/// Where a file cannot be read, or a page uses a class that has no rule; says
/// which and where.
pub fn build(workspace: &Path) -> Result<String> {
    let components = sheet::components(workspace)?;
    let utilities = rules(used(workspace, &components)?)?;
    Ok(components + &utilities)
}

/// What a browser compares with Tailwind 3: every utility that may be used,
/// those in use with their variants, and the sheet that holds just these.
///
/// # Errors
/// As [`build`].
pub fn comparison(workspace: &Path) -> Result<(Vec<String>, String)> {
    let components = sheet::components(workspace)?;
    let mut classes = used(workspace, &components)?;
    classes.extend(utilities::ALLOWED.iter().map(|class| (*class).to_owned()));
    let sheet = rules(classes.clone())?;
    Ok((classes.into_iter().collect(), sheet))
}

/// The utilities that the pages use. Everything else must be a component.
fn used(workspace: &Path, components: &str) -> Result<BTreeSet<String>> {
    let known = sheet::classes(components);
    let mut utilities = BTreeSet::new();
    let mut unknown = Vec::new();
    for one in scan::folder(&workspace.join("app/src"))? {
        if known.contains(&one.class) {
            continue;
        }
        match utilities::rule(&one.class) {
            Ok(_) => {
                utilities.insert(one.class);
            }
            Err(cause) => {
                let file = one.file.strip_prefix(workspace).unwrap_or(&one.file);
                unknown.push(format!(
                    "{}:{}: class `{}`: {cause}",
                    file.display(),
                    one.line,
                    one.class
                ));
            }
        }
    }
    if !unknown.is_empty() {
        bail!(
            "classes without a rule; write one in style/css, or use a listed utility\n{}",
            unknown.join("\n")
        );
    }
    Ok(utilities)
}

fn rules(classes: BTreeSet<String>) -> Result<String> {
    let mut rules = classes
        .iter()
        .map(|class| utilities::rule(class))
        .collect::<Result<Vec<_>>>()?;
    rules.sort();
    Ok(rules.into_iter().map(|rule| rule.css).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workspace with this page and this component sheet.
    fn workspace(page: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, content: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, content).expect("written");
        };
        write("style/css/1.css", ".card { padding: 4px }");
        write("app/src/page.rs", page);
        folder
    }

    #[test]
    fn only_what_is_used_is_emitted_in_a_stable_order() {
        let page = r#"fn a() { view! { <p class="card md:flex mt-4"><b class="flex"></b></p> } }"#;
        let sheet = build(workspace(page).path()).expect("a sheet");
        assert_eq!(
            sheet,
            ".card { padding: 4px }\n.mt-4{margin-top:1rem}\n.flex{display:flex}\n\
             @media (min-width: 760px){.md\\:flex{display:flex}}\n"
        );
    }

    #[test]
    fn a_class_without_a_rule_fails_the_build_and_says_where() {
        let page = "fn a() {\n view! { <p class=\"card carp\"></p> }\n}";
        let cause = build(workspace(page).path()).expect_err("a failure");
        let said = cause.to_string();
        assert!(
            said.contains("app/src/page.rs:2") && said.contains("`carp`"),
            "{said}"
        );
    }

    #[test]
    fn the_list_holds_what_pages_use_and_nothing_else() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("a workspace");
        let components = sheet::components(root).expect("a sheet");
        let used = used(root, &components).expect("classes");
        let used: BTreeSet<&str> = used
            .iter()
            .map(|class| {
                class
                    .split_once(':')
                    .map_or(class.as_str(), |(_, base)| base)
            })
            .collect();
        let listed: BTreeSet<&str> = utilities::ALLOWED.iter().copied().collect();
        assert_eq!(listed, used);
    }

    #[test]
    fn the_sheet_is_whole_and_loads_nothing_from_elsewhere() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("a workspace");
        let sheet = build(root).expect("a sheet");
        assert!(sheet.contains("--seal"));
        for foreign in ["@import", "url(", "http"] {
            assert!(!sheet.contains(foreign), "{foreign}");
        }
    }
}
