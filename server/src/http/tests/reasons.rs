//! The forms in which reasons are given, and the checklist.

use app::forms::{
    Action as _, Approve, Comment, CreateProject, DeclareRest, ExplainWarnings, LoadStandards,
    Submit, Upload,
};
use axum::http::StatusCode;
use domain::account::Role;

use super::Demo;
use super::browser::{Browser, Page};

const STANDARDS: &[u8] = include_bytes!("../../../demo/standards.xlsx");
const TABLE: &str = "户号,户主,土地类别,土地面积(亩),土地补偿标准(元/亩),土地补偿费,合计\n\
                     1,张三丰,水浇地,2,50000,100000,100000\n";
const REASON: &str = "村民会议<b>同意</b>";
const ROUND: &str = "/office/p/T-2/r/1";

#[tokio::test(flavor = "multi_thread")]
async fn a_warning_is_explained_reviewed_item_by_item_and_shown_beside_its_line() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let mut project = super::forms::PROJECT;
    project[0].1 = "T-2";
    staff
        .send::<CreateProject>("/office/projects/new", &project)
        .await;
    let standards = ("file", "standards.xlsx", STANDARDS);
    staff
        .send_file::<LoadStandards>("/office/p/T-2", &[], standards)
        .await;
    let table = ("file", "一.csv", TABLE.as_bytes());
    let stored = staff.send_file::<Upload>(ROUND, &[], table).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let page = staff.get(ROUND).await;
    let key = page.between("name=\"warning:", "\"").expect("a field");
    let field = format!("warning:{key}");
    leads_to_its_household(&mut staff, &page).await;

    is_explained(&mut staff, &field).await;
    let rest = [
        ("seen", "1"),
        ("by", "village"),
        ("declarer", "测试村委会"),
        ("basis", "逐户核对"),
    ];
    let declared = staff
        .send::<DeclareRest>("/office/p/T-2/special", &rest)
        .await;
    assert_eq!(declared.status, StatusCode::SEE_OTHER, "{}", declared.text);
    let sent = staff.send::<Submit>(ROUND, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);

    let review = format!("{ROUND}/review");
    let mut reviewer = demo.signed_in(Role::Reviewer).await;
    let page = reviewer.get(&review).await;
    assert!(page.text.contains("村民会议&lt;b&gt;同意"), "{}", page.text);
    leads_to_its_row(&page);
    is_ticked(&mut reviewer, &review).await;
    is_commented_on(&mut reviewer, &review).await;
    is_signed_item_by_item(&mut reviewer, &review).await;

    let page = demo.browser().get("/p/T-2/r/1/h/1").await;
    assert!(
        page.text
            .contains("与标准 48,000 元/亩 不同：村民会议&lt;b&gt;同意")
    );
}

/// A warning leads the clerk to the household that it is about.
async fn leads_to_its_household(staff: &mut Browser, page: &Page) {
    let household = format!("{ROUND}/h/1");
    assert!(page.text.contains(&format!("href=\"{household}\"")));
    let page = staff.get(&household).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for said in ["张三丰", "2 亩 × 50,000 元/亩", "第 2 行", "还没有写理由"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
}

/// The reviewer's page shows the household itself.
fn leads_to_its_row(page: &Page) {
    assert!(page.text.contains("href=\"#h-1\"") && page.text.contains("id=\"h-1\""));
}

/// Who has no scripts ticks what was seen, and the page's address keeps that: of
/// this board alone.
async fn is_ticked(reviewer: &mut Browser, review: &str) {
    let is_seen = |page: &Page| {
        let tick = page.between("name=\"seen\" value=\"1\"", ">");
        tick.expect("a box").contains("checked")
    };
    let page = reviewer.get(review).await;
    assert!(!is_seen(&page) && page.text.contains("记住打的勾"));
    let board = page
        .between("name=\"board\" value=\"", "\"")
        .expect("a board");
    let with = |board: &str| format!("{review}?page=1&board={board}&open=&seen=1&seen=2");
    let kept = reviewer.get(&with(board)).await;
    assert!(is_seen(&kept) && kept.text.contains("这一页看过 1 户，共 1 户"));
    let other = reviewer.get(&with("999")).await;
    assert!(!is_seen(&other));
}

/// A warning needs a reason, and one without a personal number.
async fn is_explained(staff: &mut Browser, field: &str) {
    let refused = staff.send::<Submit>(ROUND, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("有 1 处提醒没有写理由"));
    let typed = "请打 13800138000";
    let refused = staff
        .send::<ExplainWarnings>(ROUND, &[(field, typed)])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains(&format!("value=\"{typed}\"")), "lost");
    assert!(refused.text.contains(&format!("{field}-error")));
    let kept = staff
        .send::<ExplainWarnings>(ROUND, &[(field, REASON)])
        .await;
    assert_eq!((kept.status, kept.to()), (StatusCode::SEE_OTHER, ROUND));
}

/// A comment is of a cell that the household has.
async fn is_commented_on(reviewer: &mut Browser, review: &str) {
    let on = format!("{review}?page=1&comment=1");
    let said = "请附村民会议记录";
    let mut typed = [("household", "1"), ("cell", "Z9"), ("comment", said)];
    let refused = reviewer.send::<Comment>(&on, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains(&format!("value=\"{said}\"")), "lost");
    assert!(refused.text.contains("cell-error"));
    typed[1].1 = "E2";
    let kept = reviewer.send::<Comment>(&on, &typed).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let page = reviewer.get(review).await;
    let comments = page
        .between("id=\"comments\"", "</section>")
        .unwrap_or_default();
    assert!(
        comments.contains(said) && comments.contains("<code>E2"),
        "{comments}"
    );
}

/// Each item is signed, of the board that was read.
async fn is_signed_item_by_item(reviewer: &mut Browser, review: &str) {
    let mut signed = vec![
        ("check_true", "1"),
        ("check_complete", "1"),
        ("check_lawful", "1"),
        ("check_scope", "1"),
    ];
    let refused = reviewer.send::<Approve>(review, &signed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("check_secrecy-error"));
    assert!(!refused.text.contains("check_true-error"));
    signed.push(("check_secrecy", "1"));
    // From a tab in which another board was read: refused, and signed for again.
    let stale: Vec<(String, String)> = [
        (
            "csrf",
            refused
                .between("name=\"csrf\" value=\"", "\"")
                .unwrap_or_default(),
        ),
        ("board", "1"),
    ]
    .iter()
    .chain(&signed)
    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
    .collect();
    let conflict = reviewer
        .post(&format!("{review}{}", Approve::VERB), &stale)
        .await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text.contains("已经被换掉了"), "{}", conflict.text);
    assert!(!conflict.text.contains("checked"), "{}", conflict.text);
    let approved = reviewer.send_confirmed::<Approve>(review, &signed).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text);
}
