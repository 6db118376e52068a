//! How the office answers an objection.

use app::forms::{Accept, AnswerHeld, Decide, Decline};
use axum::response::Response;
use backend::{Error, objections};
use domain::account::Permission;

use super::form::{Done, Form};
use crate::http::address::At;

/// Accepts an objection.
pub(in crate::http) async fn accept(At(receipt): At<String>, form: Form<Accept>) -> Response {
    form.answer(async move |sent, _| {
        let actor = sent.allowed(Permission::DecideObjections)?;
        objections::accept(&sent.site.office, actor, &receipt).await?;
        Ok(back(&receipt))
    })
    .await
}

/// Declines it.
pub(in crate::http) async fn decline(At(receipt): At<String>, form: Form<Decline>) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let actor = sent.allowed(Permission::DecideObjections)?;
        objections::decline(&sent.site.office, actor, &receipt, &typed.reason).await?;
        Ok(back(&receipt))
    })
    .await
}

/// Decides it.
pub(in crate::http) async fn decide(At(receipt): At<String>, form: Form<Decide>) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let (office, actor) = (
            &sent.site.office,
            sent.allowed(Permission::DecideObjections)?,
        );
        let outcome = typed
            .outcome
            .ok_or_else(|| Error::refused(Decide::outcome(), text::OUTCOME_NEEDED))?;
        objections::decide(office, actor, &receipt, outcome, &typed.reason).await?;
        Ok(back(&receipt))
    })
    .await
}

/// Accepts or declines many that are held apart.
pub(in crate::http) async fn answer_held(form: Form<AnswerHeld>) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let (office, actor) = (
            &sent.site.office,
            sent.allowed(Permission::DecideObjections)?,
        );
        let ticked = typed.chosen();
        objections::answer_held(office, actor, &ticked, typed.answer, &typed.reason).await?;
        Ok(Done::to("/office/objections?lane=held"))
    })
    .await
}

fn back(receipt: &str) -> Done {
    Done::to(format!("/office/objections/{receipt}"))
}
