use proptest::prelude::*;

use super::*;

#[test]
fn a_name_is_kept_without_blanks_that_only_widen_it() {
    for (typed, kept) in [
        ("罗\u{3000}建", "罗建"),
        ("贺\n长青", "贺长青"),
        ("万\u{200b}秀", "万秀"),
        (" 邵 桂香 ", "邵桂香"),
        ("石玉梅\n石玉兰", "石玉梅 石玉兰"),
        ("石玉梅 、 石玉兰", "石玉梅、石玉兰"),
        ("秦守田 (已故)", "秦守田(已故)"),
        ("枣林村\n集体", "枣林村集体"),
        ("John  Smith", "John Smith"),
        ("阿卜杜 · 热西提", "阿卜杜·热西提"),
        ("秦守田（已 故）", "秦守田（已故）"),
    ] {
        assert_eq!(spelled(typed), kept, "{typed:?}");
    }
}

#[test]
fn a_head_is_a_person_or_a_collective() {
    for head in [
        "张三",
        "𠮷野",
        "张\u{e863}三",
        "⽯玉梅",
        "秦守田(已故)",
        "石玉梅、石玉兰",
        "石玉梅等3人",
        "王芳(2)",
        "史传宝①",
        "枣林村集体",
        "枣林村3组",
        "3组集体",
        "阿卜杜·热西提",
        "阿卜杜.热西提",
        "O'Neil",
        "Jean-Luc Picard",
        "ئابدۇرەھمان",
        "石玉梅/石玉兰",
        "第3村民小组",
        "秦守田(2023年去世)",
        "〇",
        "",
    ] {
        assert_eq!(fault(head), None, "{head}");
    }
    for (head, wrong) in [
        ("<b>张三</b>", NameFault::Markup),
        ("张三<br/>", NameFault::Markup),
        ("张三&nbsp;", NameFault::Markup),
        ("=VLOOKUP(A1,B:C,2)", NameFault::Formula),
        ("#N/A", NameFault::Formula),
        ("#REF!", NameFault::Formula),
        ("1001", NameFault::Digits),
        ("张三2", NameFault::Digits),
        ("张三２", NameFault::Digits),
        ("①", NameFault::Digits),
        ("张*三", NameFault::Masked('*')),
        ("张×三", NameFault::Masked('×')),
        ("张？", NameFault::Masked('？')),
        ("张三!", NameFault::Sign('!', 3)),
        ("张三😀", NameFault::Sign('😀', 3)),
        ("、", NameFault::Sign('、', 1)),
        ("$", NameFault::Sign('$', 1)),
        ("张三：", NameFault::Sign(':', 3)),
        ("《张三》", NameFault::Sign('《', 1)),
    ] {
        assert_eq!(fault(head), Some(wrong), "{head}");
    }
}

#[test]
fn a_cell_names_each_of_its_people() {
    for (cell, whom, named) in [
        ("沈德", "沈德", true),
        ("沈德(已故)", "沈德", true),
        ("沈德、王芳", "沈 德", true),
        ("王芳、沈德", "沈德", true),
        ("沈德明", "沈德", false),
        ("沈德", "沈德、王芳", false),
        ("沈德", "", false),
    ] {
        assert_eq!(names(cell, whom), named, "{cell} {whom}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_kept_name_stays_and_names_the_same_people(
        text in prop_oneof!["[张王李欧阳和玉梅明村集体a-b \n\u{3000}\u{200b}·、()（）等3人]{0,10}", "\\PC{0,10}"],
    ) {
        let kept = spelled(&text).into_owned();
        prop_assert_eq!(spelled(&kept), kept.as_str());
        prop_assert_eq!(named(&kept), named(&text));
    }
}
