//! The office's bundle.

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::OfficeApp);
}
