//! The values that a page fills into a form.

use leptos::prelude::*;

use super::declare::Action;
use super::refused::Refused;

/// A form that is to be filled in: empty, or as it was refused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filled {
    name: &'static str,
    action: String,
    refused: Option<Refused>,
}

/// The form `F` of the page at this address: empty, or as it was refused.
pub(crate) fn use_form<F: Action>(page: &str) -> Filled {
    form(F::NAME, F::VERB, page)
}

fn form(name: &'static str, verb: &'static str, page: &str) -> Filled {
    let (path, query) = match page.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (page, String::new()),
    };
    Filled {
        name,
        action: format!("{path}{verb}{query}"),
        refused: use_context::<Refused>().filter(|refused| refused.form == name),
    }
}

/// Whatever form of this page was refused.
pub(crate) fn use_refused() -> Filled {
    Filled {
        refused: use_context::<Refused>().filter(|refused| !refused.form.is_empty()),
        ..Filled::default()
    }
}

impl Filled {
    /// Where the form is posted to.
    pub(crate) fn action(&self) -> &str {
        &self.action
    }

    /// The `id` of the form's element.
    pub(crate) fn id(&self) -> String {
        format!("form-{}", self.name)
    }

    pub(crate) fn value(&self, name: &str) -> String {
        let typed = self.refused.as_ref().and_then(|form| form.value(name));
        typed.unwrap_or_default().to_owned()
    }

    /// What was typed, or what an untouched form starts with.
    pub(crate) fn value_or(&self, name: &str, fresh: &str) -> String {
        match &self.refused {
            Some(_) => self.value(name),
            None => fresh.to_owned(),
        }
    }

    pub(crate) fn is_refused(&self) -> bool {
        self.refused.is_some()
    }

    pub(crate) fn had_files(&self) -> bool {
        self.refused.as_ref().is_some_and(|form| form.had_files)
    }

    /// With what was wrong, but without what was typed.
    pub(crate) fn emptied(mut self) -> Self {
        if let Some(refused) = &mut self.refused {
            refused.values.clear();
        }
        self
    }

    /// What was wrong with a field.
    pub(crate) fn error(&self, name: &str) -> Option<String> {
        let sentences: Vec<&str> = self
            .errors()
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, sentence)| sentence.as_str())
            .collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    pub(super) fn errors(&self) -> &[(String, String)] {
        self.refused.as_ref().map_or(&[], |form| &form.errors)
    }
}
