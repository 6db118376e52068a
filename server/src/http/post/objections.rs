//! How the office answers an objection.

use app::forms::{Accept, Decide, Decline};
use axum::extract::Path;
use axum::response::Response;
use backend::{Error, objections};
use domain::account::Permission;

use super::form::{Done, Form};

/// Accepts an objection.
pub(in crate::http) async fn accept(Path(receipt): Path<String>, form: Form<Accept>) -> Response {
    form.answer(async move |sent, _| {
        let actor = sent.allowed(Permission::DecideObjections)?;
        objections::accept(&sent.site.office, actor, &receipt).await?;
        Ok(back(&receipt))
    })
    .await
}

/// Declines it.
pub(in crate::http) async fn decline(Path(receipt): Path<String>, form: Form<Decline>) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let actor = sent.allowed(Permission::DecideObjections)?;
        objections::decline(&sent.site.office, actor, &receipt, &typed.reason).await?;
        Ok(back(&receipt))
    })
    .await
}

/// Decides it.
pub(in crate::http) async fn decide(Path(receipt): Path<String>, form: Form<Decide>) -> Response {
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

fn back(receipt: &str) -> Done {
    Done::to(format!("/office/objections/{receipt}"))
}
