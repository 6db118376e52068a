//! Which classes the pages use, read from their source.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use syn::LitStr;

/// A class, and where it is used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use {
    pub(crate) class: String,
    pub(crate) file: PathBuf,
    pub(crate) line: usize,
}

/// Every class in the Rust files under a folder, in order of file and line.
pub(crate) fn folder(folder: &Path) -> Result<Vec<Use>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let mut uses = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        for (class, line) in
            source_text(&source).with_context(|| format!("cannot parse {}", file.display()))?
        {
            let file = file.clone();
            uses.push(Use { class, file, line });
        }
    }
    Ok(uses)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The classes of one file, with their lines: `class="a b"`, `attr:class="a"`,
/// `class=if … { "a" } else { "b" }` in braces or brackets, `class:a=…`, and
/// `let class = …;` with every literal in it. Names put together at run time
/// are not seen; there are none but those of `<html>`.
fn source_text(source: &str) -> Result<Vec<(String, usize)>> {
    let tokens: TokenStream = syn::parse_str(source)?;
    let mut found = Vec::new();
    walk(tokens, &mut found);
    Ok(found)
}

fn walk(tokens: TokenStream, found: &mut Vec<(String, usize)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            walk(group.stream(), found);
            continue;
        }
        if !is_ident(Some(token), "class") {
            continue;
        }
        let rest = tokens.get(at + 1..).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        if is_punct(rest.first(), '=') {
            if is_ident(before, "let") {
                let value = rest.iter().take_while(|token| !is_punct(Some(token), ';'));
                value.for_each(|token| literals(token, found));
            } else if let Some(value) = rest.get(1) {
                literals(value, found);
            }
        } else if is_punct(rest.first(), ':') {
            named(rest.get(1..).unwrap_or_default(), found);
        }
    }
}

/// `class:wide-name=…`
fn named(tokens: &[TokenTree], found: &mut Vec<(String, usize)>) {
    let mut name = String::new();
    let mut line = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                name.push_str(&ident.to_string());
                line = ident.span().start().line;
            }
            TokenTree::Punct(punct) if punct.as_char() == '-' => name.push('-'),
            TokenTree::Punct(punct) if punct.as_char() == '=' && !name.is_empty() => {
                found.push((name, line));
                return;
            }
            _ => return,
        }
    }
}

fn literals(token: &TokenTree, found: &mut Vec<(String, usize)>) {
    match token {
        TokenTree::Literal(literal) => words(literal, found),
        TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
            group
                .stream()
                .into_iter()
                .for_each(|token| literals(&token, found));
        }
        _ => {}
    }
}

fn words(literal: &Literal, found: &mut Vec<(String, usize)>) {
    let line = literal.span().start().line;
    let token = TokenStream::from(TokenTree::Literal(literal.clone()));
    // A number or a character is no class.
    let Ok(text) = syn::parse2::<LitStr>(token) else {
        return;
    };
    let classes = text.value();
    found.extend(
        classes
            .split_whitespace()
            .map(|class| (class.to_owned(), line)),
    );
}

fn is_ident(token: Option<&TokenTree>, name: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == name)
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(source: &str) -> Vec<String> {
        let found = source_text(source).expect("Rust");
        found.into_iter().map(|(class, _)| class).collect()
    }

    #[test]
    fn finds_classes_wherever_pages_write_them() {
        let source = r#"
            fn page() {
                let class = match state { State::A => "now", _ => "done" };
                view! {
                    <p class="card wide">
                        <A attr:class="btn main">{move || view! { <b class="num">1</b> }}</A>
                        <i class:is-open=move || true class={if x { "on" } else { "off" }}></i>
                        <b class=class id="not-a-class"></b>
                    </p>
                }
            }
            fn part(class: &'static str) {}
        "#;
        assert_eq!(
            classes(source),
            [
                "now", "done", "card", "wide", "btn", "main", "num", "is-open", "on", "off"
            ]
        );
    }

    #[test]
    fn knows_the_line() {
        let found = source_text("fn a() {\n view! { <p\n class=\"card\"></p> }\n}").expect("Rust");
        assert_eq!(found, [("card".to_owned(), 3)]);
    }
}
