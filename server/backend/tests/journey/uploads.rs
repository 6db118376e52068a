//! Uploaded files: kept sealed, with what came of each; and the numbers in
//! them that nobody is to see.

#![expect(clippy::expect_used, reason = "a test that cannot look should stop")]

use backend::export::Download;
use backend::{AppContext, Error, rounds, uploads};
use domain::account::Role;
use domain::finding::Code;
use domain::project::ProjectDetails;
use domain::upload::UploadStage;
use sea_orm::{ConnectionTrait, Statement};
use text::Lang;
use views::OfficeRound;

use testing::{CODE, TestOffice, details, round, sample};
use text::Sentence as _;

const ID: &str = "990101197410052181";
const OTHER_ID: &str = "99010119781002784X";
const ACCOUNT: &str = "6228298615154495019";
const PHONE: &str = "13976455518";

/// A table of two households, with private columns.
fn table(households: [(&str, &str, &str); 2]) -> String {
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

async fn send(test: &TestOffice, code: &str, name: &str, bytes: &[u8]) -> rounds::Uploaded {
    let staff = test.actor(Role::Staff).await;
    rounds::upload(&test.office, &staff, code, round(1), name, bytes.to_vec())
        .await
        .expect("an upload")
}

async fn page(test: &TestOffice, code: &str) -> OfficeRound {
    let staff = test.actor(Role::Staff).await;
    rounds::office_page(&test.office, &staff, code, round(1))
        .await
        .expect("a page")
}

async fn marked(test: &TestOffice, role: Role, id: i64) -> Result<Download, Error> {
    let actor = test.actor(role).await;
    uploads::findings(&test.office, &actor, CODE, round(1), id, Lang::Zh).await
}

/// Every text of a workbook's parts.
fn parts(file: &Download) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&file.bytes)).expect("a zip");
    let mut all = String::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        std::io::Read::read_to_string(&mut part, &mut all).expect("text");
    }
    all
}

/// Every text column of every table, as the database has it.
async fn everything_stored(office: &AppContext, tables: &[&str]) -> String {
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

async fn count(office: &AppContext, sql: &str) -> i64 {
    let db = office.db();
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect("an answer")
        .expect("a row");
    row.try_get_by_index(0).expect("a number")
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
    let missing = marked(&test, Role::Staff, kept.id + 1).await;
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
async fn private_numbers_are_sealed_and_found_again_in_other_households() {
    let test = TestOffice::with_project().await;
    let first = table([("1", ID, ACCOUNT), ("2", OTHER_ID, "6228298615154495027")]);
    assert_eq!(
        send(&test, CODE, "t.csv", first.as_bytes()).await,
        rounds::Uploaded::Stored
    );
    let page_of_first = page(&test, CODE).await;
    let findings = &page_of_first
        .draft
        .as_ref()
        .expect("a draft")
        .report
        .findings;
    assert_eq!(
        findings,
        &[],
        "a number may stand again in its own household"
    );

    // Another project has the same ID and account in another household.
    let staff = test.actor(Role::Staff).await;
    let other = ProjectDetails {
        code: "OTHER".into(),
        name: "水泉村征收".into(),
        ..details()
    };
    backend::projects::create(&test.office, &staff, other)
        .await
        .expect("a project");
    let standards = sample("standards.xlsx");
    backend::standards::load(&test.office, &staff, "OTHER", "s.xlsx", standards)
        .await
        .expect("standards");
    let spaced = "6228 2986 1515 4495 019";
    let second = table([
        ("71", ID, "6228298615154495035"),
        ("72", "990101195212147762", spaced),
    ]);
    assert_eq!(
        send(&test, "OTHER", "t.csv", second.as_bytes()).await,
        rounds::Uploaded::Stored
    );
    let page = page(&test, "OTHER").await;
    let report = page.draft.expect("a draft").report;
    let shared: Vec<_> = report
        .findings
        .iter()
        .filter(|one| one.code == Code::SharedElsewhere)
        .map(|one| {
            (
                one.cell.clone(),
                one.household.clone(),
                one.sentence(Lang::Zh),
            )
        })
        .collect();
    assert_eq!(shared.len(), 2, "{:?}", report.findings);
    for (cell, household, said) in &shared {
        assert!(
            said.contains("河湾村集体土地及房屋征收 第一榜 户号 1（张*明）"),
            "{said}"
        );
        assert!(!said.contains("张大明"));
        let place = (cell.as_deref(), household.as_deref());
        assert!(
            [(Some("F2"), Some("71")), (Some("G3"), Some("72"))].contains(&place),
            "{place:?}"
        );
    }

    let tables = [
        "entries",
        "boards",
        "events",
        "uploads",
        "private_numbers",
        "private_hashes",
        "notices",
    ];
    let stored = everything_stored(&test.office, &tables).await;
    assert!(
        stored.contains("张大明"),
        "the test does not see what is stored"
    );
    for number in [ID, OTHER_ID, ACCOUNT, PHONE] {
        assert!(!stored.contains(number), "{number} is stored in the clear");
    }
    assert_eq!(
        count(&test.office, "SELECT COUNT(*) FROM private_numbers").await,
        4
    );
    let sealed: Vec<String> = test
        .office
        .db()
        .query_all_raw(Statement::from_string(
            test.office.db().get_database_backend(),
            "SELECT sealed FROM private_numbers",
        ))
        .await
        .expect("rows")
        .iter()
        .map(|row| row.try_get_by_index(0).expect("a text"))
        .collect();
    let opened = test
        .office
        .open_sealed("private numbers", &sealed[0])
        .expect("opens");
    assert!(String::from_utf8(opened).expect("UTF-8").contains(ID));

    // On a later board of the same project its own household is no stranger.
    let reviewer = test.actor(Role::Reviewer).await;
    let marked = uploads::findings(
        &test.office,
        &reviewer,
        "OTHER",
        round(1),
        page_id(&test, "OTHER").await,
        Lang::En,
    );
    let parts = parts(&marked.await.expect("a workbook"));
    for number in [ID, ACCOUNT, PHONE, spaced] {
        assert!(!parts.contains(number), "{number} in the marked workbook");
    }
    assert!(parts.contains("9901…2181"));
}

async fn page_id(test: &TestOffice, code: &str) -> i64 {
    let draft = page(test, code).await.draft.expect("a draft");
    draft.upload.expect("its upload")
}

#[tokio::test]
async fn a_number_of_another_household_on_the_board_before_is_a_warning() {
    let test = TestOffice::with_project().await;
    let first = table([("1", ID, ACCOUNT), ("2", OTHER_ID, "6228298615154495027")]);
    send(&test, CODE, "t.csv", first.as_bytes()).await;
    let staff = test.actor(Role::Staff).await;
    let swapped = table([
        ("1", OTHER_ID, ACCOUNT),
        ("3", "990101195212147762", "6228298615154495050"),
    ]);
    let uploaded = rounds::upload(
        &test.office,
        &staff,
        CODE,
        round(2),
        "t2.csv",
        swapped.into_bytes(),
    );
    assert_eq!(uploaded.await.expect("an upload"), rounds::Uploaded::Stored);
    let page = rounds::office_page(&test.office, &staff, CODE, round(2))
        .await
        .expect("a page");
    let report = page.draft.expect("a draft").report;
    let shared: Vec<_> = report
        .findings
        .iter()
        .filter(|one| one.code == Code::SharedElsewhere)
        .collect();
    assert_eq!(shared.len(), 1, "{shared:?}");
    assert_eq!(shared[0].household.as_deref(), Some("1"));
    assert!(shared[0].sentence(Lang::Zh).contains("户号 2（李*）"));
}

#[tokio::test]
async fn numbers_in_names_of_files_and_headings_are_not_kept_in_the_clear() {
    let test = TestOffice::with_project().await;
    let table = format!("户号,户主,补偿费,{PHONE}\n{ID},张三,5,x\n");
    let name = format!("{ID}.csv");
    let uploaded = send(&test, CODE, &name, table.as_bytes()).await;
    assert!(
        matches!(uploaded, rounds::Uploaded::Refused(_)),
        "{uploaded:?}"
    );
    let stored = everything_stored(&test.office, &["uploads", "events"]).await;
    for number in [ID, PHONE] {
        assert!(
            !stored.contains(number),
            "{number} is stored in the clear: {stored}"
        );
    }
    let upload = page(&test, CODE).await.upload.expect("the upload");
    assert_eq!(upload.file_name, "9901…2181.csv");
    let parts = parts(
        &marked(&test, Role::Staff, upload.id)
            .await
            .expect("a workbook"),
    );
    for number in [ID, PHONE] {
        assert!(!parts.contains(number), "{number} in the marked workbook");
    }
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
    let many = (1..=5).map(|number| {
        let table = table([("1", ID, ACCOUNT), ("2", OTHER_ID, "6228298615154495027")]);
        let table = table.replace("张大明", &format!("张大{number}"));
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

/// A workbook with rows put below those of its sheet of this number, as a
/// clerk would type them; letters, then what stands there.
fn filled(template: &[u8], sheet: u8, first: usize, rows: &[Vec<(&str, String)>]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut typed = String::new();
    for (row, cells) in (first..).zip(rows) {
        typed.push_str(&format!("<row r=\"{row}\">"));
        for (column, value) in cells {
            let number = value.parse::<rust_decimal::Decimal>().is_ok();
            typed.push_str(&if number && *column != "Q" && *column != "S" {
                format!("<c r=\"{column}{row}\"><v>{value}</v></c>")
            } else {
                format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{value}</t></is></c>")
            });
        }
        typed.push_str("</row>");
    }
    let mut from = zip::ZipArchive::new(Cursor::new(template)).expect("a zip");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("content");
        if name == format!("xl/worksheets/sheet{sheet}.xml") {
            let text = String::from_utf8(content).expect("UTF-8");
            assert!(text.contains("</sheetData>"));
            content = text
                .replace("</sheetData>", &format!("{typed}</sheetData>"))
                .into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        to.start_file(name, options).expect("a part");
        to.write_all(&content).expect("written");
    }
    to.finish().expect("a zip").into_inner()
}

#[tokio::test]
async fn the_template_filled_in_is_read_back_without_a_finding() {
    let test = TestOffice::with_project().await;
    let staff = test.actor(Role::Staff).await;
    let template = uploads::template(&test.office, &staff, CODE, Lang::Zh)
        .await
        .expect("a template");
    assert_eq!(template.file_name, "HW2024-公示表模板.xlsx");
    let all = parts(&template);
    assert!(all.contains("<dataValidation") && all.contains("'补偿标准'!$B$2:$B$"));
    assert!(!all.contains("<f>"), "a formula in a cell");

    // Empty, it is no board, and says so in a sentence.
    let empty = rounds::upload(
        &test.office,
        &staff,
        CODE,
        round(1),
        "e.xlsx",
        template.bytes.clone(),
    );
    assert!(matches!(empty.await, Err(Error::Refused(_))));

    let cell = |column: &'static str, value: &str| (column, value.to_owned());
    let rows = vec![
        vec![
            cell("A", "HW01001"),
            cell("B", "1组"),
            cell("C", "张三"),
            cell("D", "4"),
            cell("E", "水浇地"),
            cell("F", "亩"),
            cell("G", "3.215"),
            cell("I", "48000"),
            cell("J", "154320"),
            cell("K", "160320"),
            cell("L", "村干部亲属"),
            cell("N", "兄弟"),
            cell("O", "沈德(村委会委员)"),
            cell("P", "=1+1"),
            cell("Q", "990101195212147762"),
            cell("S", "6228298615154495019"),
            cell("T", "张三"),
            cell("U", "13976455518"),
        ],
        vec![
            cell("E", "小麦青苗"),
            cell("F", "亩"),
            cell("G", "5"),
            cell("I", "1200"),
            cell("J", "6000"),
        ],
        vec![
            cell("A", "HW01002"),
            cell("C", "李四"),
            cell("E", "水浇地"),
            cell("F", "亩"),
            cell("G", "1"),
            cell("I", "48000"),
            cell("J", "48000"),
            cell("K", "48000"),
        ],
    ];
    let file = filled(&template.bytes, 2, 4, &rows);
    let uploaded = rounds::upload(&test.office, &staff, CODE, round(1), "t.xlsx", file).await;
    assert_eq!(uploaded.expect("an upload"), rounds::Uploaded::Stored);
    let report = page(&test, CODE).await.draft.expect("a draft").report;
    assert_eq!(report.findings, []);
    assert_eq!(report.totals.households, 2);
    assert_eq!(report.totals.payout.plain(), "208320.00");
    assert_eq!(report.totals.flagged, 1);
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
