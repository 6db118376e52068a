//! What the tokens of a piece of Rust name: paths and imports, also inside of
//! macros, where a parser of Rust sees nothing.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{ItemUse, UseTree, Visibility};

/// A path that is named somewhere: `crate::rounds::store`, or one name alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
}

/// One name that a `use` brings in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// `None`: everything (`*`).
    pub(super) name: Option<String>,
    pub(super) path: Vec<String>,
    /// Whether others may name it through this module.
    pub(super) is_reexport: bool,
    pub(super) line: usize,
}

/// What was found in a module's tokens.
#[derive(Default)]
pub(super) struct Found {
    pub(super) imports: Vec<Import>,
    pub(super) mentions: Vec<Mention>,
}

impl Found {
    /// Adds what these tokens name. Leaves out what is compiled for tests only.
    pub(super) fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = tokens.get(at..).unwrap_or_default();
            let taken = match token {
                TokenTree::Group(group) => {
                    self.scan(group.stream());
                    1
                }
                TokenTree::Punct(punct) if punct.as_char() == '#' => self.attribute(rest),
                TokenTree::Ident(ident) if *ident == "use" => self.nested_use(rest),
                TokenTree::Ident(_) => self.path(tokens.get(..at).unwrap_or_default(), rest),
                _ => 1,
            };
            at += taken;
        }
    }

    /// An attribute; with what follows it where that is for tests only.
    fn attribute(&mut self, tokens: &[TokenTree]) -> usize {
        let Some(TokenTree::Group(group)) = tokens.get(1) else {
            return 1;
        };
        if group.delimiter() != Delimiter::Bracket {
            return 1;
        }
        if !is_for_tests(&group.stream()) {
            self.scan(group.stream());
            return 2;
        }
        let ends = |token: &TokenTree| match token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => matches!(punct.as_char(), ';' | ','),
            _ => false,
        };
        let rest = tokens.get(2..).unwrap_or_default();
        2 + rest.iter().position(ends).map_or(rest.len(), |end| end + 1)
    }

    /// A `use` inside a function.
    fn nested_use(&mut self, tokens: &[TokenTree]) -> usize {
        let is_end =
            |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
        let Some(end) = tokens.iter().position(is_end) else {
            return 1;
        };
        let item: TokenStream = tokens.iter().take(end + 1).cloned().collect();
        if let Ok(item) = syn::parse2::<ItemUse>(item) {
            self.import(&item);
        }
        end + 1
    }

    /// `a::b::c`; gives the number of tokens.
    fn path(&mut self, before: &[TokenTree], tokens: &[TokenTree]) -> usize {
        let mut path = Vec::new();
        let mut at = 0;
        let line = tokens.first().map_or(0, |first| first.span().start().line);
        while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
            path.push(ident.to_string());
            at += 1;
            if !is_punct(tokens.get(at), ':') || !is_punct(tokens.get(at + 1), ':') {
                break;
            }
            if !matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))) {
                break;
            }
            at += 2;
        }
        // A field, a method, or the rest of a path that began with a type.
        let mut before = before.iter().rev();
        let (last, second) = (before.next(), before.next());
        let continues = is_punct(last, '.') || is_punct(last, ':') && is_punct(second, ':');
        let is_item = path.len() > 1
            || path
                .first()
                .is_some_and(|name| name.starts_with(char::is_uppercase))
            || matches!(tokens.get(at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
        if !continues && is_item {
            self.mentions.push(Mention { path, line });
        }
        at.max(1)
    }

    /// Adds the names of a `use`.
    pub(super) fn import(&mut self, item: &ItemUse) {
        let line = item.use_token.span.start().line;
        let is_reexport = !matches!(item.vis, Visibility::Inherited);
        let mut add = |name: Option<String>, path: &[String]| {
            self.imports.push(Import {
                name,
                path: path.to_vec(),
                is_reexport,
                line,
            });
        };
        tree(&item.tree, &mut Vec::new(), &mut add);
    }
}

fn tree(one: &UseTree, path: &mut Vec<String>, add: &mut impl FnMut(Option<String>, &[String])) {
    match one {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            tree(&inner.tree, path, add);
            path.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|inner| tree(inner, path, add)),
        UseTree::Glob(_) => add(None, path),
        UseTree::Name(inner) if inner.ident == "self" => add(path.last().cloned(), path),
        UseTree::Rename(inner) if inner.ident == "self" => {
            add(Some(inner.rename.to_string()), path)
        }
        UseTree::Name(inner) => {
            path.push(inner.ident.to_string());
            add(path.last().cloned(), path);
            path.pop();
        }
        UseTree::Rename(inner) => {
            path.push(inner.ident.to_string());
            add(Some(inner.rename.to_string()), path);
            path.pop();
        }
    }
}

/// Whether an attribute's content is `cfg(test)` or `test`.
pub(super) fn is_for_tests(attribute: &TokenStream) -> bool {
    matches!(
        attribute.to_string().replace(' ', "").as_str(),
        "cfg(test)" | "test" | "tokio::test"
    )
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(source: &str) -> Vec<String> {
        let mut found = Found::default();
        found.scan(syn::parse_str(source).expect("Rust"));
        found
            .mentions
            .iter()
            .map(|one| one.path.join("::"))
            .collect()
    }

    #[test]
    fn paths_are_found_in_types_expressions_and_macros() {
        let source = r#"
            fn a(b: crate::x::Y, c: Vec<super::Z>) {
                view! { <p>{move || self::text::hello()}</p> };
                let d = b.field.method(local);
                helper(Kind::One);
                <crate::x::W as Trait>::made();
            }
        "#;
        assert_eq!(
            mentions(source),
            [
                "a",
                "crate::x::Y",
                "Vec",
                "super::Z",
                "self::text::hello",
                "helper",
                "Kind::One",
                "crate::x::W",
                "Trait"
            ]
        );
    }

    #[test]
    fn what_is_for_tests_alone_is_left_out() {
        let source = r#"
            #[cfg(test)] fn a() { crate::one::A::new() }
            #[must_use] fn b() { crate::two::B::new() }
            struct C { #[cfg(test)] d: crate::three::D, e: crate::four::E }
        "#;
        assert_eq!(
            mentions(source),
            ["b", "crate::two::B::new", "C", "crate::four::E"]
        );
    }

    #[test]
    fn every_name_of_a_use_is_an_import() {
        let mut found = Found::default();
        let source = "fn a() { use crate::{b::{self, C as D}, e::*}; }";
        found.scan(syn::parse_str(source).expect("Rust"));
        let imports: Vec<(Option<&str>, String)> = found
            .imports
            .iter()
            .map(|one| (one.name.as_deref(), one.path.join("::")))
            .collect();
        assert_eq!(
            imports,
            [
                (Some("b"), "crate::b".to_owned()),
                (Some("D"), "crate::b::C".to_owned()),
                (None, "crate::e".to_owned())
            ]
        );
    }
}
