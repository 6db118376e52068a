//! A round's way from a workbook to a published notice.
//!
//! A change of a round is a function that begins with `LockedRound::begin`:
//! whoever makes it may, and need not keep away; the round is locked and read
//! once. It goes by the rule, saves, and ends with `commit`, which writes the
//! event down. What is refused in between leaves nothing behind.

mod carry;
mod changes;
mod columns;
mod comments;
mod confirm;
mod correct;
mod due;
mod entries_digest;
pub(crate) mod frozen_reasons;
mod household;
mod locked;
mod now;
mod pages;
mod publication_gate;
mod publish;
mod remedies;
mod review;
mod store_board;
mod submit;
mod upload;
mod uploaded;
mod warnings;
mod withdraw;

pub(crate) use carry::carried;
pub use carry::carry_over;
pub use changes::{TypedReason, Which, changes_page, explain_changes};
pub use columns::choose_columns;
pub use comments::{TypedComment, comment, commenting, uncomment};
pub use confirm::confirm_remedy;
pub use correct::{abandon_correction, begin_correction};
pub use due::publish_due;
pub use household::household_page;
pub(crate) use now::{RoundNow, round_now};
pub use pages::{office_page, review_page};
pub(crate) use remedies::confirmed;
pub use review::{approve, send_back};
pub use submit::{recall, submit, submit_for};
pub use upload::{Begun, begin_upload, finish_upload, upload};
pub use uploaded::Uploaded;
pub use warnings::{TypedReasons, explain_warnings};
pub use withdraw::{answer_withdrawal, ask_withdrawal};
