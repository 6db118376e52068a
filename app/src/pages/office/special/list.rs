//! `/office/p/{project}/special`: every household.

use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use views::{DeclarationFilter, DeclarationRow, DeclarationsPage, FormToken, OfficeSession};

use super::declarer::people;
use super::stands::{Check, Standing};
use crate::api;
use crate::components::{Pages, SearchForm};
use crate::forms::{DeclareRest, Form, Input, Pick, use_form};
use crate::head::Title;
use crate::pages::office::session::office_page;
use crate::pages::{number_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(crate) fn Special() -> AnyView {
    let query = use_query_map();
    let code = use_params(|params| text_of(params, "project"));
    let asked = move || {
        let query = query.read();
        let filter = DeclarationFilter {
            q: text_of(&query, "q"),
            open: query.get("open").is_some(),
            page: number_of(&query, "page"),
        };
        (code(), filter)
    };
    office_page(
        asked,
        |(code, filter)| api::ReadDeclarations { code, filter },
        |session, page| view! { <DeclarationsContent session=session page=page /> },
    )
}

#[component]
fn DeclarationsContent(session: OfficeSession, page: DeclarationsPage) -> impl IntoView {
    let lang = use_lang();
    let project = format!("/office/p/{}", page.head.code);
    let here = format!("{project}/special");
    let may_edit = session.signed.role.may(Permission::EditRegister);
    let list = if page.pages == 0 {
        view! { <p class="card">{text::DECLARE_NO_TABLE.get(lang)}</p> }.into_any()
    } else {
        let undeclared = page.check.undeclared;
        let rest =
            (may_edit && undeclared > 0).then(|| view! { <Rest n=undeclared page=address(&here, &page.filter) token=session.token /> });
        let rows = page
            .rows
            .into_iter()
            .map(|row| view! { <Row row=row here=here.clone() may_edit=may_edit /> });
        let rows = rows.collect_view();
        let (filter, here) = (page.filter.clone(), here.clone());
        let open = DeclarationFilter {
            open: true,
            ..DeclarationFilter::default()
        };
        let all = DeclarationFilter::default();
        view! {
            <section class="card">
                <Check check=page.check code=page.head.code.clone() />
            </section>
            {rest}
            <section class="card">
                <SearchForm action=here.clone() q=page.filter.q.clone() />
                <ul class="chips">
                    <li>
                        <a
                            href=address(&here, &all)
                            aria-current=(!filter.open).then_some("true")
                        >
                            {text::DECLARE_ALL.get(lang)}
                        </a>
                    </li>
                    <li>
                        <a href=address(&here, &open) aria-current=filter.open.then_some("true")>
                            {text::DECLARE_OPEN.fill(lang, &[("n", &undeclared)])}
                        </a>
                    </li>
                </ul>
                <p role="status">{text::NOTICE_MATCHING.fill(lang, &[("n", &page.matching)])}</p>
                <ul class="happened">{rows}</ul>
                <Pages
                    page=page.filter.page
                    pages=page.pages
                    address=move |page| {
                        address(&here, &DeclarationFilter { page, ..filter.clone() })
                    }
                />
            </section>
        }
        .into_any()
    };
    view! {
        <Title text=text::DECLARE_TITLE.get(lang) />
        <p class="crumbs">
            <A href=project>{page.head.name.clone()}</A>
            <A href="/office/officials">{text::OFFICIALS_TITLE.get(lang)}</A>
        </p>
        <h1>{text::DECLARE_TITLE.get(lang)}</h1>
        <p>{text::DECLARE_HELP.get(lang)}</p>
        {list}
    }
    .into_any()
}

fn address(here: &str, filter: &DeclarationFilter) -> String {
    let mut query = ParamsMap::new();
    if !filter.q.is_empty() {
        query.insert("q", filter.q.clone());
    }
    if filter.open {
        query.insert("open", "1".to_owned());
    }
    if filter.page > 1 {
        query.insert("page", filter.page.to_string());
    }
    format!("{here}{}", query.to_query_string())
}

/// No relation, for all the others at once.
#[component]
fn Rest(n: u32, page: String, token: FormToken) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<DeclareRest>(&page);
    view! {
        <section class="card">
            <h2>{text::DECLARE_REST_TITLE.fill(lang, &[("n", &n)])}</h2>
            <p>{text::DECLARE_REST_HELP.get(lang)}</p>
            <Form token=token filled=filled.clone()>
                <input type="hidden" name=DeclareRest::seen() value=n />
                <Pick name=DeclareRest::by() label=text::DECLARE_WHO options=people() filled=filled.clone() />
                <Input
                    name=DeclareRest::declarer()
                    label=text::DECLARE_DECLARER.get(lang)
                    most=60
                    filled=filled.clone()
                />
                <Input
                    name=DeclareRest::basis()
                    label=text::DECLARE_BASIS_LABEL.get(lang)
                    hint=text::DECLARE_BASIS_HINT
                    most=500
                    filled=filled
                />
                <button class="btn main" type="submit">
                    {text::DECLARE_REST_BUTTON.fill(lang, &[("n", &n)])}
                </button>
            </Form>
        </section>
    }
    .into_any()
}

#[component]
fn Row(row: DeclarationRow, here: String, may_edit: bool) -> impl IntoView {
    let lang = use_lang();
    let href = format!("{here}/{}", segment(&row.household));
    let declare = may_edit.then(|| view! { <A href=href>{text::DECLARE_ONE.get(lang)}</A> });
    let in_table = row.table.is_some();
    let table = row.table.map(|table| {
        view! { <p>{text::DECLARE_TABLE.get(lang)}"："{table}</p> }
    });
    view! {
        <li>
            <span class="num">{row.household}</span>
            " "
            <b>{row.head}</b>
            " "
            <small>{row.group}</small>
            " "
            {declare}
            {table}
            <Standing standing=row.standing in_table=in_table />
        </li>
    }
    .into_any()
}
