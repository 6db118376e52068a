//! The office's forms in which reasons are given.

use axum::extract::Path;
use axum::response::Response;
use backend::Error;
use backend::rounds::{self, TypedReason, Which};
use domain::account::Permission;
use domain::reason::ChangeCause;
use domain::round::RoundNumber;

use super::{Done, Form};

/// Says why households changed.
pub(in crate::http) async fn changes(
    Path((code, round)): Path<(String, u8)>,
    form: Form,
) -> Response {
    let outcome = explain_changes(&form, &code, round).await;
    form.answer(outcome).await
}

async fn explain_changes(form: &Form, code: &str, round: u8) -> Result<Done, Error> {
    let number = RoundNumber::new(round).ok_or(Error::NotFound)?;
    let actor = form.allowed(Permission::UploadBoard)?;
    let which = if form.value("which") == "unexplained" {
        Which::Unexplained
    } else {
        Which::Households(chosen(form))
    };
    let typed = TypedReason {
        cause: ChangeCause::from_key(form.value("cause")),
        objection: form.value("objection").to_owned(),
        note: form.value("note").to_owned(),
    };
    rounds::explain_changes(&form.site.office, actor, code, number, &which, &typed).await?;
    Ok(Done::to(format!("/office/p/{code}/r/{round}/changes")))
}

/// The households that are ticked: `household:` and the number.
fn chosen(form: &Form) -> Vec<String> {
    let ticked = form.posted.values.iter().filter_map(|(name, value)| {
        let household = name.strip_prefix("household:")?;
        (value == "1").then(|| household.to_owned())
    });
    ticked.collect()
}
