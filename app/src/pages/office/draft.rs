//! The preview of a table: what it was read as, its totals, its findings.

use domain::board::Totals;
use domain::read::{ColumnReport, Draft, Layout, UploadReport};
use domain::text;
use domain::time::china_minute;
use leptos::prelude::*;

use super::findings::Findings;
use crate::components::Sums;
use crate::visitor::use_lang;

/// A stored draft.
#[component]
pub(super) fn Preview(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let Draft {
        report,
        uploaded_by,
        uploaded_at,
    } = draft;
    let at = china_minute(uploaded_at);
    let said = match &report.sheet {
        Some(sheet) => text::UPLOAD_BY.fill(
            lang,
            &[
                ("file", &report.file_name),
                ("sheet", sheet),
                ("by", &uploaded_by),
                ("at", &at),
            ],
        ),
        None => text::UPLOAD_BY_CSV.fill(
            lang,
            &[
                ("file", &report.file_name),
                ("by", &uploaded_by),
                ("at", &at),
            ],
        ),
    };
    let clean = report.findings.is_empty().then(|| {
        view! { <p class="notice-box ok">{text::UPLOAD_CHECKED.get(lang)}</p> }
    });
    view! {
        <p>{said}</p>
        {clean}
        <Read report=report />
    }
    .into_any()
}

/// A table that was refused, with why.
#[component]
pub(super) fn Rejected(report: UploadReport) -> impl IntoView {
    let lang = use_lang();
    let errors = report
        .findings
        .iter()
        .filter(|finding| finding.severity == domain::finding::Severity::Error)
        .count();
    let said = match &report.sheet {
        Some(sheet) => {
            text::UPLOAD_READ.fill(lang, &[("file", &report.file_name), ("sheet", sheet)])
        }
        None => report.file_name.clone(),
    };
    view! {
        <div class="error-summary" role="alert">
            <strong>{text::UPLOAD_REFUSED_TITLE.fill(lang, &[("n", &errors)])}</strong>
            <p>{text::UPLOAD_REFUSED_HELP.get(lang)}</p>
            <p>{said}</p>
        </div>
        <Read report=report />
    }
    .into_any()
}

#[component]
fn Read(report: UploadReport) -> impl IntoView {
    view! {
        <TotalsRow totals=report.totals />
        <Findings findings=report.findings />
        <Columns layout=report.layout columns=report.columns />
    }
    .into_any()
}

#[component]
fn TotalsRow(totals: Totals) -> impl IntoView {
    view! { <Sums totals=totals /> }
}

#[component]
fn Columns(layout: Layout, columns: Vec<ColumnReport>) -> impl IntoView {
    let lang = use_lang();
    let layout = match layout {
        Layout::Wide => text::LAYOUT_WIDE,
        Layout::Long => text::LAYOUT_LONG,
    };
    let rows = columns.into_iter().map(|column| {
        let field = match column.field {
            Some(field) => field.text(),
            None => text::COLUMN_IGNORED,
        };
        view! {
            <tr>
                <td class="l"><code>{column.column}</code></td>
                <td class="l">{column.header}</td>
                <td class="l">{field.get(lang)}</td>
            </tr>
        }
    });
    view! {
        <details class="mt-4">
            <summary>{text::COLUMNS_TITLE.get(lang)}" ("{layout.get(lang)}")"</summary>
            <table>
                <thead>
                    <tr>
                        <th class="l" scope="col">{text::COLUMN.get(lang)}</th>
                        <th class="l" scope="col">{text::COLUMN_HEADER.get(lang)}</th>
                        <th class="l" scope="col">{text::COLUMN_FIELD.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}
