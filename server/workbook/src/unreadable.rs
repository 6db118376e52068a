//! Why a file cannot be read as a board at all.

use text::Lang;

/// The largest file that is read, in bytes.
pub const UPLOAD_BYTES_MOST: usize = 20 * 1024 * 1024;

/// Why a file cannot be read as a board, or as standards, at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("not a spreadsheet")]
    NotAWorkbook,
    #[error("a damaged spreadsheet: {0}")]
    Damaged(String),
    #[error("an empty file")]
    Empty,
    #[error("larger than {UPLOAD_BYTES_MOST} bytes")]
    TooLarge,
    #[error("too large when unpacked")]
    TooLargeUnpacked,
    /// Which headings were looked for.
    #[error("no header row with {0}")]
    NoHeader(&'static str),
    #[error("{count} formulas without stored values, such as {cells}")]
    Formulas { count: usize, cells: String },
    #[error("protected by a password")]
    Password,
    #[error("neither UTF-8 nor GB18030")]
    Encoding,
    #[error("no standards")]
    NoStandards,
    #[error("standards, {cell}: {problem}")]
    Standard {
        cell: String,
        problem: StandardProblem,
    },
}

/// What is wrong with a cell of a table of standards.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StandardProblem {
    #[error("empty")]
    Needed,
    #[error("no money: {0}")]
    NoMoney(String),
    #[error("no category: {0}")]
    NoCategory(String),
    #[error("twice: {0}")]
    Twice(String),
}

impl Unreadable {
    /// The sentence for the one who uploaded it: what is wrong and what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NotAWorkbook => text::W_NOT_A_WORKBOOK.get(lang).to_owned(),
            Self::Damaged(_) => text::W_DAMAGED.get(lang).to_owned(),
            Self::Empty => text::W_EMPTY.get(lang).to_owned(),
            Self::TooLarge => {
                text::W_TOO_LARGE.fill(lang, &[("most", &(UPLOAD_BYTES_MOST / 1024 / 1024))])
            }
            Self::TooLargeUnpacked => text::W_TOO_LARGE_UNPACKED.get(lang).to_owned(),
            Self::NoHeader(words) => text::W_NO_HEADER.fill(lang, &[("words", words)]),
            Self::Formulas { count, cells } => {
                text::W_FORMULAS.fill(lang, &[("count", count), ("cells", cells)])
            }
            Self::Password => text::W_PASSWORD.get(lang).to_owned(),
            Self::Encoding => text::W_ENCODING.get(lang).to_owned(),
            Self::NoStandards => text::W_STANDARDS_EMPTY.get(lang).to_owned(),
            Self::Standard { cell, problem } => {
                let problem = problem.text(lang);
                text::W_STANDARDS_CELL.fill(lang, &[("cell", cell), ("problem", &problem)])
            }
        }
    }
}

impl StandardProblem {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Needed => text::W_NEEDED.get(lang).to_owned(),
            Self::NoMoney(found) => text::W_NO_MONEY.fill(lang, &[("found", found)]),
            Self::NoCategory(found) => text::W_NO_CATEGORY.fill(lang, &[("found", found)]),
            Self::Twice(found) => text::W_TWICE.fill(lang, &[("found", found)]),
        }
    }
}
