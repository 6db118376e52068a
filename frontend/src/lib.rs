//! Both bundles in one, for `cargo leptos watch`, which builds one library and
//! no more. Nobody but who works on the site downloads it.

use leptos::mount::hydrate_body;
use leptos::prelude::window;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the browser is at.
#[wasm_bindgen(start)]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    let path = window().location().pathname().unwrap_or_default();
    if path == "/office" || path.starts_with("/office/") {
        hydrate_body(app::OfficeApp);
    } else {
        hydrate_body(app::ResidentApp);
    }
}
