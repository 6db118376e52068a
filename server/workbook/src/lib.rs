//! Tables in and out: a board or a schedule of standards read from the table that
//! an office already has (.xlsx, .xls, .ods or .csv), and tables that people take
//! away.
//!
//! It may know `domain`, and files as bytes. No database, no clock, no sentence:
//! what is wrong is a [`Finding`](domain::finding::Finding), why a file cannot be
//! read is an [`Unreadable`], and whoever asks for a marked copy or a template
//! brings its words. Numbers are exact decimals; what cannot be read exactly is a
//! finding and never a guess, and so is whatever was assumed.
//!
//! | step | where |
//! |---|---|
//! | the words that offices write | `words` |
//! | bytes → cells, merges, what is hidden, comments | `cells` |
//! | which column is what, in which unit | `header` |
//! | rows → entries, with a finding for everything wrong | `rows` |
//! | what stands out, jumps, stands twice, or must not be published | `checks` |
//! | all of it, in order | `board` |
//! | a schedule of standards | `standards` |
//! | marked copies, templates, CSV | `export` |
//!
//! Each step knows those above it and none below. A folder's own file (`cells.rs`)
//! says which part of the step is in which file, and holds no code.
//!
//! # To add a column that boards may have
//!
//! 1. Give [`Field`](domain::table::Field) a variant, and `text` what a clerk reads
//!    of it; the compiler names the places.
//! 2. Write its usual headings into `words/usual.rs`, without spaces, brackets and
//!    units. Where a heading has many forms, say in `words/headings.rs` by which
//!    parts it is known; `header` needs nothing for a column that means one thing.
//!    A heading that ends as in `NO_COLUMN` (方式, 情况) and speaks of
//!    neither a telephone nor an official means nothing by its parts: what ends so
//!    stands word for word in `usual.rs`. Only a column that offices never write
//!    under 土地 or 房屋 (number, name, group) also stands in `OF_THE_HOUSEHOLD` of
//!    `header/understand.rs`: a heading over one of these is taken for a title, and
//!    says nothing of the columns beside it.
//! 3. Read it where what it belongs to is read: a household's in
//!    `rows/household.rs` (`finish`; a text by the rule of `rows/texts.rs`), a line's in `rows/long.rs` and, for wide
//!    tables, in `header/groups.rs` (which columns make a line) and `rows/wide/`.
//!    `SheetReader` gives texts, quantities, counts and money, and notes what is
//!    wrong with the cell itself.
//! 4. An amount or a quantity also stands in `rows/sums.rs` (`SUMMED`), so that
//!    subtotals of it are checked, and in `rows/kind.rs` (`NUMBERS`); a text in
//!    `checks/columns.rs` (`TEXTS`), so that `#REF!` in it is found, and a free
//!    text in `FREE_TEXTS` of `rows/kind.rs`, or a row that says 签字 in it is taken
//!    for signatures. What is never
//!    published is private in `Field::is_private`: then `checks/private.rs` takes
//!    it, and nothing else may.
//!    A factor or a deduction is none of these: `header/factors.rs` and
//!    `header/deductions.rs` decide whether it counts, `rows/terms.rs` what of.
//! 5. To offer it to offices that start anew, add it to `COLUMNS` in
//!    `export/template.rs`; a test asks for the words that explain it (`about` in
//!    `backend`'s `tables.rs`).
//! 6. Show a table that has it, and one where it is wrong, in `tests/layouts/`.
//!
//! # To add a finding
//!
//! 1. Give [`Code`](domain::finding::Code) a variant with its severity, and `text`
//!    its sentence.
//! 2. Note it where it is seen: in one cell or row, by `SheetReader::note` and the
//!    like in `rows`; in a heading, in `checks/columns.rs`; between households, in a
//!    file of its own in `checks`, which `board.rs` calls beside the others. Figures
//!    go into a [`Detail`](domain::finding::Detail) as figures
//!    (`SheetReader::note_figures`), never as a sentence.
//! 3. Repeat what stands in a cell only through `masked`: a finding is shown to
//!    everyone who works on the board. A thousand of one kind are listed
//!    (`rows/listed.rs`), the rest are counted.
//! 4. What a clerk mends for a whole column at once is said once: a code in
//!    `together` of `rows/in_columns.rs` becomes one finding with
//!    [`Detail::Column`](domain::finding::Detail::Column) (stretches of cells, how
//!    many, the first three, each with its own detail), where most rows from the
//!    first to the last have it, or always. `Finding::cell` is the first of them,
//!    `Finding::place` all, `Finding::faults` how many, `household` none. Amounts
//!    that are all off by one power of ten (`Detail::Amount`, `Detail::Total`) are
//!    said as such. Never so: warnings with a reason each, and what is of persons.
//! 5. Show in `tests/layouts/silent.rs` what would have gone out without it.

mod board;
mod cells;
mod checks;
mod error;
mod export;
mod header;
mod parallel;
mod progress;
mod rows;
mod standards;
mod unreadable;
mod words;

pub use board::{ParsedBoard, read_board, read_board_watched};
pub use checks::private::{PrivateNumber, PrivateNumbers};
pub use error::Error;
pub use export::csv::csv_part;
pub use export::marked::words::MarkedWords;
pub use export::marked::write::marked;
pub use export::template::{TemplateWords, template, template_columns};
pub use progress::Progress;
pub use standards::read_standards;
pub use unreadable::{MAX_UPLOAD_BYTES, StandardProblem, Unreadable};
