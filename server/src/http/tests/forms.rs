//! Forms: what is taken, what comes back, and that nothing typed is lost.

use std::convert::Infallible;

use app::forms::{
    Accept, Approve, ChangeDue, CreateProject, Decide, DeclareKin, DeclareOne, FileObjection,
    Follow, LoadStandards, OpenNames, SetSurveyed, SignIn, Upload,
};
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use domain::account::Role;
use futures_util::{StreamExt, stream};

use super::Demo;
use super::browser::Browser;

pub(super) const PROJECT: [(&str, &str); 10] = [
    ("code", "T-1"),
    ("name", "测试项目"),
    ("area", "测试村"),
    ("office", "测试街道办事处"),
    ("approval_number", "测〔2024〕1号"),
    ("phone", "0000-0000001"),
    ("window_1", "7"),
    ("window_2", "7"),
    ("window_3", "7"),
    ("scope", "masked"),
];
const OBJECTION: &str = "/p/HW2024/r/1/object?h=HW01003";
const STATEMENT: &str = "地少算了三分";
/// One white pixel.
const PHOTO: &[u8] = include_bytes!("pixel.png");
const STANDARDS: &[u8] = include_bytes!("../../../demo/standards.xlsx");
const BOARD: &[u8] = include_bytes!("../../../demo/board1-wide.xlsx");
const FAULTY: &[u8] = include_bytes!("../../../workbook/tests/samples/board1-faulty.xlsx");

async fn object(browser: &mut Browser, phone: &str, file: &[u8]) -> super::browser::Page {
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
async fn a_refused_form_comes_back_filled_in() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let mut fields = PROJECT;
    fields[0].1 = "no code!";
    fields[4].1 = "";
    fields[6].1 = "2";
    let page = staff
        .send::<CreateProject>("/office/projects/new", &fields)
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["value=\"no code!\"", "value=\"测试项目\"", "value=\"2\""] {
        assert!(page.text.contains(kept), "{kept} is lost");
    }
    for error in ["code-error", "approval_number-error", "window_1-error"] {
        assert!(page.text.contains(error), "{error} is not said");
    }
    assert_eq!(
        staff.get("/office/p/T-1").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_surveyed_total_is_taken_as_it_is_written() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let mut fields = PROJECT.to_vec();
    fields.extend([("surveyed", "15 公顷"), ("surveyed_unit", "square_metre")]);
    let page = staff
        .send::<CreateProject>("/office/projects/new", &fields)
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "value=\"15 公顷\"",
        "value=\"测试项目\"",
        "value=\"square_metre\" selected",
        "surveyed-error",
    ] {
        assert!(page.text.contains(kept), "{kept}");
    }
    fields[10].1 = "104115.33";
    let made = staff
        .send::<CreateProject>("/office/projects/new", &fields)
        .await;
    assert_eq!(made.to(), "/office/p/T-1");
    let page = staff.get("/office/p/T-1").await;
    assert!(page.text.contains("104,115.33 ㎡（156.173 亩）"));
    let other = [("surveyed", "156.2"), ("surveyed_unit", "mu")];
    let wrong = [("surveyed", "-1"), ("surveyed_unit", "mu")];
    let refused = staff.send::<SetSurveyed>("/office/p/T-1", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"-1\"") && refused.text.contains("surveyed-error"));
    let changed = staff.send::<SetSurveyed>("/office/p/T-1", &other).await;
    assert_eq!(changed.to(), "/office/p/T-1");
    let page = staff.get("/office/p/T-1").await;
    assert!(page.text.contains("156.2 亩（104,133.33 ㎡）"));
    let resident = demo.browser().get("/p/HW2024").await;
    assert!(resident.text.contains("156.173 亩（104,115.33 ㎡）"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_due_date_comes_back_filled_in() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let page = "/office/p/HW2024/r/2";
    for (day, reason, error) in [
        ("soon", "汛期停工", "due_on-error"),
        ("2999-01-01", "请打 13800138000", "due_reason-error"),
        ("2001-01-01", "汛期停工", "due_on-error"),
    ] {
        let fields = [("due_on", day), ("due_reason", reason)];
        let refused = staff.send::<ChangeDue>(page, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        for kept in [&format!("value=\"{day}\""), reason, error] {
            assert!(refused.text.contains(kept), "{kept} is lost");
        }
    }
    let fields = [("due_on", "2999-01-01"), ("due_reason", "汛期停工")];
    let changed = staff.send::<ChangeDue>(page, &fields).await;
    assert_eq!(changed.to(), page);
    let resident = demo.browser().get("/p/HW2024").await;
    for shown in ["第二榜应公布的日期定为 2999-01-01", "汛期停工"] {
        assert!(resident.text.contains(shown), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_tables_are_refused_and_leave_nothing_behind() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let made = staff
        .send::<CreateProject>("/office/projects/new", &PROJECT)
        .await;
    assert_eq!(
        (made.status, made.to()),
        (StatusCode::SEE_OTHER, "/office/p/T-1")
    );
    let standards = ("file", "standards.xlsx", STANDARDS);
    let loaded = staff
        .send_file::<LoadStandards>("/office/p/T-1", &[], standards)
        .await;
    assert_eq!(loaded.status, StatusCode::SEE_OTHER, "{}", loaded.text);

    let large = vec![b'x'; backend::workbook::MAX_UPLOAD_BYTES + 5];
    for (name, bytes, said) in [
        ("a.xlsx", PHOTO, "不是能打开的表格文件"),
        ("b.xlsx", &BOARD[..4000], "打不开"),
        ("c.csv", b"", "没有内容"),
        ("d.xlsx", &large, "超过 20 MB"),
        ("e.xlsx", FAULTY, "这份表没有保存"),
    ] {
        let round = "/office/p/T-1/r/1";
        let page = staff
            .send_file::<Upload>(round, &[], ("file", name, bytes))
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let errors = page.between("error-summary", "</ul>");
        assert!(page.text.contains(said), "{name}: {errors:?}");
        let page = staff.get(round).await;
        let left = page.text.contains("提交之后不能再换");
        assert!(!left, "{name} left something to submit");
        let kept = match name {
            "d.xlsx" => "c.csv",
            "e.xlsx" => "findings.xlsx",
            _ => "没有收下",
        };
        assert!(
            page.text.contains(kept),
            "{name} is forgotten: {}",
            page.text
        );
    }
    let none = staff.send::<Upload>("/office/p/T-1/r/1", &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text.contains("请选择一个文件"));
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
    let decided = supervisor.send::<Decide>(&case, &decision).await;
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
    for _ in 0..4 {
        guesser.send::<SignIn>("/office/login", &fields).await;
    }
    let page = guesser.send::<SignIn>("/office/login", &fields).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.headers.contains_key(header::RETRY_AFTER));
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
async fn who_must_keep_away_is_told_so_and_who_can_do_it() {
    let demo = Demo::new().await;
    let mut reviewer = demo.signed_in(Role::Reviewer).await;
    let kin = [
        ("project", "HW2024"),
        ("household", "hw01003"),
        ("tie", "close"),
        ("relation", "兄弟"),
    ];
    let declared = reviewer.send::<DeclareKin>("/office/kin", &kin).await;
    assert_eq!(declared.to(), "/office/kin", "{}", declared.text);
    let page = reviewer.get("/office/kin").await;
    // As the board has it.
    assert!(page.text.contains("HW01003") && !page.text.contains("榜上没有这个户号"));
    let refused = reviewer
        .send::<Approve>("/office/p/HW2024/r/1/review", &[])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    for said in ["按回避规定", "HW01003", "请系统管理员增加"] {
        assert!(refused.text.contains(said), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_declaration_comes_back_filled_in() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let page = "/office/p/HW2024/special/HW01003";
    let fields = [
        ("tie", "close"),
        ("official", "1"),
        ("relation", ""),
        ("by", "householder"),
        ("declarer", "严长家里人"),
        ("basis", ""),
    ];
    let refused = staff.send::<DeclareOne>(page, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["value=\"严长家里人\"", "relation-error"] {
        assert!(refused.text.contains(kept), "{kept}");
    }
    let mut fields = fields;
    fields[2].1 = "子女";
    let taken = staff.send::<DeclareOne>(page, &fields).await;
    assert_eq!(taken.to(), "/office/p/HW2024/special");
    let shown = staff.get(page).await;
    for part in ["近亲属", "子女", "沈德", "没有关系"] {
        assert!(shown.text.contains(part), "{part}");
    }
    // The published table does not mark it: that shows at once.
    let list = staff.get("/office/p/HW2024/special").await;
    assert!(list.text.contains("公示表却没有标"));
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
