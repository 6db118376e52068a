//! Pages and server functions as anyone gets them.

use app::forms::CreateProject;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::account::Role;
use tower::ServiceExt;

use super::Demo;

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_whole_without_scripts_and_names_nobody() {
    let demo = Demo::new().await;
    for (path, holds) in [
        ("/", "河湾村集体土地及房屋征收"),
        ("/?q=hw01003", "/p/HW2024/r/1/h/HW01003"),
        ("/?q=%E4%B8%A5%E9%95%BF", "/p/HW2024/r/1/h/HW01003"),
        ("/p/HW2024", "示政地〔2024〕31号"),
        ("/p/HW2024/r/1", "11,780,160.22"),
        ("/p/HW2024/r/1?flagged=1", "村干部亲属"),
        ("/p/HW2024/r/1/h/HW01003", "3.397 亩 × 43,200 元/亩"),
        ("/p/HW2024/r/1/h/HW01003", "260,699.65"),
        (
            "/p/HW2024/r/1/h/HW01002",
            "户主是沈*(村委会委员)的配偶之父母",
        ),
    ] {
        let (status, page) = demo.text(path, "").await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(page.contains(holds), "{path} lacks {holds}: {page}");
        for name in ["陶新生", "彭生凤", "沈德"] {
            assert!(!page.contains(name), "{path} shows {name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_exist_is_404_and_helps() {
    let demo = Demo::new().await;
    for path in [
        "/nothing",
        "/p/none",
        "/p/HW2024/r/2",
        "/p/HW2024/r/0",
        "/p/HW2024/r/1/h/HW99999",
    ] {
        let (status, page) = demo.text(path, "").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            page.contains("没有这一页") && page.contains("href=\"/\""),
            "{path}: {page}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_speak_both_languages() {
    let demo = Demo::new().await;
    let (_, page) = demo.text("/p/HW2024/r/1", "lang=en").await;
    assert!(page.contains("<html lang=\"en\"") && page.contains("First board"));
    let answer = demo.get("/set/lang/en?back=/p/HW2024", "").await;
    assert_eq!(answer.headers()[header::LOCATION], "/p/HW2024");
    let answer = demo
        .get("/set/lang/en?back=%2F%3Fq%3D%25E4%25B8%25A5", "")
        .await;
    assert_eq!(answer.headers()[header::LOCATION], "/?q=%E4%B8%A5");
    for foreign in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/%E4%B8%A5",
    ] {
        let answer = demo.get(&format!("/set/lang/en?back={foreign}"), "").await;
        assert_eq!(answer.headers()[header::LOCATION], "/", "{foreign}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_allows_its_own_scripts_and_no_others() {
    let demo = Demo::new().await;
    let answer = demo.get("/p/HW2024/r/1", "").await;
    let policy = answer.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .expect("a policy");
    assert!(
        policy.contains("'nonce-") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next());
    let nonce = nonce.expect("a nonce").to_owned();
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX)
        .await
        .expect("a body");
    let page = String::from_utf8(body.to_vec()).expect("UTF-8");
    for script in page.split("<script").skip(1) {
        let tag = script.split('>').next().expect("a tag");
        assert!(
            tag.contains(&format!("nonce=\"{nonce}\"")),
            "a script without the nonce: {tag}"
        );
    }
    assert!(!page.contains(" style=\""), "no inline styles");
    let other = demo.get("/healthz", "").await;
    assert_eq!(other.status(), StatusCode::OK);
    assert!(
        other
            .headers()
            .contains_key(header::CONTENT_SECURITY_POLICY)
    );
    assert_eq!(other.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
}

#[tokio::test(flavor = "multi_thread")]
async fn server_functions_only_answer_get() {
    let demo = Demo::new().await;
    let (status, body) = demo
        .text("/api/household?code=HW2024&round=1&household=HW01001", "")
        .await;
    assert_eq!(status, StatusCode::OK, "{body}");
    let (missing, _) = demo.text("/api/household?code=HW2024", "").await;
    assert_eq!(missing, StatusCode::BAD_REQUEST, "an argument is missing");
    assert!(body.contains("陶*生") && !body.contains("陶新生"));
    let post = Request::post("/api/household")
        .body(Body::empty())
        .expect("a request");
    let answer = demo.router.clone().oneshot(post).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
}

/// `leptos_meta` writes a title as it is given.
#[tokio::test(flavor = "multi_thread")]
async fn markup_in_a_name_is_text_wherever_the_name_stands() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let mut fields = super::forms::PROJECT;
    fields[1].1 = "</title><script>alert(1)</script>&amp;<!--";
    let made = staff
        .send::<CreateProject>("/office/projects/new", &fields)
        .await;
    assert_eq!(made.to(), "/office/p/T-1", "{}", made.text);
    for path in [
        "/office/p/T-1",
        "/office",
        "/office/p/T-1/r/1",
        "/office/p/T-1/special",
    ] {
        let page = staff.get(path).await;
        assert!(
            !page.text.contains("<script>alert"),
            "{path}: {}",
            page.text
        );
    }
    let page = staff.get("/office/p/T-1").await;
    let title = page.between("<title>", "</title>");
    assert_eq!(
        title.and_then(|title| title.split(" · ").next()),
        Some("&lt;/title>&lt;script>alert(1)&lt;/script>&amp;amp;&lt;!--")
    );
    // Of a form that was refused, too.
    let page = staff
        .send::<CreateProject>("/office/projects/new", &fields)
        .await;
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
}
