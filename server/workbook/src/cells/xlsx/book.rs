//! The parts of an .xlsx file, put together.

use super::sheet::{self, SheetContext};
use super::styles::styles;
use super::texts::shared_texts;
use crate::cells::formats::dates::DateSystem;
use crate::cells::grid::{Book, Sheet};
use crate::cells::limits::CellBudget;
use crate::cells::package::{Package, key};
use crate::cells::xml::{self, Piece, attribute, is_set};
use crate::progress::Progress;
use crate::unreadable::Unreadable;

pub(crate) fn read(package: &mut Package<'_>, progress: &Progress) -> Result<Book, Unreadable> {
    let main = package
        .text("_rels/.rels")?
        .map(|text| xml::relations(&text, ""))
        .unwrap_or_default()
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.path);
    let Some(workbook) = package.text(&main)? else {
        return Err(Unreadable::NotAWorkbook);
    };
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = package
        .text(&format!("{folder}/_rels/{file}.rels"))?
        .map(|text| xml::relations(&text, folder))
        .unwrap_or_default();
    let part = |kind: &str| {
        let stated = relations.iter().find(|relation| relation.kind == kind);
        stated.map_or_else(
            || format!("{folder}/{kind}.xml"),
            |relation| relation.path.clone(),
        )
    };
    let budget = CellBudget::default();
    let texts = shared_texts(package, &part("sharedStrings"), &budget)?;
    let styles = styles(package, &part("styles"), date_system(&workbook))?;
    let mut book = Book::default();
    let mut attached = Vec::new();
    for named in sheet_names(&workbook) {
        let Some(relation) = relations
            .iter()
            .find(|relation| relation.id == named.relation && relation.kind == "worksheet")
        else {
            continue;
        };
        let context = SheetContext {
            texts: &texts,
            styles: &styles,
            budget: &budget,
            progress,
        };
        let mut sheet = sheet::read(package, &relation.path, context)?;
        sheet.name = Some(named.name);
        sheet.hidden = named.hidden;
        book.properties.extend(sheet.printed.iter().cloned());
        let (folder, file) = relation
            .path
            .rsplit_once('/')
            .unwrap_or(("", &relation.path));
        let beside = package.text(&format!("{folder}/_rels/{file}.rels"))?;
        for other in beside
            .map(|text| xml::relations(&text, folder))
            .unwrap_or_default()
        {
            if other.kind.to_lowercase().contains("comment")
                && let Some(comments) = package.text(&other.path)?
            {
                sheet.comments.extend(xml::comments(&comments));
                attached.push(key(&other.path));
            }
        }
        book.sheets.push(sheet);
    }
    finish(&mut book, &workbook)?;
    // What is said outside the cells: properties, comments of no sheet, text boxes.
    for name in package.names() {
        let lower = name.to_lowercase();
        let outside = lower.starts_with("docprops/")
            || lower.starts_with("xl/drawings/")
            || (lower.contains("comment") && !attached.contains(&name));
        if outside
            && lower.ends_with(".xml")
            && let Some(text) = package.text(&name)?
        {
            book.properties.push(xml::all_text(&text));
        }
    }
    Ok(book)
}

/// Once all sheets are read.
fn finish(book: &mut Book, workbook: &str) -> Result<(), Unreadable> {
    if book.sheets.is_empty() {
        return Err(Unreadable::Damaged("no sheet can be read".to_owned()));
    }
    if asks_to_compute(workbook) {
        never_computed(&mut book.sheets);
    }
    Ok(())
}

struct Named {
    name: String,
    relation: String,
    hidden: bool,
}

/// The day from which the workbook counts days.
fn date_system(workbook: &str) -> DateSystem {
    let mut from_1904 = false;
    xml::each(workbook, |piece| {
        if let Piece::Open(tag) = piece {
            from_1904 |= tag.local_name().as_ref() == "workbookPr" && is_set(tag, "date1904");
        }
    });
    if from_1904 {
        DateSystem::From1904
    } else {
        DateSystem::From1900
    }
}

/// Whether its formulas are to be computed once it is opened: as libraries write
/// that compute none themselves.
fn asks_to_compute(workbook: &str) -> bool {
    let mut asks = false;
    xml::each(workbook, |piece| {
        if let Piece::Open(tag) = piece {
            asks |= tag.local_name().as_ref() == "calcPr" && is_set(tag, "fullCalcOnLoad");
        }
    });
    asks
}

/// Where every formula of a workbook came to 0, none was computed.
fn never_computed(sheets: &mut [Sheet]) {
    if sheets.iter().any(|sheet| sheet.computed) {
        return;
    }
    for sheet in sheets {
        let zeros = std::mem::take(&mut sheet.zeros);
        sheet.unvalued.extend(zeros);
    }
}

fn sheet_names(workbook: &str) -> Vec<Named> {
    let mut found = Vec::new();
    xml::each(workbook, |piece| {
        if let Piece::Open(tag) = piece
            && tag.local_name().as_ref() == "sheet"
            && let (Some(name), Some(relation)) = (attribute(tag, "name"), attribute(tag, "id"))
        {
            let hidden = attribute(tag, "state").is_some_and(|state| state != "visible");
            found.push(Named {
                name,
                relation,
                hidden,
            });
        }
    });
    found
}
