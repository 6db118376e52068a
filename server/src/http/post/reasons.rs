//! The office's forms in which reasons are given.

use axum::extract::Path;
use axum::response::Response;
use backend::Error;
use backend::rounds::{self, TypedReason, TypedReasons, Which};
use domain::account::Permission;
use domain::finding::Code;
use domain::reason::ChangeCause;
use domain::round::RoundNumber;
use views::{KIND_PREFIX, WARNING_PREFIX};

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

/// Says why warnings stand.
pub(super) async fn explain_warnings(
    form: &Form,
    code: &str,
    number: RoundNumber,
) -> Result<Done, Error> {
    let actor = form.allowed(Permission::UploadBoard)?;
    let under = |prefix: &'static str| {
        let values = form.posted.values.iter();
        values.filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.clone())))
    };
    let typed = TypedReasons {
        of_one: under(WARNING_PREFIX)
            .map(|(key, reason)| (key.to_owned(), reason))
            .collect(),
        of_kind: under(KIND_PREFIX)
            .filter_map(|(key, reason)| Some((Code::from_key(key)?, reason)))
            .collect(),
    };
    rounds::explain_warnings(&form.site.office, actor, code, number, &typed).await?;
    Ok(Done::to(format!("/office/p/{code}/r/{}", number.get())))
}

/// The households that are ticked: `household:` and the number.
fn chosen(form: &Form) -> Vec<String> {
    let ticked = form.posted.values.iter().filter_map(|(name, value)| {
        let household = name.strip_prefix("household:")?;
        (value == "1").then(|| household.to_owned())
    });
    ticked.collect()
}
