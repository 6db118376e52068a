//! Forms of the register, of declared relations and of recusal.

use app::forms::{
    AddOfficial, AgreeToLink, ChangeOfficial, DeclareKin, DeclareOne, DeclareRest, KeepLink,
    LiftKin,
};
use app::segment::from_segment;
use axum::response::Response;
use backend::declarations::{self, Declaration};
use backend::officials::{self, NewOfficial};
use backend::{Error, kin};
use domain::account::Permission;
use domain::id::OfficialId;

use super::form::{Done, Form};
use crate::http::address::At;

/// Enters somebody into the register.
pub(in crate::http) async fn add_official(form: Form<AddOfficial>) -> Response {
    form.answer(async move |sent, typed| {
        let actor = sent.allowed(Permission::EditRegister)?;
        let new = NewOfficial {
            name: typed.name,
            post: typed.post,
            kind: typed.kind,
            from: typed.from,
            to: typed.to,
            account: typed.account,
        };
        officials::add(&sent.site.office, actor, new).await?;
        Ok(Done::to("/office/officials"))
    })
    .await
}

/// Ends a term or names an account.
pub(in crate::http) async fn change_official(
    At(id): At<OfficialId>,
    form: Form<ChangeOfficial>,
) -> Response {
    form.answer(async move |sent, typed| {
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::EditRegister)?);
        let (to, account) = (typed.to.as_deref(), typed.account.as_deref());
        officials::change(office, actor, id, to, account).await?;
        Ok(Done::to("/office/officials"))
    })
    .await
}

/// Agrees that an official's account becomes another one.
pub(in crate::http) async fn agree_to_link(
    At(id): At<OfficialId>,
    form: Form<AgreeToLink>,
) -> Response {
    form.answer(async move |sent, typed| {
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::ConfirmLink)?);
        officials::agree_to_link(office, actor, id, &typed.account).await?;
        Ok(Done::to("/office/officials"))
    })
    .await
}

/// Keeps an official's account.
pub(in crate::http) async fn keep_link(At(id): At<OfficialId>, form: Form<KeepLink>) -> Response {
    form.answer(async move |sent, typed| {
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::ConfirmLink)?);
        officials::keep_link(office, actor, id, &typed.account).await?;
        Ok(Done::to("/office/officials"))
    })
    .await
}

/// Declares one's own or a relative's household.
pub(in crate::http) async fn declare_kin(form: Form<DeclareKin>) -> Response {
    form.answer(async move |sent, typed| {
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::SeeOffice)?);
        let (project, household) = (&typed.project, &typed.household);
        kin::declare(
            office,
            actor,
            project,
            household,
            typed.tie,
            &typed.relation,
        )
        .await?;
        Ok(Done::to("/office/kin"))
    })
    .await
}

/// Lifts what was declared by mistake.
pub(in crate::http) async fn lift_kin(form: Form<LiftKin>) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let actor = sent.allowed(Permission::SeeKin)?;
        let which = typed
            .which
            .ok_or_else(|| Error::refused(LiftKin::which(), text::REQUIRED))?;
        kin::lift(&sent.site.office, actor, which, &typed.reason).await?;
        Ok(Done::to("/office/kin"))
    })
    .await
}

/// No relation for all households that have not declared.
pub(in crate::http) async fn declare_rest(
    At(code): At<String>,
    form: Form<DeclareRest>,
) -> Response {
    form.answer(async move |sent, typed| {
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::EditRegister)?);
        // What is no number is none that anybody saw.
        let seen = typed.seen.unwrap_or_default();
        let said = (typed.by, typed.declarer.as_str(), typed.basis.as_str());
        declarations::declare_rest(office, actor, &code, seen, said).await?;
        Ok(Done::to(format!("/office/p/{code}/special")))
    })
    .await
}

/// What one household declares.
pub(in crate::http) async fn declare_one(
    At((code, household)): At<(String, String)>,
    form: Form<DeclareOne>,
) -> Response {
    form.answer(async move |sent, typed| {
        let actor = sent.allowed(Permission::EditRegister)?;
        let tie = typed.chosen_tie();
        let one = Declaration {
            household: from_segment(&household),
            is_chosen: tie.is_some(),
            tie: tie.flatten(),
            relation: typed.relation,
            official: typed.official,
            by: typed.by,
            declarer: typed.declarer,
            basis: typed.basis,
        };
        declarations::declare(&sent.site.office, actor, &code, one).await?;
        Ok(Done::to(format!("/office/p/{code}/special")))
    })
    .await
}
