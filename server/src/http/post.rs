//! Forms: every one is checked to come from this site, answered with 303 when
//! it was taken, and shown again with what was typed when it was not. One
//! function takes one form (`app::forms`) and calls one use case.

mod board;
mod form;
mod objections;
mod office;
mod project;
mod register;
mod resident;
mod review;
mod round;

pub(super) use board::{explain_changes, explain_warnings, submit, upload};
pub(super) use form::Form;
pub(super) use objections::{accept, answer_held, decide, decline};
pub(super) use office::{set_days, sign_in, sign_out};
pub(super) use project::{create_project, load_standards, set_surveyed};
pub(super) use register::{
    add_official, agree_to_link, change_official, declare_kin, declare_one, declare_rest,
    keep_link, lift_kin,
};
pub(super) use resident::{file_objection, follow, open_names, stop_following};
pub(super) use review::{approve, comment, send_back, uncomment};
pub(super) use round::{
    abandon, carry_over, change_due, confirm_remedy, confirm_withdrawal, correct, recall,
    refuse_withdrawal, withdraw,
};
