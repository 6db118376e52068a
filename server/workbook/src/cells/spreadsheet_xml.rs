//! The XML tables of Excel 2003, which surveying and registration systems export,
//! named .xls or .xml: sheets and cells (`content`), how cells look (`styles`).

pub(crate) mod content;
mod styles;
