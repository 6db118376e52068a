//! How long files and functions are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Lines of a file at most.
const MAX_FILE_LINES: usize = 400;
/// Lines of a function at most, its signature among them.
const MAX_FUNCTION_LINES: usize = 80;

/// Longer files, and why each is. None at present.
const LONG_FILES: &[(&str, &str)] = &[];
/// Where functions may be longer, and why.
const LONG_FUNCTIONS: &[(&str, &str)] = &[(
    "migrations/src/",
    "a migration lists tables column by column, and is not changed any more",
)];

/// Folders without sources of ours.
const SKIPPED: [&str; 4] = ["target", "node_modules", ".git", "data"];

/// The files and functions of the workspace that are too long.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.sort();
    let mut findings = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        let name = file
            .strip_prefix(root)
            .unwrap_or(&file)
            .display()
            .to_string();
        findings.extend(too_long(&name, &source)?);
    }
    Ok(findings)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let is_skipped = path
            .file_name()
            .is_some_and(|name| SKIPPED.iter().any(|skipped| name == *skipped));
        if path.is_dir() && !is_skipped {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn too_long(name: &str, source: &str) -> Result<Vec<String>> {
    let may = |list: &[(&str, &str)]| list.iter().any(|(path, _)| name.starts_with(path));
    let mut findings = Vec::new();
    let lines = source.lines().count();
    if lines > MAX_FILE_LINES && !may(LONG_FILES) {
        findings.push(format!(
            "{name}: {lines} lines, of at most {MAX_FILE_LINES}"
        ));
    }
    let tokens: TokenStream =
        syn::parse_str(source).with_context(|| format!("cannot parse {name}"))?;
    functions(tokens, &mut |function, line, lines| {
        if lines > MAX_FUNCTION_LINES && !may(LONG_FUNCTIONS) {
            findings.push(format!(
                "{name}:{line}: {function} has {lines} lines, of at most {MAX_FUNCTION_LINES}"
            ));
        }
    });
    Ok(findings)
}

/// Tells every function that has a body: its name, its first line, its lines.
fn functions(tokens: TokenStream, tell: &mut impl FnMut(&str, usize, usize)) {
    let mut tokens = tokens.into_iter().peekable();
    // The function whose body has not come yet.
    let mut open: Option<(String, usize)> = None;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(keyword) if keyword == "fn" => {
                if let Some(TokenTree::Ident(name)) = tokens.peek() {
                    open = Some((name.to_string(), keyword.span().start().line));
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => open = None,
            TokenTree::Group(group) => {
                if group.delimiter() == Delimiter::Brace
                    && let Some((name, first)) = open.take()
                {
                    let last = group.span_close().end().line;
                    tell(&name, first, last.saturating_sub(first) + 1);
                }
                functions(group.stream(), tell);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_functions_are_found_wherever_they_are() {
        let body = "\n    x();".repeat(MAX_FUNCTION_LINES - 1);
        let source = format!(
            "trait T {{ fn declared(); }}\nimpl A {{\n fn short() {{}}\n fn long(f: fn(u8)) {{{body}\n }}\n}}"
        );
        assert_eq!(
            too_long("a.rs", &source).expect("checked"),
            ["a.rs:4: long has 81 lines, of at most 80"]
        );
        let migration = too_long("migrations/src/m1.rs", &source);
        assert_eq!(migration.expect("checked"), Vec::<String>::new());
    }

    #[test]
    fn long_files_are_found() {
        let source = "\n".repeat(MAX_FILE_LINES + 1);
        assert_eq!(
            too_long("a.rs", &source).expect("checked"),
            ["a.rs: 401 lines, of at most 400"]
        );
        let source = "\n".repeat(MAX_FILE_LINES);
        assert_eq!(
            too_long("a.rs", &source).expect("checked"),
            Vec::<String>::new()
        );
    }
}
