//! What stands around every page of the office: menu, who is signed in.

use std::sync::Arc;

use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::components::A;
use views::Desk;

use crate::api;
use crate::components::Failed;
use crate::pages::delivery::{Ask, Delivery, deliveries, shown};
use crate::visitor::use_lang;
use text::Named as _;

/// A page of the office: asked anew as what it is asked changes, shown with the desk
/// around it.
pub(super) fn at_desk<K, F, V>(
    key: impl Fn() -> K + Copy + Send + Sync + 'static,
    ask: impl Fn(K) -> F + Copy + Send + Sync + 'static,
    show: impl Fn(Desk, F::Output) -> V + Copy + Send + Sync + 'static,
) -> AnyView
where
    F: Ask,
    V: IntoView + 'static,
{
    let desk = deliveries(|| api::ReadDesk {});
    let page = deliveries(move || ask(key()));
    let show = move |desk: Desk, page: Delivery| match page.open() {
        Ok(page) => show(desk, page).into_any(),
        Err(error) => view! { <Failed error=error /> }.into_any(),
    };
    shown(Arc::new(move || {
        Box::pin(async move {
            let (desk, page) = (desk.await, page.await);
            match desk.open::<Desk>() {
                Ok(desk) => with_menu(desk.clone(), show(desk, page)),
                Err(error) => view! { <main id="main"><Failed error=error /></main> }.into_any(),
            }
        })
    }))
}

fn with_menu(desk: Desk, shown: AnyView) -> AnyView {
    view! {
        <div class="office">
            <Menu desk=desk />
            <main id="main">{shown}</main>
        </div>
    }
    .into_any()
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
            {link(Permission::ReadOfficeRecord, "/office/record", text::NAV_RECORD)}
            {link(Permission::SeeOffice, "/office/calendar", text::CALENDAR_TITLE)}
            {link(Permission::SeeOffice, "/office/officials", text::NAV_OFFICIALS)}
            {link(Permission::SeeOffice, "/office/kin", text::NAV_KIN)}
            <a href="/" rel="external">{text::NAV_PUBLIC.get(lang)}</a>
            <form method="post" action="/office/logout">
                <input type="hidden" name="csrf" value=desk.token.csrf />
                <span>{desk.signed.display_name}" · "{role.text().get(lang)}</span>
                <button class="btn" type="submit">{text::SIGN_OUT.get(lang)}</button>
            </form>
        </nav>
    }
}
