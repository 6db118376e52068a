//! What cannot be taken back is asked for once more.

use app::forms::Withdraw;
use axum::http::StatusCode;
use domain::account::Role;

use super::Demo;

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_is_asked_for_once_more_and_keeps_what_was_typed() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let page = "/office/p/HW2024/r/1";
    let reason = "批文有变，整张榜重做";
    // Without a reason there is nothing to ask for.
    let refused = staff.send::<Withdraw>(page, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.text.contains(text::ASK_WITHDRAW.zh));

    let typed = [("withdrawal_reason", reason)];
    let asked = staff.send::<Withdraw>(page, &typed).await;
    assert_eq!(asked.status, StatusCode::OK);
    for said in [
        text::ASK_WITHDRAW.zh,
        text::ASK_WITHDRAW_NEXT.zh,
        reason,
        "name=\"confirmed\"",
    ] {
        assert!(asked.text.contains(said), "{said}");
    }
    let before = staff.get(page).await;
    assert!(!before.text.contains(reason), "nothing was done");

    let typed = [("withdrawal_reason", reason), ("confirmed", "1")];
    let done = staff.send::<Withdraw>(page, &typed).await;
    assert_eq!((done.status, done.to()), (StatusCode::SEE_OTHER, page));
    let after = staff.get(page).await;
    assert!(after.text.contains(reason));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_is_not_asked() {
    let demo = Demo::new().await;
    let typed = [("withdrawal_reason", "批文有变")];
    let mut reviewer = demo.signed_in(Role::Reviewer).await;
    let page = "/office/p/HW2024/r/1";
    let refused = reviewer.send::<Withdraw>(page, &typed).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

/// After its publication a board's page says where it is read.
#[tokio::test(flavor = "multi_thread")]
async fn a_published_board_has_its_address_and_code() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let page = staff.get("/office/p/HW2024/r/1").await;
    for said in ["/p/HW2024/r/1</a>", "class=\"qr\"", text::OUT_NEXT_PRINT.zh] {
        assert!(page.text.contains(said), "{said}");
    }
    // One step is to be done at the most, and one button is the red one.
    for round in 1..=3 {
        let page = staff.get(&format!("/office/p/HW2024/r/{round}")).await;
        let red = page.text.matches("btn main").count();
        let now = page.text.matches("class=\"step now\"").count();
        assert!(
            red <= 1 && now <= 1,
            "round {round}: {red} buttons, {now} steps"
        );
    }
}
