//! The same in many cells of a column, as one sentence.

use domain::finding::{Code, Detail, Example, Finding, InColumn};

use crate::Lang;

/// The sentence of one cell, and what stands there.
type Say<'a> = &'a dyn Fn(&Finding) -> (String, Option<String>);

/// The cells, how many, and the first of them in full.
pub(super) fn sentence(finding: &Finding, column: &InColumn, lang: Lang, say: Say<'_>) -> String {
    let cells = column.cells();
    let Some(first) = column.examples.first() else {
        return cells;
    };
    if let Some(power) = column.power {
        return off_by(column, power, lang);
    }
    if let (Code::TooFine, Detail::Decimals { most, .. }) = (finding.code, &first.detail) {
        let examples = listed(
            column
                .examples
                .iter()
                .filter_map(found_at(finding, &|one| say(one).1)),
        );
        return crate::F_TOO_FINE_COLUMN.fill(
            lang,
            &[
                ("cells", &cells),
                ("n", &column.count),
                ("expected", most),
                ("examples", &examples),
                ("cell", &first.cell),
            ],
        );
    }
    let (message, _) = say(&one(finding, first));
    let said = crate::F_COLUMN.fill(
        lang,
        &[
            ("cells", &cells),
            ("n", &column.count),
            ("cell", &first.cell),
            ("message", &message),
        ],
    );
    let others = listed(
        column
            .examples
            .iter()
            .skip(1)
            .filter_map(found_at(finding, &|one| say(one).1)),
    );
    if others.is_empty() {
        return said;
    }
    said + &crate::F_COLUMN_OTHERS.fill(lang, &[("others", &others)])
}

/// Amounts that are all off by one power of ten.
fn off_by(column: &InColumn, power: i32, lang: Lang) -> String {
    let figures = |example: &Example| match &example.detail {
        Detail::Amount {
            stated, expected, ..
        }
        | Detail::Total { stated, expected } => Some(crate::F_COLUMN_EXAMPLE.fill(
            lang,
            &[
                ("cell", &example.cell),
                ("found", stated),
                ("expected", expected),
            ],
        )),
        _ => None,
    };
    let times = 10_u64.saturating_pow(power.unsigned_abs());
    let words = if power > 0 {
        crate::F_COLUMN_TIMES
    } else {
        crate::F_COLUMN_DIVIDED
    };
    words.fill(
        lang,
        &[
            ("cells", &column.cells()),
            ("n", &column.count),
            ("times", &times),
            (
                "examples",
                &listed(column.examples.iter().filter_map(figures)),
            ),
        ],
    )
}

/// What stands in the first cells.
pub(super) fn found(
    finding: &Finding,
    column: &InColumn,
    found: &dyn Fn(&Finding) -> Option<String>,
) -> String {
    let examples = listed(column.examples.iter().filter_map(found_at(finding, found)));
    format!("{} × {} · {examples}", column.cells(), column.count)
}

/// What stands in a cell, with its address.
fn found_at<'a>(
    finding: &'a Finding,
    found: &'a dyn Fn(&Finding) -> Option<String>,
) -> impl Fn(&Example) -> Option<String> + 'a {
    |example| {
        let found = found(&one(finding, example))?;
        Some(format!("{} {found}", example.cell))
    }
}

/// The finding of one cell.
pub(super) fn one(finding: &Finding, example: &Example) -> Finding {
    Finding {
        severity: finding.severity,
        code: finding.code,
        sheet: finding.sheet.clone(),
        cell: Some(example.cell.clone()),
        household: example.household.clone(),
        detail: example.detail.clone(),
    }
}

fn listed(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("；")
}
