//! The office's bundle: it takes the office's pages over in the browser. It is
//! apart from the residents' so that they never download it. It may know `app`
//! alone; pages are added there.

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::OfficeApp);
}
