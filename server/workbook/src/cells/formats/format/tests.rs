use super::*;
use proptest::prelude::*;

fn shown(code: &str, number: &str) -> String {
    let number: Decimal = number.parse().expect("a number");
    let format = Format::of(code, DateSystem::default());
    let text = format.text_of(number).unwrap_or_else(|| "?".to_owned());
    // What is kept in the cell shows the same.
    match format.number(number) {
        Shown::Digits(digits) => {
            let signs = |text: &str| text.replace(['(', ')', '￥', '¥', '-', ' '], "");
            assert_eq!(signs(&digits.show(number)), signs(&text), "{code}");
        }
        Shown::Date(date) => assert_eq!(date, text, "{code}"),
        Shown::Nothing => assert_eq!(text, "", "{code}"),
        Shown::Otherwise => {}
    }
    text
}

#[test]
fn numbers_are_shown_as_a_spreadsheet_shows_them() {
    for (code, number, text) in [
        ("General", "4076.4", "4076.4"),
        ("G/通用格式", "-5", "-5"),
        ("@", "12.5", "12.5"),
        ("0", "12.5", "13"),
        ("0.00", "12", "12.00"),
        ("0.00_ ", "12.345", "12.35"),
        ("#,##0.00_);[Red](#,##0.00)", "-1234.5", "(1,234.50)"),
        (
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "0",
            "-",
        ),
        (
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "1234.5",
            "1,234.50",
        ),
        ("\"¥\"#,##0.00", "1234.5", "¥1,234.50"),
        ("[$¥-804]#,##0", "1234", "¥1,234"),
        ("00000", "1", "00001"),
        ("00000", "-1", "-00001"),
        ("\"ZL\"00000", "1001", "ZL01001"),
        ("\"ZL\"0000-00", "123456", "ZL1234-56"),
        ("0000-00", "12", "0000-12"),
        ("00-000", "1001", "01-001"),
        ("0\"组\"", "3", "3组"),
        ("0组", "3", "3组"),
        ("\"第\"0\"组\"", "3", "第3组"),
        ("G/通用格式\"组\"", "3", "3组"),
        ("0!.0000", "187315.2", "18.7315"),
        ("0\\.0,", "187315.2", "18.7"),
        ("0.0,", "187315.2", "187.3"),
        ("0,,", "187315200", "187"),
        ("0.00,,\"百万\"", "1873152", "1.87百万"),
        ("0%", "0.5", "50%"),
        ("0.00%", "0.12345", "12.35%"),
        ("0\"万\"", "12", "12万"),
        ("0.00\"亩\"", "3.2", "3.20亩"),
        ("0.00E+00", "123", "?"),
        ("##0.0E+0", "123", "?"),
        ("# ?/?", "0.5", "?"),
        ("[DBNum1]0\"组\"", "3", "?"),
        ("#", "0", ""),
        ("0;-0;;@", "0", ""),
        (";;;", "12", ""),
        ("[>1000]\"很多\";0", "1200", "很多"),
        ("[>1000]\"很多\";0", "12", "12"),
        ("[<100]0.0;[<=500]0.00;0", "500", "500.00"),
        ("0.##", "1.50", "1.5"),
        ("#,##0", "1234567", "1,234,567"),
        ("0,000", "12", "0,012"),
        ("000\"-\"000\"-\"000", "1234567890", "1234-567-890"),
        ("+0", "5", "+5"),
        ("m\"-\"d", "45292", "1-1"),
        ("yyyy\"年\"m\"月\"d\"日\";@", "45413", "2024年5月1日"),
        ("yyyy-mm-dd hh:mm:ss", "45413.5", "2024-05-01 12:00:00"),
        ("[h]:mm", "1.5", "1900-01-01"),
        ("[$-F800]dddd, mmmm dd, yyyy", "45413", "2024-05-01"),
    ] {
        assert_eq!(shown(code, number), text, "{code} of {number}");
    }
}

#[test]
fn dates_are_told_from_numbers() {
    for (code, is_date) in [
        ("yyyy/m/d", true),
        ("m月d日", true),
        ("[h]:mm:ss", true),
        ("上午/下午h:mm", true),
        ("[DBNum1][$-804]yyyy\"年\"m\"月\"", true),
        ("aaaa", true),
        ("mmm-yy", true),
        ("[Red]0.00", false),
        ("\"yes\"0", false),
        ("0.00E+00", false),
        ("General", false),
        ("0\\d", false),
        ("0_d", false),
    ] {
        let shown = Format::of(code, DateSystem::default()).number(Decimal::from(45_292));
        assert_eq!(matches!(shown, Shown::Date(_)), is_date, "{code}");
    }
    for id in 0..90 {
        let dated = matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58 | 71..=81);
        let shown = Format::built_in(id, DateSystem::default()).number(Decimal::from(45_292));
        assert_eq!(matches!(shown, Shown::Date(_)), dated, "{id}");
    }
}

#[test]
fn texts_have_a_section_of_their_own() {
    for (code, text) in [
        ("General", None),
        ("0.00", None),
        ("@", None),
        ("\"ZL\"@", Some("ZL7")),
        ("0;-0;0;@\"组\"", Some("7组")),
        (";;;", Some("")),
        ("0;-0;;", Some("")),
        ("0;-0;;@", None),
        (";;", None),
    ] {
        let format = Format::of(code, DateSystem::default());
        assert_eq!(format.text("7").as_deref(), text, "{code}");
    }
}

#[test]
fn long_numbers_have_an_exponent() {
    let number = Decimal::from(110_101_001_001_i64);
    let format = Format::of("0.00E+00", DateSystem::default());
    assert_eq!(format.exponent(number).as_deref(), Some("1.10E+11"));
    assert_eq!(exponent(number, 5).as_deref(), Some("1.10101E+11"));
    let format = Format::of("0", DateSystem::default());
    assert_eq!(format.exponent(number), None);
}

proptest! {
    /// Whatever a file says its formats are.
    #[test]
    fn any_code_shows_any_number_or_tells_that_it_cannot(
        code in "[0#?.,%/\\\\!_*@;\"\\[\\]<>=EGeneralymdhs 亩元-]{0,40}",
        number in any::<i64>(),
        scale in 0_u32..12,
    ) {
        let number = Decimal::new(number, scale);
        let format = Format::of(&code, DateSystem::default());
        let text = format.text_of(number);
        let _ = (format.exponent(number), format.keeps_digits_of(number), format.text("7"));
        // The digits that a cell keeps are those of the number.
        if let Shown::Digits(digits) = format.number(number) {
            let own = digits.show(number).replace([',', '¥'], "");
            let own = if own.starts_with('.') { format!("0{own}") } else { own };
            let own = own.replace("-.", "-0.");
            let read: Decimal = own.parse().unwrap_or_default();
            prop_assert_eq!(digits.hides_digits_of(number), read != number, "{:?}", text);
        }
    }
}

#[test]
fn only_general_is_general() {
    for (code, general) in [("General", true), ("@", true), ("0", false), (";;;", false)] {
        assert_eq!(
            Format::of(code, DateSystem::default()).is_general(),
            general,
            "{code}"
        );
    }
}
