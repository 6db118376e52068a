//! A ZIP written to disk piece by piece, each file with its SHA-256.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;

use chrono::{DateTime, Datelike, Timelike, Utc};
use data_encoding::HEXLOWER;
use domain::time::china_time;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::Error;

/// A file of the ZIP, as the manifest lists it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Written {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

pub(super) struct Zip {
    /// `None` while a piece is being written.
    writer: Option<ZipWriter<BufWriter<File>>>,
    made_at: zip::DateTime,
    open: Option<(String, Sha256, u64)>,
    files: Vec<Written>,
}

impl Zip {
    /// In a file without a name, in this folder.
    pub(super) async fn begin(folder: PathBuf, at: DateTime<Utc>) -> Result<Self, Error> {
        let file = blocking(move || {
            store::folders::make_private(&folder)?;
            tempfile::tempfile_in(&folder)
        })
        .await?;
        let at = china_time(at);
        let small = |number: u32| u8::try_from(number).unwrap_or_default();
        let made_at = zip::DateTime::from_date_and_time(
            u16::try_from(at.year()).unwrap_or_default(),
            small(at.month()),
            small(at.day()),
            small(at.hour()),
            small(at.minute()),
            small(at.second()),
        );
        Ok(Self {
            writer: Some(ZipWriter::new(BufWriter::new(file))),
            made_at: made_at.unwrap_or_default(),
            open: None,
            files: Vec::new(),
        })
    }

    /// Begins a file; what is written next belongs to it.
    pub(super) async fn start(&mut self, path: &str) -> Result<(), Error> {
        self.close();
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .large_file(true)
            .last_modified_time(self.made_at);
        let name = path.to_owned();
        self.with(move |writer| Ok(writer.start_file(name, options)?))
            .await?;
        self.open = Some((path.to_owned(), Sha256::new(), 0));
        Ok(())
    }

    pub(super) async fn write(&mut self, bytes: Vec<u8>) -> Result<(), Error> {
        let (_, digest, length) = self
            .open
            .as_mut()
            .ok_or_else(|| Error::internal("no file of the archive is begun"))?;
        digest.update(&bytes);
        *length += u64::try_from(bytes.len()).map_err(Error::internal)?;
        self.with(move |writer| writer.write_all(&bytes)).await
    }

    /// A whole file.
    pub(super) async fn file(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Error> {
        self.start(path).await?;
        self.write(bytes).await?;
        self.close();
        Ok(())
    }

    fn close(&mut self) {
        if let Some((path, digest, bytes)) = self.open.take() {
            self.files.push(Written {
                path,
                bytes,
                sha256: HEXLOWER.encode(&digest.finalize()),
            });
        }
    }

    /// What was written so far.
    pub(super) fn files(&mut self) -> &[Written] {
        self.close();
        &self.files
    }

    /// The ZIP, to be read from its beginning, and its length.
    pub(super) async fn finish(mut self) -> Result<(File, u64), Error> {
        let writer = self.writer.take();
        blocking(move || {
            let writer = writer.ok_or_else(|| std::io::Error::other("the archive is broken"))?;
            let mut file = writer
                .finish()?
                .into_inner()
                .map_err(std::io::IntoInnerError::into_error)?;
            let bytes = file.stream_position()?;
            let length = file.seek(SeekFrom::End(0))?.max(bytes);
            file.seek(SeekFrom::Start(0))?;
            Ok((file, length))
        })
        .await
    }

    /// Runs one step off the async threads.
    async fn with(
        &mut self,
        step: impl FnOnce(&mut ZipWriter<BufWriter<File>>) -> std::io::Result<()> + Send + 'static,
    ) -> Result<(), Error> {
        let writer = self.writer.take();
        let writer = blocking(move || {
            let mut writer =
                writer.ok_or_else(|| std::io::Error::other("the archive is broken"))?;
            step(&mut writer)?;
            Ok(writer)
        })
        .await?;
        self.writer = Some(writer);
        Ok(())
    }
}

async fn blocking<T: Send + 'static>(
    step: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(step)
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}
