//! The archive: what is in it, for whom, and that it proves itself.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use backend::archive::{self, Checked};
use backend::{Error, objections, record, rounds};
use domain::account::Role;
use domain::event::Fact;
use domain::objection::Outcome;
use domain::review::ReviewOutcome;
use views::{RecordFilter, RecordValue};
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

use crate::filing;
use testing::{CODE, Place, TestOffice, round, sample};

/// A board that was sent back once, then published; an objection, upheld.
pub(crate) async fn office() -> (TestOffice, String) {
    let test = TestOffice::with_project().await;
    let (staff, reviewer) = (
        test.actor(Role::Staff).await,
        test.actor(Role::Reviewer).await,
    );
    let file = "board1-long.xlsx";
    rounds::upload(&test.office, &staff, CODE, round(1), file, sample(file))
        .await
        .expect("uploaded");
    rounds::submit(&test.office, &staff, CODE, round(1))
        .await
        .expect("submitted");
    crate::send_back(&test.office, &reviewer, CODE, round(1), "附着物没有清单")
        .await
        .expect("returned");
    test.publish(1, "board1-wide.xlsx").await;
    let supervisor = test.actor(Role::Supervisor).await;
    let receipt = objections::file(&test.office, filing(""))
        .await
        .expect("a receipt")
        .receipt;
    objections::accept(&test.office, &supervisor, &receipt)
        .await
        .expect("accepted");
    objections::decide(
        &test.office,
        &supervisor,
        &receipt,
        Outcome::Upheld,
        "复测有误",
    )
    .await
    .expect("decided");
    (test, receipt)
}

pub(crate) async fn zip_for(test: &TestOffice, role: Role) -> Vec<u8> {
    let actor = test.actor(role).await;
    let mut made = archive::download(&test.office, &actor, CODE)
        .await
        .expect("an archive");
    let mut bytes = Vec::new();
    made.file.read_to_end(&mut bytes).expect("its bytes");
    assert_eq!(u64::try_from(bytes.len()), Ok(made.bytes));
    assert!(made.file_name.starts_with("archive-HW2024-202409"));
    bytes
}

/// Every file of a ZIP.
pub(crate) fn files(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).expect("a ZIP");
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

pub(crate) fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// The same files in a ZIP of their own.
pub(crate) fn zipped(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(path.as_str(), SimpleFileOptions::default())
            .expect("a file");
        zip.write_all(bytes).expect("written");
    }
    let mut out = zip.finish().expect("a ZIP");
    out.seek(SeekFrom::Start(0)).expect("its beginning");
    out.into_inner()
}

#[tokio::test]
async fn the_page_tells_how_each_board_came_about() {
    let (test, receipt) = office().await;
    let supervisor = test.actor(Role::Supervisor).await;
    let page = archive::page(&test.office, &supervisor, CODE)
        .await
        .expect("a page");
    let first = page.archive.rounds.first().expect("a round");
    let (notice, published) = (
        first.notices.first().expect("a notice"),
        first.boards.get(1).expect("a table"),
    );
    assert_eq!((first.notices.len(), first.boards.len()), (1, 2));
    assert_eq!(notice.file_digest, published.file_digest);
    assert_eq!(
        (notice.totals.households, notice.approved_by.as_str()),
        (48, "reviewer")
    );
    assert_eq!(published.published_as, Some(1));
    let outcomes: Vec<_> = first
        .boards
        .iter()
        .flat_map(|board| &board.reviews)
        .collect();
    assert_eq!(
        outcomes.first().map(|one| one.outcome),
        Some(ReviewOutcome::Returned)
    );
    assert_eq!(
        outcomes.first().and_then(|one| one.reason.as_deref()),
        Some("附着物没有清单")
    );
    assert_eq!(
        outcomes.get(1).map(|one| one.outcome),
        Some(ReviewOutcome::Approved)
    );
    let objection = page.archive.objections.first().expect("an objection");
    assert_eq!(
        (objection.receipt.as_str(), page.objections),
        (receipt.as_str(), 1)
    );
    let by: Vec<_> = objection
        .steps
        .iter()
        .map(|step| step.by.as_deref())
        .collect();
    assert_eq!(by, [None, Some("supervisor"), Some("supervisor")]);
    for role in Role::ALL {
        let actor = test.actor(role).await;
        let page = archive::page(&test.office, &actor, CODE).await;
        assert_eq!(
            matches!(page, Err(Error::Forbidden)),
            role == Role::Admin,
            "{role:?}"
        );
        let zip = archive::download(&test.office, &actor, CODE)
            .await
            .map(|made| made.bytes);
        assert_eq!(
            matches!(zip, Err(Error::Forbidden)),
            role == Role::Admin,
            "{role:?}"
        );
    }
}

#[tokio::test]
async fn the_zip_proves_itself_and_no_file_can_be_changed() {
    let (test, _) = office().await;
    let zip = zip_for(&test, Role::Supervisor).await;
    let checked = archive::check(Cursor::new(&zip)).expect("whole");
    let Checked {
        project,
        notices,
        households,
        manifest,
        ..
    } = &checked;
    assert_eq!((project.as_str(), *notices, *households), (CODE, 1, 48));

    // The event of the download names this manifest.
    let filter = RecordFilter {
        kind: "archive_downloaded".into(),
        ..RecordFilter::default()
    };
    let supervisor = test.actor(Role::Supervisor).await;
    let page = record::page(&test.office, &supervisor, Some(CODE), filter)
        .await
        .expect("a page");
    let facts = &page.lines.first().expect("a line").facts;
    let said = facts
        .iter()
        .find(|fact| fact.name == "manifest")
        .expect("a fact");
    assert_eq!(said.value, RecordValue::Is(Fact::Text(manifest.clone())));

    let whole = files(&zip);
    assert_eq!(archive::check(Cursor::new(zipped(&whole))), Ok(checked));
    for path in whole.keys() {
        let mut changed = whole.clone();
        if let Some(last) = changed.get_mut(path).and_then(|bytes| bytes.last_mut()) {
            *last ^= 1;
        }
        let found = archive::check(Cursor::new(zipped(&changed)));
        assert!(
            found.is_err() || path == "manifest.json",
            "{path} was changed"
        );
        let mut without = whole.clone();
        without.remove(path);
        assert!(
            archive::check(Cursor::new(zipped(&without))).is_err(),
            "{path} is missing"
        );
    }
    let mut more = whole.clone();
    more.insert("other.txt".into(), b"x".to_vec());
    assert!(
        archive::check(Cursor::new(zipped(&more))).is_err(),
        "one more file"
    );
}

/// The manifest with every hash made anew; files that are gone are not on it.
pub(crate) fn manifest_of(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    use sha2::Digest;
    let mut manifest: serde_json::Value =
        serde_json::from_str(&text(files, "manifest.json")).expect("JSON");
    let list = manifest
        .get_mut("files")
        .and_then(|list| list.as_array_mut())
        .expect("a list");
    list.retain(|file| {
        let path = file.get("path").and_then(|path| path.as_str());
        path.is_some_and(|path| files.contains_key(path))
    });
    for file in list {
        let path = file
            .get("path")
            .and_then(|path| path.as_str())
            .expect("a path")
            .to_owned();
        let digest = sha2::Sha256::digest(files.get(&path).expect("a file"));
        let digest = data_encoding::HEXLOWER.encode(&digest);
        file.as_object_mut()
            .expect("an object")
            .insert("sha256".into(), digest.into());
    }
    serde_json::to_vec(&manifest).expect("JSON")
}

#[tokio::test]
async fn objectors_are_in_the_supervisor_s_archive_alone() {
    let (test, receipt) = office().await;
    let full = files(&zip_for(&test, Role::Supervisor).await);
    let objectors = text(&full, "objectors.csv");
    for said in [receipt.as_str(), "13800138000", "我家是 3.5 亩"] {
        assert!(objectors.contains(said), "{said} in {objectors}");
    }
    archive::check(Cursor::new(zipped(&full))).expect("whole");
    for role in [Role::Staff, Role::Reviewer] {
        let files = files(&zip_for(&test, role).await);
        for (path, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.contains("13800138000") && !text.contains("3.5 亩"),
                "{path}"
            );
        }
        for (path, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(&receipt), "{path}");
        }
    }
}

#[tokio::test]
async fn uploaded_files_are_sealed_and_open_with_the_office_s_key() {
    let (test, _) = office().await;
    let with_file = {
        let mut with_file = filing("");
        let bytes = b"%PDF-1.4 13800138000 %%EOF".to_vec();
        with_file.files.push(objections::NewFile {
            file_name: "a.pdf".into(),
            bytes,
        });
        with_file
    };
    let receipt = objections::file(&test.office, with_file)
        .await
        .expect("filed")
        .receipt;
    for (role, count) in [(Role::Staff, 3), (Role::Supervisor, 4)] {
        let zip = zip_for(&test, role).await;
        archive::check(Cursor::new(&zip)).expect("whole");
        let mut opened = BTreeMap::new();
        let keep = |path: &str, bytes: &[u8]| {
            opened.insert(path.to_owned(), bytes.to_vec());
            Ok(())
        };
        let files_opened = archive::open(&test.office, Cursor::new(&zip), keep);
        assert_eq!(files_opened.expect("opened"), count, "{role:?}");
        for file in ["board1-long.xlsx", "board1-wide.xlsx", "standards.xlsx"] {
            let sample = sample(file);
            assert!(opened.values().any(|bytes| *bytes == sample), "{file}");
            let stored = files(&zip).into_values().any(|bytes| bytes == sample);
            assert!(!stored, "{file} lies open in the archive");
        }
        let filed = opened.contains_key(&format!("objections/{receipt}-1"));
        assert_eq!(filed, role == Role::Supervisor);
    }
    // Not copied from a template, which has its key with it.
    let other = Place::new().await.open(test.clock.clone()).await;
    let zip = zip_for(&test, Role::Staff).await;
    let foreign = archive::open(&other, Cursor::new(&zip), |_, _| Ok(()));
    assert!(foreign.is_err(), "another office's key opens nothing");
}

#[tokio::test]
async fn its_tables_say_what_was_published() {
    let (test, _) = office().await;
    let files = files(&zip_for(&test, Role::Supervisor).await);
    let households = text(&files, "board-1-revision-1/households.csv");
    assert_eq!(households.lines().count(), 49);
    let line = households
        .lines()
        .find(|line| line.starts_with("HW01003,"))
        .expect("a household");
    assert!(
        line.contains("严长") && line.contains("260699.65") && line.contains("3.397"),
        "{line}"
    );
    let lines = text(&files, "board-1-revision-1/lines.csv");
    assert!(lines.contains("3.397 亩 × 43,200 元/亩"), "{lines}");
    assert!(text(&files, "standards-1.csv").contains("43200.00"));
    let declared = text(&files, "declarations.csv");
    assert!(
        declared.contains("HW01003,没有关系,,,,村委会,村委会,"),
        "{declared}"
    );
    let events = text(&files, "events.jsonl");
    for kind in [
        "project_created",
        "board_returned",
        "notice_published",
        "objection_decided",
    ] {
        assert!(events.contains(&format!("\"kind\":\"{kind}\"")), "{kind}");
    }
    assert!(!events.contains("signed_in"));
    let index = text(&files, "index.html");
    for said in [
        "河湾村集体土地及房屋征收",
        "11,780,160.22",
        "附着物没有清单",
        "复测有误",
    ] {
        assert!(index.contains(said), "{said}");
    }
}
