//! The frame of every office page: menu and who is signed in.

use std::sync::Arc;

use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::components::A;
use text::Named as _;
use views::{OfficeSession, ProxyDoubt};

use crate::api;
use crate::components::Failed;
use crate::forms::{Action as _, SignOut};
use crate::pages::response::{PageQuery, PageResponse, responses, shown};
use crate::visitor::use_lang;

/// A page of the office: asked again as what it is asked changes, shown
/// with the office's menu around it.
pub(super) fn office_page<K, F, V>(
    key: impl Fn() -> K + Copy + Send + Sync + 'static,
    ask: impl Fn(K) -> F + Copy + Send + Sync + 'static,
    show: impl Fn(OfficeSession, F::Output) -> V + Copy + Send + Sync + 'static,
) -> AnyView
where
    F: PageQuery,
    V: IntoView + 'static,
{
    let session = responses(|| api::ReadSession {});
    let page = responses(move || ask(key()));
    let show = move |session: OfficeSession, page: PageResponse| match page.open() {
        Ok(page) => show(session, page).into_any(),
        Err(error) => view! { <Failed error=error /> }.into_any(),
    };
    shown(Arc::new(move || {
        Box::pin(async move {
            let (session, page) = (session.await, page.await);
            match session.open::<OfficeSession>() {
                Ok(session) => with_menu(session.clone(), show(session, page)),
                Err(error) => view! { <main id="main"><Failed error=error /></main> }.into_any(),
            }
        })
    }))
}

fn with_menu(session: OfficeSession, shown: AnyView) -> AnyView {
    let lang = use_lang();
    let proxy = session.proxy.map(|doubt| {
        let said = match doubt {
            ProxyDoubt::Uncounted => text::PROXY_UNCOUNTED,
            ProxyDoubt::Unnamed => text::PROXY_UNNAMED,
        };
        view! { <p class="notice-box warn">{said.get(lang)}</p> }
    });
    view! {
        <div class="office">
            <Menu session=session />
            <main id="main">{proxy}{shown}</main>
        </div>
    }
    .into_any()
}

#[component]
fn Menu(session: OfficeSession) -> impl IntoView {
    let lang = use_lang();
    let role = session.signed.role;
    let link = |permission: Permission, href: &'static str, label: text::Text| {
        role.may(permission)
            .then(|| view! { <A href=href exact=true>{label.get(lang)}</A> })
    };
    view! {
        <nav aria-label=text::NAV_LABEL.get(lang)>
            {link(Permission::SeeOffice, "/office", text::NAV_TODAY)}
            {link(Permission::EditProject, "/office/projects/new", text::NAV_NEW_PROJECT)}
            {link(Permission::ReadObjections, "/office/objections", text::NAV_OBJECTIONS)}
            {link(Permission::ReadOfficeRecord, "/office/record", text::NAV_RECORD)}
            {link(Permission::SeeOffice, "/office/calendar", text::CALENDAR_TITLE)}
            {link(Permission::SeeOffice, "/office/officials", text::NAV_OFFICIALS)}
            {link(Permission::SeeOffice, "/office/kin", text::NAV_KIN)}
            <a href="/" rel="external">{text::NAV_PUBLIC.get(lang)}</a>
            <form method="post" action=SignOut::ROUTE>
                <input type="hidden" name="csrf" value=session.token.csrf />
                <span>{session.signed.display_name}" · "{role.text().get(lang)}</span>
                <button class="btn" type="submit">{text::SIGN_OUT.get(lang)}</button>
            </form>
        </nav>
    }
}
