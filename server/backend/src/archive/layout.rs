//! Where things are in the ZIP.

/// Where sealed files are in the ZIP: tables, and what was filed with objections.
pub(super) const SEALED_UPLOADS: &str = "uploads/";
pub(super) const SEALED_FILED: &str = "objections/";
/// The manifest's path in the ZIP.
pub(super) const MANIFEST: &str = "manifest.json";

/// What the manifest says that it is of.
pub(super) const FORMAT: &str = "sanbang archive";
pub(super) const FORMAT_VERSION: u32 = 2;
