//! The hand-written component CSS: its text, and which classes it knows.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use cssparser::{ParseError, Parser, ParserInput, Token};

/// Joins `style/css/*.css`, in the order of their names.
pub(crate) fn components(workspace: &Path) -> Result<String> {
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
    let mut tight = String::with_capacity(plain.len());
    for line in plain.lines().map(str::trim).filter(|line| !line.is_empty()) {
        tight.push_str(line);
        tight.push('\n');
    }
    tight
}

/// Every class that a selector of the sheet names.
pub(crate) fn classes(sheet: &str) -> BTreeSet<String> {
    let mut input = ParserInput::new(sheet);
    let mut found = BTreeSet::new();
    collect(&mut Parser::new(&mut input), &mut found);
    found
}

/// In a style sheet a full stop before a name can only be a class.
fn collect(parser: &mut Parser, found: &mut BTreeSet<String>) {
    let mut after_stop = false;
    loop {
        let Ok(token) = parser.next_including_whitespace().cloned() else {
            return;
        };
        match token {
            Token::Ident(ref name) if after_stop => {
                found.insert(name.to_string());
            }
            Token::Function(_)
            | Token::ParenthesisBlock
            | Token::SquareBracketBlock
            | Token::CurlyBracketBlock => {
                let nested: Result<(), ParseError<'_, ()>> = parser.parse_nested_block(|inner| {
                    collect(inner, found);
                    Ok(())
                });
                // Nothing in here fails.
                drop(nested);
            }
            _ => {}
        }
        after_stop = matches!(token, Token::Delim('.'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_comments_and_indentation_only() {
        let css = "/* one\n two */\n.a::after {\n  content: \" ✓\";\n}\n";
        assert_eq!(tightened(css), ".a::after {\ncontent: \" ✓\";\n}\n");
    }

    #[test]
    fn knows_the_classes_of_every_selector() {
        let sheet = ".a.b > .c:not(.d) { margin: .5px } @media print { html.e .f::after { content: \".no\" } }";
        let known = classes(sheet);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        assert_eq!(known, ["a", "b", "c", "d", "e", "f"]);
    }
}
