use proptest::prelude::*;

use super::*;

#[test]
fn masks_all_but_the_ends_of_a_name() {
    for (name, masked) in [
        ("张小明", "张*明"),
        ("严长", "严*"),
        ("欧阳修文", "欧**文"),
        ("欧阳兰", "欧*兰"),
        ("王", "*"),
        ("", ""),
    ] {
        assert_eq!(mask_name(name), masked, "{name}");
    }
}

#[test]
fn each_person_is_masked_and_not_the_cell() {
    for (name, masked) in [
        ("罗\u{3000}建", "罗*"),
        ("邵 桂香", "邵*香"),
        ("贺\n长青", "贺*青"),
        ("万\u{200b}秀", "万*"),
        ("秦守田(已故)", "秦*田(已故)"),
        ("秦守田（已故）", "秦*田（已故）"),
        ("秦守田已故", "秦*田已故"),
        ("段明义(代)", "段*义(代)"),
        ("石玉梅、石玉兰", "石*梅、石*兰"),
        ("石玉梅，石玉兰/石玉竹", "石*梅，石*兰/石*竹"),
        ("石玉梅和石玉兰", "石*梅和石*兰"),
        ("刘建与王梅与李四", "刘*与王*与李*"),
        ("石玉梅及石玉兰等3人", "石*梅及石*兰等3人"),
        ("石玉梅以及石玉兰", "石*梅以及石*兰"),
        ("石玉梅\n石玉兰", "石*梅 石*兰"),
        ("欧阳\n修文", "欧**文"),
        ("张三 李四", "张**四"),
        ("张和平", "张*平"),
        ("欧阳和平", "欧**平"),
        ("李建和", "李*和"),
        ("石玉梅等三户", "石*梅等三户"),
        ("秦守田(秦守仁代)", "秦*田(秦*仁代)"),
        ("秦守田(妻：王芳)", "秦*田(妻：王*)"),
        ("李四之子", "李*之子"),
        ("王小妮(曾用名王二妮)", "王*妮(曾用名王*妮)"),
        ("秦守田(未知的某个词)", "秦*田(未****词)"),
        ("张(小)明", "张(小)*"),
        ("张(三", "*(*"),
        ("阿不都热合曼·吐尔逊", "阿*****·**逊"),
        ("阿不都热合曼.吐尔逊", "阿*****.**逊"),
        ("John Smith", "J*******h"),
        ("e\u{301}a", "e\u{301}*"),
        ("张\u{202e}三", "张*三"),
        ("1", "*"),
    ] {
        assert_eq!(mask_name(name), masked, "{name:?}");
    }
}

#[test]
fn collectives_are_shown_and_no_person_passes_for_one() {
    for collective in [
        "枣林村集体",
        "枣林村 集体",
        "枣林村第一村民小组",
        "枣林村民委员会",
        "枣林村股份经济合作社",
        "枣林小学",
        "王庄小学",
        "王庄村集体",
        "王氏宗祠",
        "枣林村三组",
        "3组",
        "第三村民小组",
        "村集体",
        "安徽淮北建材有限公司",
        "枣林村",
        "观音寺",
    ] {
        assert_eq!(mask_name(collective), collective.replace(' ', ""));
    }
    for (name, masked) in [
        ("王公司", "王*司"),
        ("王小寺", "王*寺"),
        ("李学校", "李*校"),
        ("欧阳集体", "欧**体"),
        ("张建村", "张*村"),
        ("张建国养殖场", "张*国养殖场"),
        ("张建国家庭农场", "张*国家庭农场"),
        ("石玉梅副食超市", "石*梅副食超市"),
        ("石玉集体", "石*集体"),
        ("张建国和枣林村集体", "张*国和枣林村集体"),
        ("张建国和王大社", "张*国和王*社"),
        ("枣林村集体、张建国", "枣林村集体、张*国"),
        ("枣林村集体(张建国代)", "枣林村集体(张*国代)"),
        ("枣林村集体 张建国", "枣林村集体 张*国"),
    ] {
        assert_eq!(mask_name(name), masked, "{name}");
    }
}

#[test]
fn the_longer_of_two_names_is_masked_whole() {
    assert_eq!(
        mask_names("按张小明明和张小的协议", ["张小", "张小明明"]),
        "按张**明和张*的协议"
    );
}

#[test]
fn a_text_hides_each_person_of_a_cell() {
    let names = ["石玉梅、石玉兰(已故)", "罗\u{3000}建", "枣林村集体", "王"];
    assert_eq!(
        mask_names(
            "石玉兰与罗 建、石\n玉梅换地，王家不变，枣林村集体同意",
            names
        ),
        "石*兰与罗*、石*梅换地，王家不变，枣林村集体同意"
    );
    let is_name = |name: &str| matches!(name, "罗建" | "石玉兰");
    assert_eq!(names_within("与罗 建和石玉兰", is_name), ["罗建", "石玉兰"]);
}

#[test]
fn what_is_typed_finds_what_is_masked_alike() {
    let keys = |text: &str| {
        let masked = name_keys(text).into_iter().map(|key| key.masked);
        masked.collect::<Vec<_>>()
    };
    assert_eq!(keys("石玉梅、石玉兰(已故)"), ["石*梅", "石*兰"]);
    assert_eq!(keys("枣林村集体"), ["=枣林村集体"]);
    assert_eq!(keys("阿不都热合曼·吐尔逊"), ["阿*******逊", "阿*****·"]);
    let wanted = |text: &str| wanted_keys(text).concat();
    for (typed, listed) in [
        ("张建明", "张晓明"),
        ("张*明", "张晓明"),
        ("罗 建", "罗\u{3000}成"),
        ("石玉兰", "石玉梅、石小兰"),
        ("石玉兰(已故)", "石玉兰"),
        ("阿不都热合曼", "阿不都热合曼·吐尔逊"),
        ("阿不都热合曼吐尔逊", "阿不都热合曼·吐尔逊"),
        ("ＪＯＨＮ smith", "John Smith"),
        ("⽯玉兰", "石玉兰"),
        ("枣林村 集体", "枣林村集体"),
    ] {
        let masked: Vec<String> = wanted(typed).into_iter().map(|key| key.masked).collect();
        let listed = name_keys(listed);
        assert!(
            listed.iter().any(|key| masked.contains(&key.masked)),
            "{typed}"
        );
    }
    let full = |text: &str| {
        wanted(text)
            .into_iter()
            .map(|key| key.full)
            .collect::<Vec<_>>()
    };
    assert_ne!(full("张建明"), full("张晓明"));
    // One letter is shown of nobody who has no other.
    assert!(wanted("王").is_empty());
}

/// A person's name: letters that are often surnames, that part people, or neither.
fn person() -> impl Strategy<Value = String> {
    "[张王李欧阳和与及建玉梅明之子代等𠮷]{1,4}"
}

/// What may stand between the characters of a name and says nothing.
fn gap() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => Just(""), 1 => Just(" "), 1 => Just("\u{3000}"), 1 => Just("\u{200b}"), 1 => Just("\n"), 1 => Just("\u{e0100}"), 1 => Just("\u{202d}")]
}

/// What a mask may show of a name: of two characters the first, of more the ends.
fn allowed(name: &str) -> Vec<char> {
    let letters: Vec<char> = name.chars().collect();
    match letters.as_slice() {
        [] | [_] => Vec::new(),
        [first, _] => vec![*first],
        [first, .., last] => vec![*first, *last],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn a_mask_shows_at_most_the_ends_of_each_person(
        people in prop::collection::vec((person(), prop::collection::vec(gap(), 4)), 1..4),
        between in prop::sample::select(vec!["、", "，", ",", "/", "；", " 、 "]),
        note in prop::sample::select(vec!["", "(已故)", "（代）", "(户主)"]),
    ) {
        let written: Vec<String> = people.iter().map(|(name, gaps)| {
            let letters = name.chars().zip(gaps).map(|(letter, gap)| format!("{letter}{gap}"));
            format!("{}{note}", letters.collect::<String>())
        }).collect();
        let masked = mask_name(&written.join(between));
        let shown: Vec<&str> = masked.split(between.trim()).collect();
        prop_assert_eq!(shown.len(), people.len());
        for (shown, (name, _)) in shown.into_iter().zip(&people) {
            let shown = shown.replace(note, "");
            // 等 and 之子 behind a name are notes, and stand as they are.
            let kept = ["等", "之子"].iter().find(|note| shown.ends_with(*note) && name.chars().count() > 2);
            let kept = kept.copied().unwrap_or_default();
            let (shown, name) = (shown.strip_suffix(kept), name.strip_suffix(kept));
            let (shown, name) = (shown.expect("a note"), name.expect("a note"));
            let letters: Vec<char> = shown.chars().filter(|c| *c != '*').collect();
            let allowed = allowed(name);
            prop_assert!(letters.len() <= allowed.len(), "{name} as {shown}");
            prop_assert!(letters.iter().all(|letter| allowed.contains(letter)), "{name} as {shown}");
        }
    }

    #[test]
    fn what_is_masked_is_masked_once_and_for_all(text in "\\PC{0,16}") {
        let masked = mask_name(&text);
        prop_assert!(masked.chars().count() <= text.chars().count() + 1);
        let _ = (crate::name::fault(&text), name_keys(&text), wanted_keys(&text));
    }
}
