//! `/p/{project}`: the stage line, the standards, whom to call.

use domain::read::ProjectPage;
use domain::text;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use crate::api;
use crate::components::{Failed, Stages};
use crate::visitor::use_lang;

#[component]
pub(super) fn Project() -> impl IntoView {
    let params = use_params_map();
    let code = Memo::new(move |_| params.read().get("project").unwrap_or_default());
    let page = Resource::new(move || code.get(), api::project);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Loaded page=page /> }.into_any(),
                    Err(error) => view! { <Failed error=error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Loaded(page: ProjectPage) -> impl IntoView {
    let lang = use_lang();
    let head = page.head;
    let standards = page.schedule.standards.into_iter().map(|one| {
        let limits = [
            one.limits
                .floor
                .map(|floor| text::ARITHMETIC_FLOOR.fill(lang, &[("amount", &floor.short())])),
            one.limits
                .cap
                .map(|cap| text::ARITHMETIC_CAP.fill(lang, &[("amount", &cap.short())])),
        ];
        let limits = limits.into_iter().flatten().collect::<Vec<_>>().join(" ");
        view! {
            <tr>
                <td class="l">{one.name}" "<small>{one.category.label()}</small></td>
                <td class="num">{one.price.short()}" 元/"{one.unit.label().to_owned()}</td>
                <td class="l">{one.basis}" "<small>{limits}</small></td>
            </tr>
        }
    });
    view! {
        <Title text=head.name.clone() />
        <header class="board">
            <h1>{head.name.clone()}</h1>
            <p class="sub">
                {text::PROJECT_SUB
                    .fill(lang, &[("office", &head.office), ("number", &head.approval_number)])}
            </p>
            <Stages head=head.clone() current=None />
        </header>
        <section class="card">
            <h2>{text::PROJECT_STANDARDS.get(lang)}</h2>
            <table class="plain">
                <thead>
                    <tr>
                        <th class="l" scope="col">{text::STANDARD_NAME.get(lang)}</th>
                        <th scope="col">{text::STANDARD_PRICE.get(lang)}</th>
                        <th class="l" scope="col">{text::STANDARD_BASIS.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{standards.collect_view()}</tbody>
            </table>
        </section>
        <section class="card">
            <h2>{text::PROJECT_CONTACT.get(lang)}</h2>
            <p>{head.office}" "<span class="num">{head.phone}</span></p>
        </section>
    }
}
