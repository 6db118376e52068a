//! A form that was refused, on its way back to its page.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::Json;

/// A form that was refused: what was typed, and what is wrong with it. The
/// server provides it as context.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Which form of the page; empty where nothing was refused.
    pub form: String,
    /// Names and values as typed, without passwords and files.
    pub values: Vec<(String, String)>,
    /// Field (empty for the form as a whole) and sentence.
    pub errors: Vec<(String, String)>,
    /// Whether files were chosen, which a browser does not keep.
    pub had_files: bool,
}

impl Refused {
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.values
            .iter()
            .find_map(|(of, value)| (of == name).then_some(value.as_str()))
    }
}

/// Hands the refused form, if any, from the server to the page; once, at the
/// root.
pub(crate) fn provide_refused() {
    let refused = SharedValue::<Refused, Json>::new_with_encoding(|| {
        use_context::<Refused>().unwrap_or_default()
    });
    provide_context(refused.into_inner());
}
