//! What the sheets of a marked copy are called.

use std::collections::HashSet;

use domain::id_number;

use crate::cells::grid::Sheet;

/// UTF-16 units of a sheet's name.
const MAX_NAME: usize = 31;

/// Names that a spreadsheet takes, each once, beside that of the list: as in the
/// table where it can be.
pub(crate) fn names(sheets: &[&Sheet], list: &str) -> Vec<String> {
    // Excel keeps the name History for itself.
    let mut taken = HashSet::from([list.to_lowercase(), "history".to_owned()]);
    let mut names = Vec::with_capacity(sheets.len());
    for (index, sheet) in sheets.iter().enumerate() {
        let own = id_number::hide(sheet.name.as_deref().unwrap_or_default());
        let own: String = own
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\'))
            .scan(0, |length, character| {
                *length += character.len_utf16();
                (*length <= MAX_NAME - 4).then_some(character)
            })
            .collect();
        let own = own
            .trim_matches(|c: char| c == '\'' || c.is_whitespace())
            .to_owned();
        let mut name = if own.is_empty() {
            format!("Sheet{}", index + 1)
        } else {
            own.clone()
        };
        let mut more = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{own}-{more}");
            more += 1;
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;

    fn sheet(name: &str) -> Sheet {
        Sheet {
            name: Some(name.to_owned()),
            ..Sheet::default()
        }
    }

    #[test]
    fn sheets_have_names_that_a_spreadsheet_takes_each_once() {
        let long = "\u{20BB7}".repeat(40);
        let sheets: Vec<Sheet> = [
            "公示表",
            "问题清单",
            "a/b:c*d?e[f]",
            "History",
            "'quoted'",
            "990101197410052181",
            "",
            "abc",
            "ABC",
            &long,
        ]
        .into_iter()
        .map(sheet)
        .collect();
        let sheets: Vec<&Sheet> = sheets.iter().collect();
        let names = names(&sheets, "问题清单");
        assert_eq!(
            names.iter().map(String::as_str).take(9).collect::<Vec<_>>(),
            [
                "公示表",
                "问题清单-2",
                "abcdef",
                "History-2",
                "quoted",
                "9901…2181",
                "Sheet7",
                "abc",
                "ABC-2"
            ]
        );
        for name in &names {
            assert!(name.encode_utf16().count() <= MAX_NAME, "{name}");
            let mut workbook = Workbook::new();
            workbook.add_worksheet().set_name(name).expect("a name");
        }
    }
}
