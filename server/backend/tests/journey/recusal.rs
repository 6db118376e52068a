//! Nobody deals with their own household or a relative's.

use backend::accounts::{self, Actor};
use backend::declarations::{self, Declaration};
use backend::officials::{self, NewOfficial};
use backend::{Error, kin, objections, rounds, uploads};
use domain::account::Role;
use domain::conflict_of_interest::RestrictedAction;
use domain::declaration::{DeclaredBy, Tie};
use domain::objection::{ObjectionKind, Outcome};
use domain::review::Checklist;
use sea_orm::{ConnectionTrait, Statement};
use text::Lang;

use crate::filing;
use crate::upheld::decided_as;
use testing::{CODE, PASSWORD, TestOffice, remeasured, round, sample};
use text::Named as _;

/// On the first board; not marked in its table.
const HOUSEHOLD: &str = "HW01003";

/// A board and an objection at the point where this action comes next, and who
/// does it.
#[expect(clippy::expect_used, reason = "a test that cannot set up should stop")]
pub(crate) async fn ready_for(action: RestrictedAction) -> (TestOffice, Actor, String) {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let file = "board1-wide.xlsx";
    let role = match action {
        RestrictedAction::Declare
        | RestrictedAction::Upload
        | RestrictedAction::Explain
        | RestrictedAction::Submit
        | RestrictedAction::Correct
        | RestrictedAction::Withdraw => Role::Staff,
        RestrictedAction::Approve | RestrictedAction::Return => Role::Reviewer,
        RestrictedAction::Accept
        | RestrictedAction::Decline
        | RestrictedAction::Decide
        | RestrictedAction::CarryOver
        | RestrictedAction::ConfirmRemedy => Role::Supervisor,
    };
    let mut receipt = String::new();
    match action {
        RestrictedAction::Declare | RestrictedAction::Upload => {}
        RestrictedAction::Explain => {
            test.publish(1, file).await;
            let file = "board2-wide.xlsx";
            rounds::upload(&test.office, &staff, CODE, round(2), file, sample(file))
                .await
                .expect("uploaded");
        }
        RestrictedAction::Submit | RestrictedAction::Approve | RestrictedAction::Return => {
            rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
                .await
                .expect("uploaded");
            if action != RestrictedAction::Submit {
                rounds::submit(&test.office, &staff, CODE, round(1))
                    .await
                    .expect("submitted");
            }
        }
        RestrictedAction::Correct | RestrictedAction::Withdraw => test.publish(1, file).await,
        RestrictedAction::CarryOver | RestrictedAction::ConfirmRemedy => {
            test.publish(1, file).await;
            let mut filing = filing("");
            if action == RestrictedAction::ConfirmRemedy {
                // The second board changes it, and not its people.
                filing.household = Some("HW01006".into());
                filing.kind = Some(ObjectionKind::Person);
            }
            receipt = decided_as(&test, filing, Outcome::Upheld).await;
            let over = "2024-09-10T01:00:00Z".parse().expect("a time");
            test.clock.set(over);
            let file = "board2-wide.xlsx";
            rounds::upload(&test.office, &staff, CODE, round(2), file, sample(file))
                .await
                .expect("uploaded");
        }
        RestrictedAction::Accept | RestrictedAction::Decline | RestrictedAction::Decide => {
            test.publish(1, file).await;
            let filed = objections::file(&test.office, filing("")).await;
            receipt = filed.expect("a receipt").receipt;
            if action == RestrictedAction::Decide {
                let supervisor = test.actor(Role::Supervisor).await;
                objections::accept(&test.office, &supervisor, &receipt)
                    .await
                    .expect("accepted");
            }
        }
    }
    let actor = test.actor(role).await;
    (test, actor, receipt)
}

pub(crate) async fn try_it(
    test: &TestOffice,
    actor: &Actor,
    receipt: &str,
    action: RestrictedAction,
) -> Result<(), Error> {
    let office = &test.office;
    let file = "board1-wide.xlsx";
    match action {
        RestrictedAction::Declare => {
            let one = Declaration {
                household: HOUSEHOLD.into(),
                is_chosen: true,
                by: Some(DeclaredBy::Householder),
                declarer: "严长".into(),
                ..Declaration::default()
            };
            declarations::declare(office, actor, CODE, one).await
        }
        RestrictedAction::Upload => {
            rounds::upload(office, actor, CODE, round(1), file, sample(file))
                .await
                .map(drop)
        }
        RestrictedAction::Explain => {
            let (which, why) = (rounds::Which::Unexplained, remeasured());
            rounds::explain_changes(office, actor, CODE, round(2), &which, &why).await
        }
        RestrictedAction::Submit => rounds::submit(office, actor, CODE, round(1)).await,
        RestrictedAction::Approve => {
            testing::approve(office, actor, CODE, round(1), &Checklist::whole()).await
        }
        RestrictedAction::Return => crate::send_back(office, actor, CODE, round(1), "有误").await,
        RestrictedAction::Accept => objections::accept(office, actor, receipt).await,
        RestrictedAction::Decline => objections::decline(office, actor, receipt, "重复").await,
        RestrictedAction::Decide => {
            objections::decide(office, actor, receipt, Outcome::Upheld, "复测属实").await
        }
        RestrictedAction::Correct => {
            rounds::begin_correction(office, actor, CODE, round(1), "面积有误").await
        }
        RestrictedAction::Withdraw => {
            rounds::ask_withdrawal(office, actor, CODE, round(1), "依据有误").await
        }
        RestrictedAction::CarryOver => {
            rounds::carry_over(office, actor, CODE, round(2), receipt, "三榜一并更正").await
        }
        RestrictedAction::ConfirmRemedy => {
            rounds::confirm_remedy(office, actor, CODE, round(2), receipt, "已照改").await
        }
    }
}

#[expect(clippy::expect_used, reason = "a test that cannot look should stop")]
async fn refusals(test: &TestOffice) -> Vec<(String, String)> {
    let sql = "SELECT actor, canonical FROM events WHERE kind = 'recusal_refused' ORDER BY id";
    let db = test.office.db();
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect("rows");
    let text = |row: &sea_orm::QueryResult, column: &str| row.try_get("", column).expect("a text");
    rows.iter()
        .map(|row| (text(row, "actor"), text(row, "canonical")))
        .collect()
}

pub(crate) fn recused(outcome: Result<(), Error>) -> Option<String> {
    match outcome {
        Err(Error::Recused(sentence)) => Some(sentence.get(Lang::Zh).to_owned()),
        _ => None,
    }
}

#[tokio::test]
async fn every_deed_is_refused_to_kin_and_to_nobody_else() {
    for action in RestrictedAction::ALL {
        let (test, actor, receipt) = ready_for(action).await;
        let role = actor.signed.role;
        accounts::add_account(&test.office, "colleague", "王同事", role, PASSWORD)
            .await
            .expect("an account");
        kin::declare(
            &test.office,
            &actor,
            CODE,
            HOUSEHOLD,
            Some(Tie::Close),
            "兄弟",
        )
        .await
        .expect("declared");
        let refused = recused(try_it(&test, &actor, &receipt, action).await);
        let said = refused.unwrap_or_else(|| panic!("{action:?} was not refused"));
        for part in [HOUSEHOLD, "王同事", action.text().zh] {
            assert!(said.contains(part), "{action:?}: {said}");
        }
        // Recorded, although nothing came of it, and without the household.
        let recorded = refusals(&test).await;
        let [(who, canonical)] = recorded.as_slice() else {
            panic!("{action:?}: {recorded:?}");
        };
        assert_eq!(who, &actor.signed.name);
        assert!(canonical.contains(&format!("\"deed\":\"{}\"", action.key())));
        assert!(!canonical.contains(HOUSEHOLD), "{canonical}");

        let token = accounts::sign_in(&test.office, "colleague", PASSWORD, [127, 0, 0, 1].into())
            .await
            .expect("signed in");
        let colleague = accounts::actor(&test.office, &token).await;
        let colleague = colleague.expect("a look-up").expect("an actor");
        let done = try_it(&test, &colleague, &receipt, action).await;
        assert!(done.is_ok(), "{action:?} by a colleague: {done:?}");
        assert_eq!(refusals(&test).await.len(), 1);
    }
}

#[tokio::test]
async fn kin_is_known_from_the_register_and_from_the_table() {
    // From what a household declared to an official who has an account.
    let (test, reviewer, receipt) = ready_for(RestrictedAction::Approve).await;
    let staff = test.actor(Role::Staff).await;
    let new = NewOfficial {
        name: "周平".into(),
        post: "街道干事".into(),
        kind: Some(domain::status::StatusKind::Cadre),
        from: "2022-01-01".into(),
        to: "2023-12-31".into(),
        account: "reviewer".into(),
    };
    let official = officials::add(&test.office, &staff, new)
        .await
        .expect("registered");
    let declaration = |tie: Option<Tie>, relation: &str| Declaration {
        household: HOUSEHOLD.into(),
        is_chosen: true,
        tie,
        relation: relation.into(),
        official: tie.map(|_| official),
        by: Some(DeclaredBy::Householder),
        declarer: "严长".into(),
        basis: String::new(),
    };
    let declare = async |tie, relation: &str| {
        declarations::declare(&test.office, &staff, CODE, declaration(tie, relation))
            .await
            .expect("declared");
    };
    declare(Some(Tie::InLaw), "女婿").await;
    let kin = recused(try_it(&test, &reviewer, &receipt, RestrictedAction::Approve).await);
    assert!(kin.is_some_and(|said| said.contains(HOUSEHOLD)));
    // A later declaration takes its place.
    declare(None, "").await;
    let approved = try_it(&test, &reviewer, &receipt, RestrictedAction::Approve).await;
    assert!(approved.is_ok(), "{approved:?}");

    // From the table alone: it names 沈德, who signs in as staff.
    let (test, staff, receipt) = ready_for(RestrictedAction::Upload).await;
    let page = officials::page(&test.office, &staff).await.expect("a page");
    let shen = page
        .officials
        .iter()
        .find(|row| row.official.name == "沈德")
        .expect("registered");
    officials::change(&test.office, &staff, shen.official.id, None, Some("staff"))
        .await
        .expect("named");
    let said = recused(try_it(&test, &staff, &receipt, RestrictedAction::Upload).await);
    let said = said.expect("refused");
    assert!(
        said.contains("HW01002") && said.contains("等 4 户"),
        "{said}"
    );
}

#[tokio::test]
async fn kin_is_kept_away_from_a_carry_over_also_before_there_is_a_draft() {
    let (test, supervisor, receipt) = ready_for(RestrictedAction::Decide).await;
    try_it(&test, &supervisor, &receipt, RestrictedAction::Decide)
        .await
        .expect("decided");
    kin::declare(
        &test.office,
        &supervisor,
        CODE,
        HOUSEHOLD,
        Some(Tie::Close),
        "兄弟",
    )
    .await
    .expect("declared");
    // Nothing was uploaded for the second board.
    let said = recused(try_it(&test, &supervisor, &receipt, RestrictedAction::CarryOver).await);
    assert!(said.is_some_and(|said| said.contains(HOUSEHOLD)));
}

#[tokio::test]
async fn a_household_number_keeps_away_however_it_is_typed_and_a_wrong_one_shows() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let declare = async |number: &str| {
        let tie = Some(Tie::Close);
        kin::declare(&test.office, &staff, CODE, number, tie, "兄弟").await
    };
    let checks = async || {
        let page = kin::page(&test.office, &staff).await.expect("a page");
        let rows = page.own.into_iter();
        rows.map(|row| (row.household, row.on_board))
            .collect::<Vec<_>>()
    };
    declare(" ｈｗ０１０99 ").await.expect("declared");
    assert_eq!(checks().await, [("HW01099".to_owned(), None)], "no board");

    let file = "board1-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("a typo keeps nobody away");
    assert_eq!(checks().await, [("HW01099".to_owned(), Some(false))]);

    declare("hw ０１００３").await.expect("declared");
    assert_eq!(checks().await[0], (HOUSEHOLD.to_owned(), Some(true)));
    assert!(matches!(declare("HW01003").await, Err(Error::Refused(_))));
    let refused = rounds::submit(&test.office, &staff, CODE, round(1)).await;
    assert!(recused(refused).is_some_and(|said| said.contains(HOUSEHOLD)));
    // What is there from before, as it was typed then, counts too.
    let db = test.office.db();
    db.execute_unprepared(
        "INSERT INTO account_kin (account_id, project_id, household, tie, relation, declared_at) \
         SELECT accounts.id, projects.id, 'ｈw01005', 'own', '', 0 FROM accounts, projects \
         WHERE accounts.name = 'reviewer'",
    )
    .await
    .expect("as it was");
    let reviewer = test.actor(Role::Reviewer).await;
    let refused = crate::send_back(&test.office, &reviewer, CODE, round(1), "有误").await;
    assert!(recused(refused).is_some_and(|said| said.contains("HW01005")));
}

#[tokio::test]
async fn whose_relative_somebody_is_stands_with_no_upload() {
    let (test, staff, receipt) = ready_for(RestrictedAction::Upload).await;
    kin::declare(
        &test.office,
        &staff,
        CODE,
        HOUSEHOLD,
        Some(Tie::Close),
        "兄弟",
    )
    .await
    .expect("declared");
    let said = recused(try_it(&test, &staff, &receipt, RestrictedAction::Upload).await);
    assert!(said.is_some_and(|said| said.contains(HOUSEHOLD)));

    accounts::add_account(&test.office, "colleague", "王同事", Role::Staff, PASSWORD)
        .await
        .expect("an account");
    let token = accounts::sign_in(&test.office, "colleague", PASSWORD, [127, 0, 0, 1].into())
        .await
        .expect("signed in");
    let colleague = accounts::actor(&test.office, &token).await;
    let colleague = colleague.expect("a look-up").expect("an actor");
    let page = rounds::office_page(&test.office, &colleague, CODE, round(1)).await;
    let upload = page.expect("a page").upload.expect("an upload");
    let (zh, en) = upload.said.expect("why nothing came of it");
    assert_eq!((zh.as_str(), en.as_str()), {
        let why = text::UPLOAD_RECUSED;
        (why.zh, why.en)
    });
    let reviewer = test.actor(Role::Reviewer).await;
    let page = uploads::page(&test.office, &reviewer, CODE, round(1), upload.id).await;
    let said = page.expect("a page").upload.said.expect("a sentence");
    assert!(!said.0.contains(HOUSEHOLD) && !said.1.contains(HOUSEHOLD));
}

#[tokio::test]
async fn what_was_a_mistake_is_lifted_by_somebody_else() {
    let (test, staff, receipt) = ready_for(RestrictedAction::Submit).await;
    let supervisor = test.actor(Role::Supervisor).await;
    let declare = async |actor: &Actor| {
        kin::declare(&test.office, actor, CODE, HOUSEHOLD, Some(Tie::Own), "").await
    };
    declare(&staff).await.expect("declared");
    assert!(matches!(declare(&staff).await, Err(Error::Refused(_))));
    declare(&supervisor).await.expect("declared");
    let page = kin::page(&test.office, &supervisor).await.expect("a page");
    let (own, other) = (page.own[0].id, page.others[0].id);
    let hidden = kin::page(&test.office, &staff).await.expect("a page");
    assert!(hidden.others.is_empty(), "staff see their own alone");
    let by_staff = kin::lift(&test.office, &staff, other, "写错").await;
    assert!(matches!(by_staff, Err(Error::Forbidden)));
    let ones_own = kin::lift(&test.office, &supervisor, own, "写错").await;
    assert!(matches!(ones_own, Err(Error::Refused(_))));
    assert!(recused(try_it(&test, &staff, &receipt, RestrictedAction::Submit).await).is_some());
    kin::lift(&test.office, &supervisor, other, "户号写错")
        .await
        .expect("lifted");
    let done = try_it(&test, &staff, &receipt, RestrictedAction::Submit).await;
    assert!(done.is_ok(), "{done:?}");
}
