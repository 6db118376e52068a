//! `/office/officials`: the register of cadres and Party members.

use domain::account::Permission;
use domain::declaration::{REGISTERED_KINDS, Registered};
use domain::id::OfficialId;
use domain::status::StatusKind;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use text::{Lang, Named as _};
use views::{FormToken, LinkAsked, OfficeSession, OfficialsPage, RegisteredRow};

use super::session::office_page;
use crate::api;
use crate::components::Missing;
use crate::forms::{
    AddOfficial, AgreeToLink, ChangeOfficial, Choose, Form, Input, KeepLink, Pick, use_form,
};
use crate::head::Title;
use crate::pages::{number_of, use_params};
use crate::visitor::use_lang;

#[component]
pub(super) fn Officials() -> AnyView {
    office_page(
        || (),
        |()| api::ReadOfficials {},
        |session, page| view! { <OfficialsContent session=session page=page /> },
    )
}

#[component]
fn OfficialsContent(session: OfficeSession, page: OfficialsPage) -> impl IntoView {
    let lang = use_lang();
    let may_edit = session.signed.role.may(Permission::EditRegister);
    let may_answer = session.signed.role.may(Permission::ConfirmLink);
    let empty = page.officials.is_empty();
    let rows = page
        .officials
        .into_iter()
        .map(|row| view! { <Line row=row may_edit=may_edit may_answer=may_answer /> });
    let rows = rows.collect_view();
    let add = may_edit.then(|| {
        let filled = use_form::<AddOfficial>("/office/officials");
        let kinds: Vec<(&'static str, text::Text)> = REGISTERED_KINDS
            .into_iter()
            .map(|kind| (kind.key(), kind.text()))
            .collect();
        view! {
            <section class="card">
                <h2>{text::OFFICIAL_ADD_TITLE.get(lang)}</h2>
                <Form token=session.token filled=filled.clone()>
                    <Input
                        name=AddOfficial::name()
                        label=text::OFFICIAL_NAME.get(lang)
                        most=60
                        filled=filled.clone()
                    />
                    <Input
                        name=AddOfficial::post()
                        label=text::OFFICIAL_POST.get(lang)
                        hint=text::OFFICIAL_POST_HINT
                        most=60
                        filled=filled.clone()
                    />
                    <Pick
                        name=AddOfficial::kind()
                        label=text::OFFICIAL_KIND
                        options=kinds
                        start=StatusKind::Cadre.key()
                        filled=filled.clone()
                    />
                    <Input
                        name=AddOfficial::from()
                        label=text::OFFICIAL_FROM.get(lang)
                        kind="date"
                        most=10
                        filled=filled.clone()
                    />
                    <Input
                        name=AddOfficial::to()
                        label=text::OFFICIAL_TO.get(lang)
                        hint=text::OFFICIAL_TO_HINT
                        kind="date"
                        optional=true
                        most=10
                        filled=filled.clone()
                    />
                    <Account accounts=page.accounts start=String::new() filled=filled />
                    <button class="btn main" type="submit">{text::OFFICIAL_ADD.get(lang)}</button>
                </Form>
            </section>
        }
    });
    view! {
        <Title text=text::OFFICIALS_TITLE.get(lang) />
        <h1>{text::OFFICIALS_TITLE.get(lang)}</h1>
        <section class="card">
            <p>{text::OFFICIALS_HELP.get(lang)}</p>
            {empty.then(|| view! { <p>{text::OFFICIALS_NONE.get(lang)}</p> })}
            <ul class="happened">{rows}</ul>
        </section>
        {add}
    }
    .into_any()
}

/// The account that this person signs in with.
#[component]
fn Account(
    accounts: Vec<(String, String)>,
    start: String,
    filled: crate::forms::Filled,
) -> impl IntoView {
    let lang = use_lang();
    let none = (
        String::new(),
        text::OFFICIAL_ACCOUNT_NONE.get(lang).to_owned(),
    );
    let accounts = accounts
        .into_iter()
        .map(|(name, shown)| (name.clone(), format!("{shown} · {name}")));
    let options = [none].into_iter().chain(accounts).collect();
    view! {
        <Choose
            name=AddOfficial::account()
            label=text::OFFICIAL_ACCOUNT
            options=options
            start=start
            filled=filled
        />
        <p><small>{text::OFFICIAL_ACCOUNT_HINT.get(lang)}</small></p>
    }
    .into_any()
}

#[component]
fn Line(row: RegisteredRow, may_edit: bool, may_answer: bool) -> impl IntoView {
    let lang = use_lang();
    let asked = row
        .link_asked
        .as_ref()
        .map(|asked| link_sentence(asked, lang));
    let answers = may_answer && asked.is_some();
    let official = row.official;
    let account = official
        .account
        .as_ref()
        .map(|account| format!(" · {}：{account}", text::OFFICIAL_ACCOUNT.get(lang)));
    let change = (may_edit || answers).then(|| {
        let href = format!("/office/officials/{}", official.id);
        let link = if answers {
            text::OFFICIAL_LINK_ANSWER
        } else {
            text::OFFICIAL_CHANGE_LINK
        };
        view! { <A href=href>{link.get(lang)}</A> }
    });
    view! {
        <li>
            <b>{official.name.clone()}</b>
            " "
            {official.post.clone()}
            " "
            <span class="tag">{official.kind.text().get(lang)}</span>
            " "
            <small>{term(&official, lang)} {account}</small>
            " "
            {change}
            {asked.map(|asked| view! { <p>{asked}</p> })}
        </li>
    }
    .into_any()
}

/// Which account was asked for, by whom and when.
fn link_sentence(asked: &LinkAsked, lang: Lang) -> String {
    let account = if asked.account.is_empty() {
        text::OFFICIAL_ACCOUNT_NONE.get(lang)
    } else {
        &asked.account
    };
    let at = china_minute(asked.at);
    text::OFFICIAL_LINK_ASKED.fill(
        lang,
        &[("by", &asked.by), ("at", &at), ("account", &account)],
    )
}

/// Agrees to another account, or does not.
#[component]
fn Answer(token: FormToken, official: OfficialId, asked: LinkAsked) -> impl IntoView {
    let lang = use_lang();
    let here = format!("/office/officials/{official}");
    let (agree, keep) = (use_form::<AgreeToLink>(&here), use_form::<KeepLink>(&here));
    let said = link_sentence(&asked, lang);
    let (to_agree, to_keep) = (asked.account.clone(), asked.account);
    view! {
        <section class="card">
            <p>{said}</p>
            <Form token=token.clone() filled=agree>
                <input type="hidden" name=AgreeToLink::account() value=to_agree />
                <button class="btn" type="submit">{text::OFFICIAL_LINK_AGREE.get(lang)}</button>
            </Form>
            <Form token=token filled=keep>
                <input type="hidden" name=KeepLink::account() value=to_keep />
                <button class="btn" type="submit">{text::OFFICIAL_LINK_KEEP.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}

fn term(official: &Registered, lang: Lang) -> String {
    match &official.to {
        None => text::OFFICIAL_TERM.fill(lang, &[("from", &official.from)]),
        Some(to) => text::OFFICIAL_TERM_ENDED.fill(lang, &[("from", &official.from), ("to", to)]),
    }
}

/// `/office/officials/{id}`: ends a term, names an account.
#[component]
pub(super) fn Official() -> AnyView {
    let id = use_params(|params| number_of::<OfficialId>(params, "official"));
    office_page(
        id,
        |_| api::ReadOfficials {},
        move |session, page: OfficialsPage| {
            let id = untrack(id);
            let found = page.officials.into_iter().find(|row| row.official.id == id);
            match found {
                Some(row) => {
                    let accounts = page.accounts;
                    view! { <Change session=session row=row accounts=accounts /> }.into_any()
                }
                None => view! { <Missing /> }.into_any(),
            }
        },
    )
}

#[component]
fn Change(
    session: OfficeSession,
    row: RegisteredRow,
    accounts: Vec<(String, String)>,
) -> impl IntoView {
    let lang = use_lang();
    let RegisteredRow {
        official,
        link_asked,
        ..
    } = row;
    let may_answer = session.signed.role.may(Permission::ConfirmLink);
    let id = official.id;
    let waiting = match (link_asked, may_answer) {
        (Some(asked), true) => {
            let token = session.token.clone();
            Some(view! { <Answer token=token official=id asked=asked /> }.into_any())
        }
        (Some(asked), false) => {
            let said = link_sentence(&asked, lang);
            Some(view! { <section class="card"><p>{said}</p></section> }.into_any())
        }
        (None, _) => None,
    };
    let title = text::OFFICIAL_CHANGE_TITLE.fill(lang, &[("name", &official.name)]);
    let may_edit = session.signed.role.may(Permission::EditRegister);
    let account = official.account.clone().unwrap_or_default();
    let form = may_edit.then(|| {
        let here = format!("/office/officials/{}", official.id);
        let filled = use_form::<ChangeOfficial>(&here);
        let to = official.to.map(|to| to.to_string()).unwrap_or_default();
        view! {
            <Form token=session.token filled=filled.clone()>
                <Input
                    name=ChangeOfficial::to()
                    label=text::OFFICIAL_TO.get(lang)
                    hint=text::OFFICIAL_TO_HINT
                    kind="date"
                    start=to
                    optional=true
                    most=10
                    filled=filled.clone()
                />
                <Account
                    accounts=accounts
                    start=account
                    filled=filled
                />
                <p><small>{text::OFFICIAL_LINK_RULE.get(lang)}</small></p>
                <button class="btn main" type="submit">{text::OFFICIAL_CHANGE.get(lang)}</button>
            </Form>
        }
    });
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href="/office/officials">{text::OFFICIALS_TITLE.get(lang)}</A>
        </p>
        <h1>{title}</h1>
        {waiting}
        <section class="card">
            <p>
                {official.post.clone()} " · " {official.kind.text().get(lang)} " · "
                {term(&official, lang)}
            </p>
            {form}
        </section>
    }
    .into_any()
}
