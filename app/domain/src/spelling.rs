//! One way of writing for what people type in many: what stands in a table, in a
//! form or in a search box is put into the same spelling before it is kept or
//! compared. `docs/decisions/0036` lists what is changed without a word.
//!
//! | of | how it is kept |
//! |---|---|
//! | any text | [`seen`]: as it is seen, without what shows nothing |
//! | a cell of a table | [`cell`]: the same, without the wrappers against Excel |
//! | 户号 | [`household`] |
//! | 组别 | as it is seen; [`group_key`] tells which spellings may be one group |
//! | codes and receipts | [`code`] |
//! | phone numbers | [`phone`] |
//! | names | [`crate::name::spelled`] |
//!
//! Each gives its own result back unchanged. What may not be changed without a
//! word is an [`Odd`] character, which a finding names.

mod characters;
mod codes;
mod file_name;
mod groups;
mod instead;
mod odd;

use std::borrow::Cow;

pub use characters::{half_width, is_dash, is_han};
pub use codes::{code, household, household_alike, is_power, phone};
pub use file_name::file_name;
pub use groups::group_key;
pub use instead::{is_date, is_decimal, names_nobody, stands_instead};
pub use odd::{Odd, OddKind, odd};

pub(crate) use characters::{folded, is_mark, is_unseen};

/// A text as it is seen: without characters that show nothing and reorder nothing
/// (soft hyphen, zero-width characters, marks and ends of left-to-right writing,
/// byte order marks, variation selectors), and without blanks around it.
#[must_use]
pub fn seen(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| !matches!(byte, 0xC2 | 0xE2 | 0xEF | 0xF3);
    if text.bytes().all(is_plain) || !text.contains(is_unseen) {
        return Cow::Borrowed(text.trim());
    }
    let mut seen = text.replace(is_unseen, "");
    seen.truncate(seen.trim_end().len());
    let blanks = seen.len() - seen.trim_start().len();
    seen.drain(..blanks);
    Cow::Owned(seen)
}

/// What a cell holds, as it is [`seen`], without what programs put around a code
/// so that Excel leaves it alone: `="001"`, `'001`.
#[must_use]
pub fn cell(text: &str) -> Cow<'_, str> {
    let text = seen(text);
    match unwrapped(&text) {
        Some(inner) => Cow::Owned(cell(&inner).into_owned()),
        None => text,
    }
}

/// What stands in a wrapper; `None` where there is none.
fn unwrapped(text: &str) -> Option<String> {
    if let Some(rest) = text.strip_prefix('\'') {
        return rest
            .starts_with(char::is_alphanumeric)
            .then_some(rest)
            .filter(|rest| !rest.contains('\''))
            .map(str::to_owned);
    }
    let inner = text.strip_prefix("=\"")?.strip_suffix('"')?;
    let is_text = !inner.replace("\"\"", "").contains('"');
    is_text.then(|| inner.replace("\"\"", "\""))
}

#[cfg(test)]
mod tests;
