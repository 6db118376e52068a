//! Every route against every role, and against nobody.

use axum::http::StatusCode;
use domain::account::Role;

use super::Demo;

const OK: u16 = 200;
const LOGIN: u16 = 303;
const UNAUTHORIZED: u16 = 401;
const FORBIDDEN: u16 = 403;
const MISSING: u16 = 404;
const REFUSED: u16 = 422;
const CONFLICT: u16 = 409;

/// A path, then the status for nobody, staff, reviewer, supervisor and admin.
type Row = (&'static str, [u16; 5]);

const GETS: &[Row] = &[
    ("/", [OK; 5]),
    ("/p/HW2024", [OK; 5]),
    ("/p/HW2024/r/1", [OK; 5]),
    ("/p/HW2024/r/2", [MISSING; 5]),
    ("/p/HW2024/r/1/h/HW01003", [OK; 5]),
    ("/p/HW2024/r/1/changes", [MISSING; 5]),
    ("/p/HW2024/r/1/v/1", [OK; 5]),
    ("/p/HW2024/r/1/v/2", [MISSING; 5]),
    ("/p/HW2024/r/1/v/1/h/HW01003", [OK; 5]),
    ("/p/HW2024/r/1/v/2/h/HW01003", [MISSING; 5]),
    ("/p/HW2024/r/1/object", [OK; 5]),
    ("/p/HW2024/access", [OK; 5]),
    ("/p/HW2024/special", [OK; 5]),
    ("/p/HW2024/special/print", [OK; 5]),
    ("/p/HW2024/special.csv", [OK; 5]),
    ("/p/none/special", [MISSING; 5]),
    ("/p/none/special/print", [MISSING; 5]),
    ("/p/none/special.csv", [MISSING; 5]),
    ("/track", [OK; 5]),
    ("/display", [OK; 5]),
    ("/office/login", [OK; 5]),
    ("/office", [LOGIN, OK, OK, OK, OK]),
    (
        "/office/projects/new",
        [LOGIN, OK, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    ("/office/p/HW2024", [LOGIN, OK, OK, OK, OK]),
    ("/office/p/HW2024/r/1", [LOGIN, OK, OK, OK, OK]),
    (
        "/office/p/HW2024/r/1/uploads/2",
        [LOGIN, OK, OK, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1/uploads/99",
        [LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1/uploads/2/findings.xlsx",
        [LOGIN, OK, OK, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/2/uploads/2/findings.xlsx",
        [LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/template.xlsx",
        [LOGIN, OK, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1/review",
        [LOGIN, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN],
    ),
    ("/office/p/HW2024/record", [LOGIN, OK, OK, OK, FORBIDDEN]),
    ("/office/p/HW2024/archive", [LOGIN, OK, OK, OK, FORBIDDEN]),
    (
        "/office/p/HW2024/archive.zip",
        [LOGIN, OK, OK, OK, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/record.csv?kind=signed_in",
        [LOGIN, OK, OK, OK, FORBIDDEN],
    ),
    ("/office/record", [LOGIN, FORBIDDEN, FORBIDDEN, OK, OK]),
    (
        "/office/record.csv?from=2024-09-01",
        [LOGIN, FORBIDDEN, FORBIDDEN, OK, OK],
    ),
    ("/office/calendar", [LOGIN, OK, OK, OK, OK]),
    (
        "/office/p/HW2024/r/1/changes",
        [LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN],
    ),
    ("/office/p/HW2024/special", [LOGIN, OK, OK, OK, OK]),
    ("/office/p/HW2024/special/HW01003", [LOGIN, OK, OK, OK, OK]),
    (
        "/office/p/HW2024/special/none",
        [LOGIN, MISSING, MISSING, MISSING, MISSING],
    ),
    ("/office/officials", [LOGIN, OK, OK, OK, OK]),
    ("/office/officials/1", [LOGIN, OK, OK, OK, OK]),
    ("/office/kin", [LOGIN, OK, OK, OK, OK]),
    (
        "/office/objections",
        [LOGIN, FORBIDDEN, FORBIDDEN, OK, FORBIDDEN],
    ),
    (
        "/office/objections/none",
        [LOGIN, FORBIDDEN, FORBIDDEN, MISSING, FORBIDDEN],
    ),
    (
        "/office/objections/none/files/1",
        [LOGIN, FORBIDDEN, FORBIDDEN, MISSING, FORBIDDEN],
    ),
    (
        "/office/nothing",
        [LOGIN, MISSING, MISSING, MISSING, MISSING],
    ),
    ("/api/find?q=", [OK; 5]),
    ("/api/project?code=HW2024", [OK; 5]),
    ("/api/notice?code=HW2024&round=1&filter[q]=", [OK; 5]),
    (
        "/api/household?code=HW2024&round=1&household=HW01003",
        [OK; 5],
    ),
    (
        "/api/changes?code=HW2024&round=1&filter[page]=1",
        [MISSING; 5],
    ),
    ("/api/objectable?code=HW2024&round=1&household=", [OK; 5]),
    ("/api/followed", [OK; 5]),
    ("/api/special?code=HW2024&page=1", [OK; 5]),
    ("/api/access_form?code=HW2024", [OK; 5]),
    ("/api/office/sign_in_form", [OK; 5]),
    ("/api/office/desk", [UNAUTHORIZED, OK, OK, OK, OK]),
    ("/api/office/today", [UNAUTHORIZED, OK, OK, OK, OK]),
    (
        "/api/office/calendar?year=0",
        [UNAUTHORIZED, OK, OK, OK, OK],
    ),
    (
        "/api/office/create",
        [UNAUTHORIZED, OK, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/api/office/project?code=HW2024",
        [UNAUTHORIZED, OK, OK, OK, OK],
    ),
    (
        "/api/office/round?code=HW2024&round=1",
        [UNAUTHORIZED, OK, OK, OK, OK],
    ),
    (
        "/api/office/review?code=HW2024&round=1&page=1",
        [UNAUTHORIZED, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/api/office/changes?code=HW2024&round=1&page=1",
        [UNAUTHORIZED, MISSING, MISSING, FORBIDDEN, FORBIDDEN],
    ),
    ("/api/office/officials", [UNAUTHORIZED, OK, OK, OK, OK]),
    ("/api/office/kin", [UNAUTHORIZED, OK, OK, OK, OK]),
    (
        "/api/office/declarations?code=HW2024&filter[q]=",
        [UNAUTHORIZED, OK, OK, OK, OK],
    ),
    (
        "/api/office/declaration?code=HW2024&household=HW01003",
        [UNAUTHORIZED, OK, OK, OK, OK],
    ),
    (
        "/api/office/archive?code=HW2024",
        [UNAUTHORIZED, OK, OK, OK, FORBIDDEN],
    ),
    (
        "/api/office/record?filter[page]=1",
        [UNAUTHORIZED, FORBIDDEN, FORBIDDEN, OK, OK],
    ),
    (
        "/api/office/project_record?code=HW2024&filter[page]=1",
        [UNAUTHORIZED, OK, OK, OK, FORBIDDEN],
    ),
    (
        "/api/office/upload?code=HW2024&round=1&id=2",
        [UNAUTHORIZED, OK, OK, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/api/office/queue",
        [UNAUTHORIZED, FORBIDDEN, FORBIDDEN, OK, FORBIDDEN],
    ),
    (
        "/api/office/case?receipt=none",
        [UNAUTHORIZED, FORBIDDEN, FORBIDDEN, MISSING, FORBIDDEN],
    ),
];

/// A path and its form; empty otherwise, so that nothing is ever taken.
type Form = (&'static str, &'static str, [u16; 5]);

const POSTS: &[Form] = &[
    ("/track", "track", [REFUSED; 5]),
    ("/p/HW2024/access", "access", [REFUSED; 5]),
    ("/p/HW2024/r/1/object", "object", [REFUSED; 5]),
    ("/office/login", "login", [REFUSED; 5]),
    (
        "/office/projects/new",
        "create",
        [LOGIN, REFUSED, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024",
        "standards",
        [LOGIN, REFUSED, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024",
        "surveyed",
        [LOGIN, CONFLICT, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "due",
        [LOGIN, REFUSED, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "upload",
        [LOGIN, REFUSED, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "warnings",
        [LOGIN, CONFLICT, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "submit",
        [LOGIN, CONFLICT, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1/changes",
        "explain",
        [LOGIN, MISSING, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "recall",
        [LOGIN, CONFLICT, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "correct",
        [LOGIN, REFUSED, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "abandon",
        [LOGIN, CONFLICT, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "withdraw",
        [LOGIN, REFUSED, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "withdraw_confirm",
        [LOGIN, FORBIDDEN, CONFLICT, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "withdraw_refuse",
        [LOGIN, FORBIDDEN, REFUSED, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1",
        "carry",
        [LOGIN, FORBIDDEN, FORBIDDEN, REFUSED, FORBIDDEN],
    ),
    (
        "/office/calendar",
        "calendar",
        [LOGIN, FORBIDDEN, FORBIDDEN, FORBIDDEN, REFUSED],
    ),
    (
        "/office/p/HW2024/r/1/review",
        "approve",
        [LOGIN, FORBIDDEN, REFUSED, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1/review",
        "comment",
        [LOGIN, FORBIDDEN, CONFLICT, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1/review",
        "uncomment",
        [LOGIN, FORBIDDEN, MISSING, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/r/1/review",
        "return",
        [LOGIN, FORBIDDEN, REFUSED, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/officials",
        "add",
        [LOGIN, REFUSED, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/officials/1",
        "change",
        [LOGIN, LOGIN, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/kin",
        "declare",
        [LOGIN, REFUSED, REFUSED, REFUSED, REFUSED],
    ),
    (
        "/office/kin",
        "lift",
        [LOGIN, FORBIDDEN, FORBIDDEN, REFUSED, REFUSED],
    ),
    (
        "/office/p/HW2024/special",
        "rest",
        [LOGIN, REFUSED, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/p/HW2024/special/HW01003",
        "declare",
        [LOGIN, REFUSED, FORBIDDEN, FORBIDDEN, FORBIDDEN],
    ),
    (
        "/office/objections/none",
        "accept",
        [LOGIN, FORBIDDEN, FORBIDDEN, MISSING, FORBIDDEN],
    ),
    (
        "/office/objections/none",
        "decline",
        [LOGIN, FORBIDDEN, FORBIDDEN, MISSING, FORBIDDEN],
    ),
    (
        "/office/objections/none",
        "decide",
        [LOGIN, FORBIDDEN, FORBIDDEN, MISSING, FORBIDDEN],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_route_knows_every_role() {
    let demo = Demo::new().await;
    let everyone = [
        None,
        Some(Role::Staff),
        Some(Role::Reviewer),
        Some(Role::Supervisor),
        Some(Role::Admin),
    ];
    let mut wrong = Vec::new();
    for (at, role) in everyone.into_iter().enumerate() {
        let mut browser = match role {
            Some(role) => demo.signed_in(role).await,
            None => demo.browser(),
        };
        for (path, statuses) in GETS {
            let status = browser.get(path).await.status;
            if status.as_u16() != statuses[at] {
                wrong.push(format!("GET {path} as {role:?}: {status}"));
            }
        }
        // A token that is right, whatever the page itself shows this role.
        let page = browser.get("/office/login").await;
        let token = page
            .between("name=\"csrf\" value=\"", "\"")
            .expect("a token");
        for (path, form, statuses) in POSTS {
            let fields = [
                ("csrf".to_owned(), token.to_owned()),
                ("form".to_owned(), (*form).to_owned()),
            ];
            let status = browser.post(path, &fields).await.status;
            if status.as_u16() != statuses[at] {
                wrong.push(format!("POST {path} {form} as {role:?}: {status}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(
        demo.browser().get("/office/logout").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}
