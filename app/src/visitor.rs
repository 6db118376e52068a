//! What a page knows of its reader: language and display preferences.

use domain::keyed;
use leptos::prelude::*;
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};
use text::Lang;

/// The facts of this reader; the same on the server and in the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    pub lang: Lang,
    pub display: Display,
}

/// How the reader wants pages to look (工具栏: 字号、底色、长者版).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// 0 to [`Display::MAX_SIZE`].
    pub size: u8,
    pub ground: Ground,
    /// Large type and large targets (长者版).
    pub elders: bool,
}

/// The background that text stands on. By its key in addresses, in the cookie
/// and, where it is not the default, as the class `ground-…` of the page.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Ground {
    #[default]
    Paper,
    Dark,
    Contrast,
}

keyed!(Ground);

impl Display {
    pub const MAX_SIZE: u8 = 2;

    /// Changes one thing, as in `/set/{what}/{value}`; what is not understood
    /// changes nothing.
    pub fn set(&mut self, what: &str, value: &str) {
        match what {
            "size" => {
                if let Ok(size) = value.parse::<u8>() {
                    self.size = size.min(Self::MAX_SIZE);
                }
            }
            "ground" => {
                if let Some(ground) = Ground::from_key(value) {
                    self.ground = ground;
                }
            }
            "elders" => self.elders = value == "1",
            _ => {}
        }
    }

    /// For the cookie: `1.dark.0`.
    #[must_use]
    pub fn to_cookie(self) -> String {
        format!(
            "{}.{}.{}",
            self.size,
            self.ground.key(),
            u8::from(self.elders)
        )
    }

    /// From [`Display::to_cookie`].
    #[must_use]
    pub fn from_cookie(cookie: &str) -> Self {
        let mut this = Self::default();
        for (what, value) in ["size", "ground", "elders"]
            .into_iter()
            .zip(cookie.split('.'))
        {
            this.set(what, value);
        }
        this
    }

    /// The classes of `<html>`.
    #[must_use]
    pub fn classes(self) -> String {
        let mut classes = Vec::new();
        if self.size > 0 {
            classes.push(format!("size-{}", self.size));
        }
        if self.ground != Ground::Paper {
            classes.push(format!("ground-{}", self.ground.key()));
        }
        if self.elders {
            classes.push("elders".to_owned());
        }
        classes.join(" ")
    }

    /// From [`Display::classes`].
    #[must_use]
    pub fn from_classes(classes: &str) -> Self {
        let mut this = Self::default();
        for class in classes.split_whitespace() {
            match class.split_once('-') {
                Some((what, value)) => this.set(what, value),
                None => this.set(class, "1"),
            }
        }
        this
    }
}

/// The reader of this page: as the server provides it, or from the page itself
/// (`<html lang class>`) in the browser.
#[must_use]
pub fn read_visitor() -> Visitor {
    #[cfg(feature = "ssr")]
    {
        use_visitor()
    }
    #[cfg(not(feature = "ssr"))]
    {
        let html = document().document_element();
        let attribute = |name| {
            html.as_ref()
                .and_then(|html| html.get_attribute(name))
                .unwrap_or_default()
        };
        Visitor {
            lang: Lang::from_tag(&attribute("lang")),
            display: Display::from_classes(&attribute("class")),
        }
    }
}

/// The reader, as provided at the root of the page.
#[must_use]
pub fn use_visitor() -> Visitor {
    use_context::<Visitor>().unwrap_or_default()
}

/// The language of the page.
#[must_use]
pub fn use_lang() -> Lang {
    use_visitor().lang
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_goes_through_cookie_and_page_unchanged() {
        for size in 0..=Display::MAX_SIZE {
            for ground in Ground::ALL {
                for elders in [false, true] {
                    let display = Display {
                        size,
                        ground,
                        elders,
                    };
                    assert_eq!(Display::from_cookie(&display.to_cookie()), display);
                    assert_eq!(Display::from_classes(&display.classes()), display);
                }
            }
        }
        assert_eq!(
            Display::from_cookie("9.pink"),
            Display {
                size: 2,
                ..Display::default()
            }
        );
    }
}
