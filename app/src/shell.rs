//! The HTML document around the site.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use views::SpecialPage;

use crate::components::Failed;
use crate::pages::office::confirm::Confirm;
use crate::pages::resident::special::sheet::Sheet;
use crate::ssr::{Assets, Bundle, Question};
use crate::visitor::Visitor;
use crate::{ComparisonApp, OfficeApp, ResidentApp};

/// Where a page is that is shown under another address: a form that was refused
/// has its page under the address that it was posted to.
pub type PageAddress = Option<String>;

/// A resident's page. The bundle's script is left out where none was built.
#[must_use]
pub fn resident_shell(
    assets: &Assets,
    visitor: Visitor,
    page: PageAddress,
) -> impl IntoView + use<> {
    let script = assets.resident.clone().map(|bundle| (bundle, page));
    document(assets, script, visitor, view! { <ResidentApp /> })
}

/// A page that only compares. It needs no script.
#[must_use]
pub fn comparison_shell(assets: &Assets, visitor: Visitor) -> impl IntoView + use<> {
    document(assets, None, visitor, view! { <ComparisonApp /> })
}

/// A page of the office.
#[must_use]
pub fn office_shell(assets: &Assets, visitor: Visitor, page: PageAddress) -> impl IntoView + use<> {
    let script = assets.office.clone().map(|bundle| (bundle, page));
    document(assets, script, visitor, view! { <OfficeApp /> })
}

/// A page that only says why there is no other. It needs no script.
#[must_use]
pub fn error_shell(assets: &Assets, visitor: Visitor, status: &str) -> impl IntoView + use<> {
    leptos_meta::provide_meta_context();
    provide_context(visitor);
    let error = ServerFnError::ServerError(status.to_owned());
    let app = view! {
        <main id="main">
            <Failed error=error />
        </main>
    };
    document(assets, None, visitor, app)
}

/// Cadres, Party members and their relatives beside the village, as a sheet of
/// paper. It needs no script.
#[must_use]
pub fn special_sheet_shell(
    assets: &Assets,
    visitor: Visitor,
    page: SpecialPage,
) -> impl IntoView + use<> {
    leptos_meta::provide_meta_context();
    provide_context(visitor);
    let app = view! {
        <main id="main">
            <Sheet page=page />
        </main>
    };
    document(assets, None, visitor, app)
}

/// What is asked before a form is taken that cannot be taken back. It needs no
/// script.
#[must_use]
pub fn confirm_shell(
    assets: &Assets,
    visitor: Visitor,
    question: Question,
) -> impl IntoView + use<> {
    leptos_meta::provide_meta_context();
    provide_context(visitor);
    let app = view! { <Confirm question=question /> };
    document(assets, None, visitor, app)
}

fn document<App: IntoView + 'static>(
    assets: &Assets,
    script: Option<(Bundle, PageAddress)>,
    visitor: Visitor,
    app: App,
) -> impl IntoView + use<App> {
    let (css, reload) = (assets.css.clone(), assets.reload);
    let script = script.map(|(bundle, page)| {
        let start = start(&bundle, page.is_some());
        view! {
            <link rel="modulepreload" href=bundle.js nonce=use_nonce() />
            <script type="module" nonce=use_nonce() data-page=page inner_html=start></script>
        }
    });
    let classes = visitor.display.classes();
    view! {
        <!DOCTYPE html>
        <html lang=visitor.lang.tag() class=(!classes.is_empty()).then_some(classes)>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <link rel="icon" href="data:," />
                {css.map(|css| view! { <link rel="stylesheet" href=css /> })}
                {script}
                {reload.map(|script| view! { <script src=script nonce=use_nonce()></script> })}
                <MetaTags />
            </head>
            <body>{app}</body>
        </html>
    }
}

/// The script that starts a bundle. Nothing of a request is written into it.
fn start(bundle: &Bundle, is_elsewhere: bool) -> String {
    // The bundle shows the page that the address names.
    let go = if is_elsewhere {
        "history.replaceState(null, '', document.querySelector('script[data-page]').dataset.page); "
    } else {
        ""
    };
    format!(
        "import init from {:?}; {go}init({{module_or_path: {:?}}});",
        bundle.js, bundle.wasm
    )
}
