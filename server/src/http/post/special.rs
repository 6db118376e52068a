//! Forms of the register, of declared relations and of recusal.

use axum::extract::Path;
use axum::response::Response;
use backend::declarations::{self, Declaration};
use backend::officials::{self, NewOfficial};
use backend::{Error, kin};
use domain::account::Permission;
use domain::declaration::{DeclaredBy, Tie};
use domain::status::StatusKind;

use super::{Done, Form};

/// Enters somebody into the register.
pub(in crate::http) async fn officials(form: Form) -> Response {
    let outcome = add_official(&form).await;
    form.answer(outcome).await
}

async fn add_official(form: &Form) -> Result<Done, Error> {
    let actor = form.allowed(Permission::EditRegister)?;
    let new = NewOfficial {
        name: form.value("name").to_owned(),
        post: form.value("post").to_owned(),
        kind: StatusKind::from_key(form.value("kind")),
        from: form.value("from").to_owned(),
        to: form.value("to").to_owned(),
        account: form.value("account").to_owned(),
    };
    officials::add(&form.site.office, actor, new).await?;
    Ok(Done::to("/office/officials"))
}

/// Ends a term or names an account.
pub(in crate::http) async fn official(Path(id): Path<i64>, form: Form) -> Response {
    let outcome = change_official(&form, id).await;
    form.answer(outcome).await
}

async fn change_official(form: &Form, id: i64) -> Result<Done, Error> {
    let actor = form.allowed(Permission::EditRegister)?;
    let (to, account) = (form.value("to"), form.value("account"));
    officials::change(&form.site.office, actor, id, to, account).await?;
    Ok(Done::to("/office/officials"))
}

/// Declares one's own or a relative's household; lifts what was a mistake.
pub(in crate::http) async fn kin(form: Form) -> Response {
    let outcome = declare_kin(&form).await;
    form.answer(outcome).await
}

async fn declare_kin(form: &Form) -> Result<Done, Error> {
    let office = &form.site.office;
    if form.value("form") == "lift" {
        let actor = form.allowed(Permission::SeeKin)?;
        let which = form.value("which").parse();
        let which = which.map_err(|_| Error::refused("which", text::REQUIRED))?;
        kin::lift(office, actor, which, form.value("reason")).await?;
    } else {
        kin::declare(
            office,
            form.allowed(Permission::SeeOffice)?,
            form.value("project"),
            form.value("household"),
            Tie::from_key(form.value("tie")),
            form.value("relation"),
        )
        .await?;
    }
    Ok(Done::to("/office/kin"))
}

/// No relation for all households that have not declared.
pub(in crate::http) async fn declarations(Path(code): Path<String>, form: Form) -> Response {
    let outcome = declare_rest(&form, &code).await;
    form.answer(outcome).await
}

async fn declare_rest(form: &Form, code: &str) -> Result<Done, Error> {
    let actor = form.allowed(Permission::EditRegister)?;
    // What is no number is none that anybody saw.
    let seen = form.value("seen").parse().unwrap_or_default();
    let said = (
        DeclaredBy::from_key(form.value("by")),
        form.value("declarer"),
        form.value("basis"),
    );
    declarations::declare_rest(&form.site.office, actor, code, seen, said).await?;
    Ok(Done::to(format!("/office/p/{code}/special")))
}

/// What one household declares.
pub(in crate::http) async fn declaration(
    Path((code, household)): Path<(String, String)>,
    form: Form,
) -> Response {
    let outcome = declare_one(&form, &code, household).await;
    form.answer(outcome).await
}

async fn declare_one(form: &Form, code: &str, household: String) -> Result<Done, Error> {
    let actor = form.allowed(Permission::EditRegister)?;
    let tie = Tie::from_key(form.value("tie"));
    let one = Declaration {
        household,
        is_chosen: tie.is_some() || form.value("tie") == "none",
        tie,
        relation: form.value("relation").to_owned(),
        official: form.value("official").parse().ok(),
        by: DeclaredBy::from_key(form.value("by")),
        declarer: form.value("declarer").to_owned(),
        basis: form.value("basis").to_owned(),
    };
    declarations::declare(&form.site.office, actor, code, one).await?;
    Ok(Done::to(format!("/office/p/{code}/special")))
}
