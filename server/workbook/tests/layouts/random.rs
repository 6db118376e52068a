//! Boards of random layout, in words that the reader knows and in words that it
//! does not: each is read to the fen, or something in it is asked about. None goes
//! out without what it is for.

mod board;
mod words;

use domain::finding::{Code, Severity};
use proptest::prelude::*;
use rust_decimal::Decimal;
use workbook::ParsedBoard;

use board::{Board, Household, board};
use words::ROLES;

fn errors(reading: &ParsedBoard) -> Vec<String> {
    let findings = reading.report.findings.iter();
    findings
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| format!("{finding:?}"))
        .collect()
}

fn read_sums(reading: &ParsedBoard) -> [Decimal; 3] {
    let totals = &reading.report.totals;
    [
        totals.payout.plain(),
        totals.land.plain(),
        totals.floor.plain(),
    ]
    .map(|number| number.parse::<Decimal>().expect("a number").normalize())
}

/// Whether each line pays what the board says for its area, at a rate.
fn every_line_has_its_area_and_rate(reading: &ParsedBoard) -> bool {
    let mut lines = reading.board.entries.iter().flat_map(|entry| &entry.lines);
    lines.all(|line| {
        line.measure
            .as_ref()
            .is_some_and(|measure| measure.price.is_some())
    })
}

fn some_unknown(share: f64) -> impl Strategy<Value = Vec<bool>> {
    prop::collection::vec(prop::bool::weighted(share), ROLES.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn boards_in_known_words_are_read_to_the_fen(board in board(Just(vec![false; ROLES.len()]))) {
        let reading = board.read().expect("a board");
        prop_assert!(errors(&reading).is_empty(), "{}\n{:?}", board.csv(), errors(&reading));
        prop_assert_eq!(read_sums(&reading), board.right().map(|sum| sum.normalize()), "{}", board.csv());
        prop_assert!(every_line_has_its_area_and_rate(&reading), "{}", board.csv());
    }

    #[test]
    fn boards_in_unknown_words_are_read_to_the_fen_or_asked_about(
        board in board(prop_oneof![some_unknown(0.15), some_unknown(0.5), some_unknown(1.0)]),
    ) {
        let Some(reading) = board.read() else {
            return Ok(());
        };
        if errors(&reading).is_empty() {
            prop_assert_eq!(
                read_sums(&reading),
                board.right().map(|sum| sum.normalize()),
                "{}\n{:?}", board.csv(), reading.report.columns
            );
            prop_assert!(every_line_has_its_area_and_rate(&reading), "{}", board.csv());
        }
    }
}

/// One word that is not known, in a board that is otherwise usual: most are read.
#[test]
fn one_unknown_word_is_known_by_what_it_gives() {
    let household = |at: u32| Household {
        land: 1_000 + at * 777,
        land_rate: (at % 2) as usize,
        floor: 8_000 + at * 1_234,
        house_rate: (at % 3) as usize,
    };
    let (mut all, mut read) = (0, 0);
    for role in ROLES {
        for word in 0..role.unknown().len() {
            let board = Board {
                households: (0..6).map(household).collect(),
                house: true,
                total: true,
                sum: true,
                classes: false,
                order: (0..ROLES.len()).collect(),
                shuffled: false,
                words: vec![word; ROLES.len()],
                unknown: ROLES.iter().map(|other| *other == role).collect(),
                titles: 1,
                bands: false,
            };
            let reading = board.read().expect("a board");
            let errors = errors(&reading);
            all += 1;
            if errors.is_empty() {
                read += 1;
                assert_eq!(
                    read_sums(&reading),
                    board.right().map(|sum| sum.normalize())
                );
            } else {
                println!("{:?} {}: {errors:?}", role, board.heading(role));
            }
        }
    }
    println!("{read} of {all}");
    assert!(read * 10 >= all * 8, "{read} of {all}");
}

#[test]
fn a_board_that_lacks_what_it_is_for_is_an_error() {
    for (header, row, missing) in [
        (
            "户号|户主|土地补偿标准(元/亩)|土地补偿费|合计",
            "1|张三|48000|96000|96000",
            "土地面积",
        ),
        (
            "户号|户主|土地补偿费|合计",
            "1|张三|96000|96000",
            "土地面积",
        ),
        (
            "户号|户主|建筑结构|房屋补偿标准(元/㎡)|房屋补偿费",
            "1|张三|砖混|650|65000",
            "房屋建筑面积",
        ),
        (
            "户号|户主|房屋补偿费|合计",
            "1|张三|65000|65000",
            "房屋建筑面积",
        ),
        (
            "户号|户主|征地面积(亩)|土地补偿费",
            "1|张三|2|96000",
            "土地补偿标准",
        ),
        (
            "户号|户主|建筑面积(㎡)|房屋补偿费",
            "1|张三|100|65000",
            "房屋补偿标准",
        ),
        ("户号|户主|合计", "1|张三|65000", "土地面积"),
        (
            "户号|户主|补偿项目|补偿金额",
            "1|张三|旱地|96000",
            "数量(面积)",
        ),
        (
            "户号|户主|补偿项目|单位|数量|补偿金额",
            "1|张三|旱地|亩|2|96000",
            "补偿标准",
        ),
    ] {
        let reading = crate::common::table(&[header, row], &[]);
        let said = reading.report.findings.iter().any(|finding| {
            finding.code == Code::MissingColumn
                && finding.severity == Severity::Error
                && format!("{:?}", finding.detail).contains(missing)
        });
        assert!(said, "{header}: {:?}", reading.report.findings);
    }
}
