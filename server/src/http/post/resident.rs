//! Residents' forms: objections, following one, the access code.

use app::forms::{FileObjection, Follow, OpenNames, StopFollowing};
use app::segment::from_segment;
use app::ssr::Followed;
use axum::response::Response;
use backend::objections::{self, Filing, Sender};
use backend::{Error, projects};
use domain::round::RoundNumber;

use super::form::{Done, Form};
use crate::http::address::{Asked, At};
use crate::http::facts::FOLLOWED;

/// Which household an objection is about.
#[derive(serde::Deserialize)]
pub(in crate::http) struct About {
    #[serde(default)]
    h: String,
}

/// Files an objection.
pub(in crate::http) async fn file_objection(
    (At((project, round)), Asked(About { h: household })): (At<(String, u8)>, Asked<About>),
    mut form: Form<FileObjection>,
) -> Response {
    let files = form.take_files();
    form.answer(async move |sent, typed| {
        let sender = Sender {
            browser: sent.browser(),
            access_code: sent.facts.access_code(&project).map(str::to_owned),
            address: Some(sent.client),
        };
        let filing = Filing {
            line: typed.line_number(),
            submission: typed.submission,
            project,
            round: RoundNumber::new(round),
            household: (!household.is_empty()).then(|| from_segment(&household)),
            kind: typed.kind,
            statement: typed.statement,
            name: typed.name,
            phone: typed.phone,
            files,
            sender,
        };
        let receipt = objections::file(&sent.site.office, filing).await?;
        let followed = sent.site.keep_followed(&Followed {
            receipt: receipt.receipt,
            secret: receipt.secret,
            fresh: true,
        })?;
        Ok(Done::To("/track".to_owned(), vec![followed]))
    })
    .await
}

/// Follows an objection.
pub(in crate::http) async fn follow(form: Form<Follow>) -> Response {
    form.answer(async move |sent, typed| {
        let (office, address) = (&sent.site.office, sent.client);
        objections::look_up(office, &typed.receipt, &typed.secret, address).await?;
        let followed = sent.site.keep_followed(&Followed {
            receipt: typed.receipt,
            secret: typed.secret,
            fresh: false,
        })?;
        Ok(Done::To("/track".to_owned(), vec![followed]))
    })
    .await
}

/// Follows it no more. Whoever uses the browser next is another: a form that is
/// still open in it, or comes back by its history, gives nobody this receipt.
pub(in crate::http) async fn stop_following(form: Form<StopFollowing>) -> Response {
    form.answer(async move |sent, _| {
        let forget = sent.site.forget(FOLLOWED);
        let afresh = sent.site.begin_afresh()?;
        let cookies = forget.into_iter().chain([afresh]);
        Ok(Done::To("/track".to_owned(), cookies.collect()))
    })
    .await
}

/// Opens full names with the project's access code.
pub(in crate::http) async fn open_names(
    At(project): At<String>,
    form: Form<OpenNames>,
) -> Response {
    form.answer(async move |sent, typed| {
        let (office, code) = (&sent.site.office, &typed.code);
        if !projects::check_access(office, &project, code, sent.client).await? {
            return Err(Error::refused(OpenNames::code(), text::ACCESS_CODE_WRONG));
        }
        let kept = sent.site.keep_access(&sent.facts, &project, code)?;
        let page = projects::page(office, &project).await?;
        let mut rounds = page.head.rounds.iter().rev();
        let to = match rounds.find(|round| round.state.is_public()) {
            Some(newest) => format!("/p/{project}/r/{}", newest.number.get()),
            None => format!("/p/{project}"),
        };
        Ok(Done::To(to, vec![kept]))
    })
    .await
}
