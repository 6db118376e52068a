//! What a worksheet says below its rows: looks under conditions, and what is
//! printed on each page.

use quick_xml::events::BytesStart;

use super::styles::{Styles, format_of};
use super::texts::is_on;
use crate::cells::address::Area;
use crate::cells::conditional::{Conditional, ConditionalLook};
use crate::cells::limits::{CellBudget, PartError};
use crate::cells::printed::printed;
use crate::cells::xml::{Piece, attribute};

/// Areas under conditions, on a sheet; more are not looked at.
const MAX_CONDITIONAL: usize = 2_000;

#[derive(Default)]
pub(crate) struct Around {
    pub(crate) conditional: Vec<Conditional>,
    pub(crate) printed: Vec<String>,
    /// Within rules: what they are of, and how it looks.
    rules: bool,
    areas: Vec<Area>,
    looks: Vec<ConditionalLook>,
    /// Within a look that stands at its rule.
    in_look: bool,
    /// Within a text that is wanted.
    wanted: bool,
    text: String,
}

impl Around {
    pub(crate) fn take(
        &mut self,
        piece: &Piece<'_>,
        styles: &Styles,
        budget: &CellBudget,
    ) -> Result<(), PartError> {
        match piece {
            Piece::Open(tag) => self.open(tag, styles),
            Piece::Text(text) if self.wanted => self.text.push_str(text),
            Piece::Character(character) if self.wanted => self.text.push(*character),
            Piece::Close(name) if self.wanted || self.rules => self.close(name, budget)?,
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &BytesStart<'_>, styles: &Styles) {
        match tag.local_name().as_ref() {
            "conditionalFormatting" => {
                self.rules = true;
                self.areas = areas(&attribute(tag, "sqref").unwrap_or_default());
            }
            "cfRule" if self.rules => {
                let look = attribute(tag, "dxfId").and_then(|id| id.parse().ok());
                self.looks
                    .extend(look.and_then(|id| styles.conditional(id)));
            }
            "dxf" if self.rules => {
                self.in_look = true;
                self.looks.push(ConditionalLook::default());
            }
            "numFmt" if self.in_look => {
                if let Some(look) = self.looks.last_mut() {
                    look.format = format_of(tag);
                }
            }
            "strike" if self.in_look => {
                if let Some(look) = self.looks.last_mut() {
                    look.crossed_out = is_on(tag);
                }
            }
            "sqref" if self.rules => self.begin(),
            "oddHeader" | "evenHeader" | "firstHeader" | "oddFooter" | "evenFooter"
            | "firstFooter" => self.begin(),
            _ => {}
        }
    }

    fn begin(&mut self) {
        self.wanted = true;
        self.text.clear();
    }

    fn close(&mut self, name: &str, budget: &CellBudget) -> Result<(), PartError> {
        match name {
            "dxf" => self.in_look = false,
            "sqref" => {
                self.wanted = false;
                self.areas.extend(areas(&self.text));
            }
            "conditionalFormatting" => {
                self.rules = false;
                let looks = std::mem::take(&mut self.looks);
                for look in looks.iter().filter(|look| !look.is_plain()) {
                    for area in &self.areas {
                        if self.conditional.len() < MAX_CONDITIONAL {
                            budget.take_merge()?;
                            self.conditional.push(Conditional {
                                area: *area,
                                look: look.clone(),
                            });
                        }
                    }
                }
                self.areas.clear();
            }
            _ if self.wanted && (name.ends_with("Header") || name.ends_with("Footer")) => {
                self.wanted = false;
                budget.take_text(&self.text)?;
                self.printed.extend(printed(&self.text));
            }
            _ => {}
        }
        Ok(())
    }
}

/// `F3:F50 H3`
fn areas(text: &str) -> Vec<Area> {
    let each = text.split_whitespace().take(MAX_CONDITIONAL);
    each.filter_map(Area::parse).collect()
}
