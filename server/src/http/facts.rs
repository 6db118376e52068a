//! What a request says of its sender: language, session, access codes.

use std::net::Ipv4Addr;

use app::ssr::{Csrf, Followed, Request as Facts};
use app::visitor::{Display, Visitor};
use axum::http::{HeaderMap, HeaderValue};
use backend::Error;
use backend::accounts::{self, Actor};
use text::Lang;

use super::site::Site;

pub(super) const LANG: &str = "lang";
pub(super) const DISPLAY: &str = "display";
pub(super) const SESSION: &str = "session";
/// What this device is known for: it stays after signing out.
pub(super) const DEVICES: &str = "devices";
pub(super) const CSRF: &str = "csrf";
/// Since when a browser has been another person's.
pub(super) const AFRESH: &str = "afresh";
pub(super) const ACCESS: &str = "access";
pub(super) const FOLLOWED: &str = "followed";

/// What cookies of these names are sealed, and tokens derived, for.
const SEAL_ACCESS: &str = "cookie access";
const SEAL_FOLLOWED: &str = "cookie followed";
const MAC_CSRF: &str = "form token";

const YEAR_SECONDS: u32 = 365 * 24 * 3600;
const ACCESS_SECONDS: u32 = 30 * 24 * 3600;
/// How long the secret of a new objection can be seen again.
const FRESH_SECONDS: u32 = 30 * 60;
/// Projects whose codes one browser keeps.
const MAX_ACCESS: usize = 8;

impl Site {
    /// The facts of a request; who is signed in only where it matters.
    pub(super) async fn facts(&self, headers: &HeaderMap, office: bool) -> Result<Facts, Error> {
        let cookie = |name| self.web.cookie(headers, name);
        let actor = match cookie(SESSION) {
            Some(token) if office => {
                let actor = accounts::actor(&self.office, token).await?;
                actor.map(Actor::asked)
            }
            _ => None,
        };
        Ok(Facts {
            office: self.office.clone(),
            actor,
            // Who counts whom says so.
            client: Ipv4Addr::UNSPECIFIED.into(),
            csrf: self.csrf(cookie(CSRF))?,
            origin: self.web.origin(headers),
            access: self.opened(SEAL_ACCESS, cookie(ACCESS)).unwrap_or_default(),
            followed: self.opened(SEAL_FOLLOWED, cookie(FOLLOWED)),
            proxy: self.web.doubts.first(),
        })
    }

    pub(super) fn visitor(&self, headers: &HeaderMap) -> Visitor {
        let cookie = |name| self.web.cookie(headers, name).unwrap_or_default();
        Visitor {
            lang: Lang::from_tag(cookie(LANG)),
            display: Display::from_cookie(cookie(DISPLAY)),
        }
    }

    fn csrf(&self, cookie: Option<&str>) -> Result<Csrf, Error> {
        let (secret, is_new) = match cookie {
            Some(secret) => (secret.to_owned(), false),
            None => (self.office.random_token()?, true),
        };
        Ok(Csrf {
            token: self.office.mac(MAC_CSRF, secret.as_bytes()),
            set_cookie: is_new
                .then(|| self.web.set_cookie(CSRF, &secret, None))
                .flatten(),
        })
    }

    /// Whether a form's token belongs to this browser.
    pub(super) fn is_token(&self, headers: &HeaderMap, token: &str) -> bool {
        self.web
            .cookie(headers, CSRF)
            .is_some_and(|secret| self.office.is_mac(MAC_CSRF, secret.as_bytes(), token))
    }

    fn opened<T: serde::de::DeserializeOwned>(
        &self,
        purpose: &'static str,
        cookie: Option<&str>,
    ) -> Option<T> {
        let plain = self.office.open_sealed(purpose, cookie?)?;
        serde_json::from_slice(&plain).ok()
    }

    fn sealed(
        &self,
        name: &str,
        purpose: &'static str,
        value: &impl serde::Serialize,
        seconds: Option<u32>,
    ) -> Result<HeaderValue, Error> {
        let sealed = self.office.seal(purpose, &serde_json::to_vec(value)?)?;
        self.web
            .set_cookie(name, &sealed, seconds)
            .ok_or_else(|| Error::internal("a sealed cookie is no header"))
    }

    /// Keeps one more access code.
    pub(super) fn keep_access(
        &self,
        facts: &Facts,
        project: &str,
        code: &str,
    ) -> Result<HeaderValue, Error> {
        let others = facts.access.iter().filter(|(of, _)| of != project).cloned();
        let all: Vec<(String, String)> = [(project.to_owned(), code.to_owned())]
            .into_iter()
            .chain(others)
            .take(MAX_ACCESS)
            .collect();
        self.sealed(ACCESS, SEAL_ACCESS, &all, Some(ACCESS_SECONDS))
    }

    /// Keeps the objection that this browser follows, until it is closed.
    pub(super) fn keep_followed(&self, followed: &Followed) -> Result<HeaderValue, Error> {
        let seconds = followed.fresh.then_some(FRESH_SECONDS);
        self.sealed(FOLLOWED, SEAL_FOLLOWED, followed, seconds)
    }

    /// Makes a browser another one to whoever filed from it, with its forms as they
    /// are.
    pub(super) fn begin_afresh(&self) -> Result<HeaderValue, Error> {
        let other = self.office.random_token()?;
        self.web
            .set_cookie(AFRESH, &other, None)
            .ok_or_else(|| Error::internal("a token is no header"))
    }

    /// Keeps a preference.
    pub(super) fn keep(&self, name: &str, value: &str) -> Option<HeaderValue> {
        self.web.set_cookie(name, value, Some(YEAR_SECONDS))
    }

    /// Forgets a cookie.
    pub(super) fn forget(&self, name: &str) -> Option<HeaderValue> {
        self.web.set_cookie(name, "", Some(0))
    }
}
