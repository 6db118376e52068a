//! The languages of the site, and a text in each of them.

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
        $($(#[$meta])* pub const $name: $crate::Text = $crate::Text { zh: $zh, en: $en };)*

        /// Every text of this file, for the tests of the catalogue.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, $crate::Text)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use texts;
