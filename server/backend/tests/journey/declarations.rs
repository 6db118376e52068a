//! The register of officials, and what households declare.

use backend::declarations::{self, Declaration};
use backend::officials::{self, NewOfficial};
use backend::{Error, projects, rounds, standards};
use domain::account::Role;
use domain::declaration::{Contradiction, DeclaredBy, Tie};
use domain::id::OfficialId;
use domain::round::RoundState;
use domain::status::StatusKind;
use sea_orm::ConnectionTrait;
use text::Lang;
use views::DeclarationFilter;

use testing::{CODE, TestOffice, details, register, round, sample};

/// A project with standards, where nobody has declared and nobody is registered.
#[expect(clippy::expect_used, reason = "a test that cannot set up should stop")]
async fn bare() -> TestOffice {
    let test = TestOffice::new().await;
    let staff = test.actor(Role::Staff).await;
    projects::create(&test.office, &staff, details())
        .await
        .expect("a project");
    let file = "standards.xlsx";
    standards::load(&test.office, &staff, CODE, file, sample(file))
        .await
        .expect("standards");
    let file = "board1-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("uploaded");
    test
}

pub(crate) fn refusal_text(error: Result<(), Error>) -> String {
    match error {
        Err(Error::Refused(refusal)) => {
            let sentences: Vec<&str> = refusal
                .errors
                .iter()
                .map(|(_, sentence)| sentence.get(Lang::Zh))
                .collect();
            sentences.join(" ")
        }
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn a_board_is_submitted_once_every_household_has_declared() {
    let test = bare().await;
    let staff = test.actor(Role::Staff).await;
    let submit = async || rounds::submit(&test.office, &staff, CODE, round(1)).await;
    let page = async || {
        let filter = DeclarationFilter::default();
        declarations::page(&test.office, &staff, CODE, filter)
            .await
            .expect("a page")
    };

    // The table names officials whom nobody registered.
    assert!(refusal_text(submit().await).contains("沈德"));
    assert_eq!(page().await.check.unregistered.len(), 6);
    register(&test.office, &staff).await;
    assert!(refusal_text(submit().await).contains("还有 42 户没有申报"));
    let state = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
    let state = state.expect("a page");
    assert_eq!(state.state, RoundState::Draft);
    assert_eq!(state.declarations.map(|check| check.undeclared), Some(42));

    let rest = async |seen, by| {
        let said = (by, "河湾村委会 李主任", "9月1日逐户核对，有签字表");
        declarations::declare_rest(&test.office, &staff, CODE, seen, said).await
    };
    assert!(refusal_text(rest(41, Some(DeclaredBy::Village)).await).contains("现在是 42 户"));
    assert!(matches!(
        rest(42, Some(DeclaredBy::Table)).await,
        Err(Error::Refused(_))
    ));
    rest(42, Some(DeclaredBy::Village)).await.expect("declared");
    assert!(page().await.check.is_clean());
    submit().await.expect("submitted");

    // What the table says of the others is kept as a declaration of its own.
    let marked = declarations::household(&test.office, &staff, CODE, "HW02004")
        .await
        .expect("a household");
    let [statement] = marked.row.standing.as_slice() else {
        panic!("{marked:?}");
    };
    assert_eq!(
        (statement.tie, statement.relation.as_str(), statement.by),
        (Some(Tie::Close), "兄弟", DeclaredBy::Table)
    );
    assert_eq!(statement.recorded_by, "staff");

    // The reviewer sees who declared it.
    let reviewer = test.actor(Role::Reviewer).await;
    let review = rounds::review_page(&test.office, &reviewer, CODE, round(1), 1).await;
    let review = review.expect("a page");
    let first = review.entries.iter().zip(&review.declared).next();
    let (entry, declared) = first.expect("a household");
    assert_eq!(entry.household, "HW01001");
    assert_eq!(declared[0].declarer, "河湾村委会 李主任");
    assert!(declared[0].in_bulk);
}

#[tokio::test]
async fn what_does_not_fit_is_found_and_must_be_mended() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let officials = officials::page(&test.office, &staff).await.expect("a page");
    let id = |name: &str| {
        let mut rows = officials.officials.iter();
        let found = rows.find(|row| row.official.name == name);
        found.expect("registered").official.id
    };
    let (shen, dou) = (id("沈德"), id("窦家"));
    let declare =
        async |household: &str, tie: Option<Tie>, relation: &str, official: OfficialId| {
            let one = Declaration {
                household: household.into(),
                is_chosen: true,
                tie,
                relation: relation.into(),
                official: tie.map(|_| official),
                by: Some(DeclaredBy::Householder),
                declarer: "户主".into(),
                basis: String::new(),
            };
            declarations::declare(&test.office, &staff, CODE, one)
                .await
                .expect("declared");
        };
    // Not marked in the table; a relative of another official; not related at
    // all; and the official's own household as a relative's.
    declare("HW01003", Some(Tie::Close), "子女", shen).await;
    declare("HW02004", Some(Tie::Close), "兄弟", dou).await;
    declare("HW03005", None, "", shen).await;
    declare("HW01004", Some(Tie::Close), "兄弟", dou).await;
    let file = "board1-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("uploaded");
    let check = async || {
        let page = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
        page.expect("a page").declarations.expect("a check")
    };
    assert_eq!(
        check().await.contradictions,
        [
            ("HW01003".to_owned(), Contradiction::NotMarked),
            ("HW01004".to_owned(), Contradiction::OwnOrRelative),
            ("HW02004".to_owned(), Contradiction::OtherOfficial),
            ("HW03005".to_owned(), Contradiction::DeclaredNone),
        ]
    );
    let refused = rounds::submit(&test.office, &staff, CODE, round(1)).await;
    assert!(refusal_text(refused).contains("有 4 户公示表和申报对不上（如户号 HW01003）"));

    declare("HW01003", None, "", shen).await;
    declare("HW01004", Some(Tie::Own), "", shen).await;
    declare("HW02004", Some(Tie::Close), "兄弟", shen).await;
    declare("HW03005", Some(Tie::Close), "子女", shen).await;
    assert!(check().await.is_clean());
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
}

#[tokio::test]
async fn an_officials_own_household_cannot_stay_unmarked() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let new = NewOfficial {
        name: "严长".into(),
        post: "会计".into(),
        kind: Some(StatusKind::Cadre),
        from: "2021-03-01".into(),
        ..NewOfficial::default()
    };
    officials::add(&test.office, &staff, new)
        .await
        .expect("registered");
    let file = "board1-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("uploaded");
    let page = rounds::office_page(&test.office, &staff, CODE, round(1)).await;
    let check = page.expect("a page").declarations.expect("a check");
    assert_eq!(
        check.contradictions,
        [("HW01003".to_owned(), Contradiction::SameName)]
    );
    // A namesake says so for itself.
    let one = Declaration {
        household: "HW01003".into(),
        is_chosen: true,
        by: Some(DeclaredBy::Householder),
        declarer: "严长".into(),
        ..Declaration::default()
    };
    declarations::declare(&test.office, &staff, CODE, one)
        .await
        .expect("declared");
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
}

#[tokio::test]
async fn a_bad_declaration_names_every_field() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let reviewer = test.actor(Role::Reviewer).await;
    let fields = |outcome: Result<(), Error>| match outcome {
        Err(Error::Refused(refusal)) => refusal
            .errors
            .into_iter()
            .map(|(field, _)| field)
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let declare = async |one| declarations::declare(&test.office, &staff, CODE, one).await;
    let nothing = declare(Declaration::default()).await;
    assert_eq!(fields(nothing), ["household", "tie", "by", "declarer"]);
    let nobody = declare(Declaration {
        household: "HW01003".into(),
        is_chosen: true,
        tie: Some(Tie::Close),
        official: Some(OfficialId::new(999_999)),
        by: Some(DeclaredBy::Table),
        declarer: "户主".into(),
        ..Declaration::default()
    })
    .await;
    assert_eq!(fields(nobody), ["relation", "by", "official"]);
    let new = NewOfficial {
        kind: Some(StatusKind::CadreRelative),
        from: "去年".into(),
        to: "2020-01-01".into(),
        account: "nobody".into(),
        ..NewOfficial::default()
    };
    let wrong = officials::add(&test.office, &staff, new.clone())
        .await
        .map(drop);
    assert_eq!(fields(wrong), ["name", "post", "kind", "from", "account"]);
    let forbidden = officials::add(&test.office, &reviewer, new).await;
    assert!(matches!(forbidden, Err(Error::Forbidden)));
}

#[tokio::test]
async fn a_term_ends_and_nobody_is_deleted() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let page = officials::page(&test.office, &staff).await.expect("a page");
    let shen = &page.officials[0].official;
    let early = officials::change(&test.office, &staff, shen.id, Some("2000-01-01"), None).await;
    assert!(refusal_text(early).contains("不能早于"));
    officials::change(
        &test.office,
        &staff,
        shen.id,
        Some("2024-09-01"),
        Some("supervisor"),
    )
    .await
    .expect("ended");
    let page = officials::page(&test.office, &staff).await.expect("a page");
    let ended = page.officials.last().expect("an official");
    assert_eq!(ended.official.id, shen.id);
    assert!(!ended.in_office);
    assert_eq!(ended.official.account.as_deref(), Some("supervisor"));
    for sql in [
        "DELETE FROM officials",
        "UPDATE officials SET name = '某'",
        "DELETE FROM declarations",
        "UPDATE declarations SET tie = NULL",
    ] {
        let refused = test.office.db().execute_unprepared(sql).await;
        assert!(refused.is_err(), "{sql}");
    }
}
