//! The web: routes, pages, forms, files.

mod address;
mod assets;
mod download;
mod facts;
mod failure;
mod form_body;
mod pages;
mod post;
mod reload;
mod router;
mod security;
mod serve;
mod site;
mod trace;
mod web;

pub(crate) use assets::read as read_site;
pub(crate) use reload::SCRIPT as RELOAD_SCRIPT;
pub(crate) use serve::serve;
pub(crate) use web::Web;

#[cfg(test)]
mod tests;
