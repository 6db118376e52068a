//! What holds for the whole workbook: its sheets, shared texts and formats.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use encoding_rs::Encoding;

use super::fields::{EXTENDED, Fields, RICH, WIDE};
use super::records::{BEGIN, END, Kind, OLD_BEGINS, Record, Records};
use crate::cells::formats::dates::DateSystem;
use crate::cells::formats::format::Format;
use crate::cells::grid::Cell;
use crate::cells::limits::{CellBudget, MAX_SHEETS, MAX_TEXTS};
use crate::cells::runs::Run;
use crate::unreadable::Unreadable;

const ENCRYPTED: Kind = 0x002F;
const CODE_PAGE: Kind = 0x0042;
const DATE_SYSTEM: Kind = 0x0022;
const FORMAT: Kind = 0x041E;
const CELL_FORMAT: Kind = 0x00E0;
const FONT: Kind = 0x0031;
const SHEET: Kind = 0x0085;
const TEXTS: Kind = 0x00FC;
const CALCULATED_BY: Kind = 0x01C1;

/// What the records before the sheets say.
pub(crate) struct Globals {
    pub(crate) strings: Strings,
    /// The texts that cells share; `None` for a blank one.
    pub(crate) texts: Vec<Option<Arc<str>>>,
    /// Of each format of cells: how it shows numbers; `None` where as they are.
    pub(crate) formats: Vec<Option<Arc<Format>>>,
    /// Of each format of cells: whether a line goes through what it shows.
    pub(crate) crossed_out: Vec<bool>,
    /// How each font looks.
    pub(crate) fonts: Fonts,
    /// Excel says with which version the formulas were computed.
    pub(crate) calculated: bool,
    pub(crate) sheets: Vec<NamedSheet>,
}

/// A sheet's entry in the list of sheets.
pub(crate) struct NamedSheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    /// No chart, and no macros.
    pub(crate) is_table: bool,
    pub(crate) start: usize,
}

/// How texts are written.
#[derive(Clone, Copy)]
pub(crate) enum Strings {
    /// UTF-16, since Excel 97.
    Unicode,
    /// Bytes of a code page, in Excel 5 and 95.
    CodePage(&'static Encoding),
}

impl Strings {
    /// A text that begins with the number of its characters, in two bytes.
    pub(crate) fn text(self, fields: &mut Fields<'_, '_>) -> Option<String> {
        let length = fields.index()?;
        self.of_length(fields, length)
    }

    /// As [`Strings::text`], the number in one byte.
    fn short(self, fields: &mut Fields<'_, '_>) -> Option<String> {
        let length = usize::from(fields.byte()?);
        self.of_length(fields, length)
    }

    pub(crate) fn of_length(self, fields: &mut Fields<'_, '_>, length: usize) -> Option<String> {
        match self {
            Self::Unicode if length == 0 => Some(String::new()),
            Self::Unicode => {
                let wide = fields.byte()? & WIDE != 0;
                fields.characters(length, wide)
            }
            Self::CodePage(encoding) => fields.encoded(length, encoding),
        }
    }
}

impl Globals {
    pub(crate) fn read(stream: &[u8], budget: &CellBudget) -> Result<Self, Unreadable> {
        let mut records = Records::from(stream, 0)?;
        let begin = records.next()?;
        let mut globals = Self::begin(&begin)?;
        let mut formats = Formats::default();
        loop {
            let record = records.next()?;
            match record.kind {
                END => {
                    globals.crossed_out = formats.crossed_out();
                    globals.fonts = std::mem::take(&mut formats.fonts);
                    globals.formats = formats.of_cells();
                    return Ok(globals);
                }
                ENCRYPTED => return Err(Unreadable::Password),
                TEXTS => {
                    let texts = shared_texts(record.fields(), &formats.fonts, budget)?;
                    globals.texts = texts;
                }
                SHEET => {
                    let sheet = globals.sheet(&record).ok_or_else(|| record.broken())?;
                    if globals.sheets.len() >= MAX_SHEETS {
                        return Err(Unreadable::TooLargeUnpacked);
                    }
                    globals.sheets.push(sheet);
                }
                CODE_PAGE => globals.code_page(&record),
                CALCULATED_BY => globals.calculated = true,
                _ => formats.take(&record, globals.strings),
            }
        }
    }

    fn begin(record: &Record<'_>) -> Result<Self, Unreadable> {
        const VERSION_5: u16 = 0x0500;
        if OLD_BEGINS.contains(&record.kind) {
            return Err(Unreadable::OldExcel);
        }
        if record.kind != BEGIN {
            return Err(record.broken());
        }
        let version = record.fields().number().ok_or_else(|| record.broken())?;
        Ok(Self {
            strings: if version == VERSION_5 {
                // What offices write, where the file does not say.
                Strings::CodePage(encoding_rs::GB18030)
            } else {
                Strings::Unicode
            },
            texts: Vec::new(),
            formats: Vec::new(),
            crossed_out: Vec::new(),
            fonts: Fonts::default(),
            calculated: false,
            sheets: Vec::new(),
        })
    }

    fn code_page(&mut self, record: &Record<'_>) {
        let page = record.fields().number().and_then(encoding);
        if let (Some(page), Strings::CodePage(_)) = (page, self.strings) {
            self.strings = Strings::CodePage(page);
        }
    }

    fn sheet(&self, record: &Record<'_>) -> Option<NamedSheet> {
        const HIDDEN: u8 = 0x3F;
        let mut fields = record.fields();
        let start = usize::try_from(fields.long()?).ok()?;
        let hidden = fields.byte()? & HIDDEN != 0;
        let is_table = fields.byte()? == 0;
        let mut name = self.strings.short(&mut fields)?;
        name.retain(|character| character != '\0');
        Some(NamedSheet {
            name,
            hidden,
            is_table,
            start,
        })
    }
}

/// The formats of cells, as they are told. What is broken in them is General.
#[derive(Default)]
struct Formats {
    dates: DateSystem,
    /// The codes of number formats, by their number.
    codes: BTreeMap<u16, String>,
    /// Of each format of cells: which number format, and which font.
    of_cells: Vec<u16>,
    fonts_of_cells: Vec<usize>,
    fonts: Fonts,
}

/// How each font looks.
#[derive(Default)]
pub(crate) struct Fonts(Vec<Run>);

impl Fonts {
    /// Of the font of this number; there is none of number 4.
    fn get(&self, number: usize) -> Run {
        let index = if number > 4 { number - 1 } else { number };
        self.0.get(index).copied().unwrap_or_default()
    }

    fn read(mut fields: Fields<'_, '_>) -> Option<Run> {
        const CROSSED_OUT: u16 = 0x08;
        const RAISED: u16 = 1;
        fields.skip(2)?;
        let how = fields.number()?;
        fields.skip(4)?;
        Some(Run {
            crossed_out: how & CROSSED_OUT != 0,
            raised: fields.number()? == RAISED,
        })
    }
}

impl Formats {
    fn take(&mut self, record: &Record<'_>, strings: Strings) {
        let mut fields = record.fields();
        match record.kind {
            DATE_SYSTEM if fields.number() == Some(1) => self.dates = DateSystem::From1904,
            FORMAT => {
                let format = fields.number().and_then(|number| {
                    let code = match strings {
                        Strings::Unicode => strings.text(&mut fields),
                        Strings::CodePage(_) => strings.short(&mut fields),
                    };
                    Some((number, code?))
                });
                self.codes.extend(format);
            }
            CELL_FORMAT => {
                let font = fields.index();
                self.of_cells.push(fields.number().unwrap_or_default());
                self.fonts_of_cells.push(font.unwrap_or_default());
            }
            // A broken one keeps its number.
            FONT => self.fonts.0.push(Fonts::read(fields).unwrap_or_default()),
            _ => {}
        }
    }

    fn crossed_out(&self) -> Vec<bool> {
        let fonts = self.fonts_of_cells.iter();
        fonts
            .map(|font| self.fonts.get(*font).crossed_out)
            .collect()
    }

    fn of_cells(self) -> Vec<Option<Arc<Format>>> {
        let mut read: HashMap<u16, Option<Arc<Format>>> = HashMap::new();
        let format = |number: u16| {
            let format = match self.codes.get(&number) {
                Some(code) => Format::of(code, self.dates),
                None => Format::built_in(number, self.dates),
            };
            (!format.is_general()).then(|| Arc::new(format))
        };
        let of_cells = self.of_cells.iter();
        of_cells
            .map(|number| {
                read.entry(*number)
                    .or_insert_with(|| format(*number))
                    .clone()
            })
            .collect()
    }
}

/// The texts that cells share, as they are seen. How they are spoken is passed over.
fn shared_texts(
    mut fields: Fields<'_, '_>,
    fonts: &Fonts,
    budget: &CellBudget,
) -> Result<Vec<Option<Arc<str>>>, Unreadable> {
    let broken = || Unreadable::Damaged("the shared texts".to_owned());
    let mut texts = Vec::new();
    fields.skip(8).ok_or_else(broken)?;
    while !fields.is_empty() {
        let text = shared_text(&mut fields, fonts).ok_or_else(broken)?;
        if texts.len() >= MAX_TEXTS {
            return Err(Unreadable::TooLargeUnpacked);
        }
        budget.take_text(&text)?;
        texts.push(match Cell::text(&text) {
            Cell::Text(text) => Some(text),
            _ => None,
        });
    }
    Ok(texts)
}

fn shared_text(fields: &mut Fields<'_, '_>, fonts: &Fonts) -> Option<String> {
    let length = fields.index()?;
    let how = fields.byte()?;
    let runs = if how & RICH != 0 { fields.index()? } else { 0 };
    let spoken = if how & EXTENDED != 0 {
        usize::try_from(fields.long()?).ok()?
    } else {
        0
    };
    let mut text = fields.characters(length, how & WIDE != 0)?;
    // Each from its character on; those before the first look like the cell.
    let mut looks = Vec::new();
    for _ in 0..runs {
        let (from, font) = (fields.index()?, fields.index()?);
        looks.push((from, fonts.get(font)));
    }
    if looks.iter().any(|(_, run)| *run != Run::default()) {
        text = look(&text, &looks, char::len_utf16);
    }
    fields.skip(spoken)?;
    Some(text)
}

/// A text of one cell, followed by its runs, as it is seen.
pub(crate) fn rich_text(
    strings: Strings,
    fonts: &Fonts,
    fields: &mut Fields<'_, '_>,
) -> Option<String> {
    let text = strings.text(fields)?;
    // What is cut short behind the text says nothing of how it looks.
    let runs = match strings {
        Strings::Unicode => fields.index(),
        Strings::CodePage(_) => fields.byte().map(usize::from),
    };
    let mut looks = Vec::new();
    for _ in 0..runs.unwrap_or_default() {
        let mut next = || {
            Some(match strings {
                Strings::Unicode => (fields.index()?, fields.index()?),
                Strings::CodePage(_) => (fields.byte()?.into(), fields.byte()?.into()),
            })
        };
        let Some((from, font)) = next() else { break };
        looks.push((from, fonts.get(font)));
    }
    if looks.iter().all(|(_, run)| *run == Run::default()) {
        return Some(text);
    }
    Some(match strings {
        Strings::Unicode => look(&text, &looks, char::len_utf16),
        Strings::CodePage(encoding) => look(&text, &looks, |character| {
            let mut bytes = [0; 4];
            let character: &str = character.encode_utf8(&mut bytes);
            encoding.encode(character).0.len()
        }),
    })
}

/// A text whose characters look as the runs say; they count characters of this
/// length.
fn look(text: &str, runs: &[(usize, Run)], length: impl Fn(char) -> usize) -> String {
    let mut seen = String::new();
    let (mut at, mut bytes) = (0, [0; 4]);
    let mut run = Run::default();
    let mut next = runs.iter().peekable();
    for character in text.chars() {
        while let Some((_, begins)) = next.next_if(|(from, _)| *from <= at) {
            run = *begins;
        }
        run.push(&mut seen, character.encode_utf8(&mut bytes));
        at += length(character);
    }
    seen
}

/// The encoding of a code page.
fn encoding(page: u16) -> Option<&'static Encoding> {
    Some(match page {
        936 | 54_936 | 10_008 => encoding_rs::GB18030,
        950 | 951 | 10_002 => encoding_rs::BIG5,
        932 | 10_001 => encoding_rs::SHIFT_JIS,
        949 | 10_003 => encoding_rs::EUC_KR,
        866 => encoding_rs::IBM866,
        874 => encoding_rs::WINDOWS_874,
        1_250 => encoding_rs::WINDOWS_1250,
        1_251 => encoding_rs::WINDOWS_1251,
        367 | 437 | 1_252 | 32_769 => encoding_rs::WINDOWS_1252,
        1_253 => encoding_rs::WINDOWS_1253,
        1_254 => encoding_rs::WINDOWS_1254,
        1_255 => encoding_rs::WINDOWS_1255,
        1_256 => encoding_rs::WINDOWS_1256,
        1_257 => encoding_rs::WINDOWS_1257,
        1_258 => encoding_rs::WINDOWS_1258,
        10_000 | 32_768 => encoding_rs::MACINTOSH,
        65_001 => encoding_rs::UTF_8,
        _ => return None,
    })
}
