//! `/p/{project}`: the stage line, the standards, whom to call.

use leptos::prelude::*;
use leptos_router::components::A;
use text::{Label as _, Lang, Named as _};
use views::ProjectPage;

use crate::api;
use crate::components::{Stages, limits_sentence};
use crate::head::Title;
use crate::pages::{loaded, text_of, use_params};
use crate::visitor::use_lang;

#[component]
pub(super) fn Project() -> AnyView {
    let code = use_params(|params| text_of(params, "project"));
    loaded(
        code,
        |code| api::Project { code },
        |page| view! { <ProjectContent page=page /> },
    )
}

#[component]
fn ProjectContent(page: ProjectPage) -> impl IntoView {
    let lang = use_lang();
    let head = page.head;
    let access = format!("/p/{}/access", head.code);
    let special = format!("/p/{}/special", head.code);
    let standards = page.schedule.standards.into_iter().map(|one| {
        let limits = limits_sentence(one.limits, lang);
        view! {
            <tr>
                <td class="l">{one.name}" "<small>{one.category.text().get(lang)}</small></td>
                <td class="num">{one.price.short()}" 元/"{one.unit.label().to_owned()}</td>
                <td class="l">{one.basis}" "<small>{limits}</small></td>
            </tr>
        }
    });
    let overdue = head.rounds.iter().filter(|round| round.is_overdue());
    let overdue = overdue.filter_map(|round| {
        let said = text::PROJECT_OVERDUE.fill(
            lang,
            &[
                ("round", &round.number.label(lang)),
                ("day", &round.due?),
                ("n", &round.days_late),
                ("phone", &head.phone),
            ],
        );
        Some(view! { <p class="notice-box warn">{said}</p> })
    });
    let overdue = overdue.collect_view();
    view! {
        <Title text=head.name.clone() />
        <header class="board">
            <h1>{head.name.clone()}</h1>
            <p class="sub">
                {text::PROJECT_SUB
                    .fill(lang, &[("office", &head.office), ("number", &head.approval_number)])}
            </p>
            {page
                .surveyed
                .map(|area| view! { <p class="sub">{text::SURVEYED.get(lang)} " " {area}</p> })}
            <Stages head=head.clone() current=None />
        </header>
        {overdue}
        {page
            .due_moves
            .into_iter()
            .map(|(zh, en)| {
                let said = if lang == Lang::Zh { zh } else { en };
                view! { <p class="notice-box">{said}</p> }
            })
            .collect_view()}
        <section class="card">
            <a href=special rel="external">{text::SPECIAL_LINK.get(lang)}</a>
        </section>
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
            <p>
                <A href=access>{text::ACCESS_LINK.get(lang)}</A>
            </p>
        </section>
    }
}
