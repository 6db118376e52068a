//! Styles of an .ods file that show a text otherwise than it is stored.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::cells::limits::{CellBudget, PartError};
use crate::cells::runs::Run;
use crate::cells::xml::attribute;

/// Styles that are based on each other.
const MAX_PARENTS: usize = 20;

/// What a style is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Family {
    Cell,
    /// Of a part of a cell's text.
    Text,
}

impl Family {
    fn of(tag: &BytesStart<'_>) -> Option<Self> {
        match attribute(tag, "family")?.as_str() {
            "table-cell" => Some(Self::Cell),
            "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// A style, as far as it says something itself.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    crossed_out: Option<bool>,
    raised: Option<bool>,
}

/// How the texts of styles look, where they look otherwise.
#[derive(Default)]
pub(crate) struct Looks {
    open: Option<(Family, String)>,
    styles: HashMap<(Family, String), Style>,
    /// Whether any of them looks otherwise.
    any: bool,
}

impl Looks {
    /// Takes an element that says something of how a style looks.
    pub(crate) fn open(
        &mut self,
        tag: &BytesStart<'_>,
        budget: &CellBudget,
    ) -> Result<(), PartError> {
        match tag.local_name().as_ref() {
            // What goes for all of a family has no name.
            "style" | "default-style" => {
                let name = attribute(tag, "name").unwrap_or_default();
                self.open = Family::of(tag).map(|family| (family, name));
                if let Some((family, name)) = self.open.clone() {
                    budget.take_text(&name)?;
                    let style = Style {
                        parent: attribute(tag, "parent-style-name"),
                        ..Style::default()
                    };
                    self.styles.insert((family, name), style);
                }
            }
            "text-properties" => {
                let line = attribute(tag, "text-line-through-style")
                    .or_else(|| attribute(tag, "text-line-through-type"));
                let position = attribute(tag, "text-position");
                if let Some(style) = self.open.as_ref().and_then(|at| self.styles.get_mut(at)) {
                    style.crossed_out = line.map(|line| line != "none");
                    style.raised =
                        position.map(|position| position.trim_start().starts_with("super"));
                    self.any |= style.crossed_out == Some(true) || style.raised == Some(true);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// How a cell of this style looks.
    pub(crate) fn of_cell(&self, style: Option<&str>) -> Run {
        self.of(Family::Cell, style)
    }

    /// How a part of a text looks.
    pub(crate) fn of_text(&self, tag: &BytesStart<'_>) -> Run {
        if !self.any {
            return Run::default();
        }
        self.of(Family::Text, attribute(tag, "style-name").as_deref())
    }

    fn of(&self, family: Family, style: Option<&str>) -> Run {
        if !self.any {
            return Run::default();
        }
        let (mut crossed_out, mut raised) = (None, None);
        let mut next = style.map(str::to_owned);
        for _ in 0..MAX_PARENTS {
            let Some(style) = next.and_then(|name| self.styles.get(&(family, name))) else {
                break;
            };
            crossed_out = crossed_out.or(style.crossed_out);
            raised = raised.or(style.raised);
            next = style.parent.clone();
        }
        let all = self.styles.get(&(family, String::new()));
        let of_all = |said: fn(&Style) -> Option<bool>| all.and_then(said).unwrap_or_default();
        Run {
            crossed_out: crossed_out.unwrap_or_else(|| of_all(|style| style.crossed_out)),
            raised: raised.unwrap_or_else(|| of_all(|style| style.raised)),
        }
    }
}
