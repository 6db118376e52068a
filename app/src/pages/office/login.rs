//! `/office/login`

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api;
use crate::forms::{Form, Input, SignIn, use_form};
use crate::head::Title;
use crate::pages::{loaded, text_of};
use crate::visitor::use_lang;

#[component]
pub(super) fn Login() -> AnyView {
    let lang = use_lang();
    let next = text_of(&use_query_map().read_untracked(), "next");
    let next = StoredValue::new(next);
    view! {
        <Title text=text::SIGN_IN_TITLE.get(lang) />
        <main id="main">
            <header class="board">
                <h1>{text::SIGN_IN_TITLE.get(lang)}</h1>
                <p class="sub">{text::SIGN_IN_HELP.get(lang)}</p>
            </header>
            <section class="card">
                {loaded(
                    || (),
                    |()| api::SignInForm {},
                    move |token| {
                        let filled = use_form::<SignIn>("/office/login");
                        view! {
                            <Form token=token filled=filled.clone()>
                                <input
                                    type="hidden"
                                    name=SignIn::next()
                                    value=filled.value_or(SignIn::next(), &next.get_value())
                                />
                                <Input
                                    name=SignIn::name()
                                    label=text::SIGN_IN_NAME.get(lang)
                                    autocomplete="username"
                                    filled=filled.clone()
                                />
                                <Input
                                    name=SignIn::password()
                                    label=text::SIGN_IN_PASSWORD.get(lang)
                                    kind="password"
                                    autocomplete="current-password"
                                    most=1024
                                    filled=filled
                                />
                                <button class="btn main" type="submit">
                                    {text::SIGN_IN.get(lang)}
                                </button>
                            </Form>
                        }
                    },
                )}
            </section>
        </main>
    }
    .into_any()
}
