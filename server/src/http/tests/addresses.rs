//! Addresses that lead nowhere, links of other sites, other names of this one.

use std::net::SocketAddr;

use app::forms::{CreateProject, DeclareOne, LoadStandards, Upload};
use app::segment::segment;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, Uri, header};
use domain::account::Role;

use super::Demo;
use super::browser::Browser;
use super::forms::{PROJECT, STANDARDS};
use crate::http::router::router;
use crate::http::web::Web;

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_cannot_be_is_no_page_of_this_site_in_the_readers_language() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let posts = [
        "/p/HW2024/r/300/object",
        "/p/HW2024/r/-1/object",
        "/p/HW2024/r/one/object",
        "/p/HW2024/r/1/object?h=1&h=2",
        "/p/%FF/access",
        "/office/p/HW2024/r/300/submit",
        "/office/p/HW2024/r/256/review/approve",
        "/office/officials/99999999999999999999",
        "/office/officials/x",
    ];
    for path in posts {
        let page = staff.post(path, &[]).await;
        assert!(
            page.status == StatusCode::NOT_FOUND,
            "{path}: {}",
            page.status
        );
        assert!(
            page.text.contains(text::MISSING_TITLE.zh),
            "{path}: {}",
            page.text
        );
    }
    let gets = [
        "/office/p/HW2024/r/300/uploads/2/findings.xlsx",
        "/office/p/HW2024/r/1/uploads/x/findings.xlsx",
        "/office/objections/none/files/99999999999",
        "/p/%FF/special.csv",
        "/p/%FF/special/print",
        "/p/HW2024/r/300",
        "/office/record.csv?from=1&from=2",
    ];
    for path in gets {
        let page = staff.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            page.text.contains(text::MISSING_TITLE.zh),
            "{path}: {}",
            page.text
        );
    }
    staff.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = staff.post("/p/HW2024/r/300/object", &[]).await;
    assert!(page.text.contains(text::MISSING_TITLE.en), "{}", page.text);
}

async fn linked(browser: &mut Browser, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let page = browser
        .request(request.body(Body::empty()).expect("a request"))
        .await;
    (page.status.as_u16(), page.to().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_of_another_site_makes_nobody_take_a_file() {
    let demo = Demo::new().await;
    let mut supervisor = demo.signed_in(Role::Supervisor).await;
    for (path, page) in [
        ("/office/p/HW2024/archive.zip", "/office/p/HW2024"),
        ("/office/p/HW2024/record.csv", "/office/p/HW2024"),
        ("/office/record.csv", "/office"),
        ("/office/objections/x/files/1", "/office/objections/x"),
    ] {
        for foreign in [
            &[("sec-fetch-site", "cross-site"), ("host", "board.cn")][..],
            &[("sec-fetch-site", "same-site"), ("host", "board.cn")],
            &[("referer", "http://evil.cn/"), ("host", "board.cn")],
            &[("host", "board.cn")],
        ] {
            let answer = linked(&mut supervisor, path, foreign).await;
            assert_eq!(answer, (303, page.to_owned()), "{path} {foreign:?}");
        }
    }
    let taken = "/office/record?kind=archive_downloaded";
    let record = supervisor.get(taken).await;
    assert!(!record.text.contains("SHA-256"), "{}", record.text);
    for own in [
        &[("sec-fetch-site", "same-origin")][..],
        &[
            ("referer", "http://board.cn/office/p/HW2024"),
            ("host", "board.cn"),
        ],
    ] {
        let answer = linked(&mut supervisor, "/office/p/HW2024/archive.zip", own).await;
        assert_eq!(answer.0, 200, "{own:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_whose_address_is_set_answers_to_it_alone() {
    let mut demo = Demo::new().await;
    let asked = async |demo: &Demo, host: Option<&str>, path: &str| {
        let mut request = Request::get(path);
        if let Some(host) = host {
            request = request.header(header::HOST, host);
        }
        let request = request.body(Body::empty()).expect("a request");
        Browser::new(demo.router.clone()).request(request).await
    };
    let page = asked(&demo, Some("anything.cn"), "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    demo.site.web = Web {
        public_url: Some(Uri::from_static("https://board.cn")),
        other_hosts: vec!["10.0.0.7:3000".to_owned()],
        ..Web::default()
    };
    demo.router = router(demo.site.clone());
    for own in ["board.cn", "Board.cn:443", "10.0.0.7:3000"] {
        let page = asked(&demo, Some(own), "/").await;
        assert_eq!(page.status, StatusCode::OK, "{own}");
        let hsts = &page.headers[header::STRICT_TRANSPORT_SECURITY];
        assert_eq!(hsts, "max-age=31536000");
    }
    for foreign in [Some("evil.cn"), Some("127.0.0.1:3000"), None] {
        for path in ["/", "/p/HW2024", "/office/login", "/pkg/none.js"] {
            let page = asked(&demo, foreign, path).await;
            assert_eq!(page.status, StatusCode::MISDIRECTED_REQUEST, "{foreign:?}");
            assert!(page.text.contains(text::HOST_UNKNOWN.zh), "{}", page.text);
        }
        let alive = asked(&demo, foreign, "/healthz").await;
        assert_eq!(alive.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_nobody_counted_is_said_to_the_administrator_alone() {
    let demo = Demo::new().await;
    let (mut admin, mut staff) = (
        demo.signed_in(Role::Admin).await,
        demo.signed_in(Role::Staff).await,
    );
    let said = text::PROXY_UNCOUNTED.zh;
    assert!(!admin.get("/office").await.text.contains(said));
    let mut passed_on = Request::get("/")
        .header("x-forwarded-for", "203.0.113.9")
        .body(Body::empty())
        .expect("a request");
    let peer = SocketAddr::from(([127, 0, 0, 1], 999));
    passed_on.extensions_mut().insert(ConnectInfo(peer));
    demo.browser().request(passed_on).await;
    for page in ["/office", "/office/calendar"] {
        assert!(admin.get(page).await.text.contains(said), "{page}");
        assert!(!staff.get(page).await.text.contains(said), "{page}");
    }
}

/// A household of this number on a board that is still a draft.
async fn with_household(staff: &mut Browser, number: &str) {
    let made = staff
        .send::<CreateProject>("/office/projects/new", &PROJECT)
        .await;
    assert_eq!(made.to(), "/office/p/T-1", "{}", made.text);
    let standards = ("file", "standards.xlsx", STANDARDS);
    let loaded = staff
        .send_file::<LoadStandards>("/office/p/T-1", &[], standards)
        .await;
    assert_eq!(loaded.status, StatusCode::SEE_OTHER, "{}", loaded.text);
    let board = format!(
        "户号,户主,组别,项目,数量,单位,单价,金额,备注\n{number},赵六,1组,水浇地,1,亩,48000,48000,\n"
    );
    let file = ("file", "board.csv", board.as_bytes());
    let taken = staff
        .send_file::<Upload>("/office/p/T-1/r/1", &[], file)
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_household_whose_number_looks_encoded_is_found_by_its_link() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    with_household(&mut staff, "H%2F4").await;
    let list = staff.get("/office/p/T-1/special").await;
    let link = list.between("href=\"/office/p/T-1/special/", "\"");
    let link = link.expect("a link");
    assert_eq!(link, segment("H%2F4"), "the one household");
    let place = format!("/office/p/T-1/special/{link}");
    let page = staff.get(&place).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("H%2F4"), "{}", page.text);
    let said = [
        ("tie", "none"),
        ("official", ""),
        ("relation", ""),
        ("by", "householder"),
        ("declarer", "赵六"),
        ("basis", ""),
    ];
    let declared = staff.send::<DeclareOne>(&place, &said).await;
    assert_eq!(declared.to(), "/office/p/T-1/special", "{}", declared.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_first_comes_to_the_page_that_was_asked_for() {
    let demo = Demo::new().await;
    let page = "/office/p/HW2024/special/H%2F4";
    let mut browser = demo.browser();
    let login = browser.get(page).await;
    let form = browser.get(login.to()).await;
    let next = form.between("name=\"next\" value=\"", "\"");
    assert_eq!(next, Some(page));
}
