//! Checks an archive by itself: no database, no key, no network.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Seek};

use data_encoding::HEXLOWER;
use domain::board::{Entry, Totals};
use domain::event::EventKind;
use domain::money::Money;
use domain::recompute::total_fault;
use sha2::{Digest, Sha256};
use store::secrets;
use views::Archive;
use zip::ZipArchive;

use super::cross_check;
use super::event::ArchivedEvent;
use super::layout::{FORMAT, FORMAT_VERSION, MANIFEST};
use super::parts::EntryLine;
use super::writer::Written;

/// Bytes of a manifest or a `notice.json`, at the most.
const MAX_SMALL: u64 = 64 * 1024 * 1024;

/// What an archive proved to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub project: String,
    pub files: u64,
    pub notices: u32,
    pub households: u64,
    pub events: u64,
    /// SHA-256; the event of the download has the same.
    pub manifest: String,
}

#[derive(serde::Deserialize)]
struct Manifest {
    format: String,
    version: u32,
    project: String,
    files: Vec<Written>,
}

#[derive(serde::Deserialize)]
struct Notice {
    totals: Totals,
    digest: String,
}

/// Recomputes every digest of an archive: each file against the manifest, each
/// entry against its commitment, each board against its notice and against the
/// event of its publication; and what is told of the project, with every
/// reason, against the events.
///
/// # Errors
/// What is wrong, in a sentence for the one at the shell.
pub fn check(archive: impl Read + Seek) -> Result<Checked, String> {
    let mut zip = ZipArchive::new(archive).map_err(|cause| format!("no ZIP: {cause}"))?;
    let manifest = small(&mut zip, MANIFEST)?;
    let digest = secrets::digest(&manifest);
    let manifest: Manifest =
        serde_json::from_slice(&manifest).map_err(|cause| format!("{MANIFEST}: {cause}"))?;
    if manifest.format != FORMAT || manifest.version != FORMAT_VERSION {
        return Err(format!(
            "{MANIFEST}: this is no archive of version {FORMAT_VERSION}"
        ));
    }
    files_are_listed(&mut zip, &manifest.files)?;
    let mut checked = Checked {
        project: manifest.project,
        files: u64::try_from(manifest.files.len()).unwrap_or(u64::MAX),
        manifest: digest,
        ..Checked::default()
    };
    let events = events(&mut zip)?;
    checked.events = u64::try_from(events.len()).unwrap_or(u64::MAX);
    let published = published(&events);
    let mut shown = BTreeSet::new();
    for file in &manifest.files {
        if let Some(folder) = file.path.strip_suffix("/notice.json") {
            shown.insert(notice_holds(&mut zip, folder, &published, &mut checked)?);
        }
    }
    if shown != published {
        return Err("a board that the events say was published is not there".to_owned());
    }
    reasons_are_there(&events, &manifest.files)?;
    cross_check::agrees(&about(&mut zip)?, &events)?;
    Ok(checked)
}

fn small<R: Read + Seek>(zip: &mut ZipArchive<R>, path: &str) -> Result<Vec<u8>, String> {
    let file = zip
        .by_name(path)
        .map_err(|cause| format!("{path}: {cause}"))?;
    let mut bytes = Vec::new();
    file.take(MAX_SMALL)
        .read_to_end(&mut bytes)
        .map_err(|cause| format!("{path}: {cause}"))?;
    Ok(bytes)
}

/// Every file is on the manifest with its hash, and nothing else is there.
fn files_are_listed<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    files: &[Written],
) -> Result<(), String> {
    if zip.has_duplicate_names() {
        return Err("a file stands in the ZIP twice".to_owned());
    }
    let listed: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    if listed.len() != files.len() {
        return Err(format!("{MANIFEST}: a file is listed twice"));
    }
    for name in zip.file_names() {
        let name = name.map_err(|cause| format!("a file's name: {cause}"))?;
        if name != MANIFEST && !listed.contains(name.as_ref()) {
            return Err(format!("{name}: not on the manifest"));
        }
    }
    if zip.len() != files.len() + 1 {
        return Err("the ZIP does not hold just what the manifest lists".to_owned());
    }
    for file in files {
        let path = &file.path;
        let mut reader = zip
            .by_name(path)
            .map_err(|cause| format!("{path}: {cause}"))?;
        let mut digest = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let read = reader
                .read(&mut buffer)
                .map_err(|cause| format!("{path}: {cause}"))?;
            match buffer.get(..read) {
                Some([]) | None => break,
                Some(some) => digest.update(some),
            }
        }
        if HEXLOWER.encode(&digest.finalize()) != file.sha256 {
            return Err(format!(
                "{path}: its SHA-256 is not the one on the manifest"
            ));
        }
    }
    Ok(())
}

/// The events, in order.
fn events<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Vec<ArchivedEvent>, String> {
    const EVENTS: &str = "events.jsonl";
    let wrong = |cause: &dyn std::fmt::Display| format!("{EVENTS}: {cause}");
    let file = zip.by_name(EVENTS).map_err(|cause| wrong(&cause))?;
    let mut events = Vec::new();
    for line in BufReader::new(file).lines() {
        let line = line.map_err(|cause| wrong(&cause))?;
        events.push(serde_json::from_str(&line).map_err(|cause| wrong(&cause))?);
    }
    Ok(events)
}

/// The digests of entries that the events say were published.
fn published(events: &[ArchivedEvent]) -> BTreeSet<String> {
    events
        .iter()
        .filter(|event| event.kind == EventKind::NoticePublished.key())
        .filter_map(|event| Some(event.text("entries")?.to_owned()))
        .collect()
}

/// What the archive tells of its project.
fn about<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Archive, String> {
    const ABOUT: &str = "project.json";
    serde_json::from_slice(&small(zip, ABOUT)?).map_err(|cause| format!("{ABOUT}: {cause}"))
}

/// The reasons and comments whose digests the events name are files of the
/// archive, byte for byte.
fn reasons_are_there(events: &[ArchivedEvent], files: &[Written]) -> Result<(), String> {
    let mut left: BTreeMap<&str, u32> = BTreeMap::new();
    for file in files {
        *left.entry(&file.sha256).or_default() += 1;
    }
    for event in events {
        for fact in ["change_reasons", "warning_reasons", "comment_texts"] {
            let Some(digest) = event.text(fact) else {
                continue;
            };
            // Two boards may have the very same reasons: each has its file.
            match left.get_mut(digest) {
                Some(times) if *times > 0 => *times -= 1,
                _ => {
                    let (kind, subject) = (&event.kind, &event.subject);
                    return Err(format!("{fact} of {kind} {subject} is not in the archive"));
                }
            }
        }
    }
    Ok(())
}

/// Checks a published board; gives the digest of its entries.
fn notice_holds<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    folder: &str,
    published: &BTreeSet<String>,
    checked: &mut Checked,
) -> Result<String, String> {
    let notice = small(zip, &format!("{folder}/notice.json"))?;
    let notice: Notice = serde_json::from_slice(&notice)
        .map_err(|cause| format!("{folder}/notice.json: {cause}"))?;
    let path = format!("{folder}/entries.jsonl");
    let wrong = |cause: &dyn std::fmt::Display| format!("{path}: {cause}");
    let file = zip.by_name(&path).map_err(|cause| wrong(&cause))?;
    let mut all = Sha256::new();
    let (mut households, mut payout, mut deducted) = (0_u32, Money::ZERO, Money::ZERO);
    for line in BufReader::new(file).lines() {
        let line = line.map_err(|cause| wrong(&cause))?;
        let line: EntryLine = serde_json::from_str(&line).map_err(|cause| wrong(&cause))?;
        let commitment = HEXLOWER
            .decode(line.commitment.as_bytes())
            .map_err(|cause| wrong(&cause))?;
        match (&line.salt, &line.content) {
            (Some(salt), Some(content)) => {
                let made = secrets::hmac_sha256(salt.as_bytes(), content.as_bytes());
                if made.as_slice() != commitment.as_slice() {
                    let at = line.position;
                    return Err(wrong(&format!("entry {at} is not what was committed to")));
                }
                let entry: Entry = serde_json::from_str(content).map_err(|cause| wrong(&cause))?;
                if total_fault(&entry).is_some() {
                    let at = line.position;
                    return Err(wrong(&format!(
                        "entry {at} is not its lines less its deductions"
                    )));
                }
                let added = |sum: Money, one: Money| {
                    sum.checked_add(one)
                        .ok_or_else(|| wrong(&"the sum is too large"))
                };
                payout = added(payout, entry.total)?;
                deducted = added(deducted, entry.deducted())?;
            }
            // Nothing is ever erased so far: what is missing was taken out.
            _ => {
                let at = line.position;
                return Err(wrong(&format!("entry {at} is not there")));
            }
        }
        all.update(&commitment);
        households = households.saturating_add(1);
    }
    let digest = HEXLOWER.encode(&all.finalize());
    if digest != notice.digest {
        return Err(wrong(&"the entries are not those of the notice's digest"));
    }
    let totals = (households, payout, deducted);
    let told = &notice.totals;
    if totals != (told.households, told.payout, told.deducted) {
        return Err(wrong(&"the entries do not add up to the notice's totals"));
    }
    if !published.contains(&digest) {
        return Err(wrong(&"no event says that these entries were published"));
    }
    checked.notices += 1;
    checked.households += u64::from(households);
    Ok(digest)
}
