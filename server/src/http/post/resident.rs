//! Residents' forms: objections, following one, the access code.

use app::ssr::Followed;
use axum::extract::{Path, Query};
use axum::response::Response;
use backend::objections::{self, Filing};
use backend::{Error, projects};
use domain::objection::ObjectionKind;
use domain::round::RoundNumber;

use super::{Done, Form};
use crate::http::facts::FOLLOWED;

/// Which household an objection is about.
#[derive(serde::Deserialize)]
pub(in crate::http) struct About {
    #[serde(default)]
    h: String,
}

/// Files an objection.
pub(in crate::http) async fn object(
    Path((project, round)): Path<(String, u8)>,
    Query(About { h: household }): Query<About>,
    mut form: Form,
) -> Response {
    let files = std::mem::take(&mut form.posted.files);
    let line = form.value("line");
    let filing = Filing {
        submission: form.value("submission").to_owned(),
        project,
        round: RoundNumber::new(round),
        household: (!household.is_empty()).then_some(household),
        // What is no number is no line of the board either.
        line: (!line.is_empty()).then(|| line.parse().unwrap_or(u32::MAX)),
        kind: ObjectionKind::from_key(form.value("kind")),
        statement: form.value("statement").to_owned(),
        name: form.value("name").to_owned(),
        phone: form.value("phone").to_owned(),
        files,
    };
    let outcome = file(&form, filing).await;
    form.answer(outcome).await
}

async fn file(form: &Form, filing: Filing) -> Result<Done, Error> {
    let receipt = objections::file(&form.site.office, filing).await?;
    let followed = form.site.keep_followed(&Followed {
        receipt: receipt.receipt,
        secret: receipt.secret,
        fresh: true,
    })?;
    Ok(Done::To("/track".to_owned(), vec![followed]))
}

/// Follows an objection, or stops.
pub(in crate::http) async fn track(form: Form) -> Response {
    let outcome = match form.value("form") {
        "close" => {
            let forget = form.site.forget(FOLLOWED);
            Ok(Done::To("/track".to_owned(), forget.into_iter().collect()))
        }
        _ => follow(&form).await,
    };
    form.answer(outcome).await
}

async fn follow(form: &Form) -> Result<Done, Error> {
    let (receipt, secret) = (form.value("receipt"), form.value("secret"));
    objections::track(&form.site.office, receipt, secret).await?;
    let followed = form.site.keep_followed(&Followed {
        receipt: receipt.to_owned(),
        secret: secret.to_owned(),
        fresh: false,
    })?;
    Ok(Done::To("/track".to_owned(), vec![followed]))
}

/// Opens full names with the project's access code.
pub(in crate::http) async fn access(Path(project): Path<String>, form: Form) -> Response {
    let outcome = open(&form, &project).await;
    form.answer(outcome).await
}

async fn open(form: &Form, project: &str) -> Result<Done, Error> {
    let code = form.value("code");
    if !projects::check_access(&form.site.office, project, code).await? {
        return Err(Error::refused("code", text::ACCESS_CODE_WRONG));
    }
    let kept = form.site.keep_access(&form.facts, project, code)?;
    let page = projects::page(&form.site.office, project).await?;
    let newest = page
        .head
        .rounds
        .iter()
        .rev()
        .find(|round| round.state.is_public());
    let to = match newest {
        Some(round) => format!("/p/{project}/r/{}", round.number.get()),
        None => format!("/p/{project}"),
    };
    Ok(Done::To(to, vec![kept]))
}
