//! `/office/p/{project}/special/{household}`: one household declares.

use domain::account::Permission;
use domain::declaration::{DeclaredBy, OfficialRef, Tie};
use leptos::prelude::*;
use leptos_router::components::A;
use text::Named as _;
use views::{FormToken, HouseholdDeclarations, OfficeSession};

use super::declarer::people;
use super::stands::{Endings, Standing};
use crate::api;
use crate::forms::{Choose, DeclareOne, Form, Input, Pick, use_form};
use crate::head::Title;
use crate::pages::office::session::office_page;
use crate::pages::{household_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(crate) fn Household() -> AnyView {
    let asked = use_params(|params| {
        (
            text_of(params, "project"),
            household_of(params, "household"),
        )
    });
    office_page(
        asked,
        |(code, household)| api::ReadHouseholdDeclarations { code, household },
        |session, page| view! { <HouseholdContent session=session page=page /> },
    )
}

#[component]
fn HouseholdContent(session: OfficeSession, page: HouseholdDeclarations) -> impl IntoView {
    let lang = use_lang();
    let back = format!("/office/p/{}/special", page.head.code);
    let row = page.row;
    let here = format!("{back}/{}", segment(&row.household));
    let title = text::DECLARE_ONE_TITLE.fill(lang, &[("household", &row.household)]);
    let may_edit = session.signed.role.may(Permission::EditRegister);
    let form = may_edit.then(|| {
        let (token, head) = (session.token, row.head.clone());
        view! { <Declare here=here token=token head=head officials=page.officials /> }
    });
    let in_table = row.table.is_some();
    let table = row.table.map(|table| {
        view! { <p>{text::DECLARE_TABLE.get(lang)}"："{table}</p> }
    });
    let history = (!page.statements.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::DECLARE_HISTORY.get(lang)}</h2>
                <Standing standing=page.statements />
            </section>
        }
    });
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=back>{text::DECLARE_TITLE.get(lang)}</A>
        </p>
        <h1>{title}</h1>
        <section class="card">
            <div class="who">
                <b>{row.head}</b>
                <span>{row.group}</span>
            </div>
            {table}
            <Endings endings=page.endings />
            <Standing standing=row.standing in_table=in_table />
        </section>
        {form}
        {history}
    }
    .into_any()
}

/// The form for what the household declares.
#[component]
fn Declare(
    here: String,
    token: FormToken,
    /// The head of the household, who usually declares.
    head: String,
    officials: Vec<OfficialRef>,
) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<DeclareOne>(&here);
    let none = [(DeclareOne::NO_TIE, text::TIE_NONE)];
    let ties = Tie::ALL.map(|tie| (tie.key(), tie.text()));
    let ties = none.into_iter().chain(ties).collect();
    let nobody = text::DECLARE_OFFICIAL_NONE.get(lang).to_owned();
    let officials = officials
        .into_iter()
        .map(|one| (one.id.to_string(), format!("{}（{}）", one.name, one.post)));
    let officials = std::iter::once((String::new(), nobody)).chain(officials);
    view! {
        <section class="card">
            <p>{text::DECLARE_ONE_HELP.get(lang)}</p>
            <Form token=token filled=filled.clone()>
                <Pick
                    name=DeclareOne::tie()
                    label=text::DECLARE_TIE
                    options=ties
                    filled=filled.clone()
                />
                <Choose
                    name=DeclareOne::official()
                    label=text::DECLARE_OFFICIAL
                    options=officials.collect()
                    filled=filled.clone()
                />
                <p>
                    <A href="/office/officials">{text::OFFICIALS_TITLE.get(lang)}</A>
                </p>
                <Input
                    name=DeclareOne::relation()
                    label=text::DECLARE_RELATION.get(lang)
                    hint=text::DECLARE_RELATION_HINT
                    optional=true
                    most=60
                    filled=filled.clone()
                />
                <Pick
                    name=DeclareOne::by()
                    label=text::DECLARE_WHO
                    options=people()
                    start=DeclaredBy::Householder.key()
                    filled=filled.clone()
                />
                <Input
                    name=DeclareOne::declarer()
                    label=text::DECLARE_DECLARER.get(lang)
                    start=head
                    most=60
                    filled=filled.clone()
                />
                <Input
                    name=DeclareOne::basis()
                    label=text::DECLARE_BASIS_LABEL.get(lang)
                    hint=text::DECLARE_BASIS_HINT
                    optional=true
                    most=500
                    filled=filled
                />
                <button class="btn main" type="submit">{text::DECLARE_SAVE.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}
