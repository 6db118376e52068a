//! Joins `style/css/*.css`, in the order of their names, into one style sheet.

use std::path::Path;

use anyhow::{Context, Result};

/// The whole style sheet, without comments and needless space.
///
/// # Errors
/// Where a file cannot be read.
pub fn build(workspace: &Path) -> Result<String> {
    let folder = workspace.join("style/css");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "css"));
    files.sort();
    let mut sheet = String::new();
    for file in files {
        let css = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        sheet.push_str(&tightened(&css));
    }
    Ok(sheet)
}

/// CSS without comments, line breaks and indentation. Text in quotes must not
/// hold a comment's signs or stand over several lines; ours does not.
fn tightened(css: &str) -> String {
    let mut rest = css;
    let mut plain = String::with_capacity(css.len());
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_comments_and_indentation_only() {
        let css = "/* one\n two */\n.a::after {\n  content: \" ✓\";\n}\n";
        assert_eq!(tightened(css), ".a::after {\ncontent: \" ✓\";\n}");
    }

    #[test]
    fn the_sheet_loads_nothing_from_elsewhere() {
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
