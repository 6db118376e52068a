//! What changed since the board before: for residents and for the reviewer.

use domain::arithmetic::formula;
use domain::board::LineItem;
use domain::privacy::{ShownChange, ShownStatus};
use domain::text::{self, Lang};
use leptos::prelude::*;

use crate::components::status_sentence;
use crate::visitor::use_lang;

/// Each change: what it is of, what it was and what it is now.
#[component]
pub(super) fn Changes(changes: Vec<ShownChange>) -> impl IntoView {
    let lang = use_lang();
    let rows = changes.into_iter().map(|change| {
        let (of, from, to) = told(change, lang);
        view! {
            <div>
                <dt>{of}</dt>
                <dd class="num">
                    <small>{text::CHANGE_FROM.get(lang)}</small>
                    " "
                    <del>{from}</del>
                </dd>
                <dd class="num">
                    <small>{text::CHANGE_TO.get(lang)}</small>
                    " "
                    <ins>{to}</ins>
                </dd>
            </div>
        }
    });
    view! { <dl class="changes">{rows.collect_view()}</dl> }.into_any()
}

fn told(change: ShownChange, lang: Lang) -> (String, String, String) {
    let none = || text::CHANGE_NOTHING.get(lang).to_owned();
    let or_none = |text: Option<String>| text.unwrap_or_else(none);
    match change {
        ShownChange::Head(head) => (text::FIELD_HEAD.get(lang).to_owned(), head.from, head.to),
        ShownChange::Group(group) => (
            text::FIELD_GROUP.get(lang).to_owned(),
            or_none(group.from),
            or_none(group.to),
        ),
        ShownChange::People(people) => (
            text::FIELD_PEOPLE.get(lang).to_owned(),
            or_none(people.from.map(|n| n.to_string())),
            or_none(people.to.map(|n| n.to_string())),
        ),
        ShownChange::Status(status) => {
            let said = |status: Option<ShownStatus>| {
                or_none(status.map(|status| {
                    format!(
                        "{} {}",
                        status.kind.text().get(lang),
                        status_sentence(&status, lang)
                    )
                }))
            };
            (
                text::FIELD_STATUS.get(lang).to_owned(),
                said(status.from),
                said(status.to),
            )
        }
        ShownChange::Remark(remark) => (
            text::FIELD_REMARK.get(lang).to_owned(),
            or_none(remark.from),
            or_none(remark.to),
        ),
        ShownChange::Line(line) => {
            let item = line.to.as_ref().or(line.from.as_ref());
            let item = item.map(|line| line.item.clone()).unwrap_or_default();
            let said = |line: Option<LineItem>| or_none(line.map(|line| formula(&line, lang)));
            (item, said(line.from), said(line.to))
        }
        ShownChange::Total(total) => (
            text::FIELD_TOTAL.get(lang).to_owned(),
            format!("{} 元", total.from),
            format!("{} 元", total.to),
        ),
    }
}
