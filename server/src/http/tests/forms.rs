//! Forms: what is taken, what comes back, and that nothing typed is lost.

use app::forms::{
    Approve, ChangeDue, CreateProject, DeclareKin, DeclareOne, LoadStandards, SetSurveyed, Upload,
};
use axum::http::StatusCode;
use domain::account::Role;

use super::Demo;

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
/// One white pixel.
pub(super) const PHOTO: &[u8] = include_bytes!("pixel.png");
pub(super) const STANDARDS: &[u8] = include_bytes!("../../../demo/standards.xlsx");
const BOARD: &[u8] = include_bytes!("../../../demo/board1-wide.xlsx");
const FAULTY: &[u8] = include_bytes!("../../../workbook/tests/samples/board1-faulty.xlsx");

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

    let large = vec![b'x'; backend::uploads::MAX_UPLOAD_BYTES + 5];
    for (name, bytes, said) in [
        ("a.xlsx", PHOTO, "这是 PNG 文件，不是表格"),
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
