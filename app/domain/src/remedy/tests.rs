use proptest::prelude::*;

use super::*;
use crate::board::Measure;
use crate::standard::Limits;
use crate::terms::Deduction;

fn land(item: &str, e4: i64, yuan: i64) -> LineItem {
    let price = Money::from_yuan(yuan);
    LineItem {
        standard: Some(format!("L{yuan}")),
        category: Category::Land,
        item: item.into(),
        measure: Some(Measure {
            quantity: Quantity::from_e4(e4),
            unit: Unit::Mu,
            months: None,
            price: Some(price),
            per: None,
            limits: Limits::default(),
            terms: None,
        }),
        amount: Money::from_fen(price.fen() * e4 / 10_000),
        deviation: None,
    }
}

fn sum(category: Category, item: &str, yuan: i64) -> LineItem {
    LineItem {
        standard: None,
        category,
        item: item.into(),
        measure: None,
        amount: Money::from_yuan(yuan),
        deviation: None,
    }
}

fn entry(lines: Vec<LineItem>) -> Entry {
    Entry {
        household: "HW01003".into(),
        head: "严长".into(),
        group: None,
        people: Some(3),
        total: lines.iter().map(|line| line.amount).sum(),
        lines,
        deductions: Vec::new(),
        status: None,
        remark: None,
    }
}

/// Dry land, paddy and fixtures.
fn old() -> Entry {
    entry(vec![
        land("旱地", 21_600, 43_200),
        land("水田", 10_000, 48_000),
        sum(Category::Fixture, "附着物", 1_076),
    ])
}

fn about(kind: ObjectionKind, line: ObjectedLine) -> Objected {
    Objected { kind, line }
}

const DRY: ObjectedLine = ObjectedLine::At(0);

#[test]
fn a_hundred_yuan_of_fixtures_do_not_mend_an_area() {
    let mut new = old();
    new.lines[2] = sum(Category::Fixture, "附着物", 1_176);
    new.total = new.lines_total();
    for kind in ObjectionKind::ALL {
        let said = about(kind, DRY).remedy(&old(), Some(&new));
        assert_eq!(said, Remedy::Elsewhere, "{kind:?}");
        let whole = about(kind, ObjectedLine::Whole).remedy(&old(), Some(&new));
        assert_eq!(whole, Remedy::Elsewhere, "{kind:?}");
        let unknown = about(kind, ObjectedLine::Unknown).remedy(&old(), Some(&new));
        assert_eq!(unknown, Remedy::Elsewhere, "{kind:?}");
    }
    let fixtures = about(ObjectionKind::Amount, ObjectedLine::At(2));
    assert_eq!(fixtures.remedy(&old(), Some(&new)), Remedy::Shown);
}

#[test]
fn the_line_itself_mends_it() {
    let with = |line: LineItem| {
        let mut new = old();
        new.lines[0] = line;
        entry(new.lines)
    };
    for (line, shown) in [
        (land("旱地", 32_150, 43_200), true),
        (land("旱地", 21_600, 48_000), true),
        // Other land is another line.
        (land("水浇地", 21_600, 46_000), true),
        (land("水浇地", 30_000, 43_200), true),
        // Only its name.
        (land("旱地（复测）", 21_600, 43_200), false),
    ] {
        let said = about(ObjectionKind::Area, DRY).remedy(&old(), Some(&with(line.clone())));
        let expected = if shown {
            Remedy::Shown
        } else {
            Remedy::Elsewhere
        };
        assert_eq!(said, expected, "{line:?}");
    }
    let mut gone = old();
    gone.lines.remove(0);
    let said = about(ObjectionKind::Area, DRY).remedy(&old(), Some(&entry(gone.lines)));
    assert_eq!(said, Remedy::Shown);
}

#[test]
fn a_line_that_is_only_divided_or_moved_mends_nothing() {
    let divided = entry(vec![
        sum(Category::Fixture, "附着物", 1_076),
        land("旱地", 10_000, 43_200),
        land("旱地", 11_600, 43_200),
        land("水田", 10_000, 48_000),
    ]);
    let said = about(ObjectionKind::Area, DRY).remedy(&old(), Some(&divided));
    assert_eq!(said, Remedy::Elsewhere);
    let mut moved = old();
    moved.lines.rotate_left(1);
    let said = about(ObjectionKind::Area, DRY).remedy(&old(), Some(&moved));
    assert_eq!(said, Remedy::Missing);
}

#[test]
fn another_line_of_the_same_item_mends_nothing() {
    let two = |second: i64| {
        entry(vec![
            land("旱地", 21_600, 43_200),
            land("旱地", second, 43_200),
        ])
    };
    let said = |line| {
        about(ObjectionKind::Area, ObjectedLine::At(line)).remedy(&two(5_000), Some(&two(6_000)))
    };
    assert_eq!(said(0), Remedy::Elsewhere);
    assert_eq!(said(1), Remedy::Shown);
}

#[test]
fn who_is_left_out_is_not_mended() {
    for kind in ObjectionKind::ALL {
        assert_eq!(about(kind, DRY).remedy(&old(), None), Remedy::Elsewhere);
        let same = about(kind, DRY).remedy(&old(), Some(&old()));
        assert_eq!(same, Remedy::Missing);
    }
    let mut remark = old();
    remark.remark = Some("复测".into());
    let said = about(ObjectionKind::Other, DRY).remedy(&old(), Some(&remark));
    assert_eq!(said, Remedy::Missing, "nobody sees a remark");
}

#[test]
fn without_a_line_the_kind_says_what_has_to_change() {
    let mut lines = old().lines;
    lines[0] = land("旱地", 32_150, 43_200);
    let area = entry(lines);
    let mut lines = old().lines;
    lines[0] = land("旱地", 21_600, 44_000);
    let rate = entry(lines);
    let mut lines = old().lines;
    lines.push(sum(Category::Subsidy, "过渡费", 500));
    let item = entry(lines);
    let (mut person, mut other) = (old(), old());
    person.people = Some(4);
    other.lines[2] = sum(Category::Fixture, "地上附着物", 1_076);
    use ObjectionKind as K;
    for (kind, shown) in [
        (K::Area, Some(&area)),
        (K::Standard, Some(&rate)),
        (K::MissingItem, Some(&item)),
        (K::Person, Some(&person)),
        (K::Status, None),
        (K::Amount, None),
        (K::Other, None),
    ] {
        for new in [&area, &rate, &item, &person, &other] {
            let said = about(kind, ObjectedLine::Whole).remedy(&old(), Some(new));
            let is_its_own = shown.is_some_and(|shown| std::ptr::eq(shown, new));
            assert_eq!(said == Remedy::Shown, is_its_own, "{kind:?} {new:?}");
        }
    }
}

#[test]
fn what_was_confirmed_holds_as_long_as_it_stands() {
    let mut confirmed = old();
    confirmed.lines[2] = sum(Category::Fixture, "附着物", 1_176);
    confirmed.total = confirmed.lines_total();
    assert!(still_stands(&old(), Some(&confirmed), Some(&confirmed)));
    let mut more = confirmed.clone();
    more.lines.push(sum(Category::Subsidy, "过渡费", 500));
    more.total = more.lines_total();
    assert!(still_stands(&old(), Some(&confirmed), Some(&more)));
    let mut other = confirmed.clone();
    other.lines[2] = sum(Category::Fixture, "附着物", 1_077);
    assert!(!still_stands(&old(), Some(&confirmed), Some(&other)));
    assert!(!still_stands(&old(), Some(&confirmed), Some(&old())));
    assert!(!still_stands(&old(), Some(&confirmed), None));
    assert!(!still_stands(&old(), None, Some(&old())));
    assert!(still_stands(&old(), None, None));
    assert!(!still_stands(&old(), Some(&old()), Some(&old())));
}

#[test]
fn a_deduction_is_mended_by_itself() {
    let deduction = |name: &str, yuan: i64| Deduction {
        name: name.into(),
        amount: Money::from_yuan(yuan),
    };
    let with = |deductions: Vec<Deduction>| Entry {
        deductions,
        ..old()
    };
    let old = with(vec![deduction("扣除旧料款", 2_000)]);
    let said = |new: &Entry| {
        let at = ObjectedLine::At(old.lines.len());
        about(ObjectionKind::Amount, at).remedy(&old, Some(new))
    };
    assert_eq!(
        said(&with(vec![deduction("扣除旧料款", 1_500)])),
        Remedy::Shown
    );
    assert_eq!(said(&with(vec![])), Remedy::Shown);
    let renamed = with(vec![deduction("旧料款", 2_000)]);
    assert_eq!(said(&renamed), Remedy::Elsewhere);
    let mut fixtures = old.clone();
    fixtures.lines[2] = sum(Category::Fixture, "附着物", 1_176);
    assert_eq!(said(&fixtures), Remedy::Elsewhere);
}

fn lines() -> impl Strategy<Value = Vec<LineItem>> {
    let line = (0..3usize, 1..4i64, 1..3i64).prop_map(|(item, e4, yuan)| {
        let name = ["旱地", "水田", "水浇地"][item];
        land(name, e4 * 10_000, yuan * 10_000)
    });
    prop::collection::vec(line, 1..5)
}

proptest! {
    /// Whatever becomes of the others: as long as a line stands there as it was,
    /// an objection to it is not mended.
    #[test]
    fn a_line_that_stays_is_not_mended(
        (old, index) in lines().prop_flat_map(|lines| {
            let count = lines.len();
            (Just(lines), 0..count)
        }),
        others in lines(),
    ) {
        let line = old[index].clone();
        let before = entry(old.clone());
        let mut stays: Vec<LineItem> = old.iter().filter(|one| **one == line).cloned().collect();
        stays.extend(others);
        for kind in [ObjectionKind::Area, ObjectionKind::Standard, ObjectionKind::Amount,
            ObjectionKind::MissingItem, ObjectionKind::Other] {
            let said = about(kind, ObjectedLine::At(index)).remedy(&before, Some(&entry(stays.clone())));
            prop_assert_ne!(said, Remedy::Shown);
        }
    }

    /// What everyone sees is the same: nothing is mended, by whatever objection.
    #[test]
    fn a_household_that_is_the_same_mends_nothing(lines in lines(), index in 0..6usize) {
        let before = entry(lines);
        for kind in ObjectionKind::ALL {
            for line in [ObjectedLine::At(index), ObjectedLine::Whole, ObjectedLine::Unknown] {
                let said = about(kind, line).remedy(&before, Some(&before.clone()));
                prop_assert_eq!(said, Remedy::Missing);
            }
        }
    }
}
