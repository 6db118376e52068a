//! Every route against every role, and against nobody.

use axum::http::StatusCode;
use domain::account::Role;

use super::Demo;

const OK: u16 = 200;
/// On to another page, or to sign in.
const LOGIN: u16 = 303;
const UNAUTHORIZED: u16 = 401;
const FORBIDDEN: u16 = 403;
const MISSING: u16 = 404;
const REFUSED: u16 = 422;
const CONFLICT: u16 = 409;

/// The status for nobody, staff, reviewer, supervisor and admin.
type Statuses = [u16; 5];
/// A path, and what each gets there.
type Row = (&'static str, Statuses);

const ANYONE: Statuses = [OK; 5];
const NOWHERE: Statuses = [MISSING; 5];
const SIGNED_IN: Statuses = everyone(OK);
/// Those who work on projects.
const PROJECTS: Statuses = [LOGIN, OK, OK, OK, FORBIDDEN];

const fn everyone(status: u16) -> Statuses {
    [LOGIN, status, status, status, status]
}

const fn staff(status: u16) -> Statuses {
    [LOGIN, status, FORBIDDEN, FORBIDDEN, FORBIDDEN]
}

const fn reviewer(status: u16) -> Statuses {
    [LOGIN, FORBIDDEN, status, FORBIDDEN, FORBIDDEN]
}

/// Staff and reviewer: who sees boards before they are published.
const fn desks(status: u16) -> Statuses {
    [LOGIN, status, status, FORBIDDEN, FORBIDDEN]
}

const fn supervisor(status: u16) -> Statuses {
    [LOGIN, FORBIDDEN, FORBIDDEN, status, FORBIDDEN]
}

/// Supervisor and admin: who looks after the office as a whole.
const fn overseers(status: u16) -> Statuses {
    [LOGIN, FORBIDDEN, FORBIDDEN, status, status]
}

const fn admin(status: u16) -> Statuses {
    [LOGIN, FORBIDDEN, FORBIDDEN, FORBIDDEN, status]
}

/// Of a server function: nobody is sent to sign in.
const fn api(statuses: Statuses) -> Statuses {
    let [_, staff, reviewer, supervisor, admin] = statuses;
    [UNAUTHORIZED, staff, reviewer, supervisor, admin]
}

pub(super) const GETS: &[Row] = &[
    ("/healthz", ANYONE),
    ("/set/lang/zh", [LOGIN; 5]),
    ("/pkg/none.js", NOWHERE),
    ("/", ANYONE),
    ("/p/HW2024", ANYONE),
    ("/p/HW2024/r/1", ANYONE),
    ("/p/HW2024/r/2", NOWHERE),
    ("/p/HW2024/r/1/h/HW01003", ANYONE),
    ("/p/HW2024/r/1/changes", NOWHERE),
    ("/p/HW2024/r/1/v/1", ANYONE),
    ("/p/HW2024/r/1/v/2", NOWHERE),
    ("/p/HW2024/r/1/v/1/h/HW01003", ANYONE),
    ("/p/HW2024/r/1/v/2/h/HW01003", NOWHERE),
    ("/p/HW2024/r/1/object", ANYONE),
    ("/p/HW2024/access", ANYONE),
    ("/p/HW2024/special", ANYONE),
    ("/p/HW2024/special/print", ANYONE),
    ("/p/HW2024/special.csv", ANYONE),
    ("/p/none/special", NOWHERE),
    ("/p/none/special/print", NOWHERE),
    ("/p/none/special.csv", NOWHERE),
    ("/track", ANYONE),
    ("/display", ANYONE),
    ("/office/login", ANYONE),
    ("/office", SIGNED_IN),
    ("/office/projects/new", staff(OK)),
    ("/office/p/HW2024", SIGNED_IN),
    ("/office/p/HW2024/r/1", SIGNED_IN),
    ("/office/p/HW2024/r/1/uploads/2", desks(OK)),
    ("/office/p/HW2024/r/1/uploads/99", desks(MISSING)),
    ("/office/p/HW2024/r/1/uploads/2/findings.xlsx", desks(OK)),
    (
        "/office/p/HW2024/r/2/uploads/2/findings.xlsx",
        desks(MISSING),
    ),
    ("/office/p/HW2024/template.xlsx", staff(OK)),
    ("/office/p/HW2024/r/1/review", reviewer(OK)),
    ("/office/p/HW2024/record", PROJECTS),
    ("/office/p/HW2024/archive", PROJECTS),
    ("/office/p/HW2024/archive.zip", PROJECTS),
    ("/office/p/HW2024/record.csv?kind=signed_in", PROJECTS),
    ("/office/record", overseers(OK)),
    ("/office/record.csv?from=2024-09-01", overseers(OK)),
    ("/office/calendar", SIGNED_IN),
    ("/office/p/HW2024/r/1/changes", desks(MISSING)),
    ("/office/p/HW2024/r/1/h/HW01003", desks(OK)),
    ("/office/p/HW2024/r/1/h/none", desks(MISSING)),
    ("/office/p/HW2024/special", SIGNED_IN),
    ("/office/p/HW2024/special/HW01003", SIGNED_IN),
    ("/office/p/HW2024/special/none", everyone(MISSING)),
    ("/office/officials", SIGNED_IN),
    ("/office/officials/1", SIGNED_IN),
    ("/office/kin", SIGNED_IN),
    ("/office/objections", supervisor(OK)),
    ("/office/objections?lane=held", supervisor(OK)),
    ("/office/objections/none", supervisor(MISSING)),
    ("/office/objections/none/files/1", supervisor(MISSING)),
    ("/office/nothing", everyone(MISSING)),
    ("/api/find?q=", ANYONE),
    ("/api/project?code=HW2024", ANYONE),
    ("/api/notice?code=HW2024&round=1&filter[q]=", ANYONE),
    (
        "/api/household?code=HW2024&round=1&household=HW01003",
        ANYONE,
    ),
    ("/api/changes?code=HW2024&round=1&filter[page]=1", NOWHERE),
    ("/api/objectable?code=HW2024&round=1&household=", ANYONE),
    ("/api/followed", ANYONE),
    ("/api/special?code=HW2024&page=1", ANYONE),
    ("/api/access_form?code=HW2024", ANYONE),
    ("/api/office/sign_in_form", ANYONE),
    ("/api/office/session", api(SIGNED_IN)),
    ("/api/office/today", api(SIGNED_IN)),
    ("/api/office/calendar?year=0", api(SIGNED_IN)),
    ("/api/office/create", api(staff(OK))),
    ("/api/office/project?code=HW2024", api(SIGNED_IN)),
    ("/api/office/round?code=HW2024&round=1", api(SIGNED_IN)),
    (
        "/api/office/review?code=HW2024&round=1&page=1",
        api(reviewer(OK)),
    ),
    (
        "/api/office/changes?code=HW2024&round=1&page=1",
        api(desks(MISSING)),
    ),
    (
        "/api/office/household?code=HW2024&round=1&household=HW01003",
        api(desks(OK)),
    ),
    ("/api/office/officials", api(SIGNED_IN)),
    ("/api/office/kin", api(SIGNED_IN)),
    (
        "/api/office/declarations?code=HW2024&filter[q]=",
        api(SIGNED_IN),
    ),
    (
        "/api/office/declaration?code=HW2024&household=HW01003",
        api(SIGNED_IN),
    ),
    ("/api/office/archive?code=HW2024", api(PROJECTS)),
    ("/api/office/record?filter[page]=1", api(overseers(OK))),
    (
        "/api/office/project_record?code=HW2024&filter[page]=1",
        api(PROJECTS),
    ),
    (
        "/api/office/upload?code=HW2024&round=1&id=2",
        api(desks(OK)),
    ),
    ("/api/office/queue", api(supervisor(OK))),
    ("/api/office/case?receipt=none", api(supervisor(MISSING))),
];

/// Each form, empty, so that nothing is ever taken but for what asks nothing.
pub(super) const POSTS: &[Row] = &[
    ("/track/follow", [REFUSED; 5]),
    ("/track/close", [LOGIN; 5]),
    ("/p/HW2024/access", [REFUSED; 5]),
    ("/p/HW2024/r/1/object", [REFUSED; 5]),
    ("/office/login", [REFUSED; 5]),
    ("/office/projects/new", staff(REFUSED)),
    ("/office/p/HW2024/standards", staff(REFUSED)),
    ("/office/p/HW2024/surveyed", staff(CONFLICT)),
    ("/office/p/HW2024/r/1/due", staff(REFUSED)),
    ("/office/p/HW2024/r/1/upload", staff(REFUSED)),
    ("/office/p/HW2024/r/1/warnings", staff(CONFLICT)),
    ("/office/p/HW2024/r/1/submit", staff(CONFLICT)),
    ("/office/p/HW2024/r/1/changes", staff(MISSING)),
    ("/office/p/HW2024/r/1/recall", staff(CONFLICT)),
    ("/office/p/HW2024/r/1/correct", staff(REFUSED)),
    ("/office/p/HW2024/r/1/abandon", staff(CONFLICT)),
    ("/office/p/HW2024/r/1/withdraw", staff(REFUSED)),
    ("/office/p/HW2024/r/1/withdraw_confirm", reviewer(CONFLICT)),
    ("/office/p/HW2024/r/1/withdraw_refuse", reviewer(REFUSED)),
    ("/office/p/HW2024/r/1/carry", supervisor(REFUSED)),
    ("/office/p/HW2024/r/1/remedy", supervisor(REFUSED)),
    ("/office/calendar", admin(REFUSED)),
    ("/office/p/HW2024/r/1/review/approve", reviewer(CONFLICT)),
    ("/office/p/HW2024/r/1/review/comment", reviewer(CONFLICT)),
    ("/office/p/HW2024/r/1/review/uncomment", reviewer(MISSING)),
    ("/office/p/HW2024/r/1/review/return", reviewer(CONFLICT)),
    ("/office/officials", staff(REFUSED)),
    ("/office/officials/1", staff(LOGIN)),
    (
        "/office/officials/1/agree",
        [LOGIN, FORBIDDEN, CONFLICT, CONFLICT, FORBIDDEN],
    ),
    (
        "/office/officials/1/keep",
        [LOGIN, FORBIDDEN, CONFLICT, CONFLICT, FORBIDDEN],
    ),
    ("/office/kin/declare", everyone(REFUSED)),
    ("/office/kin/lift", overseers(REFUSED)),
    ("/office/p/HW2024/special", staff(REFUSED)),
    ("/office/p/HW2024/special/HW01003", staff(REFUSED)),
    ("/office/objections/none/accept", supervisor(MISSING)),
    ("/office/objections/none/decline", supervisor(MISSING)),
    ("/office/objections/none/decide", supervisor(MISSING)),
    ("/office/objections/held", supervisor(REFUSED)),
    ("/office/logout", [LOGIN; 5]),
];

/// What a page does not do.
const NO_FORMS: &[&str] = &[
    "/track",
    "/office/p/HW2024",
    "/office/p/HW2024/r/1",
    "/office/p/HW2024/r/1/approve",
    "/office/p/HW2024/r/1/review",
    "/office/p/HW2024/r/1/review/submit",
    "/office/objections/none",
    "/office/objections/none/close",
    "/office/kin",
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
        let fields = [("csrf".to_owned(), token.to_owned())];
        for path in NO_FORMS {
            let status = browser.post(path, &fields).await.status;
            if status != StatusCode::METHOD_NOT_ALLOWED {
                wrong.push(format!("POST {path} as {role:?}: {status}"));
            }
        }
        for (path, statuses) in POSTS {
            // Where a form was refused its page may be asked for again.
            let page = browser.get(path).await;
            let is_page = GETS.iter().any(|(page, _)| page == path);
            let above = path.rsplit_once('/').map(|(above, _)| above);
            if !is_page && Some(page.to()) != above {
                wrong.push(format!("GET {path} as {role:?}: {}", page.status));
            }
            let status = browser.post(path, &fields).await.status;
            if status.as_u16() != statuses[at] {
                wrong.push(format!("POST {path} as {role:?}: {status}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
