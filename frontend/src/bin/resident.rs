//! The residents' bundle: it takes the residents' pages over in the browser.
//! Every resident downloads it, so `cargo xtask build` fails where it grows over
//! its budget (`docs/decisions/0029`). It may know `app` alone, with its feature
//! `hydrate`, and nothing of the server; a test says so. There is nothing to add
//! here: pages are added in `app`.

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::ResidentApp);
}
