//! The catalogue: every sentence that a person reads, in both languages.
//!
//! A text is a constant, so that a bundle carries just the texts it uses and
//! a missing translation does not compile.

mod findings;
mod kin;
mod objections;
mod office;
mod record;
mod refusals;
mod resident;
mod review;
mod rounds;
mod shared;
mod special;
mod uploads;

pub use findings::*;
pub use kin::*;
pub use objections::*;
pub use office::*;
pub use record::*;
pub use refusals::*;
pub use resident::*;
pub use review::*;
pub use rounds::*;
pub use shared::*;
pub use special::*;
pub use uploads::*;

use serde::{Deserialize, Serialize};

/// A language of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// 简体中文
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// For `<html lang>` and the cookie.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// From a tag or cookie; Chinese unless it says English.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        if tag.starts_with("en") {
            Self::En
        } else {
            Self::Zh
        }
    }
}

/// One text in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    pub zh: &'static str,
    pub en: &'static str,
}

impl Text {
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// With its `{name}` places filled.
    #[must_use]
    pub fn fill(self, lang: Lang, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        values
            .iter()
            .fold(self.get(lang).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), &value.to_string())
            })
    }
}

/// Declares texts: `NAME: "中文" / "English";`
macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident: $zh:literal / $en:literal;)*) => {
        $($(#[$meta])* pub const $name: $crate::text::Text = $crate::text::Text { zh: $zh, en: $en };)*

        /// Every text of this file, for the tests of the catalogue.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, $crate::text::Text)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use texts;

#[cfg(test)]
mod tests {
    use super::{
        findings, kin, objections, office, record, refusals, resident, review, rounds, shared,
        special, uploads,
    };

    /// The `{places}` of a text, sorted.
    fn places(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn both_languages_say_something_and_fill_the_same_places() {
        let all = [
            findings::ALL,
            kin::ALL,
            objections::ALL,
            office::ALL,
            record::ALL,
            refusals::ALL,
            resident::ALL,
            review::ALL,
            rounds::ALL,
            shared::ALL,
            special::ALL,
            uploads::ALL,
        ];
        for (name, text) in all.concat() {
            assert!(
                !text.zh.trim().is_empty() && !text.en.trim().is_empty(),
                "{name}"
            );
            assert_eq!(places(text.zh), places(text.en), "{name}");
        }
    }
}
