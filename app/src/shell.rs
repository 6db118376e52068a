//! The HTML document around the site.

use domain::text::SITE_NAME;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::ResidentApp;
use crate::ssr::Assets;
use crate::visitor::Visitor;

/// A resident's page. The bundle's script is left out where none was built.
#[must_use]
pub fn resident_shell(assets: &Assets, visitor: Visitor) -> impl IntoView + use<> {
    let css = assets.css.clone();
    let bundle = assets.resident.clone().map(|bundle| {
        let start = format!(
            "import init from {:?}; init({{module_or_path: {:?}}});",
            bundle.js, bundle.wasm
        );
        view! {
            <link rel="modulepreload" href=bundle.js nonce=use_nonce() />
            <script type="module" nonce=use_nonce() inner_html=start></script>
        }
    });
    view! {
        <!DOCTYPE html>
        <html lang=visitor.lang.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light" />
                <title>{SITE_NAME.get(visitor.lang)}</title>
                <link rel="icon" href="data:," />
                {css.map(|css| view! { <link rel="stylesheet" href=css /> })}
                {bundle}
                <MetaTags />
            </head>
            <body>
                <ResidentApp />
            </body>
        </html>
    }
}
