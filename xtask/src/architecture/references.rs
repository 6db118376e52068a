//! Which file of a crate names what another one declares.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::{Module, Tree};
use super::tokens::Import;

/// From one file to another, with what ties them: names, each with its line.
pub(super) type Edges = BTreeMap<(usize, usize), BTreeMap<String, usize>>;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Module(usize),
    /// Something that this module declares.
    Item(usize),
}

/// The names under way to a target: a second visit leads nowhere.
type Visited = BTreeSet<(usize, String)>;

/// Every edge between two files of a crate. A module's declaration of its
/// submodules and what it re-exports of them are none.
pub(super) fn edges(tree: &Tree) -> Edges {
    let mut edges = Edges::new();
    for (at, module) in tree.modules.iter().enumerate() {
        let mut add = |target: Option<Target>, name: &str, line: usize| {
            let Some(Target::Item(to)) = target else {
                return;
            };
            let to = tree.file_of(to);
            if to != module.file {
                let names = edges.entry((module.file, to)).or_default();
                names.entry(name.to_owned()).or_insert(line);
            }
        };
        for import in &module.names.imports {
            let target = tree.resolve(at, &import.path, &mut Visited::new());
            let target = match target {
                // All that the module declares is named.
                Some(Target::Module(of)) if import.name.is_none() => Some(Target::Item(of)),
                other => other,
            };
            if import.is_reexport && tree.is_below(target, at) {
                continue;
            }
            let name = import.path.last().map_or("", String::as_str);
            add(
                target,
                if import.name.is_none() { "*" } else { name },
                import.line,
            );
        }
        for mention in &module.names.mentions {
            // A single name was imported, and counted there; but not where a
            // module uses itself what it re-exports.
            if let [name] = mention.path.as_slice()
                && !module.reexports(name)
            {
                continue;
            }
            let target = tree.resolve(at, &mention.path, &mut Visited::new());
            add(target, &mention.path.join("::"), mention.line);
        }
    }
    edges
}

impl Module {
    fn reexports(&self, name: &str) -> bool {
        let is_it = |import: &&Import| import.name.as_deref() == Some(name);
        self.names
            .imports
            .iter()
            .find(is_it)
            .is_some_and(|import| import.is_reexport)
    }
}

impl Tree {
    fn file_of(&self, module: usize) -> usize {
        self.modules.get(module).map_or(0, |module| module.file)
    }

    /// Whether a target is in a submodule of this one, at any depth.
    fn is_below(&self, target: Option<Target>, module: usize) -> bool {
        let mut at = match target {
            Some(Target::Module(at) | Target::Item(at)) => Some(at),
            None => None,
        };
        while let Some(inner) = at {
            if inner == module {
                return true;
            }
            at = self.modules.get(inner).and_then(|inner| inner.parent);
        }
        false
    }

    /// Where a path leads that stands in this module; nowhere, if out of the
    /// crate.
    fn resolve(&self, from: usize, path: &[String], visited: &mut Visited) -> Option<Target> {
        let (first, mut rest) = path.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target::Module(0),
            "self" => Target::Module(from),
            "super" => Target::Module(self.modules.get(from)?.parent?),
            name => self.look_up(from, name, visited)?,
        };
        while let (Target::Module(module), Some((name, after))) = (target, rest.split_first()) {
            target = match name.as_str() {
                "super" => Target::Module(self.modules.get(module)?.parent?),
                // What a macro declares is not seen, and counts as there.
                name => self
                    .look_up(module, name, visited)
                    .unwrap_or(Target::Item(module)),
            };
            rest = after;
        }
        Some(target)
    }

    /// What a name means in a module.
    fn look_up(&self, module: usize, name: &str, visited: &mut Visited) -> Option<Target> {
        if !visited.insert((module, name.to_owned())) {
            return None;
        }
        let here = self.modules.get(module)?;
        if let Some(child) = here.children.get(name) {
            return Some(Target::Module(*child));
        }
        if here.items.contains(name) {
            return Some(Target::Item(module));
        }
        let imports = &here.names.imports;
        for import in imports
            .iter()
            .filter(|import| import.name.as_deref() == Some(name))
        {
            if let Some(found) = self.resolve(module, &import.path, visited) {
                return Some(found);
            }
        }
        for import in imports.iter().filter(|import| import.name.is_none()) {
            if let Some(Target::Module(of)) = self.resolve(module, &import.path, visited)
                && let Some(found) = self.look_up(of, name, visited)
            {
                return Some(found);
            }
        }
        let exported = self.exported_macros.get(name).filter(|_| module == 0);
        exported.map(|module| Target::Item(*module))
    }
}

#[cfg(test)]
mod tests {
    use super::super::modules::tests::tree;
    use super::*;

    /// `from → to: names` of every edge, with paths without `src/`.
    fn edges_of(files: &[(&str, &str)]) -> Vec<String> {
        let tree = tree(files);
        let name = |file: usize| {
            let path = tree
                .files
                .get(file)
                .expect("a file")
                .to_str()
                .expect("UTF-8");
            path.trim_start_matches("src/")
                .trim_end_matches(".rs")
                .to_owned()
        };
        edges(&tree)
            .iter()
            .map(|((from, to), names)| {
                let names: Vec<&str> = names.keys().map(String::as_str).collect();
                format!("{} → {}: {}", name(*from), name(*to), names.join(", "))
            })
            .collect()
    }

    #[test]
    fn a_name_leads_through_reexports_to_where_it_is_declared() {
        let edges = edges_of(&[
            ("src/lib.rs", "mod rounds; mod page; mod other;"),
            (
                "src/rounds.rs",
                "mod store; mod upload; pub use store::Stored; pub use upload::*;",
            ),
            ("src/rounds/store.rs", "pub struct Stored;"),
            ("src/rounds/upload.rs", "pub struct Uploaded;"),
            ("src/page.rs", "use crate::rounds::Stored;"),
            (
                "src/other.rs",
                "use crate::rounds; fn a() { rounds::Uploaded }",
            ),
        ]);
        assert_eq!(
            edges,
            [
                "page → rounds/store: Stored",
                "other → rounds/upload: rounds::Uploaded"
            ]
        );
    }

    #[test]
    fn declaring_and_reexporting_submodules_is_no_edge_but_using_them_is() {
        let face = |body: &str| {
            edges_of(&[
                (
                    "src/lib.rs",
                    &format!("mod part; pub use part::{{Part, make}}; {body}"),
                ),
                ("src/part.rs", "pub struct Part; pub fn make() {}"),
            ])
        };
        assert_eq!(face(""), Vec::<String>::new());
        assert_eq!(face("fn a() -> Part { x }"), ["lib → part: Part"]);
        assert_eq!(face("fn a() { make() }"), ["lib → part: make"]);
        assert_eq!(face("struct B { make: u8 }"), Vec::<String>::new());
    }

    #[test]
    fn paths_by_self_and_super_and_in_macros_are_edges() {
        let edges = edges_of(&[
            ("src/lib.rs", "mod a; mod b;"),
            (
                "src/a.rs",
                "mod c; fn f() { view! { <p>{self::c::text()}</p> } }",
            ),
            (
                "src/a/c.rs",
                "pub fn text() {} fn g(x: super::super::b::B) { super::f() }",
            ),
            ("src/b.rs", "pub struct B;"),
        ]);
        assert_eq!(
            edges,
            [
                "a → a/c: self::c::text",
                "a/c → a: super::f",
                "a/c → b: super::super::b::B"
            ]
        );
    }

    #[test]
    fn other_crates_locals_and_tests_are_no_edges() {
        let edges = edges_of(&[
            ("src/lib.rs", "mod a; mod domain;"),
            (
                "src/a.rs",
                "use domain::Money; use std::fmt; fn f(b: fmt::Debug) { serde::x::Y }
                 #[cfg(test)] mod tests { use crate::domain::Z; }",
            ),
            ("src/domain.rs", "pub struct Z;"),
        ]);
        assert_eq!(edges, Vec::<String>::new());
    }

    #[test]
    fn everything_imported_is_an_edge_and_circles_of_globs_end() {
        let edges = edges_of(&[
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "use crate::b::*; pub struct A;"),
            (
                "src/b.rs",
                "pub use crate::a::*; fn f() { a::Unknown::x() }",
            ),
        ]);
        assert_eq!(edges, ["a → b: *", "b → a: *"]);
    }

    #[test]
    fn an_exported_macro_is_where_it_is_declared() {
        let edges = edges_of(&[
            ("src/lib.rs", "mod a; mod b;"),
            (
                "src/a.rs",
                "#[macro_export] macro_rules! kinds { () => {} }",
            ),
            ("src/b.rs", "crate::kinds! {}"),
        ]);
        assert_eq!(edges, ["b → a: crate::kinds"]);
    }
}
