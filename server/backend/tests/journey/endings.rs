//! How private numbers end: for those who upload and review a draft, and for
//! nobody else.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use backend::{declarations, rounds};
use domain::account::Role;
use domain::review::Checklist;
use domain::table::Field;
use sea_orm::{ConnectionTrait, Statement};
use views::Ending;

use testing::{CODE, TestOffice, round};

const ID: &str = "11010519491231002X";
const ACCOUNT: &str = "6228480402564890018";
const PHONE: &str = "13800138000";

fn table() -> Vec<u8> {
    format!(
        "户号,户主,土地面积(亩),补偿标准(元/亩),补偿费(元),身份证号,开户行,开户账号,联系电话,收款人\n\
         1,张三丰,2,48000,96000,{ID},农商行,{ACCOUNT},{PHONE},张三丰\n\
         2,李四光,1,48000,48000,,,,,\n"
    )
    .into_bytes()
}

async fn with_draft() -> TestOffice {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let stored = rounds::upload(&test.office, &staff, CODE, round(1), "榜.csv", table()).await;
    assert_eq!(stored.expect("a reading"), rounds::Uploaded::Stored);
    test.settle(1).await;
    test
}

/// What an account is told of a household's numbers.
async fn endings_shown(test: &TestOffice, role: Role, household: &str) -> Vec<Ending> {
    let actor = test.actor(role).await;
    let page = declarations::household(&test.office, &actor, CODE, household).await;
    page.expect("a household").endings
}

fn all() -> Vec<Ending> {
    let ending = |field, ending: &str| Ending {
        field,
        ending: ending.to_owned(),
    };
    vec![
        ending(Field::IdNumber, "****002X"),
        ending(Field::BankAccount, "****0018"),
        ending(Field::Phone, "****8000"),
    ]
}

#[tokio::test]
async fn staff_and_reviewer_see_how_a_drafts_numbers_end() {
    let test = with_draft().await;
    assert_eq!(endings_shown(&test, Role::Staff, "1").await, all());
    assert_eq!(endings_shown(&test, Role::Staff, "2").await, []);
    assert_eq!(endings_shown(&test, Role::Reviewer, "1").await, all());
    for role in [Role::Supervisor, Role::Admin] {
        assert_eq!(endings_shown(&test, role, "1").await, [], "{role:?}");
    }
    let staff = test.actor(Role::Staff).await;
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    let review = async || {
        rounds::review_page(&test.office, &reviewer, CODE, round(1), 1)
            .await
            .expect("a page")
    };
    let page = review().await;
    let households: Vec<&str> = page
        .entries
        .iter()
        .map(|one| one.household.as_str())
        .collect();
    assert_eq!(households, ["1", "2"]);
    assert_eq!(page.endings, [all(), vec![]]);
    let shown = serde_json::to_string(&page).expect("JSON");
    for number in [ID, ACCOUNT, PHONE] {
        assert!(!shown.contains(number), "{number} is on the page");
    }

    // Once it is out nobody compares them any more.
    testing::approve(&test.office, &reviewer, CODE, round(1), &Checklist::whole())
        .await
        .expect("approved");
    assert_eq!(review().await.endings, [vec![], vec![]]);
    assert_eq!(endings_shown(&test, Role::Staff, "1").await, []);
}

#[tokio::test]
async fn the_record_has_neither_the_numbers_nor_their_ends() {
    let test = with_draft().await;
    endings_shown(&test, Role::Staff, "1").await;
    endings_shown(&test, Role::Reviewer, "1").await;
    let db = test.office.db();
    let sql = "SELECT canonical FROM events";
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect("events");
    assert!(!rows.is_empty());
    for row in rows {
        let text: String = row.try_get("", "canonical").expect("a text");
        for part in [ID, ACCOUNT, PHONE, "****002X", "****0018"] {
            assert!(!text.contains(part), "{part}: {text}");
        }
    }
}

#[tokio::test]
async fn a_board_is_read_without_them_where_the_key_is_another() {
    let test = with_draft().await;
    let sql = "UPDATE private_numbers SET sealed = 'AAAA'";
    test.office.db().execute_unprepared(sql).await.expect("set");
    assert_eq!(endings_shown(&test, Role::Staff, "1").await, []);
}
