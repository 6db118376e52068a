//! Kept files: checked when they are read, and closed to other accounts of the
//! machine.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::path::{Path, PathBuf};

use backend::keys;
use domain::account::Role;

use crate::archive::zip_for;
use crate::keys::{PDF, attachment, file, sql, texts};
use crate::sentence;
use testing::{CODE, TestOffice, open, round};

/// Every file of a folder, however deep.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .flat_map(|path| {
            let mut all = vec![path.clone()];
            if path.is_dir() {
                all.extend(walk(&path));
            }
            all
        })
        .collect()
}

#[tokio::test]
async fn a_file_that_was_altered_on_disk_is_not_given_out() {
    let test = TestOffice::with_notice().await;
    let receipt = file(&test, "看附件", PDF).await;
    assert_eq!(attachment(&test, &receipt).await.expect("the file"), PDF);
    let row = "UPDATE objection_files SET digest = 'x'";
    sql(&test.office, row).await;
    let other = attachment(&test, &receipt).await.expect_err("altered");
    assert_eq!(sentence(&other), Some(text::FILE_ALTERED.zh));
    for path in walk(&test.folder.path().join("files")) {
        if path.is_file() {
            let mut bytes = std::fs::read(&path).expect("read");
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
            std::fs::write(&path, bytes).expect("written");
        }
    }
    let altered = attachment(&test, &receipt).await.expect_err("altered");
    assert_eq!(sentence(&altered), Some(text::FILE_ALTERED.zh));
    // Uploads too: the table with the findings marked in it.
    let staff = test.actor(Role::Staff).await;
    let upload = texts(
        &test.office,
        "SELECT CAST(id AS TEXT) FROM uploads WHERE round_id IS NOT NULL",
    )
    .await;
    let id = domain::id::UploadId::new(upload[0].parse().expect("a number"));
    let lang = text::Lang::Zh;
    let marked = backend::uploads::findings(&test.office, &staff, CODE, round(1), id, lang).await;
    assert_eq!(
        sentence(&marked.expect_err("altered")),
        Some(text::FILE_ALTERED.zh)
    );
    let found = keys::check(&test.office).await.expect("checked").1;
    assert_eq!((found.files, found.broken), (3, 3), "{found:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn folders_and_files_are_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;
    let test = TestOffice::with_notice().await;
    let data = test.folder.path().join("data");
    let database_url = format!("sqlite://{}", data.join("own/sanbang.db").display());
    // As an earlier program left them.
    for folder in ["files/objections", "keys"] {
        std::fs::create_dir_all(data.join(folder)).expect("a folder");
    }
    std::fs::write(data.join("files/objections/old"), b"x").expect("a file");
    let office = open(&database_url, &data, test.clock.clone()).await;
    migrations::up(office.db()).await.expect("a database");
    file(&test, "看附件", PDF).await;
    zip_for(&test, Role::Staff).await;
    let mode = |path: &Path| {
        std::fs::metadata(path)
            .expect("what it is")
            .permissions()
            .mode()
            & 0o777
    };
    let mut paths = walk(&data);
    paths.push(data.clone());
    for folder in ["files", "keys", "scratch"] {
        let folder = test.folder.path().join(folder);
        paths.extend(walk(&folder));
        paths.push(folder);
    }
    assert!(paths.iter().any(|path| path.ends_with("sanbang.db")));
    for path in paths {
        if path == data {
            // It was there before, and may hold what is not ours.
            continue;
        }
        let wanted = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(&path), wanted, "{}: {:o}", path.display(), mode(&path));
    }
}
