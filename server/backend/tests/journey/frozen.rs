//! What has been published stays as it is, also against SQL through the
//! program's own connection.

#![expect(clippy::expect_used, reason = "a test that cannot set up should stop")]

use domain::account::Role;
use std::io::Read;

use flate2::read::DeflateDecoder;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use backend::rounds;

use crate::archive::{files, text, zip_for};
use testing::{CODE, TestOffice, open, round, sample};

/// The entries of the first board, byte for byte with salts and commitments.
async fn archived(test: &TestOffice) -> String {
    let zip = zip_for(test, Role::Staff).await;
    text(&files(&zip), "board-1-revision-1/entries.jsonl")
}

/// Whether the database refuses it, saying why.
async fn refuses(test: &TestOffice, sql: &str) -> bool {
    match test.office.db().execute_unprepared(sql).await {
        Ok(_) => false,
        Err(cause) => {
            let said = cause.to_string();
            assert!(said.contains("never changed"), "{sql}: {said}");
            true
        }
    }
}

#[tokio::test]
async fn nothing_published_can_be_changed_or_deleted_by_sql() {
    let test = TestOffice::with_notice().await;
    for sql in [
        "UPDATE notices SET closes_at = 0",
        "UPDATE notices SET totals = '{}' WHERE id = 1",
        "DELETE FROM notices",
        "UPDATE events SET actor = 'nobody'",
        "DELETE FROM events WHERE kind = 'notice_published'",
        "UPDATE boards SET report = '{}'",
        "DELETE FROM boards",
        "UPDATE entries SET total_fen = total_fen + 1",
        "UPDATE entry_packs SET lines = salts",
        "DELETE FROM entry_packs",
        "INSERT INTO entry_packs (board_id, first, lines, salts) \
         SELECT board_id, 999, lines, salts FROM entry_packs",
        "DELETE FROM entries WHERE household = 'HW01003'",
        "INSERT INTO entries (board_id, position, household, head, group_name, land_e4, floor_e4, \
         total_fen, flagged, says_none) SELECT board_id, 999, 'HW99999', head, group_name, \
         land_e4, floor_e4, total_fen, flagged, says_none FROM entries WHERE position = 0",
        "UPDATE schedules SET version = 9",
        "DELETE FROM schedules",
        "UPDATE standards SET price_fen = 1",
        "DELETE FROM standards",
        "INSERT INTO standards (schedule_id, position, code, category, name, unit, price_fen, basis) \
         SELECT schedule_id, 999, 'X', category, name, unit, 1, basis FROM standards WHERE position = 0",
        "INSERT INTO board_changes (board_id, household, kind, cause, note, given_by, given_at) \
         SELECT id, 'HW99999', 'added', 'other', 'x', uploaded_by, 0 FROM boards",
        "INSERT INTO board_warnings (board_id, warning, reason, given_by, given_at) \
         SELECT id, 'x', 'x', uploaded_by, 0 FROM boards",
        "INSERT INTO change_notes (board_id, household, note) SELECT id, 'HW99999', 'x' FROM boards",
        "INSERT INTO board_comparisons (board_id, with_notice) SELECT board_id, id FROM notices",
        "INSERT INTO reviews (board_id, reviewer, outcome, items, at) \
         SELECT board_id, reviewer, outcome, items, at FROM reviews",
    ] {
        assert!(refuses(&test, sql).await, "{sql}");
    }
    let more = match test.office.db().get_database_backend() {
        DbBackend::Postgres => vec![
            "TRUNCATE events",
            "TRUNCATE notices CASCADE",
            "TRUNCATE entries",
            "TRUNCATE entry_packs",
            "INSERT INTO events (id, kind, at, actor, subject, canonical, digest) \
             SELECT id, kind, at, 'nobody', subject, canonical, digest FROM events \
             ON CONFLICT (id) DO UPDATE SET actor = excluded.actor",
        ],
        _ => vec![
            "INSERT OR REPLACE INTO events (id, kind, at, actor, subject, canonical, digest) \
             SELECT id, kind, at, 'nobody', subject, canonical, digest FROM events",
            "INSERT OR REPLACE INTO entries (board_id, position, household, head, group_name, \
             land_e4, floor_e4, total_fen, flagged, says_none) SELECT board_id, position, \
             household, head, group_name, 1, floor_e4, total_fen, flagged, says_none FROM entries",
            "INSERT OR REPLACE INTO entry_packs (board_id, first, lines, salts) \
             SELECT board_id, first, salts, salts FROM entry_packs",
        ],
    };
    for sql in more {
        assert!(refuses(&test, sql).await, "{sql}");
    }
}

#[tokio::test]
async fn what_nobody_has_seen_yet_can_still_be_changed() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let file = "board1-wide.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("uploaded");
    for sql in [
        "UPDATE boards SET return_reason = 'x'",
        "UPDATE entries SET position = position",
        "DELETE FROM entries",
        "DELETE FROM entry_packs",
        "UPDATE standards SET basis = 'x'",
    ] {
        assert!(!refuses(&test, sql).await, "{sql}");
    }
}

/// What every pack says, with its salts.
async fn packs(office: &backend::AppContext) -> Vec<(i64, i32, String, Vec<u8>)> {
    let sql = "SELECT * FROM entry_packs ORDER BY board_id, first";
    let db = office.db();
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect("packs");
    let pack = |row: &sea_orm::QueryResult| {
        let lines: Vec<u8> = row.try_get("", "lines").expect("lines");
        let mut text = String::new();
        DeflateDecoder::new(lines.as_slice())
            .read_to_string(&mut text)
            .expect("text");
        let of = |column| row.try_get("", column).expect("a number");
        let board: i64 = row.try_get("", "board_id").expect("a number");
        (
            board,
            of("first"),
            text,
            row.try_get("", "salts").expect("salts"),
        )
    };
    rows.iter().map(pack).collect()
}

#[tokio::test]
async fn what_entries_say_stays_to_the_letter_when_they_are_packed() {
    let test = TestOffice::with_notice().await;
    let staff = test.actor(Role::Staff).await;
    let households: String = (1..=150)
        .zip('一'..)
        .map(|(number, name)| format!("HW{number:05},陶{name},2,48000,96000\n"))
        .collect();
    let table = format!("户号,户主,土地面积(亩),补偿标准(元/亩),补偿费(元)\n{households}");
    let (file, bytes) = ("many.csv", table.into_bytes());
    rounds::upload(&test.office, &staff, CODE, round(2), file, bytes)
        .await
        .expect("uploaded");
    let before = archived(&test).await;
    let packed = packs(&test.office).await;
    assert_eq!(packed.len(), 4, "one of the notice, three of the draft");
    let since = Migrator::migrations()
        .iter()
        .filter(|migration| migration.name() >= "m0064")
        .count();
    let since = u32::try_from(since).expect("a few");
    // On a connection of its own, as at a start.
    let start = open(&test.database_url, test.folder.path(), test.clock.clone()).await;
    Migrator::down(start.db(), Some(since)).await.expect("down");
    let sql = "SELECT content FROM entries WHERE household = 'HW01003'";
    let backend = start.db().get_database_backend();
    let row = start
        .db()
        .query_one_raw(Statement::from_string(backend, sql))
        .await
        .expect("read");
    let content: String = row.expect("an entry").try_get("", "content").expect("JSON");
    assert!(before.contains(&content.replace('"', "\\\"")), "{content}");
    assert!(refuses(&test, "UPDATE entries SET content = '{}'").await);
    Migrator::up(start.db(), None).await.expect("up");
    assert_eq!(archived(&test).await, before);
    assert_eq!(packs(&start).await, packed);
    assert!(refuses(&test, "DELETE FROM entry_packs").await);
}
