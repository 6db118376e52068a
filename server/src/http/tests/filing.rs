//! Attacks on the form of an objection.

use app::forms::{AnswerHeld, Follow, OpenNames, StopFollowing};
use axum::http::StatusCode;
use domain::account::Role;
use sea_orm::{ConnectionTrait, Statement};

use super::Demo;
use super::browser::{Browser, Page};
use super::roles::GETS;

const BOARD: &str = "/p/HW2024/r/1/object";
const HOUSEHOLD: &str = "/p/HW2024/r/1/object?h=HW01003";
const FIRST: &str = "水浇地应是 3.6 亩，第一个人写的";
const SECOND: &str = "房屋少算了一间，第二个人写的";

/// What a browser sends.
struct Post<'a> {
    csrf: String,
    submission: &'a str,
    line: &'a str,
    statement: &'a str,
}

impl Browser {
    /// The form's token and its one-time number, as a page has them.
    async fn form(&mut self, page: &str) -> (String, String) {
        let page = self.get(page).await;
        let hidden = |name: &str| {
            let mark = format!("name=\"{name}\" value=\"");
            page.between(&mark, "\"").expect("a form").to_owned()
        };
        (hidden("csrf"), hidden("submission"))
    }

    /// Files without looking at the page first.
    async fn file(&mut self, to: &str, post: Post<'_>) -> Page {
        let fields = [
            ("csrf", post.csrf.as_str()),
            ("submission", post.submission),
            ("line", post.line),
            ("kind", "area"),
            ("statement", post.statement),
            ("name", "王某"),
            ("phone", "13800138000"),
        ];
        let fields: Vec<(String, String)> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.post(to, &fields).await
    }

    /// What is shown of the objection that this browser follows.
    async fn followed(&mut self) -> String {
        self.get("/track").await.text
    }
}

/// Receipt and secret, as they are shown once.
fn receipt(track: &str) -> Vec<String> {
    let shown = track.split("whitespace-nowrap\">").skip(1);
    shown
        .map(|rest| rest.split('<').next().unwrap_or_default().to_owned())
        .collect()
}

async fn one_text(demo: &Demo, sql: &str) -> String {
    let db = demo.office.db();
    let sql = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(sql).await.expect("a table");
    row.expect("a row").try_get_by_index(0).expect("a text")
}

async fn narrow(demo: &Demo) {
    let db = demo.office.db();
    let sql = "UPDATE projects SET scope = 'totals' WHERE code = 'HW2024'";
    db.execute_unprepared(sql).await.expect("narrowed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_tells_nothing_that_the_pages_do_not_show() {
    let demo = Demo::new().await;
    let shown = backend::notices::household(
        &demo.office,
        "HW2024",
        domain::round::RoundNumber::new(1).expect("a round"),
        "HW01003",
        None,
    );
    let entry = shown.await.expect("a household").entry;
    let amount = entry.lines()[0].amount.to_string();
    let secrets = [entry.head(), &amount];
    narrow(&demo).await;

    let mut answers = Vec::new();
    // A household and lines that there are, and others.
    for (household, line) in [
        ("HW01003", "0"),
        ("HW01003", "9999"),
        ("NONE", "0"),
        ("HW01003", ""),
    ] {
        let mut stranger = demo.browser();
        let (csrf, submission) = stranger.form(BOARD).await;
        let post = Post {
            csrf,
            submission: &submission,
            line,
            statement: FIRST,
        };
        let page = stranger.file(&format!("{BOARD}?h={household}"), post).await;
        assert!(
            page.status.is_client_error(),
            "{household}: {}",
            page.status
        );
        assert!(page.text.contains(FIRST), "what was typed is lost");
        let errors = page.between("error-summary", "</ul>").map(str::to_owned);
        answers.push((page.status, errors.expect("a sentence")));
        let track = stranger.followed().await;
        for secret in secrets {
            assert!(!page.text.contains(secret), "{secret} at {household}");
            assert!(!track.contains(secret), "{secret} on /track");
        }
    }
    assert!(
        answers.iter().all(|one| *one == answers[0]),
        "one answer tells which households there are: {answers:?}"
    );

    // Nor does any other address that anybody may ask for.
    for (address, _) in GETS
        .iter()
        .filter(|(address, _)| !address.contains("/office"))
    {
        let page = demo.browser().get(address).await;
        for secret in secrets {
            assert!(!page.text.contains(secret), "{secret} at {address}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_see_households_objects_to_them_and_anybody_to_the_board() {
    let demo = Demo::new().await;
    narrow(&demo).await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let page = staff.get("/office/p/HW2024").await;
    let code = page.between("whitespace-nowrap\">", "<").expect("a code");
    let mut resident = demo.browser();
    let opened = resident
        .send::<OpenNames>("/p/HW2024/access", &[("code", code)])
        .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    for (mut browser, page) in [(resident, HOUSEHOLD), (demo.browser(), BOARD)] {
        let (csrf, submission) = browser.form(page).await;
        let post = Post {
            csrf,
            submission: &submission,
            line: "",
            statement: FIRST,
        };
        let filed = browser.file(page, post).await;
        assert_eq!(filed.status, StatusCode::SEE_OTHER, "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_the_database_has_no_key_to_an_objection() {
    let demo = Demo::new().await;
    let mut resident = demo.browser();
    let (csrf, number) = resident.form(HOUSEHOLD).await;
    let post = |csrf: &str, statement| Post {
        csrf: csrf.to_owned(),
        submission: &number,
        line: "0",
        statement,
    };
    let filed = resident.file(HOUSEHOLD, post(&csrf, FIRST)).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER);
    let own = receipt(&resident.followed().await);
    assert_eq!(own.len(), 2, "{own:?}");
    let stored = one_text(&demo, "SELECT submission FROM objections").await;
    assert_ne!(stored, number, "the number lies open in the database");

    // With what stands in the database, and even with the number itself and all
    // that was typed: another browser gets nothing of it.
    for (number, statement) in [(&stored, SECOND), (&number, SECOND), (&number, FIRST)] {
        let mut reader = demo.browser();
        let (csrf, _) = reader.form(HOUSEHOLD).await;
        let post = Post {
            csrf,
            submission: number,
            line: "0",
            statement,
        };
        reader.file(HOUSEHOLD, post).await;
        let track = reader.followed().await;
        for secret in &own {
            assert!(!track.contains(secret.as_str()), "{secret} with {number}");
        }
        if statement == SECOND {
            assert!(!track.contains(FIRST), "the statement with {number}");
        }
    }

    // The browser that filed it, and pressed twice, has the same receipt.
    let again = resident.file(HOUSEHOLD, post(&csrf, FIRST)).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(receipt(&resident.followed().await), own);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_shared_browser_everybody_has_their_own_objection() {
    let demo = Demo::new().await;
    let mut shared = demo.browser();
    let (csrf, number) = shared.form(HOUSEHOLD).await;
    let post = |statement| Post {
        csrf: csrf.clone(),
        submission: &number,
        line: "0",
        statement,
    };
    shared.file(HOUSEHOLD, post(FIRST)).await;
    let first = receipt(&shared.followed().await);
    // "Back", and what stands in the form is written over.
    shared.file(HOUSEHOLD, post(SECOND)).await;
    let track = shared.followed().await;
    assert!(track.contains(SECOND) && !track.contains(FIRST), "{track}");
    let second = receipt(&track);
    assert_ne!(first, second);
    let mut supervisor = demo.signed_in(Role::Supervisor).await;
    let queue = supervisor.get("/office/objections").await.text;
    for one in [&first, &second] {
        assert!(queue.contains(one[0].as_str()), "{one:?} is lost");
    }

    // The second one is done here; whoever comes next only presses "Back" and
    // "Submit".
    let closed = shared.send::<StopFollowing>("/track", &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
    let third = shared.file(HOUSEHOLD, post(SECOND)).await;
    assert_eq!(third.status, StatusCode::SEE_OTHER, "its form still works");
    let track = shared.followed().await;
    for secret in first.iter().chain(&second) {
        assert!(!track.contains(secret.as_str()), "{secret} of another");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_answered_together_after_a_question() {
    let demo = Demo::new().await;
    let mut resident = demo.browser();
    let mut receipts = Vec::new();
    for statement in [FIRST, SECOND, "<b>第三件"] {
        let (csrf, submission) = resident.form(HOUSEHOLD).await;
        let post = Post {
            csrf,
            submission: &submission,
            line: "0",
            statement,
        };
        resident.file(HOUSEHOLD, post).await;
        receipts.push(receipt(&resident.followed().await)[0].clone());
    }
    let db = demo.office.db();
    let held = "UPDATE objections SET held_for = 'household'";
    db.execute_unprepared(held).await.expect("held");
    assert!(
        resident
            .followed()
            .await
            .contains("回执有效，答复的期限照算")
    );

    let page = "/office/objections?lane=held";
    let mut supervisor = demo.signed_in(Role::Supervisor).await;
    assert!(
        supervisor
            .get("/office")
            .await
            .text
            .contains("3 件单列的异议")
    );
    let shown = supervisor.get(page).await.text;
    for one in [FIRST, SECOND, "&lt;b&gt;第三件", receipts[0].as_str()] {
        assert!(shown.contains(one), "{one} is not listed");
    }
    assert!(!shown.contains("checked"), "nothing is ticked unasked");
    let ticked = supervisor.get(&format!("{page}&ticked=1")).await.text;
    assert_eq!(ticked.matches("checked").count(), 3, "{ticked}");

    let boxes: Vec<String> = receipts
        .iter()
        .map(|one| AnswerHeld::objection(one))
        .collect();
    let bare = [(boxes[0].as_str(), "1"), ("answer", "decline")];
    let refused = supervisor.send::<AnswerHeld>(page, &bare).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.text.matches("checked").count(), 2, "kept as ticked");
    let none = [("answer", "accept")];
    let refused = supervisor.send::<AnswerHeld>(page, &none).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("请先给要办理的异议打勾"));

    let accept = [(boxes[0].as_str(), "1"), ("answer", "accept")];
    let accepted = supervisor.send::<AnswerHeld>(page, &accept).await;
    assert_eq!(
        (accepted.status, accepted.to()),
        (StatusCode::SEE_OTHER, page)
    );
    let decline = [
        (boxes[1].as_str(), "1"),
        (boxes[2].as_str(), "1"),
        ("answer", "decline"),
        ("reason", "同一件事已经提过"),
    ];
    let asked = supervisor.send::<AnswerHeld>(page, &decline).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text.contains("2 件单列的异议不予受理") && asked.text.contains(&receipts[2]));
    let declined = supervisor.confirm(&asked).await;
    assert_eq!(declined.status, StatusCode::SEE_OTHER, "{}", declined.text);
    let track = resident.followed().await;
    assert!(track.contains("不予受理") && track.contains("同一件事已经提过"));
    assert!(!track.contains("回执有效"), "it is not held any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_codes_is_told_to_stop_and_the_right_one_opens() {
    const MOST: usize = 100_000;
    let demo = Demo::new().await;
    let address = std::net::Ipv4Addr::UNSPECIFIED.into();
    let mut resident = demo.browser();
    let forms = [("/p/HW2024/access", "code"), ("/track", "secret")];
    for (page, field) in forms {
        let mut status = StatusCode::OK;
        // One more is granted every two seconds, and pages take time.
        for _ in 0..50 {
            let mut tries = 0..MOST;
            while backend::projects::check_access(&demo.office, "HW2024", "AAAA", address)
                .await
                .is_ok()
            {
                assert!(tries.next().is_some(), "guesses without end");
            }
            let typed = [("receipt", "20240902-AAAA-AAAA"), (field, "AAAA")];
            let refused = match field {
                "code" => resident.send::<OpenNames>(page, &typed[1..]).await,
                _ => resident.send::<Follow>(page, &typed).await,
            };
            status = refused.status;
            if status == StatusCode::TOO_MANY_REQUESTS {
                assert!(refused.headers.contains_key("retry-after"));
                break;
            }
        }
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{page}");
    }
    let mut staff = demo.signed_in(Role::Staff).await;
    let page = staff.get("/office/p/HW2024").await;
    let code = page.between("whitespace-nowrap\">", "<").expect("a code");
    let opened = resident
        .send::<OpenNames>("/p/HW2024/access", &[("code", code)])
        .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
}
