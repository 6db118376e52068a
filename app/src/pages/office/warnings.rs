//! The check's warnings, each with why it stands: written by the clerk, read by
//! the reviewer.

use domain::finding::Finding;
use domain::time::china_minute;
use leptos::prelude::*;
use text::Sentence as _;
use views::{FormToken, Warning, WarningGroup};

use crate::forms::{ExplainWarnings, Filled, Form, use_form};
use crate::segment::segment;
use crate::visitor::use_lang;

/// Warnings of one kind that a form shows at once: those without a reason come
/// first, and a reason for all of the kind reaches the rest.
const MAX_FIELDS: usize = 20;
/// Characters of a reason, as the rule has it.
const MAX_REASON: &str = "200";

/// Warnings with their reasons, to read.
#[component]
pub(super) fn Warnings(
    groups: Vec<WarningGroup>,
    /// The households that the page shows, to which a warning links.
    #[prop(optional)]
    on_page: Vec<String>,
    /// The round's page, below which each household has its own; none on that.
    #[prop(optional_no_strip)]
    round: Option<String>,
) -> impl IntoView {
    let groups = groups.into_iter().map(|group| {
        let rows = group.warnings.into_iter().map(|warning| {
            let href = warning.finding.household.as_ref().and_then(|number| {
                let is_here = on_page.contains(number);
                let elsewhere = || round.as_ref().map(|round| of_household(round, number));
                is_here.then(|| format!("#h-{number}")).or_else(elsewhere)
            });
            row(warning, None, href)
        });
        let rows = rows.collect_view();
        view! { <Group count=group.count rows=rows.into_any() all=().into_any() /> }
    });
    groups.collect_view()
}

/// Warnings with a field for the reason of each, and one for all of a kind.
#[component]
pub(super) fn WarningsToExplain(
    groups: Vec<WarningGroup>,
    /// The round's page.
    round: String,
    token: FormToken,
    /// The class of the button.
    button: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    if groups.is_empty() {
        return ().into_any();
    }
    let filled = use_form::<ExplainWarnings>(&round);
    let unexplained: u32 = groups.iter().map(|group| group.unexplained).sum();
    let state = if unexplained == 0 {
        view! { <p class="notice-box ok">{text::WARNINGS_EXPLAINED.get(lang)}</p> }.into_any()
    } else {
        let said = text::WARNINGS_TO_EXPLAIN.fill(lang, &[("n", &unexplained)]);
        view! { <p class="notice-box warn">{said}</p> }.into_any()
    };
    let fields = filled.clone();
    let groups = groups.into_iter().map(|group| {
        let all = (group.unexplained > 1).then(|| {
            let label = text::WARNINGS_OF_KIND.fill(lang, &[("n", &group.unexplained)]);
            let name = ExplainWarnings::kind(group.code);
            let of = name.clone();
            view! {
                <div class="form-field">
                    <label for=of>{label}</label>
                    {field(name, String::new(), None, &fields)}
                </div>
            }
        });
        let rows = group.warnings.into_iter().take(MAX_FIELDS).map(|warning| {
            let number = warning.finding.household.as_ref();
            let href = number.map(|number| of_household(&round, number));
            row(warning, Some(&fields), href)
        });
        let rows = rows.collect_view();
        view! { <Group count=group.count rows=rows.into_any() all=all.into_any() /> }
    });
    let groups = groups.collect_view();
    view! {
        <section id="warnings">
            <h3>{text::WARNINGS_TITLE.get(lang)}</h3>
            <p>{text::WARNINGS_HELP.get(lang)}</p>
            {state}
            <Form token=token filled=filled>
                {groups}
                <button class=button type="submit">{text::WARNINGS_SAVE.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}

#[component]
fn Group(count: u32, rows: AnyView, all: AnyView) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="find warn">
            <h3>{text::WARNINGS_COUNT.fill(lang, &[("n", &count)])}</h3>
            {all}
            <table>
                <thead>
                    <tr>
                        <th class="l" scope="col">{text::FINDING_PLACE.get(lang)}</th>
                        <th class="l" scope="col">{text::FINDING_HOUSEHOLD.get(lang)}</th>
                        <th class="l" scope="col">{text::WARNING_AND_REASON.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Where a household of a round's board is read.
fn of_household(round: &str, number: &str) -> String {
    format!("{round}/h/{}", segment(number))
}

fn row(warning: Warning, fields: Option<&Filled>, href: Option<String>) -> impl IntoView {
    let lang = use_lang();
    let message = warning.finding.sentence(lang);
    let times =
        (warning.times > 1).then(|| text::WARNING_TIMES.fill(lang, &[("n", &warning.times)]));
    let household = warning
        .finding
        .household
        .clone()
        .map(|household| match href {
            Some(href) => view! { <a href=href rel="external">{household}</a> }.into_any(),
            None => household.into_any(),
        });
    let given = warning.reason.as_ref().map(|given| {
        text::GIVEN_BY.fill(lang, &[("by", &given.by), ("at", &china_minute(given.at))])
    });
    let written = warning
        .reason
        .as_ref()
        .map(|given| given.reason.clone())
        .unwrap_or_default();
    let reason = match fields {
        Some(filled) => {
            let label = format!("{} {message}", text::WARNING_REASON.get(lang));
            let name = ExplainWarnings::warning(&warning.key);
            view! {
                {field(name, written, Some(label), filled)}
                <small>{given}</small>
            }
            .into_any()
        }
        None if written.is_empty() => {
            view! { <p class="why missing">{text::WARNING_NO_REASON.get(lang)}</p> }.into_any()
        }
        None => view! {
            <p class="why">
                <b>{text::WARNING_REASON.get(lang)}</b>
                {written}
                " "
                <small>{given}</small>
            </p>
        }
        .into_any(),
    };
    view! {
        <tr>
            <td class="l">{place(warning.finding)}</td>
            <td class="l num">{household}</td>
            <td class="l">{message} " " {times} {reason}</td>
        </tr>
    }
    .into_any()
}

/// A field of one line, with what was wrong with it.
fn field(name: String, start: String, label: Option<String>, filled: &Filled) -> impl IntoView {
    let value = filled.value_or(&name, &start);
    let error = filled.error(&name);
    let described = error.is_some().then(|| format!("{name}-error"));
    let wrong = error.is_some().then_some("true");
    let id = name.clone();
    view! {
        <input
            id=id
            name=name
            value=value
            maxlength=MAX_REASON
            autocomplete="off"
            aria-label=label
            aria-invalid=wrong
            aria-describedby=described.clone()
        />
        {error.map(|error| view! { <span class="error-text" id=described>{error}</span> })}
    }
    .into_any()
}

/// Where a finding is: cell and sheet, or the whole file.
pub(super) fn place(finding: Finding) -> AnyView {
    let lang = use_lang();
    let cells = finding.place().map(std::borrow::Cow::into_owned);
    match (cells, finding.sheet) {
        (Some(cell), sheet) => view! {
            <code>{cell}</code>
            <small>{sheet}</small>
        }
        .into_any(),
        (None, Some(sheet)) => sheet.into_any(),
        (None, None) => text::FINDING_WHOLE.get(lang).into_any(),
    }
}
