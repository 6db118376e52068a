//! An attack on recusal: a colleague undoes it in the register.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use backend::accounts::Actor;
use backend::officials::{self, NewOfficial};
use backend::{Error, objections};
use domain::account::Role;
use domain::conflict_of_interest::RestrictedAction;
use domain::id::OfficialId;
use domain::status::StatusKind;

use crate::recusal::{recused, try_it};
use crate::recusal_reading::{about_household, relative_of_supervisor};
use crate::sentence;
use testing::TestOffice;

async fn account_of(test: &TestOffice, id: OfficialId) -> Option<String> {
    let staff = test.actor(Role::Staff).await;
    let page = officials::page(&test.office, &staff).await.expect("a page");
    let mut rows = page.officials.into_iter();
    let row = rows.find(|row| row.official.id == id).expect("registered");
    row.official.account
}

#[tokio::test]
async fn a_colleague_alone_cannot_undo_recusal() {
    let test = TestOffice::with_notice().await;
    let official = relative_of_supervisor(&test).await;
    let receipt = objections::file(&test.office, about_household())
        .await
        .expect("filed")
        .receipt;
    let staff = test.actor(Role::Staff).await;
    let supervisor = test.actor(Role::Supervisor).await;
    let reviewer = test.actor(Role::Reviewer).await;
    let tries = async || {
        let tried = try_it(&test, &supervisor, &receipt, RestrictedAction::Accept).await;
        recused(tried).is_some()
    };
    let change =
        async |to, account| officials::change(&test.office, &staff, official, to, account).await;
    // A form that leaves fields out changes nothing.
    change(None, None).await.expect("nothing to do");
    change(Some("2024-01-01"), None).await.expect("a term ends");
    change(None, None).await.expect("nothing to do");
    assert_eq!(
        account_of(&test, official).await.as_deref(),
        Some("supervisor")
    );
    for account in ["", "admin"] {
        change(None, Some(account)).await.expect("asked");
        assert_eq!(
            account_of(&test, official).await.as_deref(),
            Some("supervisor")
        );
        assert!(tries().await, "recused as long as nobody agreed");
        let other = if account.is_empty() { "staff" } else { "" };
        assert!(matches!(
            change(None, Some(other)).await,
            Err(Error::Refused(_))
        ));
        // Nobody whom it concerns agrees, nor anybody without the role.
        let agree =
            async |by: &Actor| officials::agree_to_link(&test.office, by, official, account).await;
        assert!(matches!(agree(&supervisor).await, Err(Error::Refused(_))));
        assert!(matches!(agree(&staff).await, Err(Error::Forbidden)));
        let admin = test.actor(Role::Admin).await;
        assert!(matches!(agree(&admin).await, Err(Error::Forbidden)));
        // What was not shown is not agreed to.
        let stale = officials::agree_to_link(&test.office, &reviewer, official, other).await;
        assert_eq!(
            stale.as_ref().err().and_then(sentence),
            Some(text::CHANGED_MEANWHILE.zh)
        );
        officials::keep_link(&test.office, &reviewer, official, account)
            .await
            .expect("kept");
        assert!(tries().await, "kept");
    }
    change(None, Some("")).await.expect("asked");
    officials::agree_to_link(&test.office, &reviewer, official, "")
        .await
        .expect("agreed");
    assert_eq!(account_of(&test, official).await, None);
    assert!(!tries().await, "by two people of two roles");
}

#[tokio::test]
async fn somebody_of_the_same_name_does_not_agree() {
    let test = TestOffice::with_notice().await;
    let official = relative_of_supervisor(&test).await;
    let staff = test.actor(Role::Staff).await;
    let again = NewOfficial {
        name: "周平".into(),
        post: "党员".into(),
        kind: Some(StatusKind::PartyMember),
        from: "2010-01-01".into(),
        account: "reviewer".into(),
        ..NewOfficial::default()
    };
    officials::add(&test.office, &staff, again)
        .await
        .expect("registered");
    officials::change(&test.office, &staff, official, None, Some(""))
        .await
        .expect("asked");
    let reviewer = test.actor(Role::Reviewer).await;
    let agreed = officials::agree_to_link(&test.office, &reviewer, official, "").await;
    assert!(matches!(agreed, Err(Error::Refused(_))));
}
