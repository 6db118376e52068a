//! Residents' forms.

use app::forms::{Accept, Decide, FileObjection, Follow, OpenNames};
use axum::http::{StatusCode, header};
use domain::account::Role;

use super::Demo;
use super::browser::{Browser, Page};
use super::forms::PHOTO;

const OBJECTION: &str = "/p/HW2024/r/1/object?h=HW01003";
const STATEMENT: &str = "地少算了三分";

async fn object(browser: &mut Browser, phone: &str, file: &[u8]) -> Page {
    let fields = [
        ("line", "0"),
        ("kind", "area"),
        ("statement", STATEMENT),
        ("name", "王某"),
        ("phone", phone),
    ];
    browser
        .send_file::<FileObjection>(OBJECTION, &fields, ("files", "地头.png", file))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_objection_is_filed_followed_and_answered() {
    let demo = Demo::new().await;
    let mut resident = demo.browser();
    for (phone, file) in [("12", PHOTO), ("13800138000", b"no photo".as_slice())] {
        let page = object(&mut resident, phone, file).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains(STATEMENT) && page.text.contains("请再选一次照片"));
    }
    let filed = object(&mut resident, "13800138000", PHOTO).await;
    assert_eq!(
        (filed.status, filed.to()),
        (StatusCode::SEE_OTHER, "/track")
    );
    let receipt = resident.get("/track").await;
    let mut shown = receipt.text.split("whitespace-nowrap\">").skip(1);
    let mut next = || {
        let rest = shown.next().expect("receipt and secret");
        rest.split('<').next().expect("a text").to_owned()
    };
    let (number, secret) = (next(), next());

    let mut supervisor = demo.signed_in(Role::Supervisor).await;
    let case = format!("/office/objections/{number}");
    let page = supervisor.get(&case).await;
    assert!(page.text.contains("王某") && page.text.contains(STATEMENT));
    let file = supervisor.get(&format!("{case}/files/1")).await;
    assert_eq!(&file.body[..], PHOTO);
    let disposition = file.headers[header::CONTENT_DISPOSITION]
        .to_str()
        .expect("text");
    assert!(disposition.starts_with("attachment"), "{disposition}");
    let accepted = supervisor.send::<Accept>(&case, &[]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER);
    let again = supervisor.send::<Accept>(&case, &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let bare = [("outcome", "upheld"), ("reason", " ")];
    let page = supervisor.send::<Decide>(&case, &bare).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let decision = [("outcome", "upheld"), ("reason", "复测属实")];
    let decided = supervisor.send_confirmed::<Decide>(&case, &decision).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER);

    let mut later = demo.browser();
    let wrong = [("receipt", number.as_str()), ("secret", "AAAA-AAAA")];
    let page = later.send::<Follow>("/track", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = [("receipt", number.as_str()), ("secret", &secret)];
    let page = later.send::<Follow>("/track", &right).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let page = later.get("/track").await;
    assert!(page.text.contains("复测属实") && !page.text.contains(&secret));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_access_code_opens_full_names_and_a_wrong_one_nothing() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let page = staff.get("/office/p/HW2024").await;
    let code = page
        .between("whitespace-nowrap\">", "<")
        .expect("a code")
        .to_owned();
    let mut resident = demo.browser();
    let path = "/p/HW2024/access";
    let wrong = resident.send::<OpenNames>(path, &[("code", "WRONG")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!resident.get("/p/HW2024/r/1").await.text.contains("陶新生"));
    let right = resident
        .send::<OpenNames>(path, &[("code", &code.to_lowercase())])
        .await;
    assert_eq!(right.to(), "/p/HW2024/r/1");
    assert!(resident.get("/p/HW2024/r/1").await.text.contains("陶新生"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_refused_with_a_sentence() {
    let demo = Demo::new().await;
    let mut resident = demo.browser();
    let photo = vec![0; domain::objection::MAX_FILE_BYTES + 1];
    let page = object(&mut resident, "13800138000", &photo).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("超过 10 MB") && page.text.contains(STATEMENT));
    let endless = vec![0; crate::http::router::MAX_FORM_BYTES + 1];
    let page = object(&mut resident, "13800138000", &endless).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let errors = page.between("error-summary", "</ul>");
    assert!(page.text.contains("上传的内容太大"), "{errors:?}");
    assert!(page.text.contains(STATEMENT), "what was typed is lost");
}
