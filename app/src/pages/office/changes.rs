//! `/office/p/{project}/r/{n}/changes`: what changed since the board before, and
//! why. The clerk says why; everyone at the office reads it.

use domain::diff::HouseholdChange;
use domain::privacy::{Audience, ShownChange};
use domain::reason::ChangeCause;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::{Label as _, Lang, Named as _, Sentence as _};
use views::{OfficeChange, OfficeChanges, OfficeSession};

use super::session::office_page;
use crate::api;
use crate::components::Pages;
use crate::forms::{ExplainChanges, Filled, Form, Input, Pick, Whose, use_form};
use crate::head::Title;
use crate::pages::changes::{Changes, Count, Sums};
use crate::pages::{number_of, text_of, use_params};
use crate::visitor::use_lang;

#[component]
pub(super) fn ChangesOfRound() -> AnyView {
    let query = use_query_map();
    let place = use_params(|params| (text_of(params, "project"), number_of(params, "round")));
    let asked = move || (place(), number_of(&query.read(), "page"));
    office_page(
        asked,
        |((code, round), page)| api::ReadOfficeChanges { code, round, page },
        |session, page| view! { <ChangesContent session=session page=page /> },
    )
}

#[component]
fn ChangesContent(session: OfficeSession, page: OfficeChanges) -> impl IntoView {
    let lang = use_lang();
    let with = page.summary.with.label(lang);
    let title = format!(
        "{} · {} · {}",
        text::CHANGES_TITLE.get(lang),
        page.head.name,
        page.round.label(lang)
    );
    let round = format!("/office/p/{}/r/{}", page.head.code, page.round.get());
    let here = format!("{round}/changes");
    let unexplained = page.summary.unexplained;
    let state = if page.summary.counts.all() == 0 {
        view! { <p class="notice-box ok">{text::CHANGES_NOTHING.fill(lang, &[("round", &with)])}</p> }
            .into_any()
    } else if unexplained == 0 {
        view! { <p class="notice-box ok">{text::CHANGES_EXPLAINED.get(lang)}</p> }.into_any()
    } else {
        view! { <p class="notice-box warn">{text::CHANGES_TO_EXPLAIN.fill(lang, &[("n", &unexplained)])}</p> }
            .into_any()
    };
    let filled = use_form::<ExplainChanges>(&format!("{here}?page={}", page.page));
    let open = page.open && page.summary.counts.all() > 0;
    let rows = page.changes.into_iter().map(|change| {
        let chosen = open.then(|| filled.clone());
        view! { <Household change=change chosen=chosen /> }
    });
    let rows = rows.collect_view();
    let list = if open {
        view! {
            <Form token=session.token filled=filled.clone()>
                <section class="card" id=ExplainChanges::households()>
                    <h2>{text::CHANGES_CHOOSE.get(lang)}</h2>
                    {rows}
                </section>
                <section class="card">
                    <h2>{text::CHANGES_WHY.get(lang)}</h2>
                    <Why filled=filled.clone() unexplained=unexplained />
                </section>
            </Form>
        }
        .into_any()
    } else {
        view! { <section class="card">{rows}</section> }.into_any()
    };
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href=round>{page.head.name.clone()}" · "{page.round.label(lang)}</A>
        </p>
        <h1>{title}</h1>
        <p>{text::CHANGES_HELP.fill(lang, &[("round", &with)])}</p>
        {state}
        <section class="card">
            <Count counts=page.summary.counts with=page.summary.with />
            <Sums before=page.before after=page.after />
        </section>
        {list}
        <Pages
            page=page.page
            pages=page.pages
            address=move |page: u32| format!("{here}?page={page}")
        />
    }
    .into_any()
}

/// The reason, and whom it is for.
#[component]
fn Why(filled: Filled, unexplained: u32) -> impl IntoView {
    let lang = use_lang();
    let causes = ChangeCause::ALL
        .into_iter()
        .map(|cause| (cause.key(), cause.text()))
        .collect();
    view! {
        <Pick name=ExplainChanges::cause() label=text::CHANGES_CAUSE filled=filled.clone() options=causes />
        <Input
            name=ExplainChanges::objection()
            label=text::CHANGES_OBJECTION.get(lang)
            hint=text::CHANGES_OBJECTION_HINT
            filled=filled.clone()
            optional=true
            most=40
        />
        <Input
            name=ExplainChanges::note()
            label=text::CHANGES_NOTE.get(lang)
            hint=text::CHANGES_NOTE_HINT
            filled=filled
            optional=true
            most=200
        />
        <p class="flex flex-wrap gap-2">
            <button class="btn main" type="submit" name=ExplainChanges::which() value=Whose::Chosen.key()>
                {text::CHANGES_SAVE_CHOSEN.get(lang)}
            </button>
            {(unexplained > 1)
                .then(|| {
                    view! {
                        <button class="btn" type="submit" name=ExplainChanges::which() value=Whose::Unexplained.key()>
                            {text::CHANGES_SAVE_ALL.fill(lang, &[("n", &unexplained)])}
                        </button>
                    }
                })}
        </p>
    }
    .into_any()
}

/// A household that changed, with why; with a box to choose it, where reasons
/// can be given.
#[component]
pub(super) fn Household(change: OfficeChange, chosen: Option<Filled>) -> impl IntoView {
    let lang = use_lang();
    let number = change.change.household().to_owned();
    let name = ExplainChanges::household(&number);
    let kind = change.change.kind().text().get(lang);
    let heading = view! {
        <span class="num">{number.clone()}</span>
        " "
        <b>{change.head.clone()}</b>
        <span class="tag">{kind}</span>
    };
    let heading = match &chosen {
        Some(filled) => {
            let checked = !filled.value(&name).is_empty();
            view! {
                <label class="choice">
                    <input type="checkbox" name=name value="1" checked=checked />
                    <span>{heading}</span>
                </label>
            }
            .into_any()
        }
        None => view! { <h3>{heading}</h3> }.into_any(),
    };
    let what = match &change.change {
        HouseholdChange::Changed(diff) => {
            view! { <Changes changes=ShownChange::of(diff, &[], Audience::Full) /> }.into_any()
        }
        HouseholdChange::Added(entry) | HouseholdChange::Removed(entry) => {
            let total = format!("{} {} 元", text::FIELD_TOTAL.get(lang), entry.total);
            view! { <p class="num">{total}</p> }.into_any()
        }
    };
    view! {
        <div class="changed">
            {heading}
            {what}
            {why(&change, lang)}
        </div>
    }
    .into_any()
}

fn why(change: &OfficeChange, lang: Lang) -> AnyView {
    let note = change
        .table_note
        .as_ref()
        .map(|note| text::CHANGES_TABLE_SAYS.fill(lang, &[("note", note)]));
    match &change.reason {
        Some(given) => {
            let by =
                text::GIVEN_BY.fill(lang, &[("by", &given.by), ("at", &china_minute(given.at))]);
            view! {
                <p class="why">
                    <b>{text::WHY.get(lang)}</b>
                    {given.reason.sentence(lang)}
                    " "
                    <small>{by}</small>
                </p>
            }
            .into_any()
        }
        None => view! {
            <p class="why missing">{text::WHY_MISSING.get(lang)} " " {note}</p>
        }
        .into_any(),
    }
}
