//! Server functions: thin, and every one a public endpoint that authorises
//! inside its use case. They only read; forms are posted to their pages.

mod office;
mod resident;

pub(crate) use office::{
    case, desk, may_create, office_project, office_round, queue, review, sign_in_form, today,
};
pub(crate) use resident::{access_form, find, followed, household, notice, objectable, project};

#[cfg(feature = "ssr")]
fn number(round: u8) -> Result<domain::round::RoundNumber, leptos::prelude::ServerFnError> {
    domain::round::RoundNumber::new(round)
        .ok_or_else(|| crate::ssr::failed(&backend::Error::NotFound))
}
