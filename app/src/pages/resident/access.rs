//! `/p/{project}/access`: the access code that opens full names.

use leptos::prelude::*;
use leptos_meta::Meta;
use views::{FormToken, ProjectHead};

use crate::api;
use crate::forms::{Form, Input, OpenNames, use_form};
use crate::head::Title;
use crate::pages::{loaded, text_of, use_params};
use crate::visitor::use_lang;

#[component]
pub(super) fn Access() -> AnyView {
    let code = use_params(|params| text_of(params, "project"));
    loaded(
        code,
        |code| api::AccessForm { code },
        |(token, head)| view! { <AccessContent token=token head=head /> },
    )
}

#[component]
fn AccessContent(token: FormToken, head: ProjectHead) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<OpenNames>(&format!("/p/{}/access", head.code));
    view! {
        <Title text=text::ACCESS_TITLE.get(lang) />
        <Meta name="robots" content="noindex" />
        <header class="board">
            <h1>{text::ACCESS_TITLE.get(lang)}</h1>
            <p class="sub">{head.name}</p>
        </header>
        <section class="card">
            <p>{text::ACCESS_HELP.get(lang)}</p>
            <Form token=token filled=filled.clone()>
                <Input
                    name=OpenNames::code()
                    label=text::ACCESS_CODE.get(lang)
                    filled=filled
                    most=40
                />
                <button class="btn main" type="submit">{text::ACCESS_BUTTON.get(lang)}</button>
            </Form>
        </section>
    }
}
