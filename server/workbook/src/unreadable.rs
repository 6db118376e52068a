//! Why a file cannot be read as a board at all.

use domain::finding::Finding;

/// The largest file that is read, in bytes.
pub const MAX_UPLOAD_BYTES: usize = 20 * 1024 * 1024;

/// Why a file cannot be read as a board, or as standards, at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("not a spreadsheet")]
    NotAWorkbook,
    /// What is damaged, in the words of a program: for logs, not for people.
    #[error("a damaged spreadsheet: {0}")]
    Damaged(String),
    #[error("an empty file")]
    Empty,
    #[error("larger than {MAX_UPLOAD_BYTES} bytes")]
    TooLarge,
    #[error("too large when unpacked")]
    TooLargeUnpacked,
    /// Which headings were looked for.
    #[error("no header row with {0}")]
    NoHeader(&'static str),
    /// A form for each household, on sheets of their own or on one.
    #[error("a form per household, and no table of households")]
    Forms,
    #[error("{count} formulas without stored values, such as {cells}")]
    Formulas { count: usize, cells: String },
    /// .xlsb.
    #[error("a binary .xlsb workbook")]
    BinaryWorkbook,
    /// A web page, named as a table.
    #[error("a web page")]
    WebPage,
    /// XML, named as a table.
    #[error("XML")]
    XmlTable,
    /// A file of another kind, as people call it.
    #[error("a file of {0}")]
    OtherDocument(&'static str),
    /// A CSV file with a quote that is not closed, in the row of this cell.
    #[error("a quote that is not closed: {0}")]
    OpenQuote(String),
    /// Of Excel 4 or earlier.
    #[error("an .xls file of Excel 4 or earlier")]
    OldExcel,
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
    /// Its format shows something else than is stored; whatever the kind, it is to
    /// be mended.
    #[error("{0:?}")]
    Shown(Box<Finding>),
}
