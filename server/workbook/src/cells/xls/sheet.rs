//! One sheet: its cells, merges, what is hidden, and formulas without values.

use super::cell_records::{FormulaResult, Head, error, truth};
use super::fields::Fields;
use super::globals::{Globals, NamedSheet, Strings, rich_text};
use super::notes::Notes;
use super::records::{BEGIN, END, Kind, Record, Records};
use crate::cells::address::Area;
use crate::cells::grid::{Cell, Sheet};
use crate::cells::limits::CellBudget;
use crate::cells::printed::printed;
use crate::progress::Progress;
use crate::unreadable::Unreadable;

const NUMBER: Kind = 0x0203;
const SHORT_NUMBER: Kind = 0x027E;
const SHORT_NUMBERS: Kind = 0x00BD;
const SHARED_TEXT: Kind = 0x00FD;
const TEXT: Kind = 0x0204;
const RICH_TEXT: Kind = 0x00D6;
const TRUTH_OR_ERROR: Kind = 0x0205;
const FORMULAS: [Kind; 3] = [0x0006, 0x0206, 0x0406];
const FORMULA_TEXT: Kind = 0x0207;
const ROW: Kind = 0x0208;
const COLUMNS: Kind = 0x007D;
const MERGES: Kind = 0x00E5;
const OBJECT: Kind = 0x005D;
const OBJECT_TEXT: Kind = 0x01B6;
const NOTE: Kind = 0x001C;
const PAGE_HEADER: Kind = 0x0014;
const PAGE_FOOTER: Kind = 0x0015;
const NOT_CALCULATED: Kind = 0x005E;

/// A sheet as its records give it.
#[derive(Default)]
pub(crate) struct SheetRecords {
    pub(crate) sheet: Sheet,
    /// Texts outside the cells.
    pub(crate) outside: Vec<String>,
    pub(crate) formulas: Formulas,
    merges: Vec<Area>,
    notes: Notes,
    /// The formula whose text follows.
    formula: Option<Head>,
    last_row: Option<usize>,
}

/// What is known of the formulas of a sheet.
#[derive(Default)]
pub(crate) struct Formulas {
    /// Whether the file itself says that they were not computed.
    pub(crate) not_calculated: bool,
    /// Row and column of those whose value is an empty text or 0.
    pub(crate) without_value: Vec<(usize, usize)>,
    /// Some have another value.
    pub(crate) valued: bool,
}

/// What is given to read a sheet.
#[derive(Clone, Copy)]
pub(crate) struct SheetContext<'a> {
    pub(crate) globals: &'a Globals,
    pub(crate) budget: &'a CellBudget,
    pub(crate) progress: &'a Progress,
}

impl SheetRecords {
    pub(crate) fn read(
        stream: &[u8],
        named: &NamedSheet,
        context: SheetContext<'_>,
    ) -> Result<Self, Unreadable> {
        let mut read = Self {
            sheet: Sheet {
                name: Some(named.name.clone()),
                hidden: named.hidden,
                ..Sheet::default()
            },
            ..Self::default()
        };
        let mut records = Records::from(stream, named.start)?;
        let begin = records.next()?;
        if begin.kind != BEGIN {
            return Err(begin.broken());
        }
        // A chart within the sheet has records like those of cells.
        let mut within = 0_usize;
        loop {
            let record = records.next()?;
            match record.kind {
                BEGIN => within += 1,
                END if within == 0 => break,
                END => within -= 1,
                _ if within > 0 => {}
                _ => read.take(&record, context)?,
            }
        }
        let (comments, boxes) = std::mem::take(&mut read.notes).written();
        read.sheet.comments = comments;
        read.outside.extend(boxes);
        read.sheet.set_merges(std::mem::take(&mut read.merges))?;
        Ok(read)
    }

    fn take(&mut self, record: &Record<'_>, context: SheetContext<'_>) -> Result<(), Unreadable> {
        let mut fields = record.fields();
        let fields = &mut fields;
        match record.kind {
            SHORT_NUMBERS => self.short_numbers(record, context),
            FORMULA_TEXT => self.formula_text(record, context),
            OBJECT => {
                self.notes.object(record);
                Ok(())
            }
            OBJECT_TEXT => {
                let text = self.notes.text(record).unwrap_or_default();
                Ok(context.budget.take_text(text)?)
            }
            NOTE => {
                let text = self.notes.note(record, context.globals.strings);
                Ok(context.budget.take_text(text.unwrap_or_default())?)
            }
            MERGES => self.merged(fields, context.budget),
            PAGE_HEADER | PAGE_FOOTER => {
                let text = context.globals.strings.text(fields).unwrap_or_default();
                context.budget.take_text(&text)?;
                self.sheet.printed.extend(printed(&text));
                self.outside.push(text);
                Ok(())
            }
            ROW => self.row(fields, context),
            COLUMNS => {
                self.columns(fields);
                Ok(())
            }
            NOT_CALCULATED => {
                self.formulas.not_calculated = true;
                Ok(())
            }
            kind => match self.one_cell(kind, fields, context) {
                Some(done) => done,
                None => Err(record.broken()),
            },
        }
    }

    /// A record of one cell, or of none; `None` where it is broken.
    fn one_cell(
        &mut self,
        kind: Kind,
        fields: &mut Fields<'_, '_>,
        context: SheetContext<'_>,
    ) -> Option<Result<(), Unreadable>> {
        let globals = context.globals;
        if FORMULAS.contains(&kind) {
            let head = Head::read(fields)?;
            let result = globals.formula_result(fields.eight()?, head);
            return Some(self.formula(head, result, context));
        }
        let is_cell = matches!(
            kind,
            NUMBER | SHORT_NUMBER | SHARED_TEXT | TEXT | RICH_TEXT | TRUTH_OR_ERROR
        );
        if !is_cell {
            return Some(Ok(()));
        }
        let head = Head::read(fields)?;
        let value = match kind {
            NUMBER => globals.float(fields.float()?, head),
            SHORT_NUMBER => globals.short_number(fields.long()?, head),
            SHARED_TEXT => {
                let number = usize::try_from(fields.long()?).ok()?;
                match globals.texts.get(number) {
                    Some(text) => {
                        let text = text.clone().map_or(Cell::Blank, Cell::Text);
                        globals.text(text, head)
                    }
                    None => Cell::Error("?".into()),
                }
            }
            TEXT | RICH_TEXT => {
                let text = match kind {
                    RICH_TEXT => rich_text(globals.strings, &globals.fonts, fields),
                    _ => globals.strings.text(fields),
                };
                let text = match text {
                    Some(text) => text,
                    // Some programs write an empty text without its last byte.
                    None => return Some(Ok(())),
                };
                if let Err(error) = context.budget.take_text(&text) {
                    return Some(Err(error.into()));
                }
                globals.text(Cell::text(&text), head)
            }
            _ => {
                let (value, is_error) = (fields.byte()?, fields.byte()?);
                if is_error == 0 {
                    truth(value)
                } else {
                    error(value)
                }
            }
        };
        Some(self.put(head, value, context))
    }

    fn put(
        &mut self,
        head: Head,
        value: Cell,
        context: SheetContext<'_>,
    ) -> Result<(), Unreadable> {
        if self.last_row != Some(head.row) {
            self.last_row = Some(head.row);
            context.progress.row();
        }
        if value.is_blank() {
            return Ok(());
        }
        let value = context.globals.seen(value, head);
        if let (true, Cell::Text(text)) = (value.is_crossed_out(), &value) {
            context.budget.take_text(text)?;
        }
        Ok(self
            .sheet
            .put(head.row, head.column, value, context.budget)?)
    }

    fn short_numbers(
        &mut self,
        record: &Record<'_>,
        context: SheetContext<'_>,
    ) -> Result<(), Unreadable> {
        const EACH: usize = 6;
        let mut fields = record.fields();
        let mut read = || {
            let head = Head::read(&mut fields)?;
            Some((head, fields.long()?))
        };
        let (head, first) = read().ok_or_else(|| record.broken())?;
        self.put(head, context.globals.short_number(first, head), context)?;
        // Row, first column, cells, last column.
        let more = record.data().len().saturating_sub(6) / EACH;
        for column in (head.column + 1..).take(more.saturating_sub(1)) {
            let mut next = || Some((fields.index()?, fields.long()?));
            let (format, short) = next().ok_or_else(|| record.broken())?;
            let head = head.beside(column, format);
            self.put(head, context.globals.short_number(short, head), context)?;
        }
        Ok(())
    }

    fn formula(
        &mut self,
        head: Head,
        result: FormulaResult,
        context: SheetContext<'_>,
    ) -> Result<(), Unreadable> {
        self.formula = Some(head);
        let value = match result {
            FormulaResult::Value(value) => value,
            FormulaResult::Text => return Ok(()),
            FormulaResult::Nothing => Cell::Blank,
        };
        let nothing = value.is_blank() || value.number().is_some_and(|number| number.is_zero());
        if nothing {
            context.budget.take(1)?;
            self.formulas.without_value.push((head.row, head.column));
        } else {
            self.formulas.valued = true;
        }
        self.put(head, value, context)
    }

    fn formula_text(
        &mut self,
        record: &Record<'_>,
        context: SheetContext<'_>,
    ) -> Result<(), Unreadable> {
        let Some(head) = self.formula.take() else {
            return Ok(());
        };
        let text = context.globals.strings.text(&mut record.fields());
        let text = text.unwrap_or_default();
        context.budget.take_text(&text)?;
        self.formulas.valued = true;
        let text = context.globals.text(Cell::text(&text), head);
        self.put(head, text, context)
    }

    fn row(
        &mut self,
        fields: &mut Fields<'_, '_>,
        context: SheetContext<'_>,
    ) -> Result<(), Unreadable> {
        const HIDDEN: u16 = 0x20;
        const HEIGHT: u16 = 0x7FFF;
        const USUAL_HEIGHT: u16 = 0x8000;
        let mut read = || {
            let row = fields.index()?;
            fields.skip(4)?;
            let height = fields.number()?;
            fields.skip(4)?;
            Some((row, height, fields.number()?))
        };
        if let Some((row, height, how)) = read() {
            let flat = height & HEIGHT == 0 && height & USUAL_HEIGHT == 0;
            if how & HIDDEN != 0 || flat {
                context.budget.take(1)?;
                self.sheet.hide_row(row);
            }
        }
        Ok(())
    }

    fn columns(&mut self, fields: &mut Fields<'_, '_>) {
        const HIDDEN: u16 = 1;
        let mut read = || {
            let (first, last, width) = (fields.index()?, fields.index()?, fields.number()?);
            fields.skip(2)?;
            Some((first, last, width, fields.number()?))
        };
        if let Some((first, last, width, how)) = read()
            && (how & HIDDEN != 0 || width == 0)
        {
            self.sheet.hide_columns(first, last);
        }
    }

    fn merged(
        &mut self,
        fields: &mut Fields<'_, '_>,
        budget: &CellBudget,
    ) -> Result<(), Unreadable> {
        let count = fields.index().unwrap_or_default();
        for _ in 0..count {
            let mut next = || {
                let (top, bottom) = (fields.index()?, fields.index()?);
                Some(Area {
                    top,
                    bottom,
                    left: fields.index()?,
                    right: fields.index()?,
                })
            };
            let Some(area) = next() else {
                return Ok(());
            };
            budget.take_merge()?;
            self.merges.push(area);
        }
        Ok(())
    }
}

/// Where formulas were never computed, what stands in their cells is no value.
pub(crate) fn never_computed(
    sheets: &mut [SheetRecords],
    calculated_by_excel: bool,
    strings: Strings,
) {
    let calculated = calculated_by_excel || matches!(strings, Strings::CodePage(_));
    let valued = sheets.iter().any(|read| read.formulas.valued);
    for read in sheets {
        if !valued && (read.formulas.not_calculated || !calculated) {
            read.sheet.unvalued = std::mem::take(&mut read.formulas.without_value);
        }
    }
}
