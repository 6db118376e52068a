//! Which row is a household's, a subtotal, the name of a group or a note.

use std::borrow::Cow;

use domain::table::Field;

use super::sheet_reader::SheetReader;
use crate::cells::grid::{Cell, is_dash};
use crate::header::again::is_another;
use crate::header::numbering::Numbering;
use crate::header::rows::{is_header, is_numbering};
use crate::words::plain::plain;
use crate::words::units::is_unit;

/// What a row below the header is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// Blank, a title or header once more, or a note: 制表, 监督电话.
    Skipped,
    /// The name of a group, over its households.
    Group(String),
    /// The same, with the group's sums beside it.
    GroupSum(String),
    /// A sum of some of one household's lines.
    Inner,
    Subtotal,
    Total,
    Data,
    /// Where another table begins, which is not read.
    OtherTable,
}

/// What a row is.
pub(crate) fn kind(reader: &SheetReader<'_>, row: usize) -> RowKind {
    let Some(row) = FilledRow::of(reader, row) else {
        return RowKind::Skipped;
    };
    if let Some(kind) = row.header() {
        return kind;
    }
    if let Some(kind) = row.sum().or_else(|| row.group()) {
        return kind;
    }
    if row.is_note() || row.is_unfilled() {
        return RowKind::Skipped;
    }
    RowKind::Data
}

/// A row that is not blank, and whom it names.
struct FilledRow<'a> {
    reader: &'a SheetReader<'a>,
    row: usize,
    cells: &'a [Cell],
    first: &'a Cell,
    /// Nothing else is filled.
    alone: bool,
    household: Option<Cow<'a, str>>,
    head: Option<Cow<'a, str>>,
}

impl<'a> FilledRow<'a> {
    fn of(reader: &'a SheetReader<'a>, row: usize) -> Option<Self> {
        let cells = reader.sheet.rows.get(row)?.as_slice();
        let mut filled = cells.iter().filter(|cell| !cell.is_blank());
        let first = filled.next()?;
        // 12户 beside 合计 is no name.
        let counted = |text: &str| {
            let number = text.trim_start_matches('共').trim_end_matches(['户', '人']);
            number.chars().all(|c| c.is_ascii_digit())
        };
        Some(Self {
            reader,
            row,
            cells,
            first,
            alone: filled.next().is_none(),
            household: reader
                .text(row, Field::Household)
                .filter(|text| sum(text).is_none() && !is_signature(text)),
            head: reader
                .text(row, Field::Head)
                .filter(|text| sum(text).is_none() && !counted(text) && !is_signature(text)),
        })
    }

    /// Whether it is a header, units or numbers of columns once more, or the header
    /// of another table.
    fn header(&self) -> Option<RowKind> {
        let Self { reader, row, .. } = self;
        if self.may_be_header() && is_header(reader.sheet, *row) {
            let another = is_another(reader.sheet, *row, &reader.header.columns);
            return Some(match another {
                true => RowKind::OtherTable,
                false => RowKind::Skipped,
            });
        }
        let once_more =
            (!self.names_both() && is_units(self.cells)) || is_numbering(reader.sheet, *row);
        once_more.then_some(RowKind::Skipped)
    }

    fn names_both(&self) -> bool {
        self.household.is_some() && self.head.is_some()
    }

    /// Most rows name a household by a number with digits: no header does.
    fn may_be_header(&self) -> bool {
        let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let numbered = self.household.as_deref().is_some_and(digits);
        !(numbered && self.head.is_some())
    }

    /// What it sums, if anything.
    fn sum(&self) -> Option<RowKind> {
        let unnamed = self.household.is_none() && self.head.is_none();
        let labels = |cell: &Cell| matches!(cell, Cell::Text(text) if sum(text).is_some());
        if ITEMS.into_iter().any(|field| labels(self.cell(field))) {
            let of_a_household = !unnamed || is_below(self.reader, self.row);
            return Some(match of_a_household {
                true => RowKind::Inner,
                false => label(self.cells).unwrap_or(RowKind::Subtotal),
            });
        }
        unnamed.then(|| label(self.cells)).flatten()
    }

    /// The group that it names, if it names one.
    fn group(&self) -> Option<RowKind> {
        let first = self.first.shown();
        if self.alone {
            return group_title(&first).map(RowKind::Group);
        }
        let household = self.household.as_ref();
        if self.head.is_some() || household.is_some_and(|number| *number != first) {
            return None;
        }
        let group = group_title(&first)?;
        let filled = self.cells.iter().filter(|cell| !cell.is_blank());
        let numbers = filled.skip(1).all(|cell| cell.number().is_some());
        numbers.then_some(RowKind::GroupSum(group))
    }

    /// Whether it names a household, by a number or a name.
    fn is_named(&self) -> bool {
        let numbered = self.reader.header.numbered == Numbering::Own;
        (numbered && self.household.is_some()) || self.head.is_some()
    }

    fn is_note(&self) -> bool {
        let content = || {
            NUMBERS
                .into_iter()
                .flat_map(|field| self.reader.header.of(field))
                .any(|column| self.reader.text_in(self.row, column.index).is_some())
        };
        let named = self.is_named();
        // What a remark of a household says of signing is no signature.
        let texts = FREE_TEXTS.map(|field| {
            let column = self.reader.header.at(field);
            column.filter(|_| self.head.is_some())
        });
        is_note(self.cells, !named, &texts) || ((self.alone || !named) && !content())
    }

    /// Whether it was numbered beforehand and never filled: its formulas give 0.
    fn is_unfilled(&self) -> bool {
        let zeros = || {
            self.cells.iter().all(|cell| match cell.number() {
                Some(number) => {
                    number.is_zero() || self.household.as_deref() == Some(&cell.shown())
                }
                None => cell.is_blank() || matches!(cell, Cell::Text(text) if is_dash(text)),
            })
        };
        !self.is_named() && self.household.is_some() && zeros()
    }

    fn cell(&self, field: Field) -> &Cell {
        self.reader.cell(self.row, field)
    }
}

/// The columns that say what a line is for.
const ITEMS: [Field; 3] = [Field::Item, Field::LandClass, Field::HouseStructure];

/// What a row's label says it sums; a remark is none.
fn label(cells: &[Cell]) -> Option<RowKind> {
    cells.iter().find_map(|cell| match cell {
        Cell::Text(text) => sum(text),
        _ => None,
    })
}

/// Whether a row belongs to the household above it: its name is merged down to it.
fn is_below(reader: &SheetReader<'_>, row: usize) -> bool {
    [Field::Household, Field::Head]
        .into_iter()
        .filter_map(|field| reader.header.at(field))
        .any(|column| reader.sheet.merged_from(row, column) < row)
}

/// What a row must hold one of, to be a household's, where it names none.
pub(crate) const NUMBERS: [Field; 16] = [
    Field::OtherQuantity,
    Field::OtherAmount,
    Field::LandArea,
    Field::LandAmount,
    Field::CropsAmount,
    Field::FloorArea,
    Field::HouseAmount,
    Field::FixtureAmount,
    Field::MovingAmount,
    Field::TransitionAmount,
    Field::RewardAmount,
    Field::Quantity,
    Field::Amount,
    Field::Deduction,
    Field::Total,
    Field::Item,
];

/// A row of units under a header that stands once more.
fn is_units(cells: &[Cell]) -> bool {
    cells
        .iter()
        .filter(|cell| !cell.is_blank())
        .all(|cell| matches!(cell, Cell::Text(text) if is_unit(text)))
}

/// Columns in which an office writes freely.
const FREE_TEXTS: [Field; 3] = [Field::Remark, Field::ChangeReason, Field::Post];

/// Signatures and remarks below a table. A date may stand beside them as a number.
fn is_note(cells: &[Cell], unnamed: bool, texts: &[Option<usize>]) -> bool {
    let signed = |cell: &Cell| match cell {
        Cell::Text(text) => is_signature(text),
        _ => false,
    };
    let noted = || {
        cells
            .iter()
            .find(|cell| !cell.is_blank())
            .is_some_and(signed)
    };
    // Most rows have numbers: asked first, as it is soon answered.
    let numbers = || cells.iter().any(|cell| matches!(cell, Cell::Number(..)));
    let mut other = cells.iter().enumerate();
    (unnamed && noted())
        || (!numbers()
            && other.any(|(column, cell)| !texts.contains(&Some(column)) && signed(cell))
            && cells.iter().all(|cell| cell.number().is_none()))
}

/// 制表人:张三, 村委会(盖章).
fn is_signature(text: &str) -> bool {
    const NOTES: [&str; 14] = [
        "制表",
        "审核",
        "填表",
        "监督",
        "复核",
        "注:",
        "注\u{ff1a}",
        "说明",
        "举报",
        "经办",
        "续表",
        "备注:",
        "备注\u{ff1a}",
        "附注",
    ];
    const SIGNED: [&str; 6] = ["签字", "签名", "盖章", "公章", "负责人", "单位意见"];
    NOTES.iter().any(|word| text.starts_with(word))
        || text.ends_with([':', '\u{ff1a}'])
        || SIGNED.iter().any(|word| text.contains(word))
}

/// Whether a text in a row of sums says what they are of: 合计, 共12户.
pub(crate) fn is_label(text: &str) -> bool {
    let plain = text.trim_start_matches('共').trim_end_matches(['户', '人']);
    sum(text).is_some() || group_title(text).is_some() || plain.chars().all(char::is_numeric)
}

/// 一组小计 is a subtotal, 总计 the whole, 过次页 what is carried to the next page;
/// `None` where it is no sum.
fn sum(text: &str) -> Option<RowKind> {
    const SUMS: [&str; 6] = ["合计", "小计", "总计", "累计", "共计", "总合计"];
    const CARRIED: [&str; 15] = [
        "过次页",
        "过下页",
        "转次页",
        "转下页",
        "接下页",
        "承前页",
        "承上页",
        "接上页",
        "转上页",
        "上页结转",
        "接前页",
        "页计",
        "承前",
        "过次",
        "转次",
    ];
    if text.len() > 72 || !text.contains(['计', '数', '页', '承', '次']) {
        return None;
    }
    let (word, _) = plain(text);
    if CARRIED.iter().any(|carried| word.contains(carried)) {
        return Some(RowKind::Subtotal);
    }
    // 合计12户: how many stands behind it.
    let word = word
        .trim_end_matches(['户', '人'])
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == '共');
    if matches!(
        word,
        "合计"
            | "总计"
            | "总合计"
            | "累计"
            | "共计"
            | "全村合计"
            | "全村总计"
            | "大写合计"
            | "总数"
    ) {
        return Some(RowKind::Total);
    }
    SUMS.iter()
        .any(|end| word.ends_with(end) || word.starts_with(end))
        .then_some(RowKind::Subtotal)
}

/// `一、水泉村民组(12户)` → `水泉村民组`.
fn group_title(text: &str) -> Option<String> {
    let text = text.trim_matches(['【', '】', '[', ']', '〔', '〕', '*', '★']);
    let text = text
        .strip_prefix(['(', '\u{ff08}'])
        .and_then(|text| text.strip_suffix([')', '\u{ff09}']))
        .unwrap_or(text);
    let (word, _) = plain(text);
    let word =
        word.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let whole = plain(text).0;
    // 一组 begins with its number; 一、水泉组 has one before it.
    let listed = text.contains('、');
    let name = if listed { word.to_owned() } else { whole };
    let ends = ["组", "村", "屯", "队", "社区", "庄"];
    let short = (2..=12).contains(&name.chars().count());
    (short && ends.iter().any(|end| name.ends_with(end))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_sums_are_told_from_notes() {
        assert_eq!(group_title("一组").as_deref(), Some("一组"));
        assert_eq!(
            group_title("一、水泉村民组(12户)").as_deref(),
            Some("水泉村民组")
        );
        assert_eq!(group_title("【2组】").as_deref(), Some("2组"));
        assert_eq!(group_title("第3村民小组").as_deref(), Some("第3村民小组"));
        assert_eq!(group_title("公示期内有异议的请向村民小组"), None);
        assert_eq!(sum("合  计"), Some(RowKind::Total));
        assert_eq!(sum("1组小计"), Some(RowKind::Subtotal));
        assert_eq!(sum("本页合计"), Some(RowKind::Subtotal));
        for carried in [
            "过次页",
            "承前页",
            "转下页",
            "承上页",
            "本页小计",
            "过 次 页",
        ] {
            assert_eq!(sum(carried), Some(RowKind::Subtotal), "{carried}");
        }
        assert_eq!(sum("张三"), None);
    }
}
