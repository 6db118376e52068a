//! What `sanbang check` says of the samples of an office's tables.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot read its sample must stop"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use backend::check::{self, Entries};
use domain::standard::Schedule;
use domain::table::ColumnChoices;
use serde_json::Value;
use text::Lang;
use workbook::{ParsedBoard, read_board, read_standards};

const BOARDS: [&str; 5] = [
    "board1-wide.xlsx",
    "board1-long.xlsx",
    "board1-gb18030.csv",
    "board2-wide.xlsx",
    "board3-wide.xlsx",
];

fn sample(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../workbook/tests/samples");
    std::fs::read(PathBuf::from(folder).join(name)).expect("a sample")
}

fn schedule() -> Schedule {
    read_standards("standards.xlsx", &sample("standards.xlsx")).expect("standards")
}

fn read(name: &str, schedule: Option<&Schedule>) -> ParsedBoard {
    read_board(name, &sample(name), schedule, &ColumnChoices::new()).expect("a board")
}

fn json(reading: &ParsedBoard) -> Value {
    serde_json::from_str(&check::json(reading, Entries::LeftOut)).expect("JSON")
}

/// Household, cell and code of every error.
fn errors(reading: &ParsedBoard) -> BTreeSet<(String, String, String)> {
    let report = json(reading);
    report["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap_or("-").to_owned();
            (text("household"), text("cell"), text("code"))
        })
        .collect()
}

#[test]
fn the_samples_hold_what_is_expected_of_them() {
    let expected: Value = serde_json::from_slice(&sample("expected.json")).expect("JSON");
    let schedule = schedule();
    assert_eq!(schedule.standards.len(), 14);
    for name in BOARDS {
        for schedule in [None, Some(&schedule)] {
            let reading = read(name, schedule);
            let report = json(&reading);
            for key in [
                "households",
                "total_payout_yuan",
                "land_mu",
                "floor_m2",
                "flagged",
            ] {
                assert_eq!(report[key], expected[name][key], "{name} {key}");
            }
            assert_eq!(report["file"], name);
            let layout = if name.contains("long") {
                "long"
            } else {
                "wide"
            };
            assert_eq!(report["layout"], layout);
            // The long table gives amounts that only the standard's floor explains.
            let floors = if schedule.is_none() && layout == "long" {
                2
            } else {
                0
            };
            assert_eq!(
                reading.report.findings.len(),
                floors,
                "{name} {}",
                report["findings"]
            );
            assert_eq!(check::exit_code(&reading), check::EXIT_CLEAN);
        }
    }
}

#[test]
fn every_fault_of_the_faulty_board_is_found_in_its_cell_and_no_other() {
    let reading = read("board1-faulty.xlsx", Some(&schedule()));
    let expected = [
        ("HW01003", "I7", "amount_mismatch"),
        ("HW01003", "S7", "total_mismatch"),
        ("HW01005", "G9", "ten_times_off"),
        ("HW01007", "S11", "total_mismatch"),
        ("HW01008", "D12", "missing_head"),
        ("HW02001", "B14", "duplicate_household"),
        ("HW02003", "G15", "not_a_number"),
        ("HW02005", "U17", "relation_incomplete"),
        ("HW02006", "W18", "personal_number"),
        ("HW02008", "H20", "price_differs"),
        ("HW03001", "G21", "negative"),
        ("HW03003", "D23", "personal_number"),
        ("-", "S53", "sum_mismatch"),
        ("-", "X5", "hidden_content"),
        ("-", "B2", "hidden_content"),
    ];
    let expected: BTreeSet<_> = expected
        .into_iter()
        .map(|(household, cell, code)| (household.into(), cell.into(), code.into()))
        .collect();
    assert_eq!(errors(&reading), expected);
    assert_eq!(reading.report.findings.len(), expected.len());
    assert_eq!(check::exit_code(&reading), check::EXIT_ERRORS);
    for lang in [Lang::Zh, Lang::En] {
        let shown = check::text(&reading, Entries::LeftOut, lang)
            + &check::json(&reading, Entries::LeftOut);
        for secret in [
            "990101197410052181",
            "13976455518",
            "13917492366",
            "6228298615154495019",
        ] {
            assert!(!shown.contains(secret), "{secret}");
        }
        assert!(!shown.contains("{found}") && !shown.contains("{expected}"));
    }
}

/// What a clerk reads at the command line, and what scripts read.
#[test]
fn what_check_says_of_a_faulty_board_stays_as_it_is() {
    let schedule = schedule();
    let reading = read("board1-faulty.xlsx", Some(&schedule));
    insta::assert_snapshot!(
        "faulty_zh",
        check::text(&reading, Entries::LeftOut, Lang::Zh)
    );
    insta::assert_snapshot!(
        "faulty_en",
        check::text(&reading, Entries::LeftOut, Lang::En)
    );
    insta::assert_snapshot!("faulty_json", check::json(&reading, Entries::LeftOut));
    let reading = read("board1-faulty.xlsx", None);
    insta::assert_snapshot!(
        "faulty_without_standards",
        check::text(&reading, Entries::LeftOut, Lang::Zh)
    );
}

#[test]
fn what_check_says_of_a_sound_board_stays_as_it_is() {
    let schedule = schedule();
    for (name, file) in [("wide", "board1-wide.xlsx"), ("long", "board1-long.xlsx")] {
        let reading = read(file, Some(&schedule));
        insta::assert_snapshot!(
            format!("{name}_zh"),
            check::text(&reading, Entries::LeftOut, Lang::Zh)
        );
        insta::assert_snapshot!(
            format!("{name}_json"),
            check::json(&reading, Entries::LeftOut)
        );
    }
}

#[test]
fn each_household_is_listed_as_the_public_would_see_it() {
    let reading = read("board1-gb18030.csv", Some(&schedule()));
    insta::assert_snapshot!(
        "entries_zh",
        check::text(&reading, Entries::Listed, Lang::Zh)
    );
    let shown = check::json(&reading, Entries::Listed);
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    let entries = shown["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), 48);
    insta::assert_snapshot!("entry_json", format!("{:#}", entries[5]));
}
