//! `/display`: type size, background and elders' mode, by plain links.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use text::Text;

use crate::head::Title;
use crate::pages::text_of;
use crate::visitor::{Ground, Visitor, use_visitor};

#[component]
pub(super) fn DisplayTools() -> AnyView {
    let Visitor { lang, display } = use_visitor();
    let back = text_of(&use_query_map().read_untracked(), "back");
    let back = if back.starts_with('/') && !back.starts_with("//") {
        back
    } else {
        "/".to_owned()
    };
    let mut here = ParamsMap::new();
    let mut display_back = ParamsMap::new();
    display_back.insert("back", back.clone());
    here.insert(
        "back",
        format!("/display{}", display_back.to_query_string()),
    );
    let here = here.to_query_string();
    let choice = |what: &str, value: String, label: Text, chosen: bool| {
        view! {
            <li>
                <a
                    href=format!("/set/{what}/{value}{here}")
                    rel="external"
                    aria-current=chosen.then_some("true")
                >
                    {label.get(lang)}
                </a>
            </li>
        }
    };
    let sizes = (0_u8..)
        .zip([
            text::DISPLAY_SIZE_0,
            text::DISPLAY_SIZE_1,
            text::DISPLAY_SIZE_2,
        ])
        .map(|(size, label)| choice("size", size.to_string(), label, size == display.size))
        .collect_view();
    let grounds = Ground::ALL
        .into_iter()
        .map(|ground| {
            let label = match ground {
                Ground::Paper => text::DISPLAY_GROUND_PAPER,
                Ground::Dark => text::DISPLAY_GROUND_DARK,
                Ground::Contrast => text::DISPLAY_GROUND_CONTRAST,
            };
            choice(
                "ground",
                ground.key().to_owned(),
                label,
                ground == display.ground,
            )
        })
        .collect_view();
    view! {
        <Title text=text::DISPLAY_TITLE.get(lang) />
        <Meta name="robots" content="noindex" />
        <header class="board">
            <h1>{text::DISPLAY_TITLE.get(lang)}</h1>
        </header>
        <section class="card">
            <h2>{text::DISPLAY_SIZE.get(lang)}</h2>
            <ul class="chips">{sizes}</ul>
        </section>
        <section class="card">
            <h2>{text::DISPLAY_GROUND.get(lang)}</h2>
            <ul class="chips">{grounds}</ul>
        </section>
        <section class="card">
            <a class="btn main" href=back rel="external">{text::DISPLAY_BACK.get(lang)}</a>
        </section>
    }
    .into_any()
}
