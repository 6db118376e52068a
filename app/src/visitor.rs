//! What a page knows of the one who reads it.

use domain::text::Lang;
use leptos::prelude::*;

/// The facts of this reader; the same on the server and in the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    pub lang: Lang,
}

/// The reader of this page: from the request on the server, from the page
/// itself (`<html lang>`) in the browser.
#[must_use]
pub fn read_visitor() -> Visitor {
    #[cfg(feature = "ssr")]
    {
        use_context::<crate::ssr::Request>()
            .map(|request| request.visitor)
            .unwrap_or_default()
    }
    #[cfg(not(feature = "ssr"))]
    {
        let lang = document()
            .document_element()
            .and_then(|html| html.get_attribute("lang"));
        Visitor {
            lang: lang.as_deref().map(Lang::from_tag).unwrap_or_default(),
        }
    }
}

/// The language of the page.
#[must_use]
pub fn use_lang() -> Lang {
    use_context::<Visitor>().unwrap_or_default().lang
}
