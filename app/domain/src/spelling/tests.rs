use proptest::prelude::*;

use super::*;

#[test]
fn what_shows_nothing_is_dropped() {
    for (typed, shown) in [
        ("\u{202d}ZL01002\u{202c}", "ZL01002"),
        ("1.381\u{200b}", "1.381"),
        ("\u{200e}1005.60", "1005.60"),
        ("\u{feff}户号\u{a0}", "户号"),
        ("软\u{ad}件", "软件"),
        ("葛\u{e0100}洪", "葛洪"),
        ("\u{3000}罗\u{3000}建\t", "罗\u{3000}建"),
        ("邵桂香", "邵桂香"),
        (" a b ", "a b"),
        ("\u{200b} \u{200b}", ""),
    ] {
        assert_eq!(seen(typed), shown, "{typed:?}");
    }
    // What turns the order round, or replaces a character, is left for a finding.
    for kept in [
        "\u{202e}72144",
        "a\u{200f}b",
        "\u{f900}",
        "⽯玉梅",
        "\u{e863}",
    ] {
        assert_eq!(seen(kept), kept);
    }
}

#[test]
fn wrappers_of_codes_are_taken_off() {
    for (typed, inner) in [
        ("=\"340601001\"", "340601001"),
        ("=\"1组\"\u{200b}", "1组"),
        ("'001", "001"),
        ("=\"a\"\"b\"", "a\"b"),
        ("=\" 001 \"", "001"),
        ("='001", "='001"),
        ("=A1&\"x\"", "=A1&\"x\""),
        ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
        ("'引'", "'引'"),
        ("'", "'"),
        ("=\"\"", ""),
    ] {
        assert_eq!(cell(typed), inner, "{typed:?}");
    }
}

#[test]
fn one_household_number_in_many_spellings() {
    for (typed, spelled) in [
        ("ZL01001", "ZL01001"),
        ("ｚｌ０１００１", "ZL01001"),
        ("zl 01001", "ZL01001"),
        ("ZL—01－001", "ZL-01-001"),
        ("ZL - 01", "ZL-01"),
        ("1\u{3000} 2", "1 2"),
        ("一组－３", "一组-3"),
        ("\u{200b}01", "01"),
        ("", ""),
    ] {
        assert_eq!(household(typed), spelled, "{typed:?}");
    }
    // Alike, and asked about.
    for (one, other) in [("1 2", "12"), ("ZL001", "ZL1"), ("1-01", "1-1"), ("0", "0")] {
        assert_eq!(household_alike(one), household_alike(other));
    }
    for (one, other) in [
        ("1-12", "11-2"),
        ("10", "1"),
        ("ZL100", "ZL10"),
        ("A1", "B1"),
    ] {
        assert_ne!(household_alike(one), household_alike(other));
    }
}

#[test]
fn a_power_of_ten_is_no_code() {
    for power in ["1.00E+11", "3.40602E+17", "1E+11", "１.00E+11"] {
        assert!(is_power(power), "{power}");
    }
    for code in [
        "E11",
        "1E11",
        "ZL1.00E+11",
        "12E+3",
        "1.2.3E+4",
        "1.00E+",
        "",
    ] {
        assert!(!is_power(code), "{code}");
    }
}

#[test]
fn spellings_of_a_group_are_told_from_other_groups() {
    for spelling in [
        "一组",
        "1组",
        "第一组",
        "１组",
        "第1村民小组",
        "1 组",
        "01组",
        "壹组",
    ] {
        assert_eq!(group_key(spelling), "1组", "{spelling}");
    }
    for (group, key) in [
        ("十一组", "11组"),
        ("二十组", "20组"),
        ("二十三村民组", "23组"),
        ("一〇组", "10组"),
        ("一百零二组", "102组"),
        ("枣林村第二组", "枣林村2组"),
        ("水泉村民组", "水泉组"),
        ("三里湾", "三里湾"),
        ("三里组", "三里组"),
        ("一队", "1队"),
        ("第一生产队", "1队"),
        ("组", "组"),
        ("第组", "组"),
    ] {
        assert_eq!(group_key(group), key, "{group}");
    }
}

#[test]
fn codes_and_phones_are_taken_however_they_are_typed() {
    for (typed, spelled) in [
        ("２０２４０９０２－ａｂｃｄ－efgh", "20240902ABCDEFGH"),
        ("k7qm 2xdf", "K7QM2XDF"),
        ("K7QM—2XDF\u{200b}", "K7QM2XDF"),
    ] {
        assert_eq!(code(typed), spelled);
    }
    for (typed, spelled) in [
        ("１３８ ００１３ ８０００", "13800138000"),
        ("+86 138-0013-8000", "+8613800138000"),
        ("（0561）388．1234", "05613881234"),
        ("138\u{200b}0013\u{a0}8000", "13800138000"),
    ] {
        assert_eq!(phone(typed), spelled);
    }
}

#[test]
fn what_may_not_be_changed_is_named_with_its_place() {
    let found = |text: &str| odd(text).map(|one| (one.kind, one.character, one.position));
    for (text, kind, position) in [
        ("72\u{202e}144", OddKind::Turns, 3),
        ("a\u{7}", OddKind::Unseen, 2),
        ("张\u{3164}三", OddKind::Unseen, 2),
        ("张\u{fffd}", OddKind::Lost, 2),
        ("张\u{e863}三", OddKind::Private, 2),
        ("⽯玉梅", OddKind::Twin('石'), 1),
        ("金\u{f90a}", OddKind::Twin('金'), 2),
        // What is wrong is told before what is to be checked.
        ("⽯\u{200f}", OddKind::Turns, 2),
    ] {
        let character = text.chars().nth(position - 1).expect("a character");
        assert_eq!(found(text), Some((kind, character, position)), "{text:?}");
    }
    for fine in [
        "邵桂香",
        "1,234.5 ㎡",
        "（已故）",
        "第1组\n第2组",
        "阿卜杜·热西提",
        "𠮷野",
        "\u{fa0e}",
        "﹣１",
    ] {
        assert_eq!(found(fine), None, "{fine:?}");
    }
}

/// Characters that do something, and some that do nothing.
fn texts() -> impl Strategy<Value = String> {
    let characters = "[ '\"=a-cX0-2０-２一二十第组队\u{ad}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{a0}\u{3000}\u{feff}\u{fe0f}\u{e0100}\t\n—－_.+E（）罗建⽯\u{f90a}]{0,12}";
    prop_oneof![characters, "\\PC{0,12}", ".{0,8}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_spelled_stays_so(text in texts()) {
        let again = |spelled: &str, spell: &dyn Fn(&str) -> String| {
            prop_assert_eq!(spell(spelled), spelled);
            Ok(())
        };
        let spellings: [&dyn Fn(&str) -> String; 7] = [
            &|text| seen(text).into_owned(),
            &|text| cell(text).into_owned(),
            &|text| household(text).into_owned(),
            &|text| household_alike(&household(text)).into_owned(),
            &group_key,
            &code,
            &phone,
        ];
        for spell in spellings {
            again(&spell(&text), spell)?;
        }
        let spelled = household(&text);
        prop_assert!(!spelled.contains(|c| c == '－' || is_unseen(c)));
    }
}
