//! A form as it arrives, and how it is answered.

use std::net::IpAddr;

use app::forms::{Action, Approve, Confirmed, ExplainWarnings, Irrevocable, Refused, RoundFields};
use app::ssr::{Question, Request as Facts, SentForm};
use app::visitor::Visitor;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::Actor;
use backend::address_block::counted;
use backend::objections::NewFile;
use backend::uploads::MAX_UPLOAD_BYTES;
use backend::{Error, Refusal, RefusedField};
use domain::account::Permission;
use domain::objection::MAX_FILE_BYTES;
use domain::round::RoundNumber;
use serde::de::DeserializeOwned;
use views::Unconfirmed;

use crate::http::facts::{AFRESH, CSRF};
use crate::http::failure::failure;
use crate::http::form_body::{Broken, FormBody, TOKEN, pass_over};
use crate::http::pages::{LOGIN, Shown, confirmation, is_office, page_of, to_login};
use crate::http::site::Site;

/// Forms of the office that need nobody signed in; they bring no files.
const OPEN: [&str; 2] = [LOGIN, "/office/logout"];
/// After which one that found no memory is best sent again.
const RETRY_SECONDS: u64 = 30;
/// Fields that never go back into a page.
const UNSEEN: [&str; 3] = [TOKEN, "password", Confirmed::FIELD];

/// A form that came from this site, whole.
pub(in crate::http) struct Form<F> {
    fields: F,
    sent: Sent,
}

/// The result of a form.
pub(super) enum Done {
    /// Taken: on to this page, with these cookies.
    To(String, Vec<HeaderValue>),
    /// A table with errors: the page itself shows what it found.
    Refused,
}

impl Done {
    pub(super) fn to(path: impl Into<String>) -> Self {
        Self::To(path.into(), vec![])
    }
}

impl<F: Action + DeserializeOwned> FromRequest<Site> for Form<F> {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let sent = Sent::read(request, site, Kind::of::<F>()).await?;
        match sent.body.fields() {
            Ok(fields) => Ok(Self { fields, sent }),
            Err(broken) => Err(sent.broken(broken).await),
        }
    }
}

impl<F> Form<F> {
    /// Does what the form is for, and answers the browser with the result.
    pub(super) async fn answer(
        self,
        take: impl AsyncFnOnce(&Sent, F) -> Result<Done, Error>,
    ) -> Response {
        let outcome = take(&self.sent, self.fields).await;
        self.sent.answer(outcome).await
    }

    /// The files that came with it.
    pub(super) fn take_files(&mut self) -> Vec<NewFile> {
        std::mem::take(&mut self.sent.body.files)
    }

    /// The one file that came with it.
    pub(super) fn take_file(&mut self) -> Option<NewFile> {
        self.take_files().into_iter().next()
    }
}

impl<F: Irrevocable> Form<F> {
    /// As [`Form::answer`], for what cannot be taken back: it is done once what
    /// will happen was shown and confirmed. Whoever goes back has the page again,
    /// filled in.
    pub(super) async fn answer_confirmed(
        mut self,
        take: impl AsyncFnOnce(&Sent, F) -> Result<Done, Error>,
    ) -> Response {
        match self.fields.confirmation() {
            Confirmed::NotYet => {}
            Confirmed::GoneBack => {
                return self.sent.again(StatusCode::OK, Refusal::default()).await;
            }
            Confirmed::Shown(mark) => {
                let actor = self.sent.facts.actor.take();
                self.sent.facts.actor = actor.map(|actor| actor.having_confirmed(mark.clone()));
            }
        }
        self.answer(take).await
    }
}

/// Which form it is.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    has_verb: bool,
    fields: &'static [&'static str],
    prefixes: &'static [&'static str],
}

impl Kind {
    const fn of<F: Action>() -> Self {
        Self {
            name: F::NAME,
            has_verb: !F::VERB.is_empty(),
            fields: F::FIELDS,
            prefixes: F::PREFIXES,
        }
    }

    /// Whether a sentence can stand at this field; an empty one is the form.
    fn has(&self, field: &str) -> bool {
        field.is_empty()
            || self.fields.contains(&field)
            || self.prefixes.iter().any(|prefix| field.starts_with(prefix))
    }
}

/// What came with a form, besides its fields.
pub(super) struct Sent {
    pub(super) site: Site,
    pub(super) facts: Facts,
    pub(super) headers: HeaderMap,
    pub(super) client: IpAddr,
    visitor: Visitor,
    kind: Kind,
    /// The page of the form.
    page: Uri,
    /// Where it was posted.
    action: String,
    body: FormBody,
}

impl Sent {
    /// Reads a form, and refuses it where it is not from a page of this site, or
    /// not from anybody who may send it. Nothing is kept of such a one.
    async fn read(request: Request, site: &Site, kind: Kind) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let office = is_office(parts.uri.path());
        let facts = match site.facts(&parts.headers, office).await {
            Ok(facts) => facts,
            Err(error) => return Err(failure(site, &parts.headers, &error).await),
        };
        let signed_in = facts.actor.is_some();
        let mut sent = Self {
            site: site.clone(),
            facts,
            client: site.web.client(&parts.headers, &parts.extensions),
            visitor: site.visitor(&parts.headers),
            kind,
            page: page_of(&parts.uri, kind.has_verb),
            action: parts.uri.to_string(),
            headers: parts.headers.clone(),
            body: FormBody::default(),
        };
        if !site.web.is_own(&parts.headers) {
            tracing::warn!("a form of another site was refused");
            pass_over(body).await;
            let foreign = whole(text::FORM_FOREIGN);
            return Err(sent.again(StatusCode::FORBIDDEN, foreign).await);
        }
        if office && !signed_in && !OPEN.contains(&parts.uri.path()) {
            pass_over(body).await;
            return Err(to_login(&sent.page));
        }
        let block = counted(sent.client);
        let (max_file, memory) = match (office, signed_in) {
            (true, true) => (MAX_UPLOAD_BYTES, site.memory.office()),
            (true, false) => (0, site.memory.public(block)),
            (false, _) => (MAX_FILE_BYTES, site.memory.public(block)),
        };
        let request = Request::<Body>::from_parts(parts, body);
        let is_token = |token: &str| site.is_token(&sent.headers, token);
        let memory = (&site.memory, memory);
        let (body, read) = FormBody::read(request, max_file, memory, is_token).await;
        sent.body = body;
        if let Err(broken) = read {
            return Err(sent.broken(broken).await);
        }
        if site.is_token(&sent.headers, sent.body.value(TOKEN)) {
            Ok(sent)
        } else {
            tracing::warn!("a form without a valid token was refused");
            let stale = whole(text::FORM_STALE);
            Err(sent.again(StatusCode::FORBIDDEN, stale).await)
        }
    }

    /// What only this browser has; its token was derived from the first part.
    pub(super) fn browser(&self) -> String {
        let cookie = |name| self.site.web.cookie(&self.headers, name);
        let parts = [CSRF, AFRESH].map(|name| cookie(name).unwrap_or_default());
        parts.join(".")
    }

    /// Who is signed in.
    pub(super) fn actor(&self) -> Result<&Actor, Error> {
        self.facts.actor.as_ref().ok_or(Error::NotSignedIn)
    }

    /// Who is signed in, if that role may: what a form lacks is told to those
    /// only. The use case checks it once more.
    pub(super) fn allowed(&self, permission: Permission) -> Result<&Actor, Error> {
        let actor = self.actor()?;
        actor.must(permission)?;
        Ok(actor)
    }

    /// Answers a form that did not arrive whole.
    async fn broken(self, broken: Broken) -> Response {
        let (status, sentence) = match broken {
            Broken::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, text::FORM_TOO_LARGE),
            // Not 408: browsers would send all of it again by themselves.
            Broken::TooSlow => {
                tracing::warn!("a form came too slowly");
                (StatusCode::UNPROCESSABLE_ENTITY, text::FORM_TOO_SLOW)
            }
            Broken::Malformed => (StatusCode::BAD_REQUEST, text::FORM_BROKEN),
            Broken::NoMemory => {
                tracing::warn!("a form found no memory");
                (StatusCode::SERVICE_UNAVAILABLE, text::FORM_BUSY)
            }
        };
        let mut response = self.again(status, whole(sentence)).await;
        if broken == Broken::NoMemory {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, RETRY_SECONDS.into());
        }
        response
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
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                self.show(status, Refused::default()).await
            }
            Err(Error::Refused(refusal)) => {
                self.again(StatusCode::UNPROCESSABLE_ENTITY, refusal).await
            }
            Err(Error::Recused(sentence)) => {
                self.again(StatusCode::FORBIDDEN, whole(sentence)).await
            }
            Err(Error::Unconfirmed(asked)) => self.ask(*asked).await,
            Err(Error::NotNow(sentence)) => self.again(StatusCode::CONFLICT, whole(sentence)).await,
            Err(Error::Throttled { wait_seconds }) => {
                let said = text::SIGN_IN_THROTTLED;
                let said = backend::Sentence::filled(said, &[("seconds", &wait_seconds)]);
                let status = StatusCode::TOO_MANY_REQUESTS;
                self.later(status, whole(said), wait_seconds).await
            }
            Err(Error::Busy { wait_seconds }) => {
                tracing::warn!("a form was not taken: too much is under way");
                let status = StatusCode::SERVICE_UNAVAILABLE;
                self.later(status, whole(text::FORM_BUSY), wait_seconds)
                    .await
            }
            Err(Error::NotSignedIn) => to_login(&self.page),
            Err(error) => failure(&self.site, &self.headers, &error).await,
        }
    }

    /// As [`Sent::again`], for a form that is best sent again after a while.
    async fn later(self, status: StatusCode, refusal: Refusal, seconds: u64) -> Response {
        let mut response = self.again(status, refusal).await;
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, seconds.into());
        response
    }

    /// The same page again, with what was typed and what is wrong with it.
    async fn again(mut self, status: StatusCode, refusal: Refusal) -> Response {
        let lang = self.visitor.lang;
        let said = refusal.errors.into_iter().map(|(field, sentence)| {
            let field = name_of(&field);
            let known = self.kind.has(&field);
            debug_assert!(known, "the form {} has no field {field}", self.kind.name);
            let field = if known { field } else { String::new() };
            (field, sentence.get(lang).to_owned())
        });
        let errors = said.collect();
        let refused = Refused {
            errors,
            ..self.typed()
        };
        self.show(status, refused).await
    }

    /// What was typed, on its way back to the page.
    fn typed(&mut self) -> Refused {
        let values = std::mem::take(&mut self.body.values);
        let values = values.into_iter();
        Refused {
            form: self.kind.name.to_owned(),
            values: values
                .filter(|(name, _)| !UNSEEN.contains(&name.as_str()))
                .collect(),
            had_files: self.body.had_files,
            ..Refused::default()
        }
    }

    /// Asks once more, saying what will happen; nothing is done until then.
    async fn ask(mut self, asked: Unconfirmed) -> Response {
        let by = self.facts.actor.as_ref();
        let question = Question {
            asked,
            by: by.map_or_else(String::new, |actor| actor.signed.display_name.clone()),
            form: SentForm {
                name: self.kind.name,
                action: self.action.clone(),
                values: self.typed().values,
                csrf: self.facts.csrf.token.clone(),
            },
        };
        confirmation(&self.site, self.visitor, question).await
    }

    async fn show(self, status: StatusCode, refused: Refused) -> Response {
        let shown = Shown {
            facts: self.facts,
            visitor: self.visitor,
            page: self.page,
            refused,
            is_elsewhere: self.kind.has_verb,
        };
        shown.render(&self.site, Some(status)).await
    }
}

/// How a form calls what a use case refused.
fn name_of(field: &RefusedField) -> String {
    let of_round = |round: RoundNumber, name: fn(&RoundFields) -> &'static str| {
        RoundFields::of(round).map_or("", name).to_owned()
    };
    match field {
        RefusedField::Whole => String::new(),
        RefusedField::Named(name) => (*name).to_owned(),
        RefusedField::Window(round) => of_round(*round, |fields| fields.window),
        RefusedField::Due(round) => of_round(*round, |fields| fields.due),
        RefusedField::Item(item) => Approve::check(*item).to_owned(),
        RefusedField::Warning(key) => ExplainWarnings::warning(key),
        RefusedField::WarningKind(code) => ExplainWarnings::kind(*code),
    }
}

/// A refusal of the form as a whole.
fn whole(sentence: impl Into<backend::Sentence>) -> Refusal {
    let mut refusal = Refusal::default();
    refusal.add("", sentence);
    refusal
}
