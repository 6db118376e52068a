//! A number format, and what it makes of what is stored.

use rust_decimal::Decimal;

use super::builtin;
use super::dates::DateSystem;
use super::digits::Digits;
use super::section::{Body, Section, TextSection, exponent, section, text_section};
use super::tokens::{Token, sections};

/// The longest code that a spreadsheet takes.
const MAX_CODE: usize = 255;

/// How a cell shows what is stored in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Format {
    sections: Vec<Section>,
    text: TextSection,
}

/// What a format shows of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Its own digits.
    Digits(Digits),
    /// Something else: a [`Format::text_of`] it.
    Otherwise,
    /// A date or a time, in these words.
    Date(String),
    Nothing,
}

impl Default for Format {
    /// General: what is stored.
    fn default() -> Self {
        Self::of("General", DateSystem::default())
    }
}

impl Format {
    /// From its code, as .xlsx and .xls have it.
    pub(crate) fn of(code: &str, dates: DateSystem) -> Self {
        if code.len() > MAX_CODE {
            let other = Section {
                condition: None,
                body: Body::Other,
                plain: None,
            };
            return Self {
                sections: vec![other],
                text: TextSection::AsItIs,
            };
        }
        let mut all = sections(code);
        let of_text = all.len() > 3 || all.last().is_some_and(|last| last.contains(&Token::At));
        let text = all
            .pop_if(|_| of_text)
            .map_or(TextSection::AsItIs, |of| text_section(&of));
        let several = all.len() > 1;
        let sections: Vec<Section> = all
            .into_iter()
            .take(3)
            .enumerate()
            .map(|(at, tokens)| section(&tokens, several && at == 1, dates))
            .collect();
        if sections.is_empty() {
            return Self {
                text,
                ..Self::default()
            };
        }
        Self { sections, text }
    }

    /// The format that Excel knows by a number, in Chinese; General where there is
    /// none.
    pub(crate) fn built_in(id: u16, dates: DateSystem) -> Self {
        Self::of(builtin::code(id), dates)
    }

    /// What is shown of a number.
    pub(crate) fn number(&self, number: Decimal) -> Shown {
        let Some((section, _)) = self.section(number) else {
            return Shown::Otherwise;
        };
        if let Some(digits) = section.plain {
            let nothing = number.is_zero() && digits.whole == 0 && digits.least == 0;
            return if nothing {
                Shown::Nothing
            } else {
                Shown::Digits(digits)
            };
        }
        match &section.body {
            Body::Date(date) => date.show(number).map_or(Shown::Otherwise, Shown::Date),
            Body::Words(words) if words.trim().is_empty() => Shown::Nothing,
            _ => Shown::Otherwise,
        }
    }

    /// A number in the words and digits of its format; `None` where only a
    /// spreadsheet can tell.
    pub(crate) fn text_of(&self, number: Decimal) -> Option<String> {
        let (section, signed) = self.section(number)?;
        let text = match &section.body {
            Body::General { before, after } => {
                let digits = Digits::GENERAL.show(number.abs());
                format!("{before}{digits}{after}").trim().to_owned()
            }
            Body::Digits(pattern) => pattern.show(number)?,
            Body::Words(words) => return Some(words.trim().to_owned()),
            Body::Date(date) => return date.show(number),
            Body::Exponent(_) | Body::Other => return None,
        };
        let minus = signed && number.is_sign_negative() && !number.is_zero();
        Some(if minus { format!("-{text}") } else { text })
    }

    /// What is shown of a text; `None` where it is the text itself.
    pub(crate) fn text(&self, text: &str) -> Option<String> {
        match &self.text {
            TextSection::AsItIs => None,
            TextSection::Around { before, after } => Some(format!("{before}{text}{after}")),
            TextSection::Instead(words) => Some(words.clone()),
        }
    }

    /// Whether all digits of a number are shown, none of them moved behind a point.
    pub(crate) fn keeps_digits_of(&self, number: Decimal) -> bool {
        self.section(number)
            .is_none_or(|(section, _)| match &section.body {
                Body::Digits(pattern) => pattern.keeps_digits_of(number),
                _ => true,
            })
    }

    /// Whether it shows an exponent for a number, and that: `1.10E+11`.
    pub(crate) fn exponent(&self, number: Decimal) -> Option<String> {
        match self.section(number)?.0.body {
            Body::Exponent(decimals) => exponent(number, decimals),
            _ => None,
        }
    }

    /// Whether it shows what is stored.
    pub(crate) fn is_general(&self) -> bool {
        let plain = |section: &Section| section.plain == Some(Digits::GENERAL);
        self.text == TextSection::AsItIs
            && matches!(self.sections.as_slice(), [only] if plain(only))
    }

    /// The section for a number, and whether it says itself that it is negative.
    fn section(&self, number: Decimal) -> Option<(&Section, bool)> {
        let negative = number.is_sign_negative() && !number.is_zero();
        if self.sections.iter().any(|one| one.condition.is_some()) {
            let holds = |one: &&Section| {
                let condition = one.condition.as_ref();
                condition.is_none_or(|condition| condition.holds(number))
            };
            return Some((self.sections.iter().find(holds)?, true));
        }
        let at = match self.sections.len() {
            0 | 1 => 0,
            _ if negative => 1,
            3.. if number.is_zero() => 2,
            _ => 0,
        };
        Some((self.sections.get(at)?, at != 1))
    }
}

#[cfg(test)]
mod tests {
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
}
