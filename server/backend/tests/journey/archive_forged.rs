//! An archive that somebody changed, with its manifest made anew.

use std::io::Cursor;

use crate::archive::{files, manifest_of, office, text, zip_for, zipped};
use backend::archive;
use domain::account::Role;

/// One who forges a household would also forge the manifest: the commitment,
/// the notice and the event still tell.
#[tokio::test]
async fn a_forged_household_is_found_behind_a_forged_manifest() {
    let (test, _) = office().await;
    let whole = files(&zip_for(&test, Role::Supervisor).await);
    let path = "board-1-revision-1/entries.jsonl";
    let entries = text(&whole, path);
    let forged = entries.replacen("严长", "严短", 1);
    assert_ne!(entries, forged);
    let mut lines: Vec<&str> = entries.lines().collect();
    lines.swap(0, 1);
    let swapped = lines.join("\n");
    let dropped = entries.split_once('\n').expect("lines").1.to_owned();
    let mut first: serde_json::Value =
        serde_json::from_str(entries.lines().next().expect("a line")).expect("JSON");
    for part in ["salt", "content"] {
        let line = first.as_object_mut().expect("an object");
        line.insert(part.into(), serde_json::Value::Null);
    }
    let emptied = format!("{first}\n{dropped}");
    for (what, forged) in [
        ("forged", forged),
        ("swapped", swapped),
        ("dropped", dropped),
        ("emptied", emptied),
    ] {
        let mut files = whole.clone();
        files.insert(path.into(), forged.into_bytes());
        let manifest = manifest_of(&files);
        files.insert("manifest.json".into(), manifest);
        let found = archive::check(Cursor::new(zipped(&files)));
        assert!(
            found.as_ref().is_err_and(|said| said.starts_with(path)),
            "{what}: {found:?}"
        );
    }
}

/// Whoever forges an entry together with its commitment still has to add up.
#[tokio::test]
async fn a_total_that_is_not_its_lines_less_its_deductions_is_found() {
    let (test, _) = office().await;
    let whole = files(&zip_for(&test, Role::Staff).await);
    let path = "board-1-revision-1/entries.jsonl";
    let entries = text(&whole, path);
    let (first, rest) = entries.split_once('\n').expect("lines");
    let line: serde_json::Value = serde_json::from_str(first).expect("JSON");
    let of = |name: &str| line[name].as_str().expect("a text").to_owned();
    let content: serde_json::Value = serde_json::from_str(&of("content")).expect("JSON");
    let total = content["total"].as_i64().expect("fen");
    let taken_off = serde_json::json!([{ "name": "已付", "amount": 100 }]);
    for (part, forged) in [("total", (total + 100).into()), ("deductions", taken_off)] {
        let mut content = content.clone();
        content[part] = forged;
        let content = content.to_string();
        let salt = of("salt");
        let made = store::secrets::hmac_sha256(salt.as_bytes(), content.as_bytes());
        let mut line = line.clone();
        line["commitment"] = data_encoding::HEXLOWER.encode(&made).into();
        line["content"] = content.into();
        let mut files = whole.clone();
        files.insert(path.into(), format!("{line}\n{rest}").into_bytes());
        let manifest = manifest_of(&files);
        files.insert("manifest.json".into(), manifest);
        let found = archive::check(Cursor::new(zipped(&files)));
        assert!(
            found
                .as_ref()
                .is_err_and(|said| said.ends_with("is not its lines less its deductions")),
            "{part}: {found:?}"
        );
    }
}

/// A board's display period and what it added up to are what the events say.
#[tokio::test]
async fn another_end_or_total_is_found_behind_a_forged_manifest() {
    let (test, _) = office().await;
    let whole = files(&zip_for(&test, Role::Supervisor).await);
    for pointer in ["/window/closes", "/totals/flagged", "/totals/land"] {
        let mut files = whole.clone();
        let mut about: serde_json::Value =
            serde_json::from_str(&text(&files, "project.json")).expect("JSON");
        let count = about
            .pointer_mut(&format!("/rounds/0/notices/0{pointer}"))
            .expect("it is told");
        *count = (count.as_i64().expect("a number") + 1).into();
        let about = serde_json::to_vec(&about).expect("JSON");
        files.insert("project.json".into(), about);
        let manifest = manifest_of(&files);
        files.insert("manifest.json".into(), manifest);
        let found = archive::check(Cursor::new(zipped(&files)));
        assert!(
            found
                .as_ref()
                .is_err_and(|said| said.starts_with("project.json")),
            "{pointer}: {found:?}"
        );
    }
}
