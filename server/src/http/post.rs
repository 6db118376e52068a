//! Forms: every one is checked to come from this site, answered with 303 when
//! it was taken, and shown again with what was typed when it was not.

mod office;
mod reasons;
mod resident;
mod rounds;
mod special;

pub(super) use office::{case, create, login, logout, project, review, round};
pub(super) use reasons::changes;
pub(super) use resident::{access, object, track};
pub(super) use rounds::calendar;
pub(super) use special::{declaration, declarations, kin, official, officials};

use std::net::IpAddr;

use app::forms::Refused;
use app::ssr::Request as Facts;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::Actor;
use backend::workbook::MAX_UPLOAD_BYTES;
use backend::{Error, Refusal};
use domain::account::Permission;
use domain::objection::FILE_BYTES_MOST;

use super::Site;
use super::pages::{LOGIN, failure, is_office, render, to_login};
use super::posted::{self, Broken, Posted};

/// Forms of the office that need nobody signed in; they bring no files.
const OPEN: [&str; 2] = [LOGIN, "/office/logout"];
/// After which one that found no room is best sent again.
const RETRY_SECONDS: u64 = 30;
/// Fields that never go back into a page.
const UNSEEN: [&str; 3] = ["csrf", "form", "password"];

/// A form that came from this site, whole.
pub(super) struct Form {
    site: Site,
    facts: Facts,
    uri: Uri,
    headers: HeaderMap,
    client: IpAddr,
    posted: Posted,
}

/// What came of a form.
enum Done {
    /// Taken: on to this page, with these cookies.
    To(String, Vec<HeaderValue>),
    /// A table with errors: the page itself shows what it found.
    Refused,
}

impl Done {
    fn to(path: impl Into<String>) -> Self {
        Self::To(path.into(), vec![])
    }
}

impl FromRequest<Site> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let office = is_office(parts.uri.path());
        let facts = match site.facts(&parts.headers, office).await {
            Ok(facts) => facts,
            Err(error) => return Err(failure(site, &parts.headers, &error).await),
        };
        let signed_in = facts.actor.is_some();
        // Nothing is kept of what neither comes from here nor from anybody who
        // may send it.
        if !site.web.is_own(&parts.headers) {
            tracing::warn!("a form of another site was refused");
            posted::pass_over(body).await;
            let form = Self {
                site: site.clone(),
                facts,
                client: site.web.client(&parts),
                uri: parts.uri,
                headers: parts.headers,
                posted: Posted::default(),
            };
            let foreign = whole(text::FORM_FOREIGN);
            return Err(form.again(StatusCode::FORBIDDEN, foreign).await);
        }
        if office && !signed_in && !OPEN.contains(&parts.uri.path()) {
            posted::pass_over(body).await;
            return Err(to_login(&parts.uri));
        }
        let (file_most, room) = match (office, signed_in) {
            (true, true) => (MAX_UPLOAD_BYTES, site.room.office()),
            (true, false) => (0, site.room.public()),
            (false, _) => (FILE_BYTES_MOST, site.room.public()),
        };
        let client = site.web.client(&parts);
        let (uri, headers) = (parts.uri.clone(), parts.headers.clone());
        let request = Request::<Body>::from_parts(parts, body);
        let (posted, read) = Posted::read(request, file_most, room).await;
        let form = Self {
            site: site.clone(),
            facts,
            uri,
            headers,
            client,
            posted,
        };
        match read {
            Err(Broken::TooLarge) => {
                let status = StatusCode::PAYLOAD_TOO_LARGE;
                return Err(form.again(status, whole(text::FORM_TOO_LARGE)).await);
            }
            Err(Broken::Malformed) => {
                return Err(form
                    .again(StatusCode::BAD_REQUEST, whole(text::FORM_BROKEN))
                    .await);
            }
            Err(Broken::NoRoom) => {
                tracing::warn!("a form found no room");
                let status = StatusCode::SERVICE_UNAVAILABLE;
                let mut response = form.again(status, whole(text::FORM_BUSY)).await;
                let headers = response.headers_mut();
                headers.insert(header::RETRY_AFTER, RETRY_SECONDS.into());
                return Err(response);
            }
            Ok(()) => {}
        }
        if site.is_token(&form.headers, form.posted.value("csrf")) {
            Ok(form)
        } else {
            tracing::warn!("a form without a valid token was refused");
            Err(form
                .again(StatusCode::FORBIDDEN, whole(text::FORM_STALE))
                .await)
        }
    }
}

/// A refusal of the form as a whole.
fn whole(sentence: impl Into<backend::Sentence>) -> Refusal {
    let mut refusal = Refusal::default();
    refusal.add("", sentence);
    refusal
}

impl Form {
    fn value(&self, name: &str) -> &str {
        self.posted.value(name)
    }

    /// The number of what the page showed, as the form carries it; none has 0.
    fn seen(&self, name: &str) -> i64 {
        self.value(name).parse().unwrap_or_default()
    }

    /// Who is signed in.
    fn actor(&self) -> Result<&Actor, Error> {
        self.facts.actor.as_ref().ok_or(Error::NotSignedIn)
    }

    /// Who is signed in, if that role may: what a form lacks is told to those
    /// only. The use case checks it once more.
    fn allowed(&self, permission: Permission) -> Result<&Actor, Error> {
        let actor = self.actor()?;
        actor.must(permission)?;
        Ok(actor)
    }

    /// Answers the browser.
    async fn answer(self, outcome: Result<Done, Error>) -> Response {
        match outcome {
            Ok(Done::To(path, cookies)) => {
                let mut response = Redirect::to(&path).into_response();
                for cookie in cookies {
                    response.headers_mut().append(header::SET_COOKIE, cookie);
                }
                response
            }
            Ok(Done::Refused) => {
                let status = Some(StatusCode::UNPROCESSABLE_ENTITY);
                render(&self.site, self.facts, &self.uri, status).await
            }
            Err(Error::Refused(refusal)) => {
                self.again(StatusCode::UNPROCESSABLE_ENTITY, refusal).await
            }
            Err(Error::Recused(sentence)) => {
                self.again(StatusCode::FORBIDDEN, whole(sentence)).await
            }
            Err(Error::NotNow(sentence)) => self.again(StatusCode::CONFLICT, whole(sentence)).await,
            Err(Error::Throttled { wait_seconds }) => {
                let minutes = wait_seconds.div_ceil(60);
                let mut refusal = Refusal::default();
                refusal.add(
                    "",
                    backend::Sentence::filled(text::SIGN_IN_THROTTLED, &[("minutes", &minutes)]),
                );
                let mut response = self.again(StatusCode::TOO_MANY_REQUESTS, refusal).await;
                response
                    .headers_mut()
                    .insert(header::RETRY_AFTER, wait_seconds.into());
                response
            }
            Err(Error::NotSignedIn) => to_login(&self.uri),
            Err(error) => failure(&self.site, &self.headers, &error).await,
        }
    }

    /// The same page again, with what was typed and what is wrong with it.
    async fn again(self, status: StatusCode, refusal: Refusal) -> Response {
        let lang = self.facts.visitor.lang;
        let form = self.posted.value("form").to_owned();
        let errors = refusal
            .errors
            .iter()
            .map(|(field, sentence)| (field.clone(), sentence.get(lang).to_owned()))
            .collect();
        let values = self
            .posted
            .values
            .into_iter()
            .filter(|(name, _)| !UNSEEN.contains(&name.as_str()))
            .collect();
        let mut facts = self.facts;
        facts.refused = Refused {
            form,
            values,
            errors,
            had_files: self.posted.had_files,
        };
        render(&self.site, facts, &self.uri, Some(status)).await
    }
}
