//! Files that people download.

use crate::Error;

/// A file for the browser to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    pub file_name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

impl Download {
    /// A table as CSV.
    ///
    /// # Errors
    /// [`Error::Internal`] only.
    pub fn csv(
        file_name: String,
        header: &[&str],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Result<Self, Error> {
        let bytes = workbook::csv_part(Some(header), rows)?;
        Ok(Self {
            file_name,
            media_type: "text/csv; charset=utf-8".to_owned(),
            bytes,
        })
    }

    /// A workbook, whose cells hold texts and numbers only.
    #[must_use]
    pub fn workbook(file_name: String, bytes: Vec<u8>) -> Self {
        Self {
            file_name,
            media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                .to_owned(),
            bytes,
        }
    }
}
