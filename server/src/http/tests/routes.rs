//! No route, server function or form is forgotten in the table of roles.

use std::collections::BTreeSet;
use std::path::Path;

use leptos::prelude::{IntoView, provide_context};
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context as route_list;

use super::roles::{GETS, POSTS};
use crate::http::{archives, files, forms, gets};

/// Everything that the server answers: of the router, of the pages' own
/// routers, and of the server functions. `{name}` stands for any part.
fn all() -> BTreeSet<String> {
    let lists = [gets(), archives(), files(), forms()];
    let paths = lists.iter().flatten().map(|(path, _)| (*path).to_owned());
    // Its functions are listed by themselves.
    let mut all: BTreeSet<String> = paths.filter(|path| path != "/api/{*function}").collect();
    all.extend(pages(app::ResidentApp));
    all.extend(pages(app::ComparisonApp));
    all.extend(pages(app::OfficeApp));
    all.extend(server_fn_paths().map(|(path, _)| path.to_owned()));
    all
}

fn pages<IV: IntoView + 'static>(site: fn() -> IV) -> Vec<String> {
    let context = || provide_context(app::visitor::Visitor::default());
    let (routes, _) = route_list(site, None, context);
    routes.iter().map(|route| route.path().to_owned()).collect()
}

/// How many parts of a path are the pattern's own words; `None` where it does
/// not fit.
fn fits(pattern: &str, path: &str) -> Option<usize> {
    let (pattern, path): (Vec<&str>, Vec<&str>) =
        (pattern.split('/').collect(), path.split('/').collect());
    if pattern.len() != path.len() {
        return None;
    }
    let mut words = 0;
    for (of_pattern, of_path) in pattern.iter().zip(&path) {
        if of_pattern == of_path {
            words += 1;
        } else if !of_pattern.starts_with('{') {
            return None;
        }
    }
    Some(words)
}

/// The route that answers a path.
fn route_of<'a>(all: &'a BTreeSet<String>, path: &str) -> Option<&'a str> {
    let path = path.split('?').next().unwrap_or(path);
    let fitting = all
        .iter()
        .filter_map(|route| Some((fits(route, path)?, route.as_str())));
    fitting
        .max_by_key(|(words, _)| *words)
        .map(|(_, route)| route)
}

/// Whether this is a process for this test alone; otherwise runs one. While the
/// pages' routes are listed, a resource that anybody in the process asks for
/// first never comes (leptos issue 4773), and other tests would wait for a page.
fn is_alone(test: &str) -> bool {
    const ALONE: &str = "SANBANG_TEST_ALONE";
    if std::env::var_os(ALONE).is_some() {
        return true;
    }
    let program = std::env::current_exe().expect("this program");
    let name = format!(
        "{}::{test}",
        module_path!().split_once("::").expect("a crate").1
    );
    let done = std::process::Command::new(program)
        .args(["--exact", &name])
        .env(ALONE, "1")
        .output()
        .expect("a process");
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
    false
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_has_a_row_in_the_table_of_roles() {
    if !is_alone("every_route_has_a_row_in_the_table_of_roles") {
        return;
    }
    let all = all();
    for known in [
        "/healthz",
        "/office/p/{project}/archive.zip",
        "/office/p/{project}/archive",
        "/p/{project}/r/{round}/changes",
        "/api/office/desk",
    ] {
        assert!(all.contains(known), "{known} in {all:?}");
    }
    let mut rowed: BTreeSet<&str> = BTreeSet::new();
    for (path, _) in GETS {
        rowed.extend(route_of(&all, path));
    }
    // A page to sign out on there is not.
    rowed.insert("/office/logout");
    let missing: Vec<&String> = all
        .iter()
        .filter(|route| !rowed.contains(route.as_str()))
        .collect();
    assert!(missing.is_empty(), "no row for GET {missing:?}");

    let posted: BTreeSet<&str> = POSTS
        .iter()
        .filter_map(|(path, _, _)| route_of(&all, path))
        .collect();
    let forms = forms();
    let missing: Vec<&str> = forms
        .iter()
        .map(|(path, _)| *path)
        .filter(|path| !posted.contains(path))
        .collect();
    assert!(missing.is_empty(), "no row for POST {missing:?}");
}

/// The forms of a page, as its source names them.
fn forms_in(source: &str, found: &mut Vec<String>) {
    let of_component = source.split("<Form").skip(1);
    let by_hand = source.split("name=\"form\" value=\"").skip(1);
    let names = of_component.filter_map(|rest| rest.split_once("name=\""));
    let names = names.map(|(_, rest)| rest).chain(by_hand);
    found.extend(names.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
}

fn forms_under(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            forms_under(&path, found);
        } else {
            forms_in(&std::fs::read_to_string(&path).expect("source"), found);
        }
    }
}

#[test]
fn every_form_has_a_row_in_the_table_of_roles() {
    let mut found = Vec::new();
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/pages");
    forms_under(&pages, &mut found);
    found.sort_unstable();
    assert!(found.len() > 25, "{found:?}");
    let rows = |name: &str| POSTS.iter().filter(|(_, form, _)| *form == name).count();
    let mut missing = found.clone();
    missing.retain(|name| {
        let forms = found.iter().filter(|other| *other == name).count();
        rows(name) < forms
    });
    missing.dedup();
    assert!(missing.is_empty(), "no row for the forms {missing:?}");
}
