//! `/office/p/{project}/archive`: everything that a project has shown.

mod digest;
mod page;
mod round;

pub(super) use page::ArchiveOfProject;
