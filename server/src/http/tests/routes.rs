//! No route, server function or form is forgotten in the table of roles.

use std::collections::BTreeSet;

use leptos::prelude::{IntoView, provide_context};
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context as route_list;

use super::roles::{GETS, POSTS};
use crate::http::router::{archives, files, forms, gets};

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
        "/api/office/session",
    ] {
        assert!(all.contains(known), "{known} in {all:?}");
    }
    let mut rowed: BTreeSet<&str> = BTreeSet::new();
    for (path, _) in GETS {
        rowed.extend(route_of(&all, path));
    }
    // The rows of forms are asked for by GET too.
    rowed.extend(POSTS.iter().filter_map(|(path, _)| route_of(&all, path)));
    let missing: Vec<&String> = all
        .iter()
        .filter(|route| !rowed.contains(route.as_str()))
        .collect();
    assert!(missing.is_empty(), "no row for GET {missing:?}");

    let posted: BTreeSet<&str> = POSTS
        .iter()
        .filter_map(|(path, _)| route_of(&all, path))
        .collect();
    let forms = forms();
    let missing: Vec<&str> = forms
        .iter()
        .map(|(path, _)| *path)
        .filter(|path| !posted.contains(path))
        .collect();
    assert!(missing.is_empty(), "no row for POST {missing:?}");
}

#[test]
fn every_declared_form_has_its_route() {
    let declared: BTreeSet<&str> = app::forms::all().iter().map(|(route, _)| *route).collect();
    let forms = forms();
    let routed: BTreeSet<&str> = forms.iter().map(|(route, _)| *route).collect();
    assert_eq!(declared, routed);
    assert!(routed.len() > 30, "{routed:?}");
    assert_eq!(forms.len(), app::forms::all().len(), "a route for each");
}

/// Of two forms with one name on a page, each would be shown as refused.
#[test]
fn no_page_has_two_forms_of_one_name() {
    let mut seen = BTreeSet::new();
    for (route, name) in app::forms::all() {
        let page = route.strip_suffix(&format!("/{name}")).unwrap_or(route);
        assert!(seen.insert((page, name)), "{name} of {page}");
    }
}
