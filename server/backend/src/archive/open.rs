//! Opens the sealed files of an archive, with this office's key.

use std::io::{Read, Seek};

use store::files::KeptFile;
use store::secrets;
use views::Archive;
use zip::ZipArchive;

use super::layout::{SEALED_FILED, SEALED_UPLOADS};
use crate::{AppContext, Error};

/// Gives every sealed file of an archive to `keep`, opened, with its path but
/// for the ending; says how many there were. A table is compared with the
/// digest that the archive names for it.
///
/// # Errors
/// [`Error::Internal`] where the archive is broken, this is not the key, or
/// `keep` fails.
pub fn open(
    context: &AppContext,
    archive: impl Read + Seek,
    mut keep: impl FnMut(&str, &[u8]) -> std::io::Result<()>,
) -> Result<u64, Error> {
    let mut zip = ZipArchive::new(archive).map_err(Error::internal)?;
    let about = read(&mut zip, "project.json")?;
    let about: Archive = serde_json::from_slice(&about)?;
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.map(std::borrow::Cow::into_owned))
        .collect::<Result<_, _>>()
        .map_err(Error::internal)?;
    let mut opened = 0;
    for name in names {
        let Some(path) = name.strip_suffix(".sealed") else {
            continue;
        };
        let digest = digest_of(&about, &name);
        let file = match path {
            path if path.starts_with(SEALED_UPLOADS) => KeptFile::Upload {
                digest: digest.unwrap_or_default(),
            },
            path if path.starts_with(SEALED_FILED) => {
                filed(path).ok_or_else(|| Error::internal(format!("{name} is no name of ours")))?
            }
            _ => continue,
        };
        if !stays_inside(path) {
            return Err(Error::internal(format!("{name} is no name of ours")));
        }
        let sealed = read(&mut zip, &name)?;
        let plain = context
            .store
            .open_taken_out(&file.place(), &sealed)
            .ok_or_else(|| Error::internal(format!("{name} does not open under this key")))?;
        if digest.is_some_and(|digest| digest != secrets::digest(&plain)) {
            return Err(Error::internal(format!(
                "{name} is not the file that was uploaded"
            )));
        }
        keep(path, &plain).map_err(Error::internal)?;
        opened += 1;
    }
    Ok(opened)
}

/// Of which objection a file is, and which of its files.
fn filed(path: &str) -> Option<KeptFile<'_>> {
    let (receipt, number) = path.strip_prefix(SEALED_FILED)?.rsplit_once('-')?;
    Some(KeptFile::Filed {
        receipt,
        number: number.parse().ok()?,
    })
}

/// Whether a path is a folder of ours and a plain name: a foreign archive must
/// not say where files go.
fn stays_inside(path: &str) -> bool {
    let plain = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    path.split_once('/')
        .is_some_and(|(folder, name)| plain(folder) && plain(name))
}

fn read<R: Read + Seek>(zip: &mut ZipArchive<R>, path: &str) -> Result<Vec<u8>, Error> {
    let mut file = zip.by_name(path).map_err(Error::internal)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

/// The digest that the archive names for an uploaded table.
fn digest_of<'a>(archive: &'a Archive, path: &str) -> Option<&'a str> {
    let boards = archive.rounds.iter().flat_map(|round| &round.boards);
    let mut files = boards
        .map(|board| (&board.sealed, &board.file_digest))
        .chain(
            archive
                .schedules
                .iter()
                .map(|one| (&one.sealed, &one.file_digest)),
        );
    files.find_map(|(sealed, digest)| (sealed.as_deref() == Some(path)).then_some(digest.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_does_not_say_where_files_go() {
        for (path, inside) in [
            ("uploads/12", true),
            ("objections/20240902-ABCD-EFGH-1", true),
            ("uploads/../../etc/passwd", false),
            ("uploads/..", false),
            ("uploads//etc/passwd", false),
            ("uploads/a/b", false),
            ("uploads/", false),
            ("12", false),
        ] {
            assert_eq!(stays_inside(path), inside, "{path}");
        }
    }
}
