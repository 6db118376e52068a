//! Pieces that several pages show.

use domain::privacy::ShownStatus;
use domain::read::{ProjectHead, RoundMark};
use domain::round::{RoundNumber, RoundState};
use domain::text::{self, Lang};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use leptos_router::params::ParamsMap;

use crate::visitor::use_lang;

/// The bar above every page: whose it is, and the other language.
#[component]
pub(crate) fn Tools() -> impl IntoView {
    let lang = use_lang();
    let here = use_location();
    let (other, name) = match lang {
        Lang::Zh => (Lang::En, "English"),
        Lang::En => (Lang::Zh, "中文"),
    };
    let switch = move || {
        let (path, search) = (here.pathname.get(), here.search.get());
        let mut query = ParamsMap::new();
        query.insert(
            "back",
            if search.is_empty() {
                path
            } else {
                format!("{path}?{search}")
            },
        );
        format!("/lang/{}{}", other.tag(), query.to_query_string())
    };
    view! {
        <a class="skip" href="#main">{text::SKIP_TO_CONTENT.get(lang)}</a>
        <header class="tools">
            <A href="/">{text::SITE_NAME.get(lang)}</A>
            <a href=switch rel="external" hreflang=other.tag() lang=other.tag()>
                {name}
            </a>
        </header>
    }
}

/// The stage line 一榜 → 二榜 → 三榜.
#[component]
pub(crate) fn Stages(head: ProjectHead, current: Option<RoundNumber>) -> impl IntoView {
    let lang = use_lang();
    let stages = head.rounds.into_iter().map(|round| {
        let open = round.state == RoundState::Published;
        let class = match round.state {
            RoundState::Published => "now",
            RoundState::Closed => "done",
            _ => "",
        };
        let name = round.number.label(lang);
        let said = stage_text(&round, lang);
        let name = if round.state.is_public() && current != Some(round.number) {
            let href = format!("/p/{}/r/{}", head.code, round.number.get());
            view! { <A href=href>{name}</A> }.into_any()
        } else {
            view! { <span>{name}</span> }.into_any()
        };
        view! {
            <li class=class aria-current=open.then_some("step")>
                <strong>{name}</strong>
                {said}
            </li>
        }
    });
    view! { <ol class="stages">{stages.collect_view()}</ol> }
}

/// How long a board hangs, or that it has not begun.
pub(crate) fn stage_text(round: &RoundMark, lang: Lang) -> String {
    match (round.state, round.window) {
        (RoundState::Published, Some(window)) => text::STAGE_OPEN.fill(
            lang,
            &[("day", &window.last_day()), ("days", &round.days_left)],
        ),
        (RoundState::Closed, Some(window)) => {
            text::STAGE_CLOSED.fill(lang, &[("day", &window.last_day())])
        }
        (RoundState::Withdrawn, _) => text::STAGE_WITHDRAWN.get(lang).to_owned(),
        _ => text::STAGE_NOT_BEGUN.get(lang).to_owned(),
    }
}

/// `村干部亲属: 配偶之父母 of 沈* (村委会委员)`, as a sentence.
pub(crate) fn status_sentence(status: &ShownStatus, lang: Lang) -> String {
    let post = status.official_post.clone().unwrap_or_default();
    match (&status.relation, &status.official_name, &status.post) {
        (Some(relation), Some(official), _) if post.is_empty() => {
            text::STATUS_RELATIVE.fill(lang, &[("official", official), ("relation", relation)])
        }
        (Some(relation), Some(official), _) => text::STATUS_RELATIVE_POST.fill(
            lang,
            &[
                ("official", official),
                ("post", &post),
                ("relation", relation),
            ],
        ),
        (_, _, Some(own)) => text::STATUS_OWN_POST.fill(lang, &[("post", own)]),
        _ => text::STATUS_OWN.get(lang).to_owned(),
    }
}

/// What stands where a page could not be made: there is none, or it failed.
#[component]
pub(crate) fn Failed(error: ServerFnError) -> impl IntoView {
    let lang = use_lang();
    if matches!(&error, ServerFnError::ServerError(status) if status == "404") {
        return view! { <Missing /> }.into_any();
    }
    view! {
        <section class="card" role="alert">
            <h1>{text::LATER_TITLE.get(lang)}</h1>
            <p>{text::LATER_HELP.get(lang)}</p>
        </section>
    }
    .into_any()
}

/// An address that leads nowhere.
#[component]
pub(crate) fn Missing() -> impl IntoView {
    let lang = use_lang();
    view! {
        <leptos_meta::Title text=text::MISSING_TITLE.get(lang) />
        <section class="card">
            <h1>{text::MISSING_TITLE.get(lang)}</h1>
            <p>{text::MISSING_HELP.get(lang)}</p>
            <p>
                <A href="/">{text::MISSING_HOME.get(lang)}</A>
            </p>
        </section>
    }
}
