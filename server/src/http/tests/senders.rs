//! Who may send a form, and what becomes of what nobody may send.

use std::convert::Infallible;

use app::forms::SignIn;
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use domain::account::Role;
use futures_util::{StreamExt, stream};

use super::Demo;
use super::forms::PROJECT;

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_elsewhere_is_refused() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let mut fields: Vec<(String, String)> = PROJECT
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let without = staff.post("/office/projects/new", &fields).await;
    assert_eq!(without.status, StatusCode::FORBIDDEN);
    assert!(
        without.text.contains("value=\"测试项目\""),
        "what was typed is lost"
    );

    // Another browser's token is none.
    let other = demo.browser().get("/office/login").await;
    let token = other
        .between("name=\"csrf\" value=\"", "\"")
        .expect("a token");
    fields.push(("csrf".to_owned(), token.to_owned()));
    let foreign = staff.post("/office/projects/new", &fields).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);

    // The right token, but sent by a page of another site.
    let page = staff.get("/office/projects/new").await;
    let token = page
        .between("name=\"csrf\" value=\"", "\"")
        .expect("a token");
    let body = format!("csrf={token}");
    let request = Request::post("/office/projects/new")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(body));
    let cross = staff.request(request.expect("a request")).await;
    assert_eq!(cross.status, StatusCode::FORBIDDEN);
    assert!(cross.text.contains("不是从本网站的页面上提交的"));
    assert_eq!(
        staff.get("/office/p/T-1").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_in_tells_nothing_and_slows_guessing_down() {
    let demo = Demo::new().await;
    let mut guesser = demo.browser();
    let mut said = Vec::new();
    for name in ["staff", "nobody"] {
        let fields = [("name", name), ("password", "wrong password")];
        let page = guesser.send::<SignIn>("/office/login", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            !page.text.contains("wrong password"),
            "a password went back"
        );
        said.push(page.between("role=\"alert\"", "</ul>").map(str::to_owned));
    }
    assert_eq!(said[0], said[1]);
    let fields = [("name", "staff"), ("password", "wrong password")];
    let mut slowed = None;
    for _ in 0..12 {
        let page = guesser.send::<SignIn>("/office/login", &fields).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            slowed = Some(page);
            break;
        }
    }
    let page = slowed.expect("who guesses is slowed");
    assert!(page.headers.contains_key(header::RETRY_AFTER));
    assert!(page.text.contains("秒后再试"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signed_in_here_before_is_not_stopped_by_what_others_try() {
    let demo = Demo::new().await;
    let mut known = demo.signed_in(Role::Staff).await;
    assert!(known.cookies.contains_key("devices"), "kept");
    let mut guesser = demo.browser();
    let guess = [("name", "staff"), ("password", "wrong password")];
    let mut slowed = false;
    for _ in 0..12 {
        let page = guesser.send::<SignIn>("/office/login", &guess).await;
        slowed |= page.status == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(slowed);
    // All of a test's browsers have one address.
    let fields = [("name", "staff"), ("password", "demo-staff-1")];
    let page = known.send::<SignIn>("/office/login", &fields).await;
    assert_eq!((page.status, page.to()), (StatusCode::SEE_OTHER, "/office"));
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_for_good() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let session = staff.cookies["session"].clone();
    let page = staff.get("/office").await;
    let token = page
        .between("name=\"csrf\" value=\"", "\"")
        .expect("a token");
    let fields = [("csrf".to_owned(), token.to_owned())];
    let out = staff.post("/office/logout", &fields).await;
    assert_eq!(out.to(), "/office/login");
    staff.cookies.insert("session".to_owned(), session);
    let page = staff.get("/office").await;
    assert_eq!(page.to(), "/office/login?next=%2Foffice");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_may_send_is_not_kept_however_large() {
    let demo = Demo::new().await;
    let flood = |path: &str, from: Option<&str>| {
        let piece = Bytes::from(vec![b'x'; 1024 * 1024]);
        let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"t\"\r\n\r\n";
        let rest = stream::repeat(piece).take(200).map(Ok::<_, Infallible>);
        let body = stream::once(async move { Ok(Bytes::from(head)) }).chain(rest);
        let mut request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .body(Body::from_stream(body))
            .expect("a request");
        if let Some(from) = from.and_then(|from| from.parse().ok()) {
            request.headers_mut().insert("sec-fetch-site", from);
        }
        request
    };
    // Nobody is signed in: on to the sign-in page, not a word on the size.
    let board = "/office/p/HW2024/r/1/upload";
    let page = demo.browser().request(flood(board, None)).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert!(
        page.to().starts_with("/office/login?next="),
        "{}",
        page.to()
    );
    // A page of another site, at a form that anybody may send.
    let object = "/p/HW2024/r/1/object";
    let page = demo
        .browser()
        .request(flood(object, Some("cross-site")))
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    // Those who may are told that it is too large.
    let page = demo.browser().request(flood(object, None)).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
}
