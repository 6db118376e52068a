//! The whole way of a board and of an objection, through the use cases, on the
//! database that the run is for.

mod accounts;
mod ahead;
mod archive;
mod archive_reasons;
mod boards;
mod changes;
mod checks;
mod comments;
#[path = "../common/mod.rs"]
mod common;
mod corrections;
mod declarations;
mod endings;
mod frozen;
mod many;
mod notices;
mod objections;
mod record;
mod recusal;
mod second_person;
mod special;
mod surveyed;
mod uploads;
mod warnings;
mod windows;

use backend::Error;
use backend::objections::Filing;
use common::{CODE, round};
use domain::objection::ObjectionKind;

/// The sentence of a refusal that has one.
fn sentence(error: &Error) -> Option<&'static str> {
    match error {
        Error::NotNow(text) => Some(text.zh),
        _ => None,
    }
}

/// An objection to the land of one household, as the form would send it.
fn filing(submission: &str) -> Filing {
    Filing {
        submission: submission.into(),
        project: CODE.into(),
        round: Some(round(1)),
        household: Some("HW01003".into()),
        line: Some(0),
        kind: Some(ObjectionKind::Area),
        statement: "我家是 3.5 亩".into(),
        name: "严长".into(),
        phone: "13800138000".into(),
        files: vec![],
    }
}
