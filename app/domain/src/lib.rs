//! The rules of three-board publication (三榜公示): money and area, what a
//! board holds, which states follow which, and what the public may see.
//!
//! Pure: no IO, no clock, no randomness, no async. It compiles to WebAssembly,
//! so the page that a resident reads and the check that a clerk runs call the
//! same functions.
//!
//! | where | what |
//! |---|---|
//! | [`id`] | what pages and forms name things by |
//! | [`money`], [`quantity`], [`amount`] | exact decimals and the one rounding rule |
//! | [`capitals`] | 人民币大写 |
//! | [`board`], [`standard`], [`status`] | what an office uploads |
//! | [`terms`] | parts of a rate, factors and deductions |
//! | [`table`], [`upload`] | columns of its table, the result of reading it, the stages of an upload |
//! | [`board_ref`] | which published board |
//! | [`areas`] | an area compared with the board before |
//! | [`surveyed`] | a board's land compared with the surveyed total |
//! | [`recompute`] | every line and total checked against its standard |
//! | [`spelling`], [`name`] | one spelling for what people type; names of people |
//! | [`finding`] | what a check found |
//! | [`privacy`] | what the public may see: the only way to a public entry |
//! | [`calendar`], [`time`] | working days, windows and what interrupts them |
//! | [`publication_gate`] | what keeps the next board from being published |
//! | [`remedy`] | whether a board shows what an upheld objection asks for |
//! | [`progress`] | which step of a round is to be done now |
//! | [`round`], [`objection`], [`account`] | states, roles and who may do what |
//! | [`reason`] | why a household changed |
//! | [`review`] | what a second person signs before a board is published |
//! | [`diff`] | what changed from one board to the next |
//! | [`benchmark`] | flagged households compared with the village |
//! | [`declaration`], [`conflict_of_interest`] | relations to officials, and who must be recused |
//! | [`event`] | canonical bytes of what happened |

pub mod account;
pub mod amount;
pub mod areas;
pub mod benchmark;
pub mod board;
pub mod board_ref;
pub mod calendar;
pub mod capitals;
pub mod conflict_of_interest;
pub mod declaration;
pub mod diff;
pub mod event;
pub mod finding;
pub mod id;
pub mod id_number;
mod key;
pub mod money;
pub mod name;
pub mod objection;
pub mod privacy;
pub mod progress;
pub mod project;
pub mod publication_gate;
pub mod quantity;
pub mod reason;
pub mod recompute;
pub mod remedy;
pub mod review;
pub mod round;
pub mod spelling;
pub mod standard;
pub mod status;
pub mod surveyed;
pub mod table;
pub mod terms;
pub mod time;
pub mod upload;
