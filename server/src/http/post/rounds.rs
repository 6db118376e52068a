//! What is done to a round besides uploading and reviewing its board, and the
//! calendar that its window follows.

use axum::response::Response;
use backend::calendar::{self, CalendarChange};
use backend::{Error, projects, rounds};
use chrono::{Datelike, NaiveDate};
use domain::account::Permission;
use domain::calendar::DayKind;
use domain::round::RoundNumber;
use domain::time::from_china_minute;

use super::{Done, Form};

/// Does what the form is for; `None` where it is none of these.
pub(super) async fn change(
    form: &Form,
    code: &str,
    number: RoundNumber,
) -> Option<Result<(), Error>> {
    let office = &form.site.office;
    let actor = match form.actor() {
        Ok(actor) => actor,
        Err(error) => return Some(Err(error)),
    };
    let reason = form.value("reason");
    Some(match form.value("form") {
        "submit" => submit(form, code, number).await,
        "due" => change_due(form, code, number).await,
        "recall" => rounds::recall(office, actor, code, number).await,
        "correct" => rounds::begin_correction(office, actor, code, number, reason).await,
        "abandon" => rounds::abandon_correction(office, actor, code, number).await,
        "withdraw" => {
            let reason = form.value("withdrawal_reason");
            rounds::ask_withdrawal(office, actor, code, number, reason).await
        }
        "withdraw_confirm" => {
            let seen = form.seen("withdrawal");
            rounds::answer_withdrawal(office, actor, code, number, seen, true, "").await
        }
        "withdraw_refuse" => {
            let seen = form.seen("withdrawal");
            rounds::answer_withdrawal(office, actor, code, number, seen, false, reason).await
        }
        "carry" => {
            let receipt = form.value("receipt");
            rounds::carry_over(office, actor, code, number, receipt, reason).await
        }
        _ => return None,
    })
}

async fn submit(form: &Form, code: &str, number: RoundNumber) -> Result<(), Error> {
    let actor = form.allowed(Permission::UploadBoard)?;
    let planned_at = match form.value("planned_at").trim() {
        "" => None,
        at => Some(
            from_china_minute(at)
                .ok_or_else(|| Error::refused("planned_at", text::PLANNED_WRONG))?,
        ),
    };
    rounds::submit_for(&form.site.office, actor, code, number, planned_at).await
}

async fn change_due(form: &Form, code: &str, number: RoundNumber) -> Result<(), Error> {
    let actor = form.allowed(Permission::EditProject)?;
    let to = form.value("due_on").trim().parse();
    let to = to.map_err(|_| Error::refused("due_on", text::DATE_WRONG))?;
    let reason = form.value("due_reason");
    projects::change_due(&form.site.office, actor, code, number, to, reason).await
}

/// Says of days whether they are worked.
pub(in crate::http) async fn calendar(form: Form) -> Response {
    let outcome = set_days(&form).await;
    form.answer(outcome).await
}

async fn set_days(form: &Form) -> Result<Done, Error> {
    let actor = form.allowed(Permission::EditCalendar)?;
    let day = |field: &str| -> Result<Option<NaiveDate>, Error> {
        match form.value(field).trim() {
            "" => Ok(None),
            day => day
                .parse()
                .map(Some)
                .map_err(|_| Error::refused(field, text::DATE_WRONG)),
        }
    };
    let from = day("from")?;
    let said = CalendarChange {
        from,
        to: day("to")?,
        kind: DayKind::from_key(form.value("kind")),
        note: form.value("note").to_owned(),
    };
    calendar::set_days(&form.site.office, actor, said).await?;
    let year = from.map(|day| format!("?year={}", day.year()));
    Ok(Done::to(format!(
        "/office/calendar{}",
        year.unwrap_or_default()
    )))
}
