//! What is done to a round besides uploading and reviewing its board.

use app::forms::{
    Abandon, CarryOver, ChangeDue, ConfirmRemedy, ConfirmWithdrawal, Correct, Recall,
    RefuseWithdrawal, Withdraw,
};
use axum::response::Response;
use backend::{Error, projects, rounds};
use domain::account::Permission;
use domain::round::RoundNumber;

use super::form::{Done, Form};
use crate::http::address::At;

/// The round of an address.
pub(super) fn number(round: u8) -> Result<RoundNumber, Error> {
    RoundNumber::new(round).ok_or(Error::NotFound)
}

/// Back to the round's page.
fn back(code: &str, round: u8) -> Done {
    Done::to(format!("/office/p/{code}/r/{round}"))
}

/// Changes the day by which a board is to be out.
pub(in crate::http) async fn change_due(
    At((code, round)): At<(String, u8)>,
    form: Form<ChangeDue>,
) -> Response {
    form.answer(async move |sent, typed| {
        let number = number(round)?;
        let actor = sent.allowed(Permission::EditProject)?;
        let to = typed.due_on.trim().parse();
        let to = to.map_err(|_| Error::refused(ChangeDue::due_on(), text::DATE_WRONG))?;
        let (office, reason) = (&sent.site.office, &typed.due_reason);
        projects::change_due(office, actor, &code, number, to, reason).await?;
        Ok(back(&code, round))
    })
    .await
}

/// Takes an approved board back.
pub(in crate::http) async fn recall(
    At((code, round)): At<(String, u8)>,
    form: Form<Recall>,
) -> Response {
    form.answer(async move |sent, _| {
        let number = number(round)?;
        rounds::recall(&sent.site.office, sent.actor()?, &code, number).await?;
        Ok(back(&code, round))
    })
    .await
}

/// Begins a correction.
pub(in crate::http) async fn correct(
    At((code, round)): At<(String, u8)>,
    form: Form<Correct>,
) -> Response {
    form.answer(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.actor()?);
        rounds::begin_correction(office, actor, &code, number, &typed.reason).await?;
        Ok(back(&code, round))
    })
    .await
}

/// Calls a correction off.
pub(in crate::http) async fn abandon(
    At((code, round)): At<(String, u8)>,
    form: Form<Abandon>,
) -> Response {
    form.answer(async move |sent, _| {
        let number = number(round)?;
        rounds::abandon_correction(&sent.site.office, sent.actor()?, &code, number).await?;
        Ok(back(&code, round))
    })
    .await
}

/// Asks for a withdrawal.
pub(in crate::http) async fn withdraw(
    At((code, round)): At<(String, u8)>,
    form: Form<Withdraw>,
) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.actor()?);
        let reason = &typed.withdrawal_reason;
        rounds::ask_withdrawal(office, actor, &code, number, reason).await?;
        Ok(back(&code, round))
    })
    .await
}

/// Agrees to the withdrawal that the page showed.
pub(in crate::http) async fn confirm_withdrawal(
    At((code, round)): At<(String, u8)>,
    form: Form<ConfirmWithdrawal>,
) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.actor()?);
        let seen = typed.withdrawal.unwrap_or_default();
        rounds::answer_withdrawal(office, actor, &code, number, seen, true, "").await?;
        Ok(back(&code, round))
    })
    .await
}

/// Does not agree to it.
pub(in crate::http) async fn refuse_withdrawal(
    At((code, round)): At<(String, u8)>,
    form: Form<RefuseWithdrawal>,
) -> Response {
    form.answer(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.actor()?);
        let (seen, reason) = (typed.withdrawal.unwrap_or_default(), &typed.reason);
        rounds::answer_withdrawal(office, actor, &code, number, seen, false, reason).await?;
        Ok(back(&code, round))
    })
    .await
}

/// Carries an upheld objection over.
pub(in crate::http) async fn carry_over(
    At((code, round)): At<(String, u8)>,
    form: Form<CarryOver>,
) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.actor()?);
        rounds::carry_over(office, actor, &code, number, &typed.receipt, &typed.reason).await?;
        Ok(back(&code, round))
    })
    .await
}

/// Takes another change for the one that an upheld objection asked for.
pub(in crate::http) async fn confirm_remedy(
    At((code, round)): At<(String, u8)>,
    form: Form<ConfirmRemedy>,
) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.actor()?);
        let (receipt, reason) = (&typed.remedy, &typed.remedy_reason);
        rounds::confirm_remedy(office, actor, &code, number, receipt, reason).await?;
        Ok(back(&code, round))
    })
    .await
}
