//! The formats of an .ods file's cells: its styles, put into the codes that .xlsx
//! has for them.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use crate::cells::formats::dates::DateSystem;
use crate::cells::formats::format::Format;
use crate::cells::limits::PartError;
use crate::cells::xml::{Piece, attribute};

/// Styles of a workbook; LibreOffice writes some for each column and colour.
const MAX_STYLES: usize = 100_000;

/// What its styles say of the formats of cells.
#[derive(Default)]
pub(crate) struct Styles {
    formats: HashMap<String, FormatStyle>,
    cells: HashMap<String, CellStyle>,
    /// As they were asked for; `None` for General.
    known: HashMap<String, Option<Arc<Format>>>,
    open: Option<FormatStyle>,
    text: Option<Text>,
}

/// A format as it is put together.
#[derive(Default)]
struct FormatStyle {
    name: String,
    percent: bool,
    code: String,
    /// Conditions, and the styles that hold where they do.
    maps: Vec<(String, String)>,
    /// Texts between the digits, by how many digits stand behind.
    embedded: Vec<(usize, String)>,
    number: Option<Number>,
}

struct Number {
    whole: usize,
    /// `None`: as many as there are.
    decimals: Option<usize>,
    least: usize,
    grouped: bool,
    thousands: usize,
}

#[derive(Default)]
struct CellStyle {
    format: Option<String>,
    parent: Option<String>,
}

/// Where a text within a style goes.
enum Text {
    Code,
    Embedded(usize),
}

impl Styles {
    /// Takes the pieces of styles; others are passed over.
    pub(crate) fn take(&mut self, piece: &Piece<'_>) -> Result<(), PartError> {
        match piece {
            Piece::Open(tag) => self.open(tag)?,
            Piece::Text(text) => self.text(text),
            Piece::Character(character) => self.text(character.encode_utf8(&mut [0; 4])),
            Piece::Close(name) => self.close(name),
        }
        Ok(())
    }

    /// The format of a cell's style, `None` for General.
    pub(crate) fn format(&mut self, style: &str) -> Option<Arc<Format>> {
        if let Some(known) = self.known.get(style) {
            return known.clone();
        }
        let format = self
            .format_style(style)
            .map(|style| Format::of(&self.code(style), DateSystem::From1900))
            .filter(|format| !format.is_general())
            .map(Arc::new);
        self.known.insert(style.to_owned(), format.clone());
        format
    }

    fn format_style(&self, style: &str) -> Option<&FormatStyle> {
        const MAX_PARENTS: usize = 20;
        let mut style = self.cells.get(style)?;
        for _ in 0..MAX_PARENTS {
            if let Some(format) = &style.format {
                return self.formats.get(format);
            }
            style = self.cells.get(style.parent.as_ref()?)?;
        }
        None
    }

    /// Its code, with those of the styles that hold under conditions.
    fn code(&self, style: &FormatStyle) -> String {
        let mut code = String::new();
        for (condition, name) in &style.maps {
            if let Some(other) = self.formats.get(name) {
                code.push_str(&format!("[{condition}]{};", other.code));
            }
        }
        code + &style.code
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), PartError> {
        let name = tag.local_name();
        match name.as_ref() {
            "style" if attribute(tag, "family").as_deref() == Some("table-cell") => {
                if self.cells.len() >= MAX_STYLES {
                    return Err(PartError::TooLarge);
                }
                let style = CellStyle {
                    format: attribute(tag, "data-style-name"),
                    parent: attribute(tag, "parent-style-name"),
                };
                self.cells
                    .insert(attribute(tag, "name").unwrap_or_default(), style);
            }
            "number-style" | "currency-style" | "percentage-style" | "date-style"
            | "time-style" | "text-style" => {
                self.open = Some(FormatStyle {
                    name: attribute(tag, "name").unwrap_or_default(),
                    percent: name.as_ref() == "percentage-style",
                    ..FormatStyle::default()
                });
            }
            other => {
                if let Some(style) = &mut self.open {
                    self.text = style.part(other, tag).or(self.text.take());
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some(style) = &mut self.open else { return };
        match &self.text {
            Some(Text::Code) => style.literal(text),
            Some(Text::Embedded(behind)) => style.embedded.push((*behind, text.to_owned())),
            None => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "text" | "currency-symbol" | "embedded-text" => self.text = None,
            "number" => {
                if let Some(style) = &mut self.open {
                    style.end_number();
                }
            }
            "number-style" | "currency-style" | "percentage-style" | "date-style"
            | "time-style" | "text-style" => {
                if let Some(style) = self.open.take()
                    && self.formats.len() < MAX_STYLES
                {
                    self.formats.insert(style.name.clone(), style);
                }
            }
            _ => {}
        }
    }
}

impl FormatStyle {
    /// A part of the format; where its text goes, if it has one.
    fn part(&mut self, name: &str, tag: &BytesStart<'_>) -> Option<Text> {
        let number = |name: &str| attribute(tag, name)?.parse::<usize>().ok();
        let long = attribute(tag, "style").as_deref() == Some("long");
        match name {
            "text" | "currency-symbol" => return Some(Text::Code),
            "embedded-text" => return Some(Text::Embedded(number("position").unwrap_or(0))),
            "number" => self.number = Some(Number::of(tag)),
            "scientific-number" => {
                let decimals = "0".repeat(number("decimal-places").unwrap_or(0).min(30));
                self.code.push_str(&format!("0.{decimals}E+00"));
            }
            "fraction" => self.code.push_str("# ?/?"),
            "text-content" => self.code.push('@'),
            "year" => self.code.push_str(if long { "yyyy" } else { "yy" }),
            "month" if attribute(tag, "textual").as_deref() == Some("true") => {
                self.code.push_str("mmm");
            }
            "month" => self.code.push_str(if long { "mm" } else { "m" }),
            "day" => self.code.push_str(if long { "dd" } else { "d" }),
            "hours" => self.code.push_str(if long { "hh" } else { "h" }),
            "minutes" => self.code.push_str(if long { "mm" } else { "m" }),
            "seconds" => self.code.push_str(if long { "ss" } else { "s" }),
            "am-pm" => self.code.push_str("AM/PM"),
            "day-of-week" | "era" | "quarter" | "week-of-year" => self.code.push_str("aaaa"),
            "map" => {
                let condition = attribute(tag, "condition").unwrap_or_default();
                let condition = condition.replace("value()", "").replace(' ', "");
                let condition = condition.replace("!=", "<>");
                let style = attribute(tag, "apply-style-name").unwrap_or_default();
                self.maps.push((condition, style));
            }
            _ => {}
        }
        None
    }

    fn literal(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '%' if self.percent => self.code.push('%'),
                other => {
                    self.code.push('\\');
                    self.code.push(other);
                }
            }
        }
    }

    fn end_number(&mut self) {
        let Some(number) = self.number.take() else {
            return;
        };
        let mut embedded = std::mem::take(&mut self.embedded);
        if number.decimals.is_none() && number.is_general() && embedded.is_empty() {
            self.code.push_str("General");
            return;
        }
        embedded.sort_by_key(|(behind, _)| std::cmp::Reverse(*behind));
        let least = if number.grouped { 4 } else { 1 };
        let places = embedded.first().map_or(0, |(behind, _)| *behind + 1);
        let places = places.max(number.whole).max(least);
        for behind in (0..places).rev() {
            self.code
                .push(if behind < number.whole { '0' } else { '#' });
            if number.grouped && behind == 3 {
                self.code.push(',');
            }
            for (_, text) in embedded.iter().filter(|(at, _)| *at == behind) {
                self.literal(text);
            }
        }
        let most = number.decimals.unwrap_or(15);
        if most > 0 {
            self.code.push('.');
            let least = number.least.min(most);
            self.code.push_str(&"0".repeat(least));
            self.code.push_str(&"#".repeat(most - least));
        }
        self.code.push_str(&",".repeat(number.thousands));
    }
}

impl Number {
    fn of(tag: &BytesStart<'_>) -> Self {
        const MOST: usize = 30;
        let number = |name: &str| {
            let number = attribute(tag, name)?.parse::<usize>().ok();
            number.map(|number| number.min(MOST))
        };
        let decimals = number("decimal-places");
        let optional = attribute(tag, "decimal-replacement").is_some();
        let factor = attribute(tag, "display-factor");
        let zeros = factor.map_or(0, |factor| factor.matches('0').count());
        Self {
            whole: number("min-integer-digits").unwrap_or(1),
            least: match number("min-decimal-places") {
                Some(least) => least,
                None if optional => 0,
                None => decimals.unwrap_or(0),
            },
            decimals,
            grouped: attribute(tag, "grouping").as_deref() == Some("true"),
            thousands: zeros / 3,
        }
    }

    /// As many digits as there are.
    fn is_general(&self) -> bool {
        self.whole <= 1 && !self.grouped && self.thousands == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::xml;

    fn code(styles: &str) -> String {
        let mut read = Styles::default();
        xml::stretch(styles, |piece| read.take(&piece))
            .map_err(|_: PartError| "too large")
            .expect("styles");
        let style = read.formats.get("N1").expect("a style");
        read.code(style).replace('\\', "")
    }

    #[test]
    fn styles_are_put_into_codes() {
        let number = |attributes: &str| format!("<number:number {attributes}/>");
        let style = |inside: &str| {
            format!("<number:number-style style:name=\"N1\">{inside}</number:number-style>")
        };
        for (styles, expected) in [
            (style(&number("number:min-integer-digits=\"1\"")), "General"),
            (
                style(&number(
                    "number:decimal-places=\"0\" number:min-integer-digits=\"5\"",
                )),
                "00000",
            ),
            (
                style(&number("number:min-integer-digits=\"3\"")),
                "000.###############",
            ),
            (
                style(&number(
                    "number:decimal-places=\"2\" number:min-integer-digits=\"1\" number:grouping=\"true\"",
                )),
                "#,##0.00",
            ),
            (
                style(
                    "<number:number number:decimal-places=\"0\" number:min-integer-digits=\"5\">\
                     <number:embedded-text number:position=\"4\">.</number:embedded-text></number:number>",
                ),
                "0.0000",
            ),
            (
                style(
                    "<number:text>第</number:text><number:number number:decimal-places=\"0\" \
                     number:min-integer-digits=\"1\"/><number:text>组</number:text>",
                ),
                "第0组",
            ),
            (
                style(&number(
                    "number:decimal-places=\"1\" number:min-integer-digits=\"1\" number:display-factor=\"1000\"",
                )),
                "0.0,",
            ),
            (
                "<number:percentage-style style:name=\"N1\"><number:number number:decimal-places=\"0\" \
                 number:min-integer-digits=\"1\"/><number:text>%</number:text></number:percentage-style>"
                    .to_owned(),
                "0%",
            ),
            (
                "<number:date-style style:name=\"N1\"><number:year number:style=\"long\"/><number:text>\
                 年</number:text><number:month/></number:date-style>"
                    .to_owned(),
                "yyyy年m",
            ),
            (
                format!(
                    "<number:number-style style:name=\"P0\"><number:text>多</number:text>\
                     </number:number-style>{}",
                    style(
                        "<number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\"/>\
                         <style:map style:condition=\"value()&gt;=1000\" style:apply-style-name=\"P0\"/>",
                    )
                ),
                "[>=1000]多;0",
            ),
        ] {
            assert_eq!(code(&styles), expected);
        }
    }
}
