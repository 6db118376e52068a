//! What stands around every page of the office: menu, who is signed in.

use std::future::Future;

use domain::account::Permission;
use domain::read::Desk;
use domain::text;
use leptos::prelude::*;
use leptos_router::components::A;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api;
use crate::components::Failed;
use crate::visitor::use_lang;

/// A page of the office: fetched anew as its address changes, shown with the
/// desk around it.
pub(super) fn at_desk<K, T, Fut, V>(
    key: Memo<K>,
    fetch: impl Fn(K) -> Fut + Copy + Send + Sync + 'static,
    show: impl Fn(Desk, T) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    Fut: Future<Output = Result<T, ServerFnError>> + Send + 'static,
    V: IntoView + 'static,
{
    let page = Resource::new(
        move || key.get(),
        move |key| async move {
            let desk = api::desk().await?;
            Ok::<_, ServerFnError>((desk, fetch(key).await))
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match page.await {
                    Ok((desk, page)) => {
                        let shown = match page {
                            Ok(page) => show(desk.clone(), page).into_any(),
                            Err(error) => view! { <Failed error=error /> }.into_any(),
                        };
                        view! {
                            <div class="office">
                                <Menu desk=desk />
                                <main id="main">{shown}</main>
                            </div>
                        }
                            .into_any()
                    }
                    Err(error) => {
                        view! { <main id="main"><Failed error=error /></main> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
}

#[component]
fn Menu(desk: Desk) -> impl IntoView {
    let lang = use_lang();
    let role = desk.signed.role;
    let link = |permission: Permission, href: &'static str, label: text::Text| {
        role.may(permission)
            .then(|| view! { <A href=href exact=true>{label.get(lang)}</A> })
    };
    view! {
        <nav aria-label=text::NAV_LABEL.get(lang)>
            {link(Permission::SeeOffice, "/office", text::NAV_TODAY)}
            {link(Permission::EditProject, "/office/projects/new", text::NAV_NEW_PROJECT)}
            {link(Permission::ReadObjections, "/office/objections", text::NAV_OBJECTIONS)}
            <a href="/" rel="external">{text::NAV_PUBLIC.get(lang)}</a>
            <form method="post" action="/office/logout">
                <input type="hidden" name="csrf" value=desk.token.csrf />
                <span>{desk.signed.display_name}" · "{role.text().get(lang)}</span>
                <button class="btn" type="submit">{text::SIGN_OUT.get(lang)}</button>
            </form>
        </nav>
    }
}
