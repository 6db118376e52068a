//! `/`: find my household; what is published now.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::Label as _;
use views::Found;

use crate::api;
use crate::components::{SearchForm, stage_text};
use crate::head::Title;
use crate::pages::loaded;
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(super) fn Find() -> AnyView {
    let lang = use_lang();
    let query = use_query_map();
    let q = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    view! {
        <Title text="" />
        <Meta name="robots" content=move || if q.get().is_empty() { "index" } else { "noindex" } />
        <header class="board">
            <h1>{text::FIND_TITLE.get(lang)}</h1>
            <p class="sub">{text::FIND_HELP.get(lang)}</p>
            <SearchForm action="/".to_owned() q=q />
        </header>
        {loaded(
            move || q.get(),
            |q| api::Find { q },
            move |found| view! { <Results found=found q=q.get_untracked() /> },
        )}
    }
    .into_any()
}

#[component]
fn Results(found: Found, q: String) -> impl IntoView {
    let lang = use_lang();
    let searched = !q.is_empty();
    let nothing = found.households.is_empty() && found.projects.is_empty();
    let masked =
        found.households.len() > 1 && found.households.iter().any(|one| one.head.contains('*'));
    let households = found.households.into_iter().map(|one| {
        let href = format!(
            "/p/{}/r/{}/h/{}",
            one.project_code,
            one.round.get(),
            segment(&one.household)
        );
        view! {
            <li>
                <A href=href>{one.head}" "<span class="num">{one.household}</span></A>
                <small>{one.group}" "{one.project_name}" · "{one.round.label(lang)}</small>
            </li>
        }
    });
    let households = households.collect_view();
    let projects = found.projects.into_iter().map(|one| {
        // What is late comes first.
        let said = one.overdue.or(one.latest).map(|round| {
            format!(
                "{} · {}",
                round.number.label(lang),
                stage_text(&round, lang)
            )
        });
        view! {
            <li>
                <A href=format!("/p/{}", one.code)>{one.name}</A>
                <small>{one.area}" · "{said}</small>
            </li>
        }
    });
    let projects = projects.collect_view();
    view! {
        {(searched && nothing)
            .then(|| {
                view! {
                    <section class="card" role="status">
                        <h2>{text::FIND_NOTHING.get(lang)}</h2>
                        <p>{text::FIND_NOTHING_HELP.get(lang)}</p>
                    </section>
                }
            })}
        {(!households.is_empty())
            .then(|| {
                view! {
                    <section class="card">
                        <h2>{text::FIND_HOUSEHOLDS.get(lang)}</h2>
                        {masked.then(|| view! { <p>{text::FIND_MASKED.get(lang)}</p> })}
                        <ul class="links">{households}</ul>
                        {found.more.then(|| view! { <p>{text::FIND_MORE.get(lang)}</p> })}
                    </section>
                }
            })}
        {(!projects.is_empty())
            .then(|| {
                view! {
                    <section class="card">
                        <h2>{text::FIND_PROJECTS.get(lang)}</h2>
                        <ul class="links">{projects}</ul>
                    </section>
                }
            })}
    }
}
