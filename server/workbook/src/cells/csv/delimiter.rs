//! What parts the cells of a text.

use std::collections::HashMap;

use super::records::Records;

const DELIMITERS: [char; 6] = [',', ';', '\t', '|', '，', '；'];

/// The delimiter by which most rows have the same number of cells, and many of
/// them; a comma where none parts anything.
pub(crate) fn delimiter(text: &str) -> char {
    let parting = DELIMITERS.into_iter().filter(|delimiter| {
        // Exporters put a tab behind each value, so that Excel takes it for a text.
        *delimiter != '\t' || !ends_values(text)
    });
    let mut best = (',', 0);
    for delimiter in parting {
        let score = evenness(text, delimiter);
        // Of equals the first.
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// How many rows have as many cells as most have, times what each has more than one.
fn evenness(text: &str, delimiter: char) -> usize {
    const ROWS: usize = 200;
    let mut records = Records::new(text, delimiter);
    let mut cells = Vec::new();
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for _ in 0..ROWS {
        if records.next(&mut cells).is_none() {
            break;
        }
        if cells.len() > 1 {
            *widths.entry(cells.len()).or_default() += 1;
        }
    }
    let scores = widths.into_iter().map(|(width, rows)| rows * (width - 1));
    scores.max().unwrap_or_default()
}

/// Whether most tabs stand before what ends a cell.
fn ends_values(text: &str) -> bool {
    const LOOKED_AT: usize = 64 * 1024;
    let (mut ending, mut all) = (0_usize, 0_usize);
    let mut characters = text.chars().take(LOOKED_AT).peekable();
    while let Some(character) = characters.next() {
        if character == '\t' {
            all += 1;
            let next = characters.peek();
            let ends =
                |next: &char| matches!(next, ',' | ';' | '|' | '，' | '；' | '"' | '\r' | '\n');
            ending += usize::from(next.is_none_or(ends));
        }
    }
    ending * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_parted_by_what_makes_rows_even() {
        for (text, right) in [
            ("户号,户主\n1,张三\n", ','),
            ("户号\t户主\n1\t张三\n", '\t'),
            ("户号;户主;金额\n1;张三;2,5\n2;李四;3,5\n", ';'),
            ("户号|户主\n1|张三\n", '|'),
            ("户号，户主\n1，张三\n", '，'),
            ("户号；户主\n1；张三\n", '；'),
            ("户号\t,户主\t,金额\t\n1\t,张三\t,5\t\n", ','),
            ("\"户号\t\",\"户主\t\"\n\"1\t\",\"张三\t\"\n", ','),
            ("户号\t;户主\t\n1\t;张三\t\n", ';'),
            ("公示表\n户号,户主,备注\n1,张三,东;西;南;北\n2,李四,\n", ','),
            ("户号\t户主\t备注\n1\t张三\t田,地,房,树\n2\t李四\t\n", '\t'),
            ("户号\n1\n", ','),
            ("", ','),
        ] {
            assert_eq!(delimiter(text), right, "{text}");
        }
    }
}
