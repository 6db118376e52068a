//! How far recusal reaches: no use case that touches a board or an objection
//! forgets to ask who acts, and nobody is kept from what is not theirs.

use backend::{kin, objections};
use domain::account::Permission;
use domain::conflict_of_interest::RestrictedAction;
use domain::declaration::Tie;

use crate::filing;
use crate::recusal::{ready_for, recused, try_it};
use testing::CODE;

/// Use cases that need such a permission, and only read, have nothing with
/// households in their hands, or just keep a file for one that asks.
const NO_DEED: [&str; 11] = [
    "add",
    "begin_upload",
    "change",
    "changes_page",
    "choose_columns",
    "commenting",
    "may_see",
    "office_page",
    "review_page",
    "template",
    "to_confirm",
];

/// What leads to a board or an objection being acted on asks for recusal, in
/// the same function: a new use case that forgets is found here.
#[test]
fn no_use_case_forgets_to_ask() {
    const ACTS: [&str; 4] = [
        "EditRegister",
        "UploadBoard",
        "ReviewBoard",
        "DecideObjections",
    ];
    let is_known = [
        Permission::EditRegister,
        Permission::UploadBoard,
        Permission::ReviewBoard,
        Permission::DecideObjections,
    ];
    assert_eq!(ACTS, is_known.map(|one| format!("{one:?}")));
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut forgetful = Vec::new();
    for file in files(&source) {
        let text = std::fs::read_to_string(&file).expect("a file");
        for (name, body) in functions(&text) {
            let acts = ACTS
                .iter()
                .any(|one| body.contains(&format!("must(Permission::{one})")));
            if acts && !body.contains("recusal::check") && !NO_DEED.contains(&name) {
                forgetful.push(format!("{}: {name}", file.display()));
            }
        }
    }
    assert!(forgetful.is_empty(), "{}", forgetful.join("\n"));
}

/// What needs the permission to read objections asks for recusal in the same
/// function.
#[test]
fn no_use_case_that_reads_objections_forgets_to_ask() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut forgetful = Vec::new();
    for file in files(&source) {
        let text = std::fs::read_to_string(&file).expect("a file");
        for (name, body) in functions(&text) {
            let reads = body.contains("Permission::ReadObjections")
                || body.contains(".objector(")
                || body.contains("file_keys(");
            let asks = ["Reading", "touched(", "reading", "readable("];
            if reads && name != "file_keys" && !asks.iter().any(|one| body.contains(one)) {
                forgetful.push(format!("{}: {name}", file.display()));
            }
        }
    }
    assert!(forgetful.is_empty(), "{}", forgetful.join("\n"));
}

/// Functions of a file that stand at its left edge: name and text.
fn functions(text: &str) -> Vec<(&str, &str)> {
    let mut starts: Vec<usize> = text
        .match_indices("fn ")
        .map(|(at, _)| at)
        .filter(|at| {
            let line = text[..*at].rsplit('\n').next().unwrap_or_default();
            ["", "async ", "pub ", "pub async "].contains(&line) || line.starts_with("pub(")
        })
        .collect();
    starts.push(text.len());
    starts
        .windows(2)
        .filter_map(|two| {
            let body = text.get(two[0]..two[1])?;
            let name = body.strip_prefix("fn ")?.split(['(', '<']).next()?;
            Some((name, body))
        })
        .collect()
}

#[expect(clippy::expect_used, reason = "a test that cannot look should stop")]
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[tokio::test]
async fn an_objection_of_others_does_not_concern_kin() {
    let (test, supervisor, receipt) = ready_for(RestrictedAction::Accept).await;
    kin::declare(
        &test.office,
        &supervisor,
        CODE,
        "HW01001",
        Some(Tie::Own),
        "",
    )
    .await
    .expect("declared");
    let done = try_it(&test, &supervisor, &receipt, RestrictedAction::Accept).await;
    assert!(done.is_ok(), "{done:?}");
    // The board as a whole does.
    let mut whole = filing("");
    (whole.household, whole.line) = (None, None);
    let filed = objections::file(&test.office, whole).await;
    let receipt = filed.expect("a receipt").receipt;
    let refused = try_it(&test, &supervisor, &receipt, RestrictedAction::Accept).await;
    assert!(recused(refused).is_some());
}
