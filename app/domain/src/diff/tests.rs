use super::*;
use crate::standard::Category;
use proptest::prelude::*;

fn line() -> impl Strategy<Value = LineItem> {
    (0..3usize, 0..3usize, 1..5i64).prop_map(|(category, item, yuan)| LineItem {
        standard: None,
        category: Category::ALL[category],
        item: ["水田", "旱地", "水井"][item].to_owned(),
        measure: None,
        amount: Money::from_yuan(yuan),
        deviation: None,
    })
}

fn deduction() -> impl Strategy<Value = Deduction> {
    (0..2usize, 1..4i64).prop_map(|(name, yuan)| Deduction {
        name: ["扣除旧料款", "已预付"][name].to_owned(),
        amount: Money::from_yuan(yuan),
    })
}

fn board() -> impl Strategy<Value = Board> {
    let entry = (
        0..8u32,
        0..3u32,
        prop::option::of(1..4u32),
        prop::collection::vec(line(), 0..5),
        prop::collection::vec(deduction(), 0..3),
    );
    prop::collection::vec(entry, 0..8).prop_map(|entries| {
        let entries: BTreeMap<u32, Entry> = entries
            .into_iter()
            .map(|(number, head, people, lines, deductions)| {
                let entry = Entry {
                    household: format!("H{number}"),
                    head: format!("户主{head}"),
                    group: None,
                    people,
                    total: lines.iter().map(|line| line.amount).sum(),
                    lines,
                    deductions,
                    status: None,
                    remark: None,
                };
                (number, entry)
            })
            .collect();
        Board {
            entries: entries.into_values().collect(),
        }
    })
}

/// The order of lines is no difference.
fn sorted(mut board: Board) -> Board {
    for entry in &mut board.entries {
        entry
            .lines
            .sort_by_key(|line| (line.category, line.item.clone(), line.amount));
        entry
            .deductions
            .sort_by_key(|one| (one.name.clone(), one.amount));
    }
    board
}

proptest! {
    #[test]
    fn a_diff_applied_to_the_old_board_gives_the_new_one(old in board(), new in board()) {
        let diff = BoardDiff::between(&old, &new);
        prop_assert_eq!(sorted(diff.apply(&old)), sorted(new));
    }

    #[test]
    fn a_board_does_not_differ_from_itself(board in board()) {
        prop_assert_eq!(BoardDiff::between(&board, &board), BoardDiff::default());
    }
}
