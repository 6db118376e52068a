//! The preview of a table: its columns as they were read, totals and findings.

use domain::board::Totals;
use domain::finding::Severity;
use domain::table::{COLUMN_IGNORE, ColumnReport, Field, Layout, ReadRow, Since, UploadReport};
use domain::time::china_minute;
use leptos::prelude::*;
use text::Named as _;
use views::Draft;

use super::findings::Findings;
use super::warnings::Warnings;
use crate::components::Sums;
use crate::forms::{Upload, use_form};
use crate::visitor::use_lang;

/// A stored draft.
#[component]
pub(super) fn Preview(
    draft: Draft,
    /// The round's page in the office.
    round: String,
    /// Whether another table may be uploaded, with columns taken for something else.
    changeable: bool,
    /// Whether the page shows the warnings elsewhere, in a form.
    #[prop(optional)]
    warnings_elsewhere: bool,
) -> impl IntoView {
    let lang = use_lang();
    let Draft {
        report,
        uploaded_by,
        uploaded_at,
        upload,
        warnings,
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
    let marked = upload
        .filter(|_| !report.findings.is_empty())
        .map(|id| view! { <Marked href=format!("{round}/uploads/{id}/findings.xlsx") /> });
    view! {
        <p>{said}</p>
        {clean}
        {marked}
        <TotalsRow totals=report.totals />
        {(!warnings_elsewhere).then(|| view! { <Warnings groups=warnings round=Some(round.clone()) /> })}
        <Columns layout=report.layout columns=report.columns changeable=changeable />
    }
    .into_any()
}

/// What became of the errors of the table before.
pub(super) fn since(since: Option<Since>) -> impl IntoView {
    let lang = use_lang();
    let since = since.filter(|since| since.before > 0);
    since.map(|since| {
        let Since {
            before,
            mended,
            left,
            new,
        } = since;
        let (class, said) = if left + new == 0 {
            ("notice-box ok", text::SINCE_ALL)
        } else {
            ("notice-box", text::SINCE_MENDED)
        };
        let said = said.fill(
            lang,
            &[
                ("before", &before),
                ("mended", &mended),
                ("left", &left),
                ("new", &new),
            ],
        );
        view! { <p class=class role="status">{said}</p> }
    })
}

/// The first households as they were read.
#[component]
pub(super) fn FirstRows(rows: Vec<ReadRow>) -> impl IntoView {
    let lang = use_lang();
    if rows.is_empty() {
        return ().into_any();
    }
    let title = text::AS_READ_TITLE.fill(lang, &[("n", &rows.len())]);
    let label = title.clone();
    let rows = rows.into_iter().map(|row| {
        view! {
            <tr>
                <td class="l num">{row.household}</td>
                <td class="l">{row.head}</td>
                <td class="l">{row.group}</td>
                <td class="num">{row.land.to_string()}</td>
                <td class="num">{row.floor.shown(2)}</td>
                <td class="num">{row.total.to_string()}</td>
            </tr>
        }
    });
    view! {
        <h3 class="mt-4">{title}</h3>
        <div class="wide" role="group" aria-label=label tabindex="0">
            <table class="read">
                <thead>
                    <tr>
                        <th class="l" scope="col">{text::FIELD_HOUSEHOLD.get(lang)}</th>
                        <th class="l" scope="col">{text::FIELD_HEAD.get(lang)}</th>
                        <th class="l" scope="col">{text::FIELD_GROUP.get(lang)}</th>
                        <th scope="col">{text::SUM_LAND.get(lang)}</th>
                        <th scope="col">{text::SUM_FLOOR.get(lang)}</th>
                        <th scope="col">{text::SUM_PAYOUT.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The table with its findings marked, to take away.
#[component]
fn Marked(href: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <p>
            <a class="btn" href=href rel="external" download="">{text::UPLOAD_MARKED.get(lang)}</a>
            <small class="block">{text::UPLOAD_MARKED_HINT.get(lang)}</small>
        </p>
    }
    .into_any()
}

/// A table that was refused, with why.
#[component]
pub(super) fn Rejected(
    report: UploadReport,
    /// Its errors beside those of the table before.
    earlier: Option<Since>,
    /// Where the table is with its findings marked.
    marked: String,
    changeable: bool,
) -> impl IntoView {
    let lang = use_lang();
    let errors = report.count(Severity::Error);
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
        {since(earlier)}
        <Marked href=marked />
        <Read report=report changeable=changeable />
    }
    .into_any()
}

#[component]
fn Read(report: UploadReport, changeable: bool) -> impl IntoView {
    view! {
        <TotalsRow totals=report.totals />
        <FirstRows rows=report.first_rows />
        <Findings findings=report.findings more=report.more />
        <Columns layout=report.layout columns=report.columns changeable=changeable />
    }
    .into_any()
}

#[component]
fn TotalsRow(totals: Totals) -> impl IntoView {
    view! { <Sums totals=totals /> }
}

#[component]
fn Columns(layout: Layout, columns: Vec<ColumnReport>, changeable: bool) -> impl IntoView {
    let lang = use_lang();
    let layout = match layout {
        Layout::Wide => text::LAYOUT_WIDE,
        Layout::Long => text::LAYOUT_LONG,
    };
    let undecided = columns
        .iter()
        .any(|column| column.field.is_none() && !column.ignored);
    let rows = columns.into_iter().map(|column| {
        let field = match column.field {
            Some(field) => field.text(),
            None => text::COLUMN_IGNORED,
        };
        let field = if changeable {
            view! { <Decide column=column.clone() /> }.into_any()
        } else {
            field.get(lang).into_any()
        };
        view! {
            <tr>
                <td class="l"><code>{column.column}</code></td>
                <td class="l">{column.header}</td>
                <td class="l">{field}</td>
            </tr>
        }
    });
    let help = changeable.then(|| {
        view! { <p>{text::COLUMNS_HELP.get(lang)}</p> }
    });
    view! {
        <details class="mt-4" open=undecided>
            <summary>{text::COLUMNS_TITLE.get(lang)}" ("{layout.get(lang)}")"</summary>
            {help}
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

/// What a column is taken for, to be changed: it goes with the next upload.
#[component]
fn Decide(column: ColumnReport) -> impl IntoView {
    let lang = use_lang();
    let chosen = match column.field {
        Some(field) => field.key(),
        None if column.ignored => COLUMN_IGNORE,
        None => "",
    };
    let asked = [
        ("", text::COLUMN_ASKED),
        (COLUMN_IGNORE, text::COLUMN_IGNORED),
    ];
    let fields = Field::ALL.map(|field| (field.key(), field.text()));
    let options = asked.into_iter().chain(fields).map(|(value, label)| {
        view! {
            <option value=value selected=value == chosen>
                {label.get(lang)}
            </option>
        }
    });
    let name = Upload::column(chosen, &column.header);
    let label = format!("{} {}", column.column, column.header);
    let form = use_form::<Upload>("").id();
    view! {
        <select name=name form=form aria-label=label>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
