//! The parts of a zipped workbook that calamine does not tell: comments, what
//! is hidden, merges, formulas without values. Bounds what is unpacked.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Unreadable;
use super::grid::Area;
use super::package_xml as xml;

const ENTRIES_MOST: usize = 5_000;
const UNPACKED_MOST: u64 = 300 * 1024 * 1024;
/// A part that unpacks to more than this many times its size, and to more than
/// [`RATIO_FROM`], is made to exhaust memory.
const RATIO_MOST: u64 = 400;
const RATIO_FROM: u64 = 32 * 1024 * 1024;

#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) is_ods: bool,
    pub(super) sheets: Vec<Part>,
    pub(super) properties: Vec<String>,
}

/// What a worksheet's parts say about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) merges: Vec<Area>,
    pub(super) hidden_rows: Vec<usize>,
    pub(super) hidden_columns: Vec<(usize, usize)>,
    pub(super) unvalued: Vec<(usize, usize)>,
    pub(super) comments: Vec<(usize, usize, String)>,
    /// One more than the last row and column.
    pub(super) size: (usize, usize),
}

pub(super) fn read(bytes: &[u8]) -> Result<Package, Unreadable> {
    let damaged = |error: &dyn std::fmt::Display| Unreadable::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > ENTRIES_MOST {
        return Err(Unreadable::TooLargeUnpacked);
    }
    let mut texts = BTreeMap::new();
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        if entry.is_dir() {
            continue;
        }
        if entry.encrypted() {
            return Err(Unreadable::Password);
        }
        let name = entry
            .name()
            .map_err(|error| damaged(&error))?
            .trim_start_matches('/')
            .to_owned();
        let packed = entry.compressed_size().max(1);
        let left = UNPACKED_MOST.saturating_sub(unpacked);
        let keep = wanted(&name);
        let mut reader = entry.take(left.saturating_add(1));
        let mut content = Vec::new();
        // Counted as it unpacks: the sizes that an archive states may lie.
        let size = if keep {
            reader.read_to_end(&mut content).map(|size| size as u64)
        } else {
            std::io::copy(&mut reader, &mut std::io::sink())
        }
        .map_err(|error| damaged(&error))?;
        unpacked = unpacked.saturating_add(size);
        if size > left || (size > RATIO_FROM && size / packed > RATIO_MOST) {
            return Err(Unreadable::TooLargeUnpacked);
        }
        if keep {
            texts.insert(name, String::from_utf8_lossy(&content).into_owned());
        }
    }
    assemble(&texts)
}

fn wanted(name: &str) -> bool {
    matches!(name, "mimetype" | "meta.xml" | "content.xml")
        || (name.ends_with(".xml") || name.ends_with(".rels"))
            && (name.starts_with("docProps/") || name.starts_with("xl/"))
            && !name.starts_with("xl/theme")
            && name != "xl/sharedStrings.xml"
            && name != "xl/styles.xml"
}

fn assemble(texts: &BTreeMap<String, String>) -> Result<Package, Unreadable> {
    let mut package = Package::default();
    for (name, text) in texts {
        if name.starts_with("docProps/") || name == "meta.xml" {
            package.properties.push(xml::all_text(text));
        }
    }
    if texts
        .get("mimetype")
        .is_some_and(|kind| kind.contains("opendocument.spreadsheet"))
    {
        package.is_ods = true;
        if let Some(content) = texts.get("content.xml") {
            package.properties.extend(xml::annotations(content));
        }
        return Ok(package);
    }
    let Some(workbook) = texts.get("xl/workbook.xml") else {
        return Err(Unreadable::NotAWorkbook);
    };
    let targets = texts
        .get("xl/_rels/workbook.xml.rels")
        .map(|text| xml::relations(text, "xl"));
    let targets = targets.unwrap_or_default();
    let mut attached = Vec::new();
    for (sheet, relation) in xml::sheet_names(workbook) {
        let Some((_, path)) = targets.iter().find(|(id, _)| *id == relation) else {
            continue;
        };
        let Some(text) = texts.get(path) else {
            continue;
        };
        let mut part = xml::worksheet(text);
        part.name = sheet;
        if part.size.0.saturating_mul(part.size.1) > super::open::CELLS_MOST {
            return Err(Unreadable::TooLargeUnpacked);
        }
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        if let Some(rels) = texts.get(&format!("{folder}/_rels/{file}.rels")) {
            for (_, target) in xml::relations(rels, folder) {
                if target.to_lowercase().contains("comment")
                    && let Some(comments) = texts.get(&target)
                {
                    part.comments.extend(xml::comments(comments));
                    attached.push(target);
                }
            }
        }
        package.sheets.push(part);
    }
    for (name, text) in texts {
        if name.to_lowercase().contains("comment") && !attached.contains(name) {
            package.properties.push(xml::all_text(text));
        }
    }
    Ok(package)
}
