//! Signing in and out, and the office's calendar.

use app::forms::{SetDays, SignIn, SignOut};
use axum::response::Response;
use backend::Error;
use backend::accounts::{self, Place};
use backend::calendar::{self, CalendarChange};
use chrono::{Datelike, NaiveDate};
use domain::account::Permission;

use super::form::{Done, Form};
use crate::http::facts::{CSRF, DEVICES, SESSION};
use crate::http::pages::is_office;
use crate::http::web::is_local;

/// Signs in.
pub(in crate::http) async fn sign_in(form: Form<SignIn>) -> Response {
    form.answer(async move |sent, typed| {
        let site = &sent.site;
        let name = typed.name.trim();
        let from = Place {
            address: sent.client,
            devices: site.web.cookie(&sent.headers, DEVICES),
        };
        let keys = accounts::sign_in_at(&site.office, name, &typed.password, from).await?;
        if let Some(before) = site.web.cookie(&sent.headers, SESSION) {
            accounts::sign_out(&site.office, before).await?;
        }
        let kept = [
            site.web.set_cookie(SESSION, &keys.session, None),
            site.keep(DEVICES, &keys.devices),
        ];
        let next_path = typed.next.split('?').next().unwrap_or_default();
        let to = if is_local(&typed.next) && is_office(next_path) {
            typed.next
        } else {
            "/office".to_owned()
        };
        Ok(Done::To(to, kept.into_iter().flatten().collect()))
    })
    .await
}

/// Signs out.
pub(in crate::http) async fn sign_out(form: Form<SignOut>) -> Response {
    form.answer(async move |sent, _| {
        let site = &sent.site;
        if let Some(token) = site.web.cookie(&sent.headers, SESSION) {
            accounts::sign_out(&site.office, token).await?;
        }
        let forgotten = [site.forget(SESSION), site.forget(CSRF)];
        let forgotten = forgotten.into_iter().flatten().collect();
        Ok(Done::To("/office/login".to_owned(), forgotten))
    })
    .await
}

/// Says of days whether they are worked.
pub(in crate::http) async fn set_days(form: Form<SetDays>) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let actor = sent.allowed(Permission::EditCalendar)?;
        let from = day(SetDays::from(), &typed.from)?;
        let said = CalendarChange {
            from,
            to: day(SetDays::to(), &typed.to)?,
            kind: typed.kind,
            note: typed.note,
        };
        calendar::set_days(&sent.site.office, actor, said).await?;
        let year = from.map(|day| format!("?year={}", day.year()));
        let year = year.unwrap_or_default();
        Ok(Done::to(format!("/office/calendar{year}")))
    })
    .await
}

/// A day as typed; `None` where nothing was.
pub(super) fn day(field: &'static str, typed: &str) -> Result<Option<NaiveDate>, Error> {
    match typed.trim() {
        "" => Ok(None),
        day => day
            .parse()
            .map(Some)
            .map_err(|_| Error::refused(field, text::DATE_WRONG)),
    }
}
