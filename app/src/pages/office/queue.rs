//! `/office/objections`: objections that wait for an answer, and answered ones.

use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use text::{Named as _, Text};
use views::{ObjectionQueue, ObjectionRow};

use super::session::office_page;
use crate::api;
use crate::components::subject_sentence;
use crate::head::Title;
use crate::visitor::use_lang;

#[component]
pub(super) fn Queue() -> AnyView {
    office_page(
        || (),
        |()| api::Queue {},
        |_, queue| view! { <QueueContent queue=queue /> },
    )
}

#[component]
fn QueueContent(queue: ObjectionQueue) -> impl IntoView {
    let lang = use_lang();
    let empty = queue.open.is_empty();
    view! {
        <Title text=text::QUEUE_TITLE.get(lang) />
        <h1>{text::QUEUE_TITLE.get(lang)}</h1>
        {empty.then(|| view! { <p class="card">{text::QUEUE_EMPTY.get(lang)}</p> })}
        <List title=text::QUEUE_OPEN rows=queue.open />
        <List title=text::QUEUE_ANSWERED rows=queue.answered />
    }
}

#[component]
fn List(title: Text, rows: Vec<ObjectionRow>) -> impl IntoView {
    let lang = use_lang();
    (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|row| {
            let href = format!("/office/objections/{}", row.receipt);
            let subject = subject_sentence(&row.subject, lang);
            view! {
                <li>
                    <A href=href>
                        {row.kind.text().get(lang)}" · "{subject}
                    </A>
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
        });
        view! {
            <section class="card">
                <h2>{title.get(lang)}</h2>
                <ul class="links">{rows.collect_view()}</ul>
            </section>
        }
    })
}
