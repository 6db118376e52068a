//! What each kind of event says: a struct a kind, whose fields are the facts in
//! the canonical bytes. A field's name and meaning never change once events of
//! the kind were written; a new field is an `Option`. What the record calls a
//! fact is said in `text::events`.

use chrono::{DateTime, NaiveDate, Utc};

use super::fact::{After, Before, FactValue, Facts};
use super::kind::EventKind;
use crate::account::Role;
use crate::board::Totals;
use crate::calendar::DayKind;
use crate::conflict_of_interest::RestrictedAction;
use crate::declaration::DeclaredBy;
use crate::objection::{HeldFor, ObjectionKind, ObjectionState};
use crate::privacy::Scope;
use crate::reason::ChangeCause;
use crate::review::Checklist;

/// What an event of a kind says.
pub trait Payload {
    const KIND: EventKind;

    /// Its fields as facts.
    fn facts(self) -> Facts;
}

/// Declares payloads: `Name { field: Type, … }`, and `Name as Kind { … }` where
/// two say different things of one kind.
macro_rules! payloads {
    ($(
        $(#[$meta:meta])*
        $name:ident $(as $kind:ident)? { $($(#[$of_field:meta])* $field:ident: $type:ty,)* }
    )*) => {
        $(
            $(#[$meta])*
            pub struct $name {
                $($(#[$of_field])* pub $field: $type,)*
            }

            impl Payload for $name {
                const KIND: EventKind = payloads!(@kind $name $($kind)?);

                fn facts(self) -> Facts {
                    Facts::default()$(.with(stringify!($field), self.$field))*
                }
            }
        )*

        /// The facts of every kind, for tests that hold them against what the
        /// record calls them.
        #[must_use]
        pub fn fact_names() -> Vec<(EventKind, Vec<&'static str>)> {
            vec![$({
                let names: Vec<Vec<&'static str>> =
                    vec![$(<$type as FactValue>::names(stringify!($field))),*];
                (<$name as Payload>::KIND, names.concat())
            },)*]
        }
    };
    (@kind $name:ident) => { EventKind::$name };
    (@kind $name:ident $kind:ident) => { EventKind::$kind };
}

payloads! {
    AccountAdded {
        role: Role,
    }
    SignedIn {}
    SignInFailed {}
    ProjectCreated {
        scope: Scope,
        /// Empty where the scope is the default.
        scope_reason: String,
        /// How many.
        rounds: usize,
        /// 勘测总面积: `156.173 亩`.
        surveyed: Option<String>,
    }
    SurveyedSet {
        surveyed_before: String,
        surveyed_after: String,
    }
    DueChanged {
        /// `2024-09-02`; empty where none was set.
        due_before: String,
        due_after: NaiveDate,
        /// Digest.
        reason: String,
    }
    /// The first schedule of a project.
    StandardsLoaded {
        version: u32,
        rates: usize,
        /// Digest.
        file: String,
    }
    /// A newer schedule.
    StandardsReplaced as StandardsLoaded {
        version_before: u32,
        version_after: u32,
        rates_before: usize,
        rates_after: usize,
        rates_added: usize,
        rates_removed: usize,
        rates_changed: usize,
        file_before: String,
        file_after: String,
        /// A line a rate, the first of them: `L01 旱地: 48000 元/亩 → 50000 元/亩`.
        rate_changes: Option<String>,
    }
    ColumnsChosen {
        /// A line a column: `heading=key of a field`.
        columns: String,
    }
    /// The first table of a board.
    BoardUploaded {
        totals: Totals,
        /// Digest.
        file: String,
    }
    /// A table that took the place of another.
    BoardReplaced as BoardUploaded {
        before: Before,
        after: After,
        file_before: String,
        file_after: String,
    }
    BoardRefused {
        /// Digest.
        file: String,
        /// `None` where it could not be read at all.
        errors: Option<u32>,
        warnings: Option<u32>,
    }
    UploadInterrupted {
        /// Digest.
        file: String,
    }
    KeyRotated {
        /// Of the key that everything is sealed with since.
        version: i64,
    }
    UploadsSwept {
        /// How many.
        uploads: i64,
    }
    ChangesExplained {
        /// Digest.
        file: String,
        cause: ChangeCause,
        households: usize,
        /// Receipt number.
        objection: Option<String>,
        /// Digest.
        note: Option<String>,
    }
    WarningsExplained {
        /// Digest.
        file: String,
        /// How many.
        warnings: usize,
    }
    BoardSubmitted {
        /// Digest.
        file: String,
        /// Households that changed.
        changes: u32,
        /// How many.
        warnings: u32,
        /// Digest.
        change_reasons: Option<String>,
        /// Digest.
        warning_reasons: Option<String>,
        planned_at: Option<DateTime<Utc>>,
    }
    CellCommented {
        /// Digest.
        file: String,
    }
    CommentTakenBack {
        /// Digest.
        file: String,
    }
    BoardReturned {
        /// Digest.
        file: String,
        /// How many.
        comments: usize,
        /// Digest.
        reason: String,
        /// Digest.
        comment_texts: Option<String>,
    }
    BoardApproved {
        /// Digest.
        file: String,
        /// Digest.
        entries: String,
        items: Checklist,
        /// Digest.
        comment_texts: Option<String>,
    }
    BoardRecalled {}
    NoticePublished {
        revision: u32,
        closes_at: DateTime<Utc>,
        totals: Totals,
        /// Digest.
        file: String,
        /// Digest.
        entries: String,
        planned_at: Option<DateTime<Utc>>,
        /// Digest of why it took the place of another.
        reason: Option<String>,
    }
    CorrectionBegun {
        /// Digest.
        reason: String,
    }
    CorrectionAbandoned {}
    WithdrawalAsked {
        revision: u32,
        /// Digest.
        reason: String,
    }
    WithdrawalRefused {
        revision: u32,
        /// Digest.
        reason: String,
    }
    NoticeWithdrawn {
        revision: u32,
        /// Digest.
        reason: String,
    }
    /// A window that was made longer for a day of the calendar.
    WindowMoved {
        day_note: String,
        closes_at_before: DateTime<Utc>,
        closes_at_after: DateTime<Utc>,
    }
    /// A window that was made longer for an interruption.
    WindowInterrupted as WindowMoved {
        lost_from: DateTime<Utc>,
        lost_to: DateTime<Utc>,
        lost_days: u32,
        closes_at_before: DateTime<Utc>,
        closes_at_after: DateTime<Utc>,
    }
    Interrupted {
        lost_from: DateTime<Utc>,
        lost_to: DateTime<Utc>,
        windows_moved: u32,
    }
    CalendarChanged {
        from_day: NaiveDate,
        to_day: NaiveDate,
        day_kind: DayKind,
        day_note: String,
        windows_moved: u32,
    }
    ObjectionFiled {
        /// Code.
        project: String,
        /// Digest of the notice in question.
        notice: String,
        kind: ObjectionKind,
        /// How many.
        files: u32,
        /// Commitment.
        statement: String,
        held_for: Option<HeldFor>,
    }
    ObjectionAccepted {
        project: String,
        state_before: ObjectionState,
        state_after: ObjectionState,
    }
    ObjectionDeclined {
        project: String,
        state_before: ObjectionState,
        state_after: ObjectionState,
        /// Digest.
        reason: String,
    }
    ObjectionDecided {
        project: String,
        state_before: ObjectionState,
        state_after: ObjectionState,
        /// Digest.
        reason: String,
    }
    ObjectionCarriedOver {
        /// Receipt number.
        objection: String,
        /// Digest.
        reason: String,
    }
    RemedyConfirmed {
        /// Receipt number.
        objection: String,
        /// Digest.
        reason: String,
        /// Digest of the table that shows the change.
        file: String,
    }
    ArchiveDownloaded {
        /// Digest.
        manifest: String,
        /// How many.
        files: usize,
    }
    RecordExported {
        rows: usize,
        filter: String,
    }
    OfficialAdded {
        post: String,
        /// `2024-09-02`
        term_from: String,
        /// Empty where it has no end.
        term_to: String,
        /// The name that one signs in with; empty where there is none.
        account: String,
    }
    OfficialChanged {
        term_to_before: String,
        term_to_after: String,
        account_before: String,
        account_after: String,
    }
    /// That its account is to be another one, or none; it stays until somebody
    /// agrees, which is an [`OfficialChanged`].
    OfficialLinkAsked {
        account_before: String,
        account_after: String,
    }
    /// Nobody agreed: it stays.
    OfficialLinkKept {
        account: String,
        account_asked: String,
    }
    RelationsDeclared {
        households: usize,
        declared_by: DeclaredBy,
        /// Digest, where a table said so.
        file: Option<String>,
    }
    NoRelationDeclared {
        households: usize,
        declared_by: DeclaredBy,
        /// Digest, where a table said so.
        file: Option<String>,
    }
    KinDeclared {}
    KinLifted {
        /// Digest.
        reason: String,
    }
    RecusalRefused {
        deed: RestrictedAction,
        households: usize,
        /// Keyed hash of the households.
        kin: String,
    }
}

#[cfg(test)]
mod tests;
