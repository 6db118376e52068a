//! `/office`: what the signed-in account has to do, and every project.

use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::components::A;
use text::{Label as _, Named as _, Text};
use views::{OfficeSession, OfficeToday, ProjectHead, RoundRef};

use super::session::office_page;
use crate::api;
use crate::head::Title;
use crate::visitor::use_lang;

#[component]
pub(super) fn Today() -> AnyView {
    office_page(
        || (),
        |()| api::Today {},
        |session, today| view! { <TodayContent session=session today=today /> },
    )
}

#[component]
fn TodayContent(session: OfficeSession, today: OfficeToday) -> impl IntoView {
    let lang = use_lang();
    let role = session.signed.role;
    let review = if role.may(Permission::ReviewBoard) {
        today.in_review
    } else {
        vec![]
    };
    let returned = if role.may(Permission::UploadBoard) {
        today.returned
    } else {
        vec![]
    };
    let withdrawals = if role.may(Permission::ReviewBoard) {
        today.withdrawals
    } else {
        vec![]
    };
    let blocked = if role.may(Permission::UploadBoard) || role.may(Permission::DecideObjections) {
        today.blocked
    } else {
        vec![]
    };
    let objections = role.may(Permission::ReadObjections) && today.open_objections > 0;
    let nothing = review.is_empty()
        && returned.is_empty()
        && withdrawals.is_empty()
        && blocked.is_empty()
        && !objections;
    let no_projects = today.projects.is_empty();
    view! {
        <Title text=text::NAV_TODAY.get(lang) />
        <h1>{text::TODAY_TITLE.get(lang)}</h1>
        {nothing.then(|| view! { <p class="card">{text::TODAY_NOTHING.get(lang)}</p> })}
        {objections
            .then(|| {
                let said = text::TODAY_OBJECTIONS.fill(lang, &[("n", &today.open_objections)]);
                view! {
                    <section class="card">
                        <A href="/office/objections">{said}</A>
                    </section>
                }
            })}
        <Waiting title=text::TODAY_REVIEW rounds=review page="/review" />
        <Waiting title=text::TODAY_RETURNED rounds=returned page="" />
        <Waiting title=text::TODAY_WITHDRAWALS rounds=withdrawals page="" />
        <Waiting title=text::TODAY_HELD_UP rounds=blocked page="" />
        <section class="card">
            <h2>{text::TODAY_PROJECTS.get(lang)}</h2>
            {no_projects.then(|| view! { <p>{text::TODAY_NO_PROJECTS.get(lang)}</p> })}
            {today.projects.into_iter().map(|head| view! { <ProjectLine head=head /> }).collect_view()}
            {role
                .may(Permission::EditProject)
                .then(|| {
                    view! {
                        <p class="mt-6">
                            <A href="/office/projects/new" attr:class="btn main">
                                {text::NAV_NEW_PROJECT.get(lang)}
                            </A>
                        </p>
                    }
                })}
        </section>
    }
    .into_any()
}

#[component]
fn Waiting(title: Text, rounds: Vec<RoundRef>, page: &'static str) -> impl IntoView {
    let lang = use_lang();
    (!rounds.is_empty()).then(|| {
        let rounds = rounds.into_iter().map(|one| {
            let href = format!("/office/p/{}/r/{}{page}", one.project_code, one.round.get());
            view! {
                <li>
                    <A href=href>{one.project_name}" · "{one.round.label(lang)}</A>
                </li>
            }
        });
        view! {
            <section class="card">
                <h2>{title.get(lang)}</h2>
                <ul class="links">{rounds.collect_view()}</ul>
            </section>
        }
    })
}

/// A project with its rounds and where each stands.
#[component]
fn ProjectLine(head: ProjectHead) -> impl IntoView {
    let page = format!("/office/p/{}", head.code);
    let name = head.name.clone();
    view! {
        <div class="mt-6">
            <h3>
                <A href=page>{name}</A>
                " "
                <small>{head.code.clone()}</small>
            </h3>
            <RoundLinks head=head />
        </div>
    }
}

/// Every round of a project, with its state.
#[component]
pub(super) fn RoundLinks(head: ProjectHead) -> impl IntoView {
    let lang = use_lang();
    let rounds = head.rounds.into_iter().map(|round| {
        let href = format!("/office/p/{}/r/{}", head.code, round.number.get());
        let correction = round.correction.map(|state| {
            let state = state.text().get(lang);
            let said = text::ROUND_CORRECTION_STATE.fill(lang, &[("state", &state)]);
            format!(" · {said}")
        });
        view! {
            <li>
                <A href=href>
                    {round.number.label(lang)}" · "{round.state.text().get(lang)}{correction}
                </A>
            </li>
        }
    });
    view! { <ul class="chips">{rounds.collect_view()}</ul> }
}
