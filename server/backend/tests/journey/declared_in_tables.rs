//! What a table says of relations, and whose word that is.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use backend::declarations::{self, Declaration};
use backend::officials::{self, NewOfficial};
use backend::rounds;
use domain::account::Role;
use domain::declaration::{Contradiction, DeclaredBy, Tie};
use domain::review::Checklist;
use domain::status::StatusKind;

use crate::declarations::refusal_text;
use testing::{CODE, TestOffice, round};

/// A table of five households with these words under 特殊身份, 关系 and 关联人员.
fn table(said: [&str; 5]) -> Vec<u8> {
    let mut table =
        "户号,户主,土地类别,土地面积(亩),土地补偿费,合计,特殊身份,与关联人员的关系,关联人员\n"
            .to_owned();
    for ((number, name), said) in (1..).zip("甲乙丙丁戊".chars()).zip(said) {
        table += &format!("{number},张三{name},水浇地,2,96000,96000,{said}\n");
    }
    table.into_bytes()
}

const NONE: &str = "无,,";
const BLANK: &str = ",,";
const BROTHER: &str = "村干部亲属,兄弟,沈德";

#[expect(clippy::expect_used, reason = "a test that cannot set up should stop")]
async fn upload(test: &TestOffice, number: u8, said: [&str; 5]) {
    let staff = test.actor(Role::Staff).await;
    let bytes = table(said);
    rounds::upload(&test.office, &staff, CODE, round(number), "榜.csv", bytes)
        .await
        .expect("uploaded");
}

#[tokio::test]
async fn a_tables_own_none_is_declared_by_who_uploaded_it() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let declare = async |household: &str, tie: Option<Tie>| {
        let officials = officials::page(&test.office, &staff).await.expect("a page");
        let shen = officials
            .officials
            .iter()
            .find(|row| row.official.name == "沈德");
        let one = Declaration {
            household: household.into(),
            is_chosen: true,
            tie,
            relation: tie.map(|_| "兄弟".to_owned()).unwrap_or_default(),
            official: tie.and(shen).map(|row| row.official.id),
            by: Some(DeclaredBy::Householder),
            declarer: "户主".into(),
            basis: String::new(),
        };
        declarations::declare(&test.office, &staff, CODE, one)
            .await
            .expect("declared");
    };
    let check = async |number: u8| {
        let page = rounds::office_page(&test.office, &staff, CODE, round(number)).await;
        page.expect("a page").declarations.expect("a check")
    };
    let standing = async |household: &str| {
        let page = declarations::household(&test.office, &staff, CODE, household).await;
        page.expect("a household").row.standing
    };
    // What households said before the table stands: it is not written over.
    declare("2", None).await;
    declare("3", Some(Tie::Close)).await;
    upload(&test, 1, [NONE, "否,,", NONE, BLANK, "不是,无,"]).await;
    assert_eq!(check(1).await.undeclared, 1);
    assert_eq!(
        check(1).await.contradictions,
        [("3".to_owned(), Contradiction::NotMarked)]
    );
    assert_eq!(standing("1").await, [], "a draft declares nothing");
    declare("3", None).await;
    let refused = rounds::submit(&test.office, &staff, CODE, round(1)).await;
    assert!(refusal_text(refused).contains("还有 1 户没有申报"));
    declare("4", None).await;
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
    for (household, by, basis) in [
        ("1", DeclaredBy::Table, "榜.csv"),
        ("2", DeclaredBy::Householder, ""),
        ("3", DeclaredBy::Householder, ""),
        ("4", DeclaredBy::Householder, ""),
        ("5", DeclaredBy::Table, "榜.csv"),
    ] {
        let standing = standing(household).await;
        let [one] = standing.as_slice() else {
            panic!("{household}: {standing:?}");
        };
        assert_eq!(
            (
                one.tie,
                one.by,
                one.basis.as_str(),
                one.recorded_by.as_str()
            ),
            (None, by, basis, "staff"),
            "{household}"
        );
    }
    the_record_counts_them(&test).await;
}

/// The record names the table, and how many households it spoke for.
async fn the_record_counts_them(test: &TestOffice) {
    let supervisor = test.actor(Role::Supervisor).await;
    let filter = views::RecordFilter {
        kind: "no_relation_declared".into(),
        ..Default::default()
    };
    let record = backend::record::page(&test.office, &supervisor, Some(CODE), filter).await;
    let lines = record.expect("a record").lines;
    let facts = format!("{:?}", lines[0].facts);
    assert!(
        facts.contains("households") && facts.contains("\"table\""),
        "{facts}"
    );
    assert!(facts.contains("Number(2)"), "{facts}");
}

#[tokio::test]
async fn a_later_table_does_not_quietly_take_an_earlier_ones_none_back() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    upload(&test, 1, [NONE; 5]).await;
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    testing::approve(&test.office, &reviewer, CODE, round(1), &Checklist::whole())
        .await
        .expect("approved");
    test.clock
        .set("2024-09-20T01:00:00Z".parse().expect("a time"));
    upload(&test, 2, [BROTHER, NONE, NONE, NONE, BLANK]).await;
    let page = rounds::office_page(&test.office, &staff, CODE, round(2)).await;
    let check = page.expect("a page").declarations.expect("a check");
    assert_eq!(check.undeclared, 0, "what was declared goes on");
    assert_eq!(
        check.contradictions,
        [("1".to_owned(), Contradiction::DeclaredNone)]
    );
}

#[tokio::test]
async fn a_whole_column_of_none_does_not_speak_for_an_officials_namesake() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let new = NewOfficial {
        name: "张三乙".into(),
        post: "会计".into(),
        kind: Some(StatusKind::Cadre),
        from: "2021-03-01".into(),
        ..NewOfficial::default()
    };
    upload(&test, 1, [NONE; 5]).await;
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
    let reviewer = test.actor(Role::Reviewer).await;
    crate::send_back(&test.office, &reviewer, CODE, round(1), "名册不全")
        .await
        .expect("returned");
    officials::add(&test.office, &staff, new)
        .await
        .expect("registered");
    upload(&test, 1, [NONE; 5]).await;
    let page = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
    let check = page.expect("a page").declarations.expect("a check");
    assert_eq!(
        check.contradictions,
        [("2".to_owned(), Contradiction::SameName)]
    );
}
