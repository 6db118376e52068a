//! A digest, to be compared letter by letter.

use leptos::prelude::*;

#[component]
pub(super) fn Digest(digest: String) -> impl IntoView {
    view! { <small class="digest"><code>{digest}</code></small> }
}
