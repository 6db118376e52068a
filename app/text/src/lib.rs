//! Every sentence that a person reads, in Chinese and English.
//!
//! It may know `domain` and nothing else: what a rule found is typed there, and
//! becomes words here. No page, no database, no clock; it compiles to
//! WebAssembly.
//!
//! | where | what |
//! |---|---|
//! | [`Lang`], [`Text`] | a language; one text in each of them |
//! | `catalogue` | texts that stand by themselves, a file a subject |
//! | [`Named`], [`Label`], [`Sentence`] | what a value of `domain` is called, and the sentence it makes |
//! | `accounts`, `boards`, `findings`, … | those traits for the types of `domain`, a file a subject |
//! | [`arithmetic`] | a line as the arithmetic that anyone can do again |
//! | [`events`] | what the record calls events and their facts |
//!
//! To add a text: a line `NAME: "中文" / "English";` in the file of its subject
//! in `catalogue/`. Both languages fill the same `{places}`; a test says so. To
//! give a new enum its words: implement [`Named`] in the file of its subject.

mod accounts;
pub mod arithmetic;
mod benchmark;
mod boards;
mod catalogue;
pub mod events;
pub mod findings;
mod language;
mod objections;
mod reviews;
mod tables;
mod time;
mod words;

pub use benchmark::figure_unit;
pub use catalogue::*;
pub use language::{Lang, Text};
pub use reviews::review_item_means;
pub use time::weekday;
pub use words::{Label, Named, Sentence};
