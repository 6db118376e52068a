//! Shapes of the office's pages.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::account::Signed;
use crate::board::{Entry, Totals};
use crate::calendar::DayKind;
use crate::declaration::Statement;
use crate::finding::{Finding, Severity};
use crate::id_number;
use crate::opening::HoldUp;
use crate::read::{
    CarriedOver, CellComment, ChangesSummary, Commenting, DeclarationCheck, Field, FormToken,
    OfficeChange, ProjectHead, Upload, WarningGroup,
};
use crate::round::{RoundNumber, RoundState};
use crate::standard::Schedule;
use crate::surveyed::Surveyed;
use crate::text::{self, Lang, Text};
use crate::time::china_minute;

/// What every page of the office shows besides its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    pub signed: Signed,
    /// For the page's forms.
    pub token: FormToken,
}

/// What waits for the one who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeToday {
    pub projects: Vec<ProjectHead>,
    /// Boards that wait for pre-review.
    pub in_review: Vec<RoundRef>,
    /// Boards that came back to this clerk's desk.
    pub returned: Vec<RoundRef>,
    /// Withdrawals that wait for a second person.
    pub withdrawals: Vec<RoundRef>,
    /// Approved boards whose time came, and that something holds up.
    pub held_up: Vec<RoundRef>,
    pub open_objections: u32,
}

/// A round, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRef {
    pub project_code: String,
    pub project_name: String,
    pub round: RoundNumber,
}

/// A project as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeProject {
    pub head: ProjectHead,
    /// Printed on the paper board; who holds it sees full names.
    pub access_code: String,
    /// 勘测总面积, where the project states one.
    pub surveyed: Option<Surveyed>,
    /// Whether it can still be set or changed.
    pub surveyed_open: bool,
    /// `None` until standards are loaded.
    pub schedule: Option<ScheduleVersion>,
}

/// A project's standards at a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleVersion {
    pub version: u32,
    pub schedule: Schedule,
    pub loaded_by: String,
    #[serde(with = "crate::time::millis")]
    pub loaded_at: DateTime<Utc>,
}

/// What reading a workbook gave: the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReport {
    pub file_name: String,
    pub sheet: Option<String>,
    pub layout: Layout,
    pub columns: Vec<ColumnReport>,
    pub totals: Totals,
    pub findings: Vec<Finding>,
    /// Findings that are not listed, so that a page stays one: errors, warnings.
    #[serde(default)]
    pub more: (usize, usize),
    /// The surveyed total that the land was compared with.
    #[serde(default)]
    pub surveyed: Option<Surveyed>,
}

impl UploadReport {
    /// Lists at most so many errors and so many warnings, and counts the others.
    pub fn shorten(&mut self, most: usize) {
        let (mut errors, mut warnings) = (0, 0);
        let (mut more_errors, mut more_warnings) = self.more;
        self.findings.retain(|finding| {
            let (seen, more) = match finding.severity {
                Severity::Error => (&mut errors, &mut more_errors),
                Severity::Warning => (&mut warnings, &mut more_warnings),
            };
            *seen += 1;
            if *seen > most {
                *more += finding.faults();
            }
            *seen <= most
        });
        self.more = (more_errors, more_warnings);
    }

    /// How many errors, or warnings, there are, listed or not.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let of = self.findings.iter().filter(|one| one.severity == severity);
        let listed: usize = of.map(Finding::faults).sum();
        let more = match severity {
            Severity::Error => self.more.0,
            Severity::Warning => self.more.1,
        };
        listed + more
    }

    /// Masks every personal number, wherever in a table it stood: in headings,
    /// in names of sheets, in place of household numbers.
    pub fn hide_numbers(&mut self) {
        let hide = |text: &mut String| *text = id_number::hide(text);
        let texts = std::iter::once(&mut self.file_name)
            .chain(&mut self.sheet)
            .chain(self.columns.iter_mut().map(|column| &mut column.header));
        texts.for_each(hide);
        for finding in &mut self.findings {
            let Finding {
                sheet,
                household,
                found,
                expected,
                ..
            } = finding;
            for text in [sheet, household, found, expected].into_iter().flatten() {
                hide(text);
            }
        }
    }
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A row per household.
    Wide,
    /// A row per line item.
    Long,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnReport {
    /// `F`
    pub column: String,
    /// As in the table, header rows joined: `土地 面积(亩)`.
    pub header: String,
    /// `None` where nothing was recognised.
    pub field: Option<Field>,
    /// Somebody said that it is not to be read.
    #[serde(default)]
    pub ignored: bool,
}

/// Begins the name of the form field in which a column is decided of; then what
/// it was taken for, `:` and the heading.
pub const COLUMN_PREFIX: &str = "column:";
/// What that field says of a column that is not to be read.
pub const COLUMN_IGNORE: &str = "ignore";

/// What somebody decided of columns, by their headings; `None`: not to be read.
pub type ColumnChoices = BTreeMap<String, Option<Field>>;

/// A round as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeRound {
    pub head: ProjectHead,
    pub round: RoundNumber,
    /// Of what is shown.
    pub state: RoundState,
    /// Of the board that is being worked on: the same, or a correction's.
    pub working: RoundState,
    pub has_standards: bool,
    /// The draft as uploaded, if any.
    pub draft: Option<Draft>,
    /// Why the reviewer sent it back.
    pub return_reason: Option<String>,
    /// What the reviewer said of single cells of the draft.
    pub comments: Vec<CellComment>,
    /// What changed since the board before; `None` on the first, and without
    /// a draft.
    pub changes: Option<ChangesSummary>,
    /// The newest upload, for those who upload, unless it is the draft itself.
    pub upload: Option<Upload>,
    /// Whether every household of the draft has declared, and it fits; while
    /// the draft can still be changed.
    pub declarations: Option<DeclarationCheck>,
    /// When it is to go out; `None`: as soon as it is approved.
    #[serde(with = "crate::time::millis_option")]
    pub planned_at: Option<DateTime<Utc>>,
    /// Whether that time has come.
    pub time_came: bool,
    /// How the day by which it is to be out was changed, oldest first.
    pub due_moves: Vec<DueMove>,
    /// Whether it can be set or changed: nothing was published yet.
    pub due_open: bool,
    /// What keeps it from going out.
    pub hold_ups: Vec<HoldUp>,
    /// Upheld objections that it goes out without.
    pub carried: Vec<CarriedOver>,
    /// The correction under way.
    pub correction: Option<Asked>,
    /// A withdrawal that waits for a second person.
    pub withdrawal: Option<Asked>,
    /// The newest withdrawal, where a second person did not agree.
    pub withdrawal_refused: Option<Asked>,
}

/// A change of the day by which a board is to be out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMove {
    /// `None` where none was set before.
    #[serde(with = "crate::time::day_option")]
    pub from: Option<NaiveDate>,
    #[serde(with = "crate::time::day")]
    pub to: NaiveDate,
    pub reason: String,
    pub by: String,
    #[serde(with = "crate::time::millis")]
    pub at: DateTime<Utc>,
}

impl DueMove {
    /// As the office reads it, of one board.
    #[must_use]
    pub fn sentence(&self, round: RoundNumber, lang: Lang) -> String {
        let (at, round) = (china_minute(self.at), round.label(lang));
        let (to, reason) = (self.to, &self.reason);
        let from = self.from.map(|from| from.to_string());
        let text = match from {
            Some(_) => text::DUE_MOVED,
            None => text::DUE_SET,
        };
        text.fill(
            lang,
            &[
                ("at", &at),
                ("round", &round),
                ("from", &from.unwrap_or_default()),
                ("to", &to),
                ("reason", reason),
            ],
        )
    }
}

/// What somebody asked for, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// An answer says by it which one it is to.
    pub id: i64,
    pub reason: String,
    pub by: String,
    #[serde(with = "crate::time::millis")]
    pub at: DateTime<Utc>,
    /// Whether the reader asked for it.
    pub own: bool,
}

/// What the calendar says of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    #[serde(with = "crate::time::day")]
    pub day: NaiveDate,
    pub kind: DayKind,
    pub note: String,
    /// Who said so; `None` where it came with the program.
    pub set_by: Option<String>,
}

/// A year of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    pub year: i32,
    /// Whether its holidays are known.
    pub known: bool,
    /// Days that are not as their weekday says, in order.
    pub days: Vec<CalendarDay>,
    /// Years that can be looked at.
    pub years: Vec<i32>,
}

/// An uploaded board before publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub report: UploadReport,
    pub uploaded_by: String,
    #[serde(with = "crate::time::millis")]
    pub uploaded_at: DateTime<Utc>,
    /// The upload that its file is kept with.
    pub upload: Option<i64>,
    /// The report's warnings by kind, each with why it stands.
    pub warnings: Vec<WarningGroup>,
}

/// How a number ends that stands in a column for private numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Identity number, account or phone.
    pub field: Field,
    /// `****2181`
    pub ending: String,
}

impl Ending {
    /// Which number it is, in a word.
    #[must_use]
    pub const fn label(&self) -> Text {
        match self.field {
            Field::IdNumber => text::ENDING_ID,
            Field::Phone => text::ENDING_PHONE,
            _ => text::ENDING_ACCOUNT,
        }
    }
}

/// A board as a reviewer reads it: full names and remarks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    pub head: ProjectHead,
    pub round: RoundNumber,
    /// Of the board in review.
    pub state: RoundState,
    /// What it corrects, and why; the reason is published with it.
    pub correction: Option<Asked>,
    /// When it is to go out; `None`: as soon as it is approved.
    #[serde(with = "crate::time::millis_option")]
    pub planned_at: Option<DateTime<Utc>>,
    /// What keeps it from going out by now.
    pub hold_ups: Vec<HoldUp>,
    pub draft: Draft,
    /// Those of this page.
    pub entries: Vec<Entry>,
    /// What stands declared for each of them.
    pub declared: Vec<Vec<Statement>>,
    /// How the numbers of each end that are never published.
    pub endings: Vec<Vec<Ending>>,
    /// From 1.
    pub page: u32,
    pub pages: u32,
    /// What changed since the board before; `None` on the first.
    pub changes: Option<ChangesSummary>,
    /// The first of those changes.
    pub first_changes: Vec<OfficeChange>,
    /// What was said of single cells so far.
    pub comments: Vec<CellComment>,
    /// The household that a comment is being written on.
    pub commenting: Option<Commenting>,
    /// Whether the reader uploaded it, and so may not review it.
    pub own_upload: bool,
    /// The number of this board: who decides says by it which one was read.
    pub board: i64,
}
