//! What checking a table found, each with its place.

use domain::finding::{Finding, Severity};
use leptos::prelude::*;
use text::Sentence as _;

use super::warnings::place;
use crate::visitor::use_lang;

/// Errors first, then warnings; nothing where there are none.
#[component]
pub(super) fn Findings(
    findings: Vec<Finding>,
    /// Errors and warnings beyond those.
    more: (usize, usize),
) -> impl IntoView {
    let (errors, warnings): (Vec<_>, Vec<_>) = findings
        .into_iter()
        .partition(|finding| finding.severity == Severity::Error);
    view! {
        <Found title=text::FINDINGS_ERRORS class="find" findings=errors more=more.0 />
        <Found title=text::FINDINGS_WARNINGS class="find warn" findings=warnings more=more.1 />
    }
}

#[component]
fn Found(
    title: text::Text,
    class: &'static str,
    findings: Vec<Finding>,
    more: usize,
) -> impl IntoView {
    let lang = use_lang();
    if findings.is_empty() {
        return ().into_any();
    }
    let count: usize = findings.iter().map(Finding::faults).sum();
    let title = title.fill(lang, &[("n", &(count + more))]);
    let more = (more > 0).then(|| {
        view! { <p class="px-4">{text::FINDINGS_MORE.fill(lang, &[("n", &more)])}</p> }
    });
    let rows = findings.into_iter().map(|finding| {
        let message = finding.sentence(lang);
        let household = finding.household.clone();
        view! {
            <tr>
                <td class="l">{place(finding)}</td>
                <td class="l num">{household}</td>
                <td class="l">{message}</td>
            </tr>
        }
    });
    view! {
        <div class=class>
            <h3>{title}</h3>
            <table>
                <thead>
                    <tr>
                        <th class="l" scope="col">{text::FINDING_PLACE.get(lang)}</th>
                        <th class="l" scope="col">{text::FINDING_HOUSEHOLD.get(lang)}</th>
                        <th class="l" scope="col">{text::FINDING_PROBLEM.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            {more}
        </div>
    }
    .into_any()
}
