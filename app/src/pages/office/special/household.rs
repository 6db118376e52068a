//! `/office/p/{project}/special/{household}`: one household declares.

use domain::account::Permission;
use domain::declaration::{DeclaredBy, Tie};
use leptos::prelude::*;
use leptos_router::components::A;
use text::Named as _;
use views::{HouseholdDeclarations, OfficeSession};

use super::declarer::people;
use super::stands::{Endings, Standing};
use crate::api;
use crate::components::segment;
use crate::forms::{Choose, DeclareOne, Form, Input, Pick, use_form};
use crate::head::Title;
use crate::pages::office::session::office_page;
use crate::pages::{text_of, use_params};
use crate::visitor::use_lang;

#[component]
pub(crate) fn Household() -> AnyView {
    let asked = use_params(|params| (text_of(params, "project"), text_of(params, "household")));
    office_page(
        asked,
        |(code, household)| api::ReadHouseholdDeclarations { code, household },
        |session, page| view! { <Loaded session=session page=page /> },
    )
}

#[component]
fn Loaded(session: OfficeSession, page: HouseholdDeclarations) -> impl IntoView {
    let lang = use_lang();
    let back = format!("/office/p/{}/special", page.head.code);
    let household = page.row.household.clone();
    let title = text::DECLARE_ONE_TITLE.fill(lang, &[("household", &household)]);
    let head = page.row.head.clone();
    let form = session.signed.role.may(Permission::EditRegister).then(|| {
        let filled = use_form::<DeclareOne>(&format!("{back}/{}", segment(&household)));
        let none = [(DeclareOne::NO_TIE, text::TIE_NONE)];
        let ties = Tie::ALL.map(|tie| (tie.key(), tie.text()));
        let ties = none.into_iter().chain(ties).collect();
        let nobody = (
            String::new(),
            text::DECLARE_OFFICIAL_NONE.get(lang).to_owned(),
        );
        let officials = page
            .officials
            .into_iter()
            .map(|one| (one.id.to_string(), format!("{}（{}）", one.name, one.post)));
        let officials = [nobody].into_iter().chain(officials).collect();
        view! {
            <section class="card">
                <p>{text::DECLARE_ONE_HELP.get(lang)}</p>
                <Form token=session.token filled=filled.clone()>
                    <Pick
                        name=DeclareOne::tie()
                        label=text::DECLARE_TIE
                        options=ties
                        filled=filled.clone()
                    />
                    <Choose
                        name=DeclareOne::official()
                        label=text::DECLARE_OFFICIAL
                        options=officials
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
    });
    let in_table = page.row.table.is_some();
    let table = page.row.table.clone().map(|table| {
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
                <b>{page.row.head}</b>
                <span>{page.row.group}</span>
            </div>
            {table}
            <Endings endings=page.endings />
            <Standing standing=page.row.standing in_table=in_table />
        </section>
        {form}
        {history}
    }
    .into_any()
}
