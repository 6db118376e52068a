//! The whole way of a board and of an objection, through the use cases, on the
//! database that the run is for.

mod accounts;
mod ahead;
mod archive;
mod archive_forged;
mod archive_reasons;
mod at_once;
mod boards;
mod changes;
mod checks;
mod comments;
mod consent;
mod corrections;
mod declarations;
mod declared_in_tables;
mod due_dates;
mod endings;
mod floods;
mod frozen;
mod kept_files;
mod keys;
mod many;
mod names;
mod notices;
mod objections;
mod official_links;
mod pictures;
mod private_numbers;
mod record;
mod recusal;
mod recusal_everywhere;
mod recusal_reading;
mod second_person;
mod since;
mod special;
mod surveyed;
mod template_read_back;
mod terms;
mod today;
mod upheld;
mod uploads;
mod warnings;
mod windows;
mod withdrawals;

use backend::accounts::Actor;
use backend::objections::Filing;
use backend::{AppContext, Error, rounds};
use domain::objection::ObjectionKind;
use domain::round::RoundNumber;
use testing::{CODE, round};

/// The sentence of a refusal that has one.
fn sentence(error: &Error) -> Option<&'static str> {
    match error {
        Error::NotNow(text) => Some(text.zh),
        _ => None,
    }
}

/// Sends the board that is there back, as one who has read it.
async fn send_back(
    office: &AppContext,
    reviewer: &Actor,
    project: &str,
    number: RoundNumber,
    reason: &str,
) -> Result<(), Error> {
    let board = testing::working_board_id(office, project, number).await;
    rounds::send_back(office, reviewer, project, number, board, reason).await
}

/// Answers the withdrawal that waits, as one who has read it.
async fn answer_withdrawal(
    office: &AppContext,
    reviewer: &Actor,
    project: &str,
    number: RoundNumber,
    confirmed: bool,
    reason: &str,
) -> Result<(), Error> {
    let page = rounds::office_page(office, reviewer, project, number).await?;
    let asked = page.withdrawal.map_or_else(Default::default, |(id, _)| id);
    rounds::answer_withdrawal(office, reviewer, project, number, asked, confirmed, reason).await
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
        ..Filing::default()
    }
}
