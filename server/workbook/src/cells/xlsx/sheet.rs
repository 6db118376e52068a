//! One worksheet: its rows read on several cores, what stands around them on one.

use std::cell::Cell as Meter;
use std::rc::Rc;
use std::sync::Arc;

use super::around::Around;
use super::rows::{RowReader, Rows, is_nothing};
use super::split::{NotSplittable, RowSplitter};
use super::styles::Styles;
use crate::cells::address::Area;
use crate::cells::grid::Sheet;
use crate::cells::limits::{CellBudget, PartError};
use crate::cells::package::Package;
use crate::cells::xml::{self, Piece, attribute, is_set};
use crate::parallel;
use crate::progress::Progress;
use crate::unreadable::Unreadable;

/// What a worksheet's reader is given.
#[derive(Clone, Copy)]
pub(crate) struct SheetContext<'a> {
    pub(crate) texts: &'a [Option<Arc<str>>],
    pub(crate) styles: &'a Styles,
    pub(crate) budget: &'a CellBudget,
    pub(crate) progress: &'a Progress,
}

impl<'a> SheetContext<'a> {
    fn rows(self) -> RowReader<'a> {
        RowReader::new(self.texts, self.styles, self.budget, self.progress)
    }
}

pub(crate) fn read(
    package: &mut Package<'_>,
    name: &str,
    context: SheetContext<'_>,
) -> Result<Sheet, Unreadable> {
    let (unpacked, budget) = (package.unpacked(), context.budget.count());
    let progress = (context.progress.rows(), context.progress.expected());
    match in_stretches(package, name, context)? {
        Ok(sheet) => return Ok(sheet),
        Err(SplitError::TooLarge) => return Err(Unreadable::TooLargeUnpacked),
        Err(SplitError::NotSplittable) => {}
    }
    package.restore(unpacked);
    context.budget.restore(budget);
    context.progress.restore(progress);
    whole(package, name, context)
}

/// Why a worksheet was not read in stretches.
enum SplitError {
    TooLarge,
    NotSplittable,
}

impl From<NotSplittable> for SplitError {
    fn from(_: NotSplittable) -> Self {
        Self::NotSplittable
    }
}

impl From<PartError> for SplitError {
    fn from(error: PartError) -> Self {
        match error {
            PartError::TooLarge => Self::TooLarge,
            PartError::Xml(_) => Self::NotSplittable,
        }
    }
}

/// Reads stretches of rows on several cores while the next are unpacked.
fn in_stretches(
    package: &mut Package<'_>,
    name: &str,
    context: SheetContext<'_>,
) -> Result<Result<Sheet, SplitError>, Unreadable> {
    let meter = package.piece();
    let Some(part) = package.stretches(name)? else {
        return Err(Unreadable::Damaged(format!("no part {name}")));
    };
    let mut splitter = RowSplitter::new(part);
    let read = || {
        let mut frame = SheetFrame::default();
        xml::stretch(&splitter.head()?, |piece| frame.take(&piece, context))?;
        let mut first = splitter.rows()?;
        let stretches = if splitter.is_ended() {
            // A small sheet is not worth a thread.
            let rows = first.as_deref().map(|rows| stretch(rows, context));
            rows.transpose()?.into_iter().collect()
        } else {
            let next = || {
                meter.set(0);
                Ok(match first.take() {
                    Some(first) => Some(first),
                    None => splitter.rows()?,
                })
            };
            parallel::pipelined(next, |rows: String| stretch(&rows, context))?
        };
        let mut more_rows = false;
        xml::stretch(&splitter.tail()?, |piece| {
            more_rows |= matches!(&piece, Piece::Open(tag) if tag.local_name().as_ref() == "row");
            frame.take(&piece, context)
        })?;
        if more_rows {
            return Err(SplitError::NotSplittable);
        }
        for rows in stretches {
            frame.add(rows, context.budget)?;
        }
        Ok(frame.sheet()?)
    };
    Ok(read())
}

/// Reads rows; refuses where an element goes on beyond them or a row does not
/// say its number.
fn stretch(text: &str, context: SheetContext<'_>) -> Result<Rows, SplitError> {
    let mut reader = context.rows();
    let (mut depth, mut least) = (0_i64, 0_i64);
    xml::stretch(text, |piece| {
        match &piece {
            Piece::Open(_) => depth += 1,
            Piece::Close(_) => depth -= 1,
            _ => {}
        }
        least = least.min(depth);
        reader.take(&piece)
    })?;
    if depth != 0 || least < 0 || reader.is_unnumbered() {
        return Err(SplitError::NotSplittable);
    }
    Ok(reader.finish()?)
}

/// Reads it from end to end.
fn whole(
    package: &mut Package<'_>,
    name: &str,
    context: SheetContext<'_>,
) -> Result<Sheet, Unreadable> {
    let meter: Rc<Meter<u64>> = package.piece();
    let Some(part) = package.part(name)? else {
        return Err(Unreadable::Damaged(format!("no part {name}")));
    };
    let mut frame = SheetFrame::default();
    let mut reader = context.rows();
    let done = xml::stream(part, &meter, |piece| {
        frame.take(&piece, context)?;
        reader.take(&piece)
    });
    done.and_then(|()| frame.add(reader.finish()?, context.budget))
        .and_then(|()| frame.sheet())
        .map_err(|error| package.unreadable(&error))
}

/// What a worksheet says around its rows, and the sheet that comes of both.
#[derive(Default)]
struct SheetFrame {
    sheet: Sheet,
    merges: Vec<Area>,
    around: Around,
}

impl SheetFrame {
    fn take(&mut self, piece: &Piece<'_>, context: SheetContext<'_>) -> Result<(), PartError> {
        self.around.take(piece, context.styles, context.budget)?;
        let Piece::Open(tag) = piece else {
            return Ok(());
        };
        match tag.local_name().as_ref() {
            "dimension" => {
                let area = attribute(tag, "ref").and_then(|area| Area::parse(&area));
                let rows = area.map_or(0, |area| area.bottom.saturating_add(1));
                context.progress.expect(rows);
            }
            "col"
                if is_set(tag, "hidden")
                    || attribute(tag, "width").is_some_and(|width| is_nothing(&width)) =>
            {
                let number = |name| attribute(tag, name)?.parse::<usize>().ok()?.checked_sub(1);
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    self.sheet.hide_columns(first, last);
                }
            }
            "mergeCell" => {
                context.budget.take_merge()?;
                let area = attribute(tag, "ref").and_then(|area| Area::parse(&area));
                self.merges.extend(area);
            }
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, rows: Rows, budget: &CellBudget) -> Result<(), PartError> {
        for (row, cells) in rows.cells {
            self.sheet.put_row(row, cells, budget)?;
        }
        for row in rows.hidden {
            self.sheet.hide_row(row);
        }
        self.sheet.unvalued.extend(rows.unvalued);
        self.sheet.zeros.extend(rows.zeros);
        self.sheet.computed |= rows.computed;
        Ok(())
    }

    fn sheet(mut self) -> Result<Sheet, PartError> {
        self.sheet.set_merges(self.merges)?;
        self.sheet.conditional = self.around.conditional;
        self.sheet.printed = self.around.printed;
        Ok(self.sheet)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    const PART: &str = "sheet.xml";

    fn packed(part: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(PART, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(part.as_bytes()).expect("written");
        zip.finish().expect("finished").into_inner()
    }

    /// The result of a worksheet in stretches, if it can be cut, and whole.
    fn both_ways(part: &str) -> (Option<Sheet>, Sheet) {
        let bytes = packed(part);
        let (budget, progress) = (CellBudget::default(), Progress::default());
        let texts = [Some(Arc::from("户主"))];
        let context = SheetContext {
            texts: &texts,
            styles: &Styles::default(),
            budget: &budget,
            progress: &progress,
        };
        let mut package = Package::open(&bytes).expect("a package");
        let stretches = in_stretches(&mut package, PART, context)
            .expect("a part")
            .ok();
        let whole = whole(&mut package, PART, context).expect("a sheet");
        (stretches, whole)
    }

    fn rows(count: usize, odd: &str) -> String {
        (1..=count)
            .map(|row| {
                let odd = if row % 7_000 == 0 { odd } else { "" };
                let hidden = if row % 9 == 0 { " hidden=\"1\"" } else { "" };
                format!(
                    "<row r=\"{row}\"{hidden}>{odd}<c r=\"A{row}\" t=\"s\"><v>0</v></c>\
                     <c r=\"C{row}\"><v>{row}.5</v></c><c r=\"D{row}\"><f>1+1</f></c></row>"
                )
            })
            .collect()
    }

    fn sheet(rows: &str) -> String {
        format!(
            "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>{rows}\
             </sheetData><mergeCells><mergeCell ref=\"A1:C2\"/></mergeCells></worksheet>"
        )
    }

    fn assert_alike(one: &Sheet, other: &Sheet) {
        assert_eq!(one.rows, other.rows);
        assert_eq!(one.width, other.width);
        assert_eq!(one.merges, other.merges);
        assert_eq!(one.hidden_rows, other.hidden_rows);
        assert_eq!(one.hidden_columns, other.hidden_columns);
        assert_eq!(one.unvalued, other.unvalued);
    }

    #[test]
    fn a_worksheet_in_stretches_is_the_same_as_whole() {
        // Many stretches; less than one; a row twice, with other cells.
        let twice = "<row r=\"5\"><c r=\"B5\"><v>7</v></c></row>";
        for rows in [
            rows(30_000, ""),
            rows(3, ""),
            String::new(),
            rows(20_000, "") + twice,
        ] {
            let (stretches, whole) = both_ways(&sheet(&rows));
            assert_alike(&stretches.expect("cut"), &whole);
        }
    }

    #[test]
    fn what_only_looks_like_a_row_is_never_cut_at() {
        let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
        for odd in [
            format!("<!-- {row} -->"),
            format!("<c r=\"B1\" t=\"inlineStr\"><is><t><![CDATA[{row}]]></t></is></c>"),
            format!("<?note {row}?>"),
            "<!-- </sheetData> -->".to_owned(),
        ] {
            // A comment at each place where a stretch could end.
            let rows: String = (1..=12_000)
                .map(|row| {
                    let odd = odd.replace("\"1\"", &format!("\"{row}\""));
                    format!("<row r=\"{row}\">{odd}<c r=\"A{row}\"><v>2</v></c></row>")
                })
                .collect();
            let (stretches, whole) = both_ways(&sheet(&rows));
            assert_eq!(whole.rows.len(), 12_000, "{odd}");
            if let Some(stretches) = stretches {
                assert_alike(&stretches, &whole);
            }
        }
    }

    #[test]
    fn rows_after_the_rows_are_not_lost() {
        let second = "<sheetData><row r=\"9\"><c r=\"A9\"><v>9</v></c></row></sheetData>";
        let part = sheet(&rows(3, "")).replace("<mergeCells>", &format!("{second}<mergeCells>"));
        let (stretches, whole) = both_ways(&part);
        assert!(stretches.is_none());
        assert_eq!(whole.rows.len(), 9);
        let bytes = packed(&sheet("<row r=\"1\"/></row><c>"));
        let (budget, progress) = (CellBudget::default(), Progress::default());
        let context = SheetContext {
            texts: &[],
            styles: &Styles::default(),
            budget: &budget,
            progress: &progress,
        };
        let mut package = Package::open(&bytes).expect("a package");
        assert!(read(&mut package, PART, context).is_err());
    }

    #[test]
    fn a_worksheet_of_another_make_is_read_whole() {
        let unnumbered = "<row><c><v>1</v></c><c><v>2</v></c></row>".repeat(30_000);
        let prefixed = "<x:worksheet><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c>\
                        </x:row></x:sheetData></x:worksheet>";
        for part in [
            sheet(&unnumbered),
            prefixed.to_owned(),
            "<worksheet><sheetData/></worksheet>".into(),
        ] {
            let (stretches, whole) = both_ways(&part);
            assert!(stretches.is_none());
            assert_eq!(whole.rows.is_empty(), part.contains("sheetData/"));
        }
        // What was read in vain does not count.
        let bytes = packed(&sheet(&unnumbered));
        let (budget, progress) = (CellBudget::default(), Progress::default());
        let context = SheetContext {
            texts: &[],
            styles: &Styles::default(),
            budget: &budget,
            progress: &progress,
        };
        let mut package = Package::open(&bytes).expect("a package");
        let sheet = read(&mut package, PART, context).expect("a sheet");
        assert_eq!(sheet.rows.len(), 30_000);
        // Two cells a row, what a row takes itself, and the merge.
        assert_eq!(budget.count(), 150_004);
        assert_eq!(progress.rows(), 30_000);
    }
}
