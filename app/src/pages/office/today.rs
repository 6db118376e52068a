//! `/office`: what is to be done, what waits for others, and every project.

use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::components::A;

use text::{Label as _, Lang, Named as _, Text, weekday};
use views::{Left, OfficeSession, OfficeToday, ProjectHead, Task, TaskKind};

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
    let title = title(&today.tasks, lang);
    let day = text::TODAY_DAY.fill(
        lang,
        &[
            ("day", &today.day),
            ("weekday", &weekday(today.day).get(lang)),
        ],
    );
    let is_mending = |task: &Task| matches!(task.kind, TaskKind::Mend { .. });
    let (mending, others): (Vec<Task>, Vec<Task>) = today.tasks.into_iter().partition(is_mending);
    let mut others = others.into_iter();
    let first: Vec<Task> = others.next().into_iter().collect();
    let no_projects = today.projects.is_empty();
    view! {
        <Title text=text::NAV_TODAY.get(lang) />
        <h1>{title}</h1>
        <p>{day}</p>
        <div class="today">
            <div>
                <Tasks title=text::TODAY_FIRST tasks=first is_first=true />
                <Tasks title=text::TODAY_NEXT tasks=others.collect() />
                <Tasks title=text::TODAY_MEND tasks=mending />
            </div>
            <Waiting tasks=today.waiting />
        </div>
        <section class="card">
            <h2>{text::TODAY_PROJECTS.get(lang)}</h2>
            {no_projects.then(|| view! { <p>{text::TODAY_NO_PROJECTS.get(lang)}</p> })}
            {today.projects.into_iter().map(|head| view! { <ProjectLine head=head /> }).collect_view()}
            {role
                .may(Permission::EditProject)
                .then(|| {
                    view! {
                        <p class="mt-6">
                            <A href="/office/projects/new" attr:class="btn">
                                {text::NAV_NEW_PROJECT.get(lang)}
                            </A>
                        </p>
                    }
                })}
        </section>
    }
    .into_any()
}

fn title(tasks: &[Task], lang: Lang) -> String {
    let late = |task: &&Task| matches!(task.left, Some(Left::Late(_)));
    let (all, late) = (tasks.len(), tasks.iter().filter(late).count());
    match (all, late) {
        (0, _) => text::TODAY_TITLE_NONE.get(lang).to_owned(),
        (_, 0) => text::TODAY_TITLE.fill(lang, &[("n", &all)]),
        _ => text::TODAY_TITLE_LATE.fill(lang, &[("n", &all), ("late", &late)]),
    }
}

/// What the reader has to do, each with its days left and the way to it.
#[component]
fn Tasks(
    title: Text,
    tasks: Vec<Task>,
    /// Whether it is the one to begin with.
    #[prop(optional)]
    is_first: bool,
) -> impl IntoView {
    let lang = use_lang();
    if tasks.is_empty() {
        return ().into_any();
    }
    let count = (!is_first).then(|| {
        let said = text::TODAY_COUNT.fill(lang, &[("n", &tasks.len())]);
        view! { <small>{said}</small> }
    });
    let tasks = tasks.into_iter().map(|task| {
        let late = matches!(task.left, Some(Left::Late(_)));
        let button = if is_first { "btn main" } else { "btn" };
        let label = format!("{} {}", task.go().get(lang), task.title(lang));
        view! {
            <li class=if late { "task late" } else { "task" }>
                <DaysLeft task=task.clone() />
                <div>
                    <p>
                        <strong>{task.title(lang)}</strong>
                    </p>
                    <p>
                        <small>{task.detail(lang)}</small>
                    </p>
                </div>
                <A href=task.href() attr:class=button attr:aria-label=label>
                    {task.go().get(lang)}
                </A>
            </li>
        }
    });
    view! {
        <section class="card">
            <h2>{title.get(lang)} " " {count}</h2>
            <ol class="tasks">{tasks.collect_view()}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn DaysLeft(task: Task) -> impl IntoView {
    let lang = use_lang();
    let (number, word) = days_left(&task, lang);
    view! {
        <p class="left">
            <b>{number}</b>
            " "
            {word.get(lang)}
        </p>
    }
}

fn days_left(task: &Task, lang: Lang) -> (String, Text) {
    // What was upheld waits for a board, not for a day.
    if let (TaskKind::Mend { .. }, Some(of)) = (&task.kind, &task.of) {
        return (of.round.label(lang), text::LEFT_BEFORE);
    }
    match task.left {
        Some(Left::Late(days)) => (
            text::LEFT_LATE.fill(lang, &[("n", &days)]),
            text::LEFT_LATE_WORD,
        ),
        Some(Left::Working(0)) => (text::LEFT_TODAY.get(lang).to_owned(), text::LEFT_TODAY_WORD),
        Some(Left::Working(days)) => (
            text::LEFT_DAYS.fill(lang, &[("n", &days)]),
            text::LEFT_DAYS_WORD,
        ),
        None => (text::LEFT_NONE.get(lang).to_owned(), text::LEFT_NONE_WORD),
    }
}

/// What others have to do.
#[component]
fn Waiting(tasks: Vec<Task>) -> impl IntoView {
    let lang = use_lang();
    if tasks.is_empty() {
        return ().into_any();
    }
    let count = text::TODAY_COUNT.fill(lang, &[("n", &tasks.len())]);
    let tasks = tasks.into_iter().map(|task| {
        let who = task.who.map_or(text::TODAY_SYSTEM, |role| role.text());
        let left = task.left.map(|_| {
            let (number, word) = days_left(&task, lang);
            view! { <small class="block">{number}" "{word.get(lang)}</small> }
        });
        view! {
            <li>
                <p>{task.title(lang)}</p>
                <small class="block">{who.get(lang)}" · "{task.detail(lang)}</small>
                {left}
            </li>
        }
    });
    view! {
        <section class="card waiting">
            <h2>
                {text::TODAY_WAITING.get(lang)} " "
                <small>{count}" · "{text::TODAY_WAITING_HELP.get(lang)}</small>
            </h2>
            <ul class="happened">{tasks.collect_view()}</ul>
        </section>
    }
    .into_any()
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
