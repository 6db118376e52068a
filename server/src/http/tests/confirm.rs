//! What cannot be taken back asks once more, and does nothing until it is
//! confirmed.

use app::forms::{
    Accept, Action, Approve, ConfirmWithdrawal, CreateProject, Decide, DeclareKin, DeclareRest,
    Decline, FileObjection, LiftKin, LoadStandards, RefuseWithdrawal, SendBack, SetDays, Submit,
    Upload, Withdraw,
};
use axum::http::StatusCode;
use chrono::{Datelike, Days, NaiveDate};
use domain::account::Role;
use domain::time::china_day;

use super::Demo;
use super::browser::{Browser, Page};

const STANDARDS: &[u8] = include_bytes!("../../../demo/standards.xlsx");
const ROUND: &str = "/office/p/T-3/r/1";
const SIGNED: [(&str, &str); 5] = [
    ("check_true", "1"),
    ("check_complete", "1"),
    ("check_lawful", "1"),
    ("check_scope", "1"),
    ("check_secrecy", "1"),
];

/// Sends a form, and is asked.
async fn asked<F: Action>(browser: &mut Browser, page: &str, fields: &[(&str, &str)]) -> Page {
    let asked = browser.send::<F>(page, fields).await;
    is_question(&asked);
    asked
}

/// That a page asks, saying so first, and what happens.
fn is_question(page: &Page) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("现在还什么都没有做"), "{}", page.text);
    assert!(page.text.contains("<h1 tabindex=\"-1\" autofocus"));
    assert!(!page.text.contains("type=\"module\""), "it needs no script");
}

/// A board of one household, with this payout, sent in.
async fn submitted(staff: &mut Browser, area: u32) {
    let payout = area * 48_000;
    let table = format!(
        "户号,户主,土地类别,土地面积(亩),土地补偿标准(元/亩),土地补偿费,合计\n\
         1,张三丰,水浇地,{area},48000,{payout},{payout}\n"
    );
    let table = ("file", "一.csv", table.as_bytes());
    let stored = staff.send_file::<Upload>(ROUND, &[], table).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let rest = [
        ("seen", "1"),
        ("by", "village"),
        ("declarer", "测试村委会"),
        ("basis", "逐户核对"),
    ];
    let page = "/office/p/T-3/special";
    // Once for all boards.
    staff.send::<DeclareRest>(page, &rest).await;
    let sent = staff.send::<Submit>(ROUND, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn approving_asks_and_what_was_read_is_what_goes_out() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let mut project = super::forms::PROJECT;
    project[0].1 = "T-3";
    staff
        .send::<CreateProject>("/office/projects/new", &project)
        .await;
    let standards = ("file", "standards.xlsx", STANDARDS);
    let page = "/office/p/T-3";
    staff.send_file::<LoadStandards>(page, &[], standards).await;
    submitted(&mut staff, 2).await;

    let review = format!("{ROUND}/review?page=1");
    let mut reviewer = demo.signed_in(Role::Reviewer).await;
    // What is not right is refused at once, not asked about.
    let refused = reviewer.send::<Approve>(&review, &SIGNED[..4]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let first = asked::<Approve>(&mut reviewer, &review, &SIGNED).await;
    for said in [
        "通过并公布第一榜？",
        "测试项目第一榜马上公布",
        "共 1 户，补偿合计 96,000.00 元，土地 2 亩",
        "公布后不能修改",
        "以您（reviewer）的名义",
    ] {
        assert!(first.text.contains(said), "{said}: {}", first.text);
    }
    let published = demo.browser().get("/p/T-3/r/1").await;
    assert_eq!(published.status, StatusCode::NOT_FOUND);

    // Whoever goes back has all that was ticked, and no error.
    let back = reviewer.go_back(&first).await;
    assert_eq!(back.status, StatusCode::OK);
    assert_eq!(back.text.matches("checked").count(), 5, "{}", back.text);
    assert!(!back.text.contains("error-summary"));

    // The board is replaced while the question is open in another tab.
    let again = [("reason", "面积再核对一遍")];
    reviewer.send::<SendBack>(&review, &again).await;
    submitted(&mut staff, 3).await;
    let stale = reviewer.confirm(&first).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
    assert!(stale.text.contains("已经被换掉了"), "{}", stale.text);
    let published = demo.browser().get("/p/T-3/r/1").await;
    assert_eq!(published.status, StatusCode::NOT_FOUND);

    let second = asked::<Approve>(&mut reviewer, &review, &SIGNED).await;
    assert!(second.text.contains("144,000.00"), "{}", second.text);
    // The mark of the one is not the other's.
    let mut mixed = second.hidden_fields();
    mixed.push(("confirmed".to_owned(), first.mark()));
    let mixed = reviewer
        .post(&format!("{ROUND}/review/approve"), &mixed)
        .await;
    is_question(&mixed);
    assert!(mixed.text.contains("已经不一样了"), "{}", mixed.text);

    let approved = reviewer.confirm(&second).await;
    assert_eq!(
        (approved.status, approved.to()),
        (StatusCode::SEE_OTHER, ROUND)
    );
    let published = demo.browser().get("/p/T-3/r/1").await;
    assert!(published.text.contains("144,000.00"));
    let twice = reviewer.confirm(&second).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
}

/// An objection to a household of the demo, accepted; gives its page.
async fn accepted(demo: &Demo, supervisor: &mut Browser) -> String {
    let case = filed(demo, supervisor).await;
    let accepted = supervisor.send::<Accept>(&case, &[]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "asks nothing");
    case
}

async fn filed(demo: &Demo, supervisor: &mut Browser) -> String {
    let objection = [
        ("submission", "confirm-1"),
        ("kind", "area"),
        ("statement", "水浇地应是 3.6 亩"),
        ("name", "王某"),
        ("phone", "13800138000"),
    ];
    let page = "/p/HW2024/r/1/object?h=HW01003";
    let sent = demo.browser().send::<FileObjection>(page, &objection).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let queue = supervisor.get("/office/objections").await;
    let receipt = queue.between("href=\"/office/objections/", "\"");
    format!("/office/objections/{}", receipt.expect("an objection"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_asks_keeps_what_was_typed_and_goes_out_once() {
    let demo = Demo::new().await;
    let mut supervisor = demo.signed_in(Role::Supervisor).await;
    let case = accepted(&demo, &mut supervisor).await;
    let reason = "复测为 3.6 亩\"<b>，\r\n二榜改正";
    let typed = [("outcome", "partly_upheld"), ("reason", reason)];
    let refused = supervisor.send::<Decide>(&case, &typed[..1]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let question = asked::<Decide>(&mut supervisor, &case, &typed).await;
    for said in [
        "部分成立",
        "户号 HW01003",
        "公示页上不公开这份答复",
        "之后的榜上必须看得到改动",
        "不能收回",
        "3.6 亩\"&lt;b&gt;，",
    ] {
        assert!(question.text.contains(said), "{said}: {}", question.text);
    }
    let open = supervisor.get(&case).await;
    assert!(!open.text.contains("二榜改正"), "{}", open.text);

    let back = supervisor.go_back(&question).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(back.text.contains("二榜改正"), "{}", back.text);
    let picked = back.between("value=\"partly_upheld\"", ">");
    assert!(picked.is_some_and(|rest| rest.contains("checked")));

    // Another reason than the one that was shown is asked about anew.
    let mut other = question.hidden_fields();
    for (name, value) in &mut other {
        if name == "reason" {
            "复测为 3.397 亩".clone_into(value);
        }
    }
    other.push(("confirmed".to_owned(), question.mark()));
    let anew = supervisor.post(&format!("{case}/decide"), &other).await;
    is_question(&anew);
    assert!(anew.text.contains("已经不一样了"));
    // A forged confirmation does nothing.
    let mut forged = question.hidden_fields();
    forged.retain(|(name, _)| name != "csrf");
    forged.push(("confirmed".to_owned(), question.mark()));
    let forged = supervisor.post(&format!("{case}/decide"), &forged).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);

    let decided = supervisor.confirm(&question).await;
    assert_eq!(
        (decided.status, decided.to()),
        (StatusCode::SEE_OTHER, case.as_str())
    );
    assert!(supervisor.get(&case).await.text.contains("二榜改正"));
    // It was decided meanwhile: refused, as without the question.
    let twice = supervisor.confirm(&anew).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn declining_asks_and_not_after_it_was_accepted() {
    let demo = Demo::new().await;
    let mut supervisor = demo.signed_in(Role::Supervisor).await;
    let case = filed(&demo, &mut supervisor).await;
    let typed = [("reason", "不属于本次征收范围")];
    let question = asked::<Decline>(&mut supervisor, &case, &typed).await;
    assert!(question.text.contains("不予受理"), "{}", question.text);
    supervisor.send::<Accept>(&case, &[]).await;
    let late = supervisor.confirm(&question).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
    assert!(
        !supervisor
            .get(&case)
            .await
            .text
            .contains("不属于本次征收范围")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_asks_both_and_is_of_the_request_that_was_read() {
    let demo = Demo::new().await;
    let round = "/office/p/HW2024/r/1";
    let mut staff = demo.signed_in(Role::Staff).await;
    let mut reviewer = demo.signed_in(Role::Reviewer).await;
    let typed = [("withdrawal_reason", "征收范围有误")];
    let question = asked::<Withdraw>(&mut staff, round, &typed).await;
    for said in ["申请撤回第一榜？", "另一位预审员确认", "征收范围有误"] {
        assert!(question.text.contains(said), "{said}: {}", question.text);
    }
    assert!(!reviewer.get(round).await.text.contains("征收范围有误"));
    let back = staff.go_back(&question).await;
    assert!(back.text.contains("征收范围有误"), "{}", back.text);
    let sent = staff.confirm(&question).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);

    let question = asked::<ConfirmWithdrawal>(&mut reviewer, round, &[]).await;
    for said in ["撤回第一榜？", "征收范围有误", "这一榜已经撤回", "不能取消"]
    {
        assert!(question.text.contains(said), "{said}: {}", question.text);
    }
    let resident = demo.browser().get("/p/HW2024/r/1").await;
    assert!(!resident.text.contains("征收范围有误"));
    // Refusing can be undone by asking again, and asks nothing.
    let refusal = [("reason", "范围没有错")];
    let refused = reviewer.send::<RefuseWithdrawal>(round, &refusal).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER, "{}", refused.text);
    let typed = [("withdrawal_reason", "批文有变")];
    let second = asked::<Withdraw>(&mut staff, round, &typed).await;
    staff.confirm(&second).await;
    let stale = reviewer.confirm(&question).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
    let resident = demo.browser().get("/p/HW2024/r/1").await;
    assert!(!resident.text.contains("不再算数"));

    let question = asked::<ConfirmWithdrawal>(&mut reviewer, round, &[]).await;
    assert!(question.text.contains("批文有变"));
    let done = reviewer.confirm(&question).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let resident = demo.browser().get("/p/HW2024/r/1").await;
    assert!(resident.text.contains("批文有变"), "{}", resident.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn lifting_a_relation_asks_whose_and_of_which_household() {
    let demo = Demo::new().await;
    let mut reviewer = demo.signed_in(Role::Reviewer).await;
    let kin = [
        ("project", "HW2024"),
        ("household", "HW01003"),
        ("tie", "close"),
        ("relation", "舅舅"),
    ];
    let declared = reviewer.send::<DeclareKin>("/office/kin", &kin).await;
    assert_eq!(declared.to(), "/office/kin", "it keeps away: asks nothing");
    let mut supervisor = demo.signed_in(Role::Supervisor).await;
    let page = supervisor.get("/office/kin").await;
    let select = page.between("name=\"which\"", "</select>");
    let id = select.and_then(|list| list.split("value=\"").nth(1)?.split('"').next());
    let typed = [
        ("which", id.expect("a declaration")),
        ("reason", "写错了户号"),
    ];
    let question = asked::<LiftKin>(&mut supervisor, "/office/kin", &typed).await;
    for said in ["HW01003", "reviewer", "您不能恢复", "写错了户号"] {
        assert!(question.text.contains(said), "{said}: {}", question.text);
    }
    assert!(
        !reviewer
            .get("/office/kin")
            .await
            .text
            .contains("写错了户号")
    );
    let lifted = supervisor.confirm(&question).await;
    assert_eq!(lifted.to(), "/office/kin", "{}", lifted.text);
    assert!(
        reviewer
            .get("/office/kin")
            .await
            .text
            .contains("写错了户号")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_asks_just_where_a_board_hangs_longer_by_it() {
    let demo = Demo::new().await;
    let mut admin = demo.signed_in(Role::Admin).await;
    let day = |day: NaiveDate| day.to_string();
    let today = china_day(demo.office.now());
    let later = NaiveDate::from_ymd_opt(today.year() + 2, 5, 20).expect("a day");
    let later = day(later);
    let fields = [
        ("from", later.as_str()),
        ("kind", "holiday"),
        ("note", "测试"),
    ];
    let kept = admin.send::<SetDays>("/office/calendar", &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    // A fortnight of rest from tomorrow on.
    let (from, to) = (day(today + Days::new(1)), day(today + Days::new(14)));
    let fields = [
        ("from", from.as_str()),
        ("to", to.as_str()),
        ("kind", "holiday"),
        ("note", "防汛停工"),
    ];
    let question = asked::<SetDays>(&mut admin, "/office/calendar", &fields).await;
    for said in ["正在公示的 1 个榜", "防汛停工", "不会变短"] {
        assert!(question.text.contains(said), "{said}: {}", question.text);
    }
    let resident = demo.browser().get("/p/HW2024/r/1").await;
    assert!(!resident.text.contains("防汛停工"));
    let back = admin.go_back(&question).await;
    assert!(
        back.text.contains(&format!("value=\"{to}\"")),
        "{}",
        back.text
    );
    let moved = admin.confirm(&question).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    let resident = demo.browser().get("/p/HW2024/r/1").await;
    assert!(resident.text.contains("防汛停工"));
}
