//! Marked copies of the samples, opened by another reader.

use std::io::Cursor;

use calamine::{Data, Reader};
use domain::finding::{Detail, Finding};
use domain::table::ColumnChoices;
use workbook::{MarkedWords, marked, read_board};

fn words() -> MarkedWords<'static> {
    MarkedWords {
        list: "Findings",
        title: "What was found".to_owned(),
        help: "Red must be mended.",
        headings: [
            "Severity",
            "Sheet",
            "Cell",
            "Household",
            "Found",
            "Expected",
            "What to do",
        ],
        error: "error",
        warning: "warning",
        more: "…",
        message: &|finding| finding.code.key().to_owned(),
        found: &found,
        expected: &expected,
    }
}

fn found(finding: &Finding) -> Option<String> {
    match &finding.detail {
        Detail::Words { found, .. } => found.clone(),
        Detail::Amount { stated, .. }
        | Detail::Price { stated, .. }
        | Detail::Net { stated, .. }
        | Detail::Parts { stated, .. } => Some(stated.to_string()),
        Detail::Explains { heading, .. } => Some(heading.clone()),
        Detail::More { count, .. } => Some(count.to_string()),
        Detail::Surveyed { land, .. } => Some(land.to_string()),
        Detail::Total { stated, .. } => Some(stated.to_string()),
        Detail::Decimals { stored, .. } => Some(stored.clone()),
        Detail::Shown { shown, .. } => Some(shown.clone()),
        Detail::Column(column) => Some(column.cells()),
        Detail::Character { character, .. } => Some(character.to_string()),
    }
}

fn expected(finding: &Finding) -> Option<String> {
    match &finding.detail {
        Detail::Words { expected, .. } => expected.clone(),
        Detail::Amount { expected, .. } => Some(expected.to_string()),
        Detail::Price { standard, .. } => Some(standard.to_string()),
        Detail::Net { lines, .. } => Some(lines.to_string()),
        Detail::Total { expected, .. } => Some(expected.to_string()),
        Detail::Shown { stored, .. } => Some(stored.clone()),
        _ => None,
    }
}

/// What a report leaves out is in the workbook; what stands in the workbook is
/// what stood in the table, at the same address.
#[test]
fn every_kind_of_file_can_be_had_marked_with_its_cells_where_they_were() {
    let folder = format!("{}/tests/samples", env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in [folder.clone(), format!("{folder}/layouts")] {
        for file in std::fs::read_dir(folder).expect("samples") {
            let path = file.expect("a sample").path();
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let bytes = std::fs::read(&path).unwrap_or_default();
            let Ok(reading) = read_board(&name, &bytes, None, &ColumnChoices::new()) else {
                continue;
            };
            seen += 1;
            let now = "2024-09-02T01:00:00Z".parse().expect("a time");
            let marked = marked(&bytes, &reading.report, &words(), now);
            let marked = marked.unwrap_or_else(|cause| panic!("{name}: {cause:?}"));
            let mut copy: calamine::Xlsx<_> =
                calamine::open_workbook_from_rs(Cursor::new(marked)).expect("opens");
            let sheets = copy.sheet_names();
            assert_eq!(sheets[0], words().list, "{name}");
            let table = copy.worksheet_range(&sheets[1]).expect("a table");
            let heads: Vec<String> = table.rows().flatten().map(ToString::to_string).collect();
            let head = &reading.board.entries[0].head;
            assert!(heads.contains(head), "{name} has lost {head}");
            if let Ok(mut was) = calamine::open_workbook_auto(&path) {
                let first = was.sheet_names()[0].clone();
                let was = was.worksheet_range(&first).expect("the table");
                let at = was.start().expect("a cell");
                for (row, cells) in (at.0..).zip(was.rows()) {
                    for (column, cell) in (at.1..).zip(cells) {
                        let now = table.get_value((row, column)).map(ToString::to_string);
                        let now = now.unwrap_or_default();
                        let same = now == cell.to_string().trim() || now.contains('…');
                        assert!(same, "{name} {row} {column}: {cell} is {now}");
                    }
                }
            }
        }
    }
    assert!(seen >= 8, "{seen} samples");
}

/// What somebody reads who opens the marked copy: every finding, in its order.
#[test]
fn the_list_names_every_finding_errors_first() {
    let sample = |name: &str| {
        let path = format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read(path).expect("a sample")
    };
    let schedule = workbook::read_standards("standards.xlsx", &sample("standards.xlsx"));
    let schedule = schedule.expect("standards");
    let (name, choices) = ("board1-faulty.xlsx", ColumnChoices::new());
    let bytes = sample(name);
    let reading = read_board(name, &bytes, Some(&schedule), &choices).expect("a board");
    let now = "2024-09-02T01:00:00Z".parse().expect("a time");
    let marked = marked(&bytes, &reading.report, &words(), now).expect("a copy");
    let mut copy: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(marked)).expect("opens");
    let list = copy.worksheet_range("Findings").expect("a list");
    let rows = list.rows().map(|cells| {
        let cells: Vec<String> = cells.iter().map(Data::to_string).collect();
        cells.join(" | ").trim_end_matches([' ', '|']).to_owned()
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"));
}
