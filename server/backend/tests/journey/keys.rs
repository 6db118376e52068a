//! What is sealed: bound to its row, and sealed again with a new key.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::io::Cursor;

use backend::objections::{self, NewFile, Receipt};
use backend::{AppContext, Error, archive, keys, rounds};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::account::Role;
use domain::event::EventKind;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::secrets::{base64url, hmac_sha256};

use crate::archive::zip_for;
use crate::uploads::{ACCOUNT, ID, OTHER_ID, page, send, table};
use crate::{filing, sentence};
use testing::{CODE, TestOffice, open, round};
use views::RecordFilter;

pub(crate) const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n";

pub(crate) async fn sql(office: &AppContext, statement: &str) {
    let done = office.db().execute_unprepared(statement).await;
    done.expect(statement);
}

/// Texts of the first column.
pub(crate) async fn texts(office: &AppContext, statement: &str) -> Vec<String> {
    let db = office.db();
    let statement = Statement::from_string(db.get_database_backend(), statement);
    let rows = db.query_all_raw(statement).await.expect("rows");
    rows.iter()
        .map(|row| row.try_get_by_index(0).expect("a text"))
        .collect()
}

/// An objection with a file.
pub(crate) async fn file(test: &TestOffice, statement: &str, bytes: &[u8]) -> Receipt {
    let mut one = filing(&test.office.random_token().expect("a token"));
    statement.clone_into(&mut one.statement);
    one.files.push(NewFile {
        file_name: "a.pdf".into(),
        bytes: bytes.to_vec(),
    });
    objections::file(&test.office, one).await.expect("filed")
}

async fn statement(office: &AppContext, receipt: &Receipt) -> Result<String, Error> {
    let followed = objections::track(office, &receipt.receipt, &receipt.secret).await;
    followed.map(|followed| followed.statement)
}

pub(crate) async fn attachment(test: &TestOffice, receipt: &Receipt) -> Result<Vec<u8>, Error> {
    let supervisor = test.actor(Role::Supervisor).await;
    let file = objections::attachment(&test.office, &supervisor, &receipt.receipt, 1).await;
    file.map(|(_, bytes)| bytes)
}

/// Whoever writes to the database without the key cannot give one objector's words,
/// name or file to another.
#[tokio::test]
async fn what_is_sealed_for_one_row_opens_in_no_other() {
    let test = TestOffice::with_notice().await;
    let supervisor = test.actor(Role::Supervisor).await;
    let first = file(&test, "第一件", PDF).await;
    let second = file(&test, "第二件", &[PDF, b"2"].concat()).await;
    assert_eq!(
        statement(&test.office, &first).await.expect("open"),
        "第一件"
    );
    for column in ["statement_sealed", "person_sealed"] {
        let other = format!(
            "(SELECT {column} FROM objections WHERE receipt = '{}')",
            second.receipt
        );
        let kept = texts(
            &test.office,
            &format!(
                "SELECT {column} FROM objections WHERE receipt = '{}'",
                first.receipt
            ),
        )
        .await;
        let set = |value: &str| {
            format!(
                "UPDATE objections SET {column} = {value} WHERE receipt = '{}'",
                first.receipt
            )
        };
        sql(&test.office, &set(&other)).await;
        let case = objections::case(&test.office, &supervisor, &first.receipt).await;
        assert!(
            matches!(case, Err(Error::Internal(_))),
            "{column}: {case:?}"
        );
        sql(&test.office, &set(&format!("'{}'", kept[0]))).await;
        let case = objections::case(&test.office, &supervisor, &first.receipt).await;
        assert!(case.is_ok(), "{column}: {case:?}");
    }
    // One column's value is none of another.
    sql(
        &test.office,
        "UPDATE objections SET person_sealed = statement_sealed",
    )
    .await;
    let case = objections::case(&test.office, &supervisor, &second.receipt).await;
    assert!(case.is_err());
    // Two files change places, each with its digest.
    sql(
        &test.office,
        "UPDATE objection_files SET object_key = object_key || '.'",
    )
    .await;
    let keys = texts(
        &test.office,
        "SELECT object_key FROM objection_files ORDER BY id DESC",
    )
    .await;
    let digests = texts(
        &test.office,
        "SELECT digest FROM objection_files ORDER BY id DESC",
    )
    .await;
    let ids = [1, 2];
    for ((id, key), digest) in ids.iter().zip(&keys).zip(&digests) {
        let key = key.trim_end_matches('.');
        let set = format!(
            "UPDATE objection_files SET object_key = '{key}', digest = '{digest}' WHERE id = {id}"
        );
        sql(&test.office, &set).await;
    }
    for receipt in [&first, &second] {
        let swapped = attachment(&test, receipt).await.expect_err("altered");
        assert_eq!(sentence(&swapped), Some(text::FILE_ALTERED.zh));
    }
}

#[tokio::test]
async fn private_numbers_open_for_their_own_household_alone() {
    let test = TestOffice::with_project().await;
    let board = table([("1", ID, ACCOUNT), ("2", OTHER_ID, "6228298615154495027")]);
    send(&test, CODE, "t.csv", board.as_bytes()).await;
    let found = keys::check(&test.office).await.expect("checked").1;
    assert_eq!((found.broken, found.earlier), (0, 0), "{found:?}");
    let sealed = texts(
        &test.office,
        "SELECT sealed FROM private_numbers ORDER BY household",
    )
    .await;
    assert_eq!(found.values, 2);
    let swapped = format!(
        "UPDATE private_numbers SET sealed = CASE household WHEN '1' THEN '{}' ELSE '{}' END",
        sealed[1], sealed[0]
    );
    sql(&test.office, &swapped).await;
    let found = keys::check(&test.office).await.expect("checked").1;
    assert_eq!(found.broken, 2, "{found:?}");
    assert!(
        page(&test, CODE).await.draft.is_some(),
        "the board can be read"
    );
}

/// As values were sealed before they were bound to a row.
fn as_before(test: &TestOffice, purpose: &str, plain: &[u8]) -> Vec<u8> {
    let master = std::fs::read(test.folder.path().join("keys/master.key")).expect("the key");
    let key = hmac_sha256(&master, purpose.as_bytes());
    let nonce = [9; 24];
    let plain = Payload {
        msg: plain,
        aad: purpose.as_bytes(),
    };
    let sealed = XChaCha20Poly1305::new((&key).into()).encrypt(&XNonce::from(nonce), plain);
    [nonce.as_slice(), &sealed.expect("sealed")].concat()
}

/// Makes everything of an objection as it was before.
async fn make_old(test: &TestOffice, receipt: &Receipt) {
    let statement = base64url(&as_before(
        test,
        "objection statement",
        "早先的话".as_bytes(),
    ));
    let person = r#"{"name":"李某","phone":"13800138000"}"#;
    let person = base64url(&as_before(test, "objection person", person.as_bytes()));
    sql(
        &test.office,
        &format!(
            "UPDATE objections SET statement_sealed = '{statement}', person_sealed = '{person}' \
             WHERE receipt = '{}'",
            receipt.receipt
        ),
    )
    .await;
    let sealed = as_before(test, "objection file", PDF);
    let key = texts(&test.office, "SELECT object_key FROM objection_files").await;
    std::fs::write(test.folder.path().join("files").join(&key[0]), sealed).expect("written");
}

#[tokio::test]
async fn a_new_key_opens_everything_that_earlier_ones_sealed() {
    let test = TestOffice::with_notice().await;
    let old = file(&test, "旧的", PDF).await;
    make_old(&test, &old).await;
    assert_eq!(
        statement(&test.office, &old).await.expect("open"),
        "早先的话"
    );
    assert_eq!(attachment(&test, &old).await.expect("the file"), PDF);
    let archived = zip_for(&test, Role::Supervisor).await;
    let (version, found) = keys::check(&test.office).await.expect("checked");
    assert_eq!(
        (version, found.earlier, found.broken),
        (1, 3, 0),
        "{found:?}"
    );

    // Another process serves the office meanwhile.
    let mut alone = open(&test.database_url, test.folder.path(), test.clock.clone()).await;
    let refused = keys::rotate(&mut alone).await.expect_err("refused");
    assert_eq!(sentence(&refused), Some(text::KEY_IN_USE.zh));
    drop(alone);
    let (folder, database_url, clock) = (test.folder, test.database_url, test.clock);
    test.office.db().close_by_ref().await.expect("closed");
    drop(test.office);

    let mut alone = open(&database_url, folder.path(), clock.clone()).await;
    let rotated = keys::rotate(&mut alone).await.expect("a new key");
    assert_eq!(
        (rotated.version, rotated.found.broken),
        (2, 0),
        "{rotated:?}"
    );
    let all = rotated.found.values + rotated.found.files;
    assert_eq!(
        rotated.found.earlier, all,
        "everything had the first version"
    );
    assert!(all >= 5, "{rotated:?}");
    drop(alone);

    let test = TestOffice {
        office: open(&database_url, folder.path(), clock.clone()).await,
        clock,
        folder,
        database_url,
    };
    assert_eq!(
        statement(&test.office, &old).await.expect("open"),
        "早先的话"
    );
    assert_eq!(attachment(&test, &old).await.expect("the file"), PDF);
    let (version, found) = keys::check(&test.office).await.expect("checked");
    assert_eq!(
        (version, found.earlier, found.broken),
        (2, 0, 0),
        "{found:?}"
    );
    // An archive of before opens still.
    let opened = archive::open(&test.office, Cursor::new(&archived), |_, _| Ok(()));
    assert!(opened.expect("opened") >= 3);
    // A value without a version is not taken back.
    make_old(&test, &old).await;
    assert!(statement(&test.office, &old).await.is_err());
    let supervisor = test.actor(Role::Supervisor).await;
    let record =
        backend::record::page(&test.office, &supervisor, None, RecordFilter::default()).await;
    let lines = record.expect("the record").lines;
    let is_rotation = |kind: &str| kind == EventKind::KeyRotated.key();
    let rotations = lines.iter().filter(|line| is_rotation(&line.kind));
    assert_eq!(rotations.count(), 1);
}

#[tokio::test]
async fn what_does_not_open_keeps_the_earlier_key_in_use() {
    let test = TestOffice::with_notice().await;
    let (good, bad) = (
        file(&test, "好的", PDF).await,
        file(&test, "坏的", PDF).await,
    );
    let broken = format!(
        "UPDATE objections SET statement_sealed = 'xxxx' WHERE receipt = '{}'",
        bad.receipt
    );
    sql(&test.office, &broken).await;
    let mut office = test.office;
    let rotated = keys::rotate(&mut office).await.expect("a new key");
    assert_eq!(rotated.found.broken, 1, "{rotated:?}");
    assert!(rotated.found.named[0].contains(&bad.receipt), "{rotated:?}");
    assert_eq!(statement(&office, &good).await.expect("open"), "好的");
    let again = keys::rotate(&mut office).await.expect("goes on");
    assert_eq!((again.version, again.found.earlier), (2, 0), "no third key");
}

/// No sealed column is forgotten by the rotation: whatever looks like a sealed value
/// stands in one that it knows.
#[tokio::test]
async fn every_sealed_column_is_known_to_the_rotation() {
    let test = TestOffice::with_notice().await;
    let board = table([("1", ID, ACCOUNT), ("2", OTHER_ID, "6228298615154495027")]);
    let staff = test.actor(Role::Staff).await;
    rounds::upload(
        &test.office,
        &staff,
        CODE,
        round(2),
        "t.csv",
        board.into_bytes(),
    )
    .await
    .expect("uploaded");
    file(&test, "看附件", PDF).await;
    let columns = match test.office.db().get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name || '.' || column_name FROM information_schema.columns \
             WHERE table_schema = current_schema() AND data_type = 'text'"
        }
        _ => {
            "SELECT tables.name || '.' || columns.name FROM sqlite_master AS tables \
             JOIN pragma_table_info(tables.name) AS columns \
             WHERE tables.type = 'table' AND lower(columns.type) = 'text'"
        }
    };
    let mut sealed = Vec::new();
    for column in texts(&test.office, columns).await {
        let (table, name) = column.split_once('.').expect("two names");
        let marked = format!("SELECT {name} FROM {table} WHERE SUBSTR({name}, 1, 4) = 'U0Iy'");
        if !texts(&test.office, &marked).await.is_empty() || name.ends_with("sealed") {
            sealed.push(column);
        }
    }
    sealed.sort();
    let known = store::sealed::COLUMNS.map(|(table, column)| format!("{table}.{column}"));
    assert_eq!(sealed, known);
}

/// What a published board's numbers are sealed with may change, and nothing else of
/// them.
#[tokio::test]
async fn numbers_of_a_published_board_are_only_ever_sealed_again() {
    let test = TestOffice::with_project().await;
    let board = table([("1", ID, ACCOUNT), ("2", OTHER_ID, "6228298615154495027")]);
    test.publish_table(1, "t.csv", board.into_bytes()).await;
    let db = test.office.db();
    let before = "SELECT sealed FROM private_numbers ORDER BY id";
    let sealed = texts(&test.office, before).await;
    let refused = [
        "UPDATE private_numbers SET sealed = 'x'".to_owned(),
        "UPDATE private_numbers SET sealed = 'U0IyAAAC', household = '3' WHERE household = '1'"
            .into(),
        "UPDATE private_numbers SET household = '3' WHERE household = '1'".into(),
        "DELETE FROM private_numbers".into(),
        // Of the same version: another row's.
        format!("UPDATE private_numbers SET sealed = '{}'", sealed[0]),
    ];
    for statement in &refused {
        let done = db.execute_unprepared(statement).await;
        assert!(done.is_err(), "{statement}");
    }
    let mut office = test.office;
    let rotated = keys::rotate(&mut office).await.expect("a new key");
    assert_eq!(rotated.found.broken, 0, "{rotated:?}");
    let again = texts(&office, before).await;
    assert!(again.iter().zip(&sealed).all(|(new, old)| new != old));
    for statement in &refused[..4] {
        let done = office.db().execute_unprepared(statement).await;
        assert!(done.is_err(), "{statement}");
    }

    // And back, as before the migration that allows it.
    let since = Migrator::migrations()
        .iter()
        .filter(|migration| migration.name() >= "m0069")
        .count();
    let since = u32::try_from(since).expect("a few");
    Migrator::down(office.db(), Some(since))
        .await
        .expect("down");
    let newer = "UPDATE private_numbers SET sealed = 'U0IyAAAD'";
    assert!(office.db().execute_unprepared(newer).await.is_err());
    assert_eq!(texts(&office, before).await, again);
    migrations::up(office.db()).await.expect("up");
    assert_eq!(keys::check(&office).await.expect("checked").1.broken, 0);
}
