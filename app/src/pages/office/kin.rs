//! `/office/kin`: what an account declares of its own and its relatives'
//! households.

use domain::account::Permission;
use domain::declaration::Tie;
use domain::time::china_minute;
use leptos::prelude::*;
use text::Named as _;
use views::{FormToken, KinPage, KinRow, OfficeSession};

use super::session::office_page;
use crate::api;
use crate::forms::{Area, Choose, DeclareKin, Form, Input, LiftKin, Pick, use_form};
use crate::head::Title;
use crate::visitor::use_lang;

const HERE: &str = "/office/kin";

#[component]
pub(super) fn Kin() -> AnyView {
    office_page(
        || (),
        |()| api::ReadKin {},
        |session, page| view! { <KinContent session=session page=page /> },
    )
}

#[component]
fn KinContent(session: OfficeSession, page: KinPage) -> impl IntoView {
    let lang = use_lang();
    let others = session.signed.role.may(Permission::SeeKin);
    let others = others.then(|| view! { <Others rows=page.others token=session.token.clone() /> });
    view! {
        <Title text=text::KIN_TITLE.get(lang) />
        <h1>{text::KIN_TITLE.get(lang)}</h1>
        <section class="card">
            <p>{text::KIN_HELP.get(lang)}</p>
            <h2>{text::KIN_OWN.get(lang)}</h2>
            <List rows=page.own named=false />
        </section>
        <Declare projects=page.projects token=session.token />
        {others}
    }
    .into_any()
}

/// The form for a household of one's own, or of a relative.
#[component]
fn Declare(projects: Vec<(String, String)>, token: FormToken) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<DeclareKin>(HERE);
    let projects = projects
        .into_iter()
        .map(|(code, name)| (code.clone(), format!("{name} · {code}")))
        .collect();
    let ties = Tie::ALL.map(|tie| {
        let label = match tie {
            Tie::Own => text::KIN_SELF,
            other => other.text(),
        };
        (tie.key(), label)
    });
    view! {
        <section class="card">
            <h2>{text::KIN_ADD.get(lang)}</h2>
            <Form token=token filled=filled.clone()>
                <Choose
                    name=DeclareKin::project()
                    label=text::KIN_PROJECT
                    options=projects
                    filled=filled.clone()
                />
                <Input
                    name=DeclareKin::household()
                    label=text::KIN_HOUSEHOLD.get(lang)
                    most=60
                    filled=filled.clone()
                />
                <Pick
                    name=DeclareKin::tie()
                    label=text::KIN_TIE
                    options=ties.to_vec()
                    filled=filled.clone()
                />
                <Input
                    name=DeclareKin::relation()
                    label=text::KIN_RELATION.get(lang)
                    hint=text::KIN_RELATION_HINT
                    optional=true
                    most=60
                    filled=filled
                />
                <button class="btn main" type="submit">{text::KIN_SAVE.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}

/// What the other accounts declared, and the form to lift what was a mistake.
#[component]
fn Others(rows: Vec<KinRow>, token: FormToken) -> impl IntoView {
    let lang = use_lang();
    let to_lift: Vec<(String, String)> = rows
        .iter()
        .filter(|row| row.lifted.is_none())
        .map(|row| {
            let label = format!("{} · {} · {}", row.account, row.project_code, row.household);
            (row.id.to_string(), label)
        })
        .collect();
    let lift = (!to_lift.is_empty()).then(|| {
        let filled = use_form::<LiftKin>(HERE);
        view! {
            <h3>{text::KIN_LIFT_TITLE.get(lang)}</h3>
            <Form token=token filled=filled.clone()>
                <Choose
                    name=LiftKin::which()
                    label=text::KIN_LIFT_WHICH
                    options=to_lift
                    filled=filled.clone()
                />
                <Area name=LiftKin::reason() label=text::KIN_LIFT_REASON filled=filled />
                <button class="btn danger" type="submit">{text::KIN_LIFT.get(lang)}</button>
            </Form>
        }
    });
    view! {
        <section class="card">
            <h2>{text::KIN_OTHERS.get(lang)}</h2>
            <List rows=rows named=true />
            {lift}
        </section>
    }
    .into_any()
}

#[component]
fn List(rows: Vec<KinRow>, named: bool) -> impl IntoView {
    let lang = use_lang();
    if rows.is_empty() {
        return view! { <p>{text::KIN_NONE.get(lang)}</p> }.into_any();
    }
    let rows = rows.into_iter().map(|row| {
        let tie = if row.tie == Tie::Own && !named {
            text::KIN_SELF
        } else {
            row.tie.text()
        };
        let lifted = row.lifted.map(|(by, reason)| {
            let said = text::KIN_LIFTED.fill(lang, &[("by", &by), ("reason", &reason)]);
            view! { <p>{said}</p> }
        });
        let check = match row.on_board {
            _ if lifted.is_some() => None,
            Some(true) => None,
            Some(false) => Some(("notice-box warn", text::KIN_NOT_ON_BOARD)),
            None => Some(("notice-box", text::KIN_NO_BOARD)),
        };
        let check = check.map(|(class, said)| view! { <p class=class>{said.get(lang)}</p> });
        let whose = named.then(|| view! { <b>{row.account}</b>" · " });
        view! {
            <li>
                {whose}
                <span class="num">{row.household}</span>
                " · "
                {row.project_name}
                " · "
                {tie.get(lang)}
                " "
                {row.relation}
                " "
                <small class="num">{china_minute(row.declared_at)}</small>
                {check}
                {lifted}
            </li>
        }
    });
    view! { <ul class="happened">{rows.collect_view()}</ul> }.into_any()
}
