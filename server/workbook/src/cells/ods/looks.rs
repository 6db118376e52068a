//! Styles of an .ods file that show a text otherwise than it is stored.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::cells::limits::{CellBudget, PartError};
use crate::cells::runs::Run;
use crate::cells::xml::attribute;

/// How the texts of styles look, where they look otherwise.
#[derive(Default)]
pub(crate) struct Looks {
    style: Option<String>,
    styles: HashMap<String, Run>,
}

impl Looks {
    /// Takes an element that says something of how a style looks.
    pub(crate) fn open(
        &mut self,
        tag: &BytesStart<'_>,
        budget: &CellBudget,
    ) -> Result<(), PartError> {
        match tag.local_name().as_ref() {
            "style" => self.style = attribute(tag, "name"),
            "text-properties" => {
                let run = Run {
                    crossed_out: attribute(tag, "text-line-through-style")
                        .or_else(|| attribute(tag, "text-line-through-type"))
                        .is_some_and(|line| line != "none"),
                    raised: attribute(tag, "text-position")
                        .is_some_and(|position| position.trim_start().starts_with("super")),
                };
                if run != Run::default()
                    && let Some(style) = self.style.clone()
                {
                    budget.take_text(&style)?;
                    self.styles.insert(style, run);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// How what has this style looks.
    pub(crate) fn of(&self, tag: &BytesStart<'_>) -> Run {
        if self.styles.is_empty() {
            return Run::default();
        }
        attribute(tag, "style-name")
            .and_then(|style| self.styles.get(&style).copied())
            .unwrap_or_default()
    }
}
