//! Uploaded files: kept sealed, with the result of each.

#![expect(clippy::expect_used, reason = "a test that cannot look should stop")]

use backend::export::Download;
use backend::{AppContext, Error, rounds, uploads};
use domain::account::Role;
use domain::id::UploadId;
use domain::upload::UploadStage;
use sea_orm::{ConnectionTrait, Statement};
use text::Lang;
use views::OfficeRound;

use testing::{CODE, TestOffice, round, sample};
use text::Sentence as _;

pub(crate) const ID: &str = "990101197410052181";
pub(crate) const OTHER_ID: &str = "99010119781002784X";
pub(crate) const ACCOUNT: &str = "6228298615154495019";
pub(crate) const PHONE: &str = "13976455518";

/// A table of two households, with private columns.
pub(crate) fn table(households: [(&str, &str, &str); 2]) -> String {
    let mut table =
        "户号,户主,土地面积(亩),补偿标准(元/亩),补偿费(元),身份证号,开户账号,联系电话,收款人\n"
            .to_owned();
    for (number, id, account) in households {
        let head = if number.ends_with('1') {
            "张大明"
        } else {
            "李四"
        };
        table.push_str(&format!(
            "{number},{head},2,48000,96000,{id},{account},{PHONE},{head}\n"
        ));
    }
    table
}

pub(crate) async fn send(
    test: &TestOffice,
    code: &str,
    name: &str,
    bytes: &[u8],
) -> rounds::Uploaded {
    let staff = test.actor(Role::Staff).await;
    rounds::upload(&test.office, &staff, code, round(1), name, bytes.to_vec())
        .await
        .expect("an upload")
}

pub(crate) async fn page(test: &TestOffice, code: &str) -> OfficeRound {
    let staff = test.actor(Role::Staff).await;
    rounds::office_page(&test.office, &staff, code, round(1))
        .await
        .expect("a page")
}

pub(crate) async fn marked(test: &TestOffice, role: Role, id: UploadId) -> Result<Download, Error> {
    let actor = test.actor(role).await;
    uploads::findings(&test.office, &actor, CODE, round(1), id, Lang::Zh).await
}

/// Every text of a workbook's parts.
pub(crate) fn parts(file: &Download) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&file.bytes)).expect("a zip");
    let mut all = String::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        std::io::Read::read_to_string(&mut part, &mut all).expect("text");
    }
    all
}

/// Every text column of every table, as the database has it.
pub(crate) async fn everything_stored(office: &AppContext, tables: &[&str]) -> String {
    let db = office.db();
    let mut all = String::new();
    for table in tables {
        let sql = format!("SELECT * FROM {table}");
        let rows = db
            .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
            .await
            .expect("rows");
        for row in rows {
            all.push_str(&format!("{row:?}\n"));
            for column in row.column_names() {
                if let Ok(text) = row.try_get::<Option<String>>("", &column) {
                    all.push_str(&text.unwrap_or_default());
                    all.push('\n');
                }
            }
        }
    }
    all
}

pub(crate) async fn count(office: &AppContext, sql: &str) -> i64 {
    let db = office.db();
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect("an answer")
        .expect("a row");
    row.try_get_by_index(0).expect("a number")
}

pub(crate) async fn page_id(test: &TestOffice, code: &str) -> UploadId {
    let draft = page(test, code).await.draft.expect("a draft");
    draft.upload.expect("its upload")
}

fn kept_files(test: &TestOffice) -> usize {
    let folder = test.folder.path().join("files/uploads");
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_refused_table_is_kept_with_its_report_and_can_be_had_marked() {
    let test = TestOffice::with_project().await;
    let faulty = sample("board1-faulty.xlsx");
    let uploaded = send(&test, CODE, "board1-faulty.xlsx", &faulty).await;
    let rounds::Uploaded::Refused(report) = uploaded else {
        panic!("{uploaded:?}");
    };
    // As another request sees it, later.
    let page = page(&test, CODE).await;
    assert_eq!(page.draft, None);
    let kept = page.upload.expect("the upload");
    assert_eq!(kept.stage, UploadStage::Refused);
    assert_eq!(kept.report.as_ref(), Some(&report));

    for role in [Role::Supervisor, Role::Admin] {
        let refused = marked(&test, role, kept.id).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
    }
    let missing = marked(&test, Role::Staff, UploadId::new(kept.id.get() + 1)).await;
    assert!(matches!(missing, Err(Error::NotFound)));
    marked(&test, Role::Reviewer, kept.id)
        .await
        .expect("for the reviewer");
    let file = marked(&test, Role::Staff, kept.id)
        .await
        .expect("a workbook");
    let parts = parts(&file);
    for finding in &report.findings {
        let said = finding.sentence(Lang::Zh).replace('&', "&amp;");
        assert!(parts.contains(&said), "{said} is not in it");
        // Hidden sheets are listed, not copied.
        if let Some(cell) = finding
            .cell
            .as_ref()
            .filter(|_| finding.sheet == report.sheet)
        {
            assert!(
                parts.contains(&format!("ref=\"{cell}\"")),
                "no note at {cell}"
            );
        }
    }
    assert!(!parts.contains("<f>"), "a formula");
    for number in [ID, PHONE] {
        assert!(!parts.contains(number), "{number} in full");
    }
    // The file on disk is sealed.
    let folder = test.folder.path().join("files/uploads");
    for file in std::fs::read_dir(folder).expect("a folder") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("bytes");
        assert!(!bytes.starts_with(b"PK"));
    }
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing_and_says_so() {
    let test = TestOffice::with_project().await;
    let file = sample("board1-wide.xlsx");
    assert_eq!(
        send(&test, CODE, "a.xlsx", &file).await,
        rounds::Uploaded::Stored
    );
    assert_eq!(page(&test, CODE).await.upload, None);
    let files = kept_files(&test);
    assert_eq!(
        send(&test, CODE, "b.xlsx", &file).await,
        rounds::Uploaded::Unchanged
    );
    let page = page(&test, CODE).await;
    assert_eq!(page.draft.expect("a draft").report.file_name, "a.xlsx");
    assert_eq!(
        page.upload.expect("the second").stage,
        UploadStage::Unchanged
    );
    assert_eq!(kept_files(&test), files, "the file is kept once");
    assert_eq!(count(&test.office, "SELECT COUNT(*) FROM boards").await, 1);
    let events = "SELECT COUNT(*) FROM events WHERE kind LIKE 'board_%'";
    assert_eq!(count(&test.office, events).await, 1);
}

#[tokio::test]
async fn what_looks_like_a_formula_stays_text_in_the_marked_workbook() {
    let test = TestOffice::with_project().await;
    let evil = "=HYPERLINK(\"\"http://evil.example\"\",\"\"点我\"\")";
    let table = format!(
        "户号,户主,土地面积(亩),补偿标准(元/亩),补偿费(元),备注\n\
         1,\"{evil}\",2,48000,96001,\"=1+1\"\n2,@SUM(A1),x,48000,96000,-2+3\n"
    );
    let uploaded = send(&test, CODE, "t.csv", table.as_bytes()).await;
    assert!(matches!(uploaded, rounds::Uploaded::Refused(_)));
    let id = page(&test, CODE).await.upload.expect("the upload").id;
    let file = marked(&test, Role::Staff, id).await.expect("a workbook");
    let parts = parts(&file);
    assert!(parts.contains("=HYPERLINK(") && parts.contains("quotePrefix"));
    for cell in parts.split("<c ").skip(1) {
        let cell = cell.split("</c>").next().unwrap_or_default();
        assert!(!cell.contains("<f"), "a formula: {cell}");
    }
    // At its own address, and readable as the same table.
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(file.bytes)).expect("opens");
    let names = book.sheet_names();
    assert_eq!(names[0], text::MARKED_LIST.zh);
    let range = book.worksheet_range(&names[1]).expect("the table");
    assert_eq!(
        range.get_value((1, 3)),
        Some(&calamine::Data::String("48000".into()))
    );
    let head = range.get_value((1, 1)).map(ToString::to_string);
    assert!(head.is_some_and(|head| head.starts_with("=HYPERLINK")));
}

#[tokio::test]
async fn an_upload_whose_process_died_is_interrupted_and_leaves_nothing() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let file = sample("board1-wide.xlsx");
    let begun = rounds::begin_upload(&test.office, &staff, CODE, round(1), "a.xlsx", file)
        .await
        .expect("begun");
    let running = page(&test, CODE).await.upload.expect("an upload");
    assert_eq!(running.stage, UploadStage::Waiting);
    // What a process leaves that is killed in the middle of storing.
    let db = test.office.db();
    for sql in [
        "INSERT INTO boards (round_id, schedule_id, file_name, file_digest, report, uploaded_by, \
         uploaded_at, complete) SELECT round_id, (SELECT MAX(id) FROM schedules), file_name, \
         digest, '{}', uploaded_by, uploaded_at, FALSE FROM uploads WHERE stage = 'waiting'",
        "INSERT INTO entries (board_id, position, household, head, group_name, land_e4, floor_e4, \
         total_fen, flagged, says_none) \
         SELECT id, 0, '1', '张', '', 0, 0, 0, FALSE, FALSE FROM boards",
        "UPDATE uploads SET stage = 'storing', board_id = (SELECT MAX(id) FROM boards) \
         WHERE stage = 'waiting'",
    ] {
        db.execute_unprepared(sql).await.expect(sql);
    }
    assert_eq!(page(&test, CODE).await.draft, None, "seen by nobody");
    assert_eq!(
        uploads::sweep(&test.office).await.expect("swept"),
        uploads::Swept::default()
    );

    test.clock
        .set("2024-09-02T01:05:00Z".parse().expect("a time"));
    let seen = page(&test, CODE).await.upload.expect("an upload");
    assert_eq!(
        seen.stage,
        UploadStage::Interrupted,
        "also before it is swept"
    );
    let swept = uploads::sweep(&test.office).await.expect("swept");
    assert_eq!(swept.interrupted, 1);
    for table in ["boards", "entries"] {
        assert_eq!(
            count(&test.office, &format!("SELECT COUNT(*) FROM {table}")).await,
            0
        );
    }
    // Should it only have slept, it finds that it runs no more.
    let late = rounds::finish_upload(&test.office, &staff, begun).await;
    assert!(matches!(late, Err(Error::Internal(_))), "{late:?}");
    assert_eq!(page(&test, CODE).await.draft, None);
    let again = send(&test, CODE, "a.xlsx", &sample("board1-wide.xlsx")).await;
    assert_eq!(again, rounds::Uploaded::Stored);
}

#[tokio::test]
async fn old_refused_uploads_and_files_of_nothing_are_swept() {
    let test = TestOffice::with_project().await;
    send(&test, CODE, "f.xlsx", &sample("board1-faulty.xlsx")).await;
    send(&test, CODE, "b.xlsx", &sample("board1-wide.xlsx")).await;
    let orphan = test.folder.path().join("files/uploads/orphan");
    std::fs::write(&orphan, b"nothing").expect("written");
    assert_eq!(kept_files(&test), 4, "standards, refused, stored, orphan");

    // By the clock of these tests every file is from the future.
    test.clock
        .set("2024-10-02T01:00:00Z".parse().expect("a time"));
    assert_eq!(
        uploads::sweep(&test.office).await.expect("swept").old,
        0,
        "not yet"
    );
    test.clock
        .set("2024-10-02T01:00:01Z".parse().expect("a time"));
    let swept = uploads::sweep(&test.office).await.expect("swept");
    assert_eq!((swept.old, swept.orphans), (1, 0));
    test.clock
        .set("2100-01-01T00:00:00Z".parse().expect("a time"));
    let swept = uploads::sweep(&test.office).await.expect("swept");
    assert_eq!((swept.old, swept.orphans), (0, 1));
    assert_eq!(kept_files(&test), 2);
    let id = page_id(&test, CODE).await;
    let draft = marked(&test, Role::Reviewer, id).await;
    draft.expect("what was stored stays");
}

#[tokio::test]
async fn of_many_uploads_two_are_read_at_once_and_all_end() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let many = (1..).zip("甲乙丙丁戊".chars()).map(|(number, name)| {
        let table = table([("1", ID, ACCOUNT), ("2", OTHER_ID, "6228298615154495027")]);
        let table = table.replace("张大明", &format!("张大{name}"));
        let (office, staff) = (&test.office, &staff);
        async move {
            let name = format!("{number}.csv");
            rounds::upload(office, staff, CODE, round(1), &name, table.into_bytes()).await
        }
    });
    for ended in futures_util::future::join_all(many).await {
        assert_eq!(ended.expect("an upload"), rounds::Uploaded::Stored);
    }
    assert_eq!(
        count(&test.office, "SELECT COUNT(*) FROM boards WHERE complete").await,
        5
    );
    assert_eq!(page(&test, CODE).await.upload, None);
}

#[tokio::test]
async fn a_table_of_standards_is_named_without_path_and_numbers() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let (name, file) = ("C:\\桌面\\严长13912345678标准.xlsx", "standards.xlsx");
    backend::standards::load(&test.office, &staff, CODE, name, sample(file))
        .await
        .expect("loaded");
    let db = test.office.db();
    let sql = "SELECT file_name FROM schedules ORDER BY id DESC LIMIT 1";
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect("rows")
        .expect("a schedule");
    let kept: String = row.try_get_by_index(0).expect("a name");
    assert_eq!(kept, "严长1391…5678标准.xlsx");
}
