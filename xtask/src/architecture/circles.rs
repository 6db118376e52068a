//! Circles of files that name each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::modules::Tree;
use super::references::Edges;

/// How many names that tie two files are told.
const MAX_NAMES: usize = 4;

/// Circles, each with its files and the names that tie each to the next: so
/// many that cutting every one of them where fewest names tie leaves none.
pub(super) fn findings(crate_name: &str, tree: &Tree, edges: &Edges) -> Vec<String> {
    let mut next: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (from, to) in edges.keys() {
        next.entry(*from).or_default().insert(*to);
    }
    let mut findings = Vec::new();
    loop {
        let circles = next.keys().filter_map(|from| shortest(*from, &next));
        let Some(circle) = circles.min_by_key(Vec::len) else {
            return findings;
        };
        findings.push(said(crate_name, tree, edges, &circle));
        let ties = |(from, to): &(usize, usize)| edges.get(&(*from, *to)).map_or(0, BTreeMap::len);
        if let Some((from, to)) = steps(&circle).into_iter().min_by_key(ties)
            && let Some(after) = next.get_mut(&from)
        {
            after.remove(&to);
        }
    }
}

/// Each file of a circle with the next one.
fn steps(circle: &[usize]) -> Vec<(usize, usize)> {
    let next = circle.iter().skip(1).chain(circle.first());
    circle.iter().copied().zip(next.copied()).collect()
}

/// The shortest way from a file back to itself.
fn shortest(from: usize, next: &BTreeMap<usize, BTreeSet<usize>>) -> Option<Vec<usize>> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open = VecDeque::from([from]);
    while let Some(at) = open.pop_front() {
        for to in next.get(&at).into_iter().flatten().copied() {
            if to == from {
                let mut circle = vec![at];
                let mut at = at;
                while let Some(earlier) = before.get(&at) {
                    circle.push(*earlier);
                    at = *earlier;
                }
                circle.reverse();
                return Some(circle);
            }
            if to != from && !before.contains_key(&to) {
                before.insert(to, at);
                open.push_back(to);
            }
        }
    }
    None
}

fn said(crate_name: &str, tree: &Tree, edges: &Edges, circle: &[usize]) -> String {
    let mut lines = vec![format!(
        "a circle of {} modules in {crate_name}:",
        circle.len()
    )];
    for (from, to) in steps(circle) {
        let names: Vec<String> = edges
            .get(&(from, to))
            .into_iter()
            .flatten()
            .map(|(name, line)| format!("{name} (line {line})"))
            .collect();
        let more = match names.len().saturating_sub(MAX_NAMES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown: Vec<&str> = names.iter().take(MAX_NAMES).map(String::as_str).collect();
        lines.push(format!(
            "    {} names of {}: {}{more}",
            short(tree, from),
            short(tree, to),
            shown.join(", ")
        ));
    }
    lines.join("\n")
}

/// A file's path from the crate's sources.
fn short(tree: &Tree, file: usize) -> String {
    let folder = tree.files.first().and_then(|root| root.parent());
    let Some(path) = tree.files.get(file) else {
        return String::new();
    };
    let path = folder
        .and_then(|folder| path.strip_prefix(folder).ok())
        .unwrap_or(path);
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::super::modules::tests::tree;
    use super::super::references;
    use super::*;

    fn circles(files: &[(&str, &str)]) -> Vec<String> {
        let tree = tree(files);
        findings("made_up", &tree, &references::edges(&tree))
    }

    #[test]
    fn circles_are_told_until_none_would_be_left() {
        let found = circles(&[
            ("src/lib.rs", "mod a; mod b; mod c;"),
            (
                "src/a.rs",
                "use crate::b::B; use crate::c::{C, D}; pub struct A; pub struct E;",
            ),
            ("src/b.rs", "use crate::a::{A, E}; pub struct B;"),
            ("src/c.rs", "use crate::a::A; pub struct C; pub struct D;"),
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found
                .iter()
                .all(|one| one.starts_with("a circle of 2 modules"))
        );
    }

    #[test]
    fn a_circle_is_told_once_with_the_names_that_tie_it() {
        let found = circles(&[
            ("src/lib.rs", "mod a; mod b; mod c; mod d;"),
            ("src/a.rs", "use crate::b::B; pub struct A;"),
            ("src/b.rs", "pub struct B;\nfn f() { crate::c::C }"),
            ("src/c.rs", "use super::a::A; pub struct C;"),
            ("src/d.rs", "use crate::a::A;"),
        ]);
        assert_eq!(
            found,
            [
                "a circle of 3 modules in made_up:\n    a.rs names of b.rs: B (line 1)\n    \
              b.rs names of c.rs: crate::c::C (line 2)\n    c.rs names of a.rs: A (line 1)"
            ]
        );
    }

    #[test]
    fn where_there_is_none_nothing_is_found() {
        let found = circles(&[
            ("src/lib.rs", "mod a; mod b; pub use a::A;"),
            ("src/a.rs", "use crate::b::B; pub struct A;"),
            ("src/b.rs", "pub struct B;"),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }
}
