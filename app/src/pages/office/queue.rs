//! `/office/objections`: objections that wait for an answer, those held apart, and
//! answered ones, a page of one list at a time.

use domain::account::Permission;
use domain::objection::{HeldAnswer, Lane};
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use text::Named as _;
use views::{ObjectionQueue, ObjectionRow, OfficeSession, QueueFilter};

use super::session::office_page;
use crate::api;
use crate::components::subject_sentence;
use crate::forms::{AnswerHeld, Filled, Form, Input, Pick, use_form};
use crate::head::Title;
use crate::pages::text_of;
use crate::visitor::use_lang;

const HERE: &str = "/office/objections";

#[component]
pub(super) fn Queue() -> AnyView {
    let query = use_query_map();
    let asked = move || {
        let query = query.read();
        QueueFilter {
            lane: Lane::from_key(&text_of(&query, "lane")).unwrap_or_default(),
            after: text_of(&query, "after"),
            ticked: query.get("ticked").is_some(),
        }
    };
    office_page(
        asked,
        |filter| api::ReadQueue { filter },
        |session, queue| view! { <QueueContent session=session queue=queue /> },
    )
}

#[component]
fn QueueContent(session: OfficeSession, queue: ObjectionQueue) -> impl IntoView {
    let lang = use_lang();
    let ObjectionQueue {
        filter,
        rows,
        counts,
        next,
    } = queue;
    let lanes = counts.into_iter().map(|(lane, count)| {
        let first = QueueFilter {
            lane,
            ..QueueFilter::default()
        };
        let name = lane.text().get(lang);
        let said = text::QUEUE_COUNT.fill(lang, &[("lane", &name), ("n", &count)]);
        let current = (lane == filter.lane).then_some("true");
        view! {
            <li>
                <a href=address(&first) aria-current=current>
                    {said}
                </a>
            </li>
        }
    });
    let lanes = lanes.collect_view();
    let may_answer = session.signed.role.may(Permission::DecideObjections);
    let list = if rows.is_empty() {
        view! { <p>{text::QUEUE_EMPTY.get(lang)}</p> }.into_any()
    } else if filter.lane == Lane::Held && may_answer {
        view! { <Held session=session filter=filter.clone() rows=rows /> }.into_any()
    } else {
        view! { <ul class="links">{rows.into_iter().map(|row| item(row, None)).collect_view()}</ul> }
            .into_any()
    };
    let help =
        (filter.lane == Lane::Held).then(|| view! { <p>{text::QUEUE_HELD_HELP.get(lang)}</p> });
    view! {
        <Title text=text::QUEUE_TITLE.get(lang) />
        <h1>{text::QUEUE_TITLE.get(lang)}</h1>
        <section class="card">
            <ul class="chips">{lanes}</ul>
            <h2>{filter.lane.text().get(lang)}</h2>
            {help}
            {list}
            <Turn filter=filter next=next />
        </section>
    }
    .into_any()
}

/// To the first page, and to the next.
#[component]
fn Turn(filter: QueueFilter, next: Option<String>) -> impl IntoView {
    let lang = use_lang();
    let link = |after: String, label: &'static str| {
        let there = QueueFilter {
            lane: filter.lane,
            after,
            ticked: false,
        };
        view! {
            <A href=address(&there) attr:class="btn">
                {label}
            </A>
        }
    };
    let first =
        (!filter.after.is_empty()).then(|| link(String::new(), text::QUEUE_FIRST.get(lang)));
    let next = next.map(|after| link(after, text::QUEUE_NEXT.get(lang)));
    let several = first.is_some() || next.is_some();
    several.then(|| view! { <div class="acts">{first} {next}</div> })
}

/// Those held apart, to be answered together.
#[component]
fn Held(session: OfficeSession, filter: QueueFilter, rows: Vec<ObjectionRow>) -> impl IntoView {
    let lang = use_lang();
    let ticked = filter.ticked;
    let other = QueueFilter {
        ticked: !ticked,
        ..filter.clone()
    };
    let tick = if ticked {
        text::QUEUE_TICK_NONE
    } else {
        text::QUEUE_TICK_ALL
    };
    let filled = use_form::<AnswerHeld>(&address(&filter));
    let error = filled.error(AnswerHeld::objections());
    let rows = rows
        .into_iter()
        .map(|row| item(row, Some((&filled, ticked))))
        .collect_view();
    let answers = HeldAnswer::ALL
        .map(|answer| (answer.key(), answer.text()))
        .to_vec();
    view! {
        <p>
            <a href=address(&other)>{tick.get(lang)}</a>
        </p>
        <Form token=session.token filled=filled.clone()>
            <div id=AnswerHeld::objections()>
                {error.map(|error| view! { <span class="error-text">{error}</span> })}
                <ul class="links">{rows}</ul>
            </div>
            <Pick
                name=AnswerHeld::answer()
                label=text::QUEUE_HELD_ANSWER
                options=answers
                filled=filled.clone()
            />
            <Input
                name=AnswerHeld::reason()
                label=text::QUEUE_HELD_REASON.get(lang)
                hint=text::CASE_REASON_HINT
                filled=filled
                optional=true
                most=2000
            />
            <button class="btn main" type="submit">{text::QUEUE_HELD_BUTTON.get(lang)}</button>
        </Form>
    }
    .into_any()
}

/// An objection, with a box where there is a form: how it was filled in, or
/// whether an untouched one is ticked.
fn item(row: ObjectionRow, form: Option<(&Filled, bool)>) -> AnyView {
    let lang = use_lang();
    let href = format!("{HERE}/{}", row.receipt);
    let subject = subject_sentence(&row.subject, lang);
    let label = format!("{} · {subject}", row.kind.text().get(lang));
    let tick = form.map(|(filled, ticked)| {
        let name = AnswerHeld::objection(&row.receipt);
        let start = if ticked { "1" } else { "" };
        let checked = !filled.value_or(&name, start).is_empty();
        let label = row.receipt.clone();
        view! {
            <input type="checkbox" name=name value="1" checked=checked aria-label=label />
            " "
        }
    });
    let begins = row.begins.map(|begins| view! { <small>{begins}</small> });
    view! {
        <li>
            {tick}
            <A href=href>{label}</A>
            {begins}
            <small>
                <span class="num">{china_minute(row.filed_at)}</span>
                " · "
                {row.subject.project_name}
                " · "
                {row.state.text().get(lang)}
                " · "
                <span class="num">{row.receipt}</span>
            </small>
        </li>
    }
    .into_any()
}

fn address(filter: &QueueFilter) -> String {
    let mut query = ParamsMap::new();
    if filter.lane != Lane::default() {
        query.insert("lane", filter.lane.key().to_owned());
    }
    if !filter.after.is_empty() {
        query.insert("after", filter.after.clone());
    }
    if filter.ticked {
        query.insert("ticked", "1".to_owned());
    }
    format!("{HERE}{}", query.to_query_string())
}
