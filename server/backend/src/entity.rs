//! Rows as the database has them. They never leave this crate.

#![expect(unreachable_pub, reason = "sea-orm's derives write `pub` items")]

pub(crate) mod account;
pub(crate) mod account_kin;
pub(crate) mod board;
pub(crate) mod board_change;
pub(crate) mod board_comparison;
pub(crate) mod board_warning;
pub(crate) mod calendar_day;
pub(crate) mod carry_over;
pub(crate) mod change_note;
pub(crate) mod change_reason;
pub(crate) mod column_choice;
pub(crate) mod correction;
pub(crate) mod declaration;
pub(crate) mod due_change;
pub(crate) mod entry;
pub(crate) mod entry_pack;
pub(crate) mod event;
pub(crate) mod heartbeat;
pub(crate) mod notice;
pub(crate) mod objection;
pub(crate) mod objection_file;
pub(crate) mod objection_step;
pub(crate) mod official;
pub(crate) mod private_hash;
pub(crate) mod private_number;
pub(crate) mod project;
pub(crate) mod review;
pub(crate) mod review_comment;
pub(crate) mod round;
pub(crate) mod schedule;
pub(crate) mod session;
pub(crate) mod sign_in_failure;
pub(crate) mod standard;
pub(crate) mod upload;
pub(crate) mod warning_reason;
pub(crate) mod window_move;
pub(crate) mod withdrawal;
pub(crate) mod withdrawal_answer;
