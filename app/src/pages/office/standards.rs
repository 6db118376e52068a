//! A project's standards as a table.

use domain::time::china_minute;
use leptos::prelude::*;
use text::Named as _;
use views::ScheduleVersion;

use crate::components::limits_sentence;
use crate::visitor::use_lang;

#[component]
pub(super) fn Standards(version: ScheduleVersion) -> impl IntoView {
    let lang = use_lang();
    let said = text::STANDARDS_VERSION.fill(
        lang,
        &[
            ("version", &version.version),
            ("by", &version.loaded_by),
            ("at", &china_minute(version.loaded_at)),
        ],
    );
    let rows = version.schedule.standards.into_iter().map(|one| {
        view! {
            <tr>
                <td class="l num">{one.code}</td>
                <td class="l">{one.name}" "<small>{one.category.text().get(lang)}</small></td>
                <td class="num">{one.price.short()}" 元/"{one.unit.label().to_owned()}</td>
                <td class="l">{limits_sentence(one.limits, lang)}</td>
                <td class="l">{one.basis}</td>
            </tr>
        }
    });
    view! {
        <p>{said}</p>
        <div class="overflow-x-auto" role="region" aria-label=text::STANDARDS_TITLE.get(lang) tabindex="0">
            <table class="plain">
                <thead>
                    <tr>
                        <th class="l" scope="col">{text::PROJECT_CODE_SHORT.get(lang)}</th>
                        <th class="l" scope="col">{text::STANDARD_NAME.get(lang)}</th>
                        <th scope="col">{text::STANDARD_PRICE.get(lang)}</th>
                        <th class="l" scope="col">{text::STANDARD_LIMITS.get(lang)}</th>
                        <th class="l" scope="col">{text::STANDARD_BASIS.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
