//! Pages, by who reads them.

pub(crate) mod resident;
