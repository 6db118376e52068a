//! A zipped workbook's parts, unpacked as they are read. What an archive says of
//! its sizes may lie: they are counted.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use zip::ZipArchive;

use super::limits::PartError;
use crate::unreadable::Unreadable;

const MAX_ENTRIES: usize = 5_000;
/// Of all parts that are read, together.
const MAX_UNPACKED: u64 = 300 * 1024 * 1024;
/// Of a part that is read whole, and of one element or text within a part.
const MAX_WHOLE: u64 = 32 * 1024 * 1024;
const MAX_EVENT: u64 = 4 * 1024 * 1024;
/// A part that unpacks to more than this many times its size, and to more than
/// [`MIN_SIZE_FOR_RATIO`], is made to exhaust memory.
const MAX_RATIO: u64 = 400;
const MIN_SIZE_FOR_RATIO: u64 = 32 * 1024 * 1024;

pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// By [`key`], where in the archive.
    parts: BTreeMap<String, usize>,
    meter: Meter,
}

/// What was unpacked so far.
#[derive(Clone, Debug, Default)]
struct Meter {
    unpacked: Rc<Cell<u64>>,
    /// Since the last element or text began.
    event: Rc<Cell<u64>>,
    overflow: Rc<Cell<bool>>,
}

impl Meter {
    fn overflow(&self) -> io::Error {
        self.overflow.set(true);
        io::Error::other("too large when unpacked")
    }
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let damaged = |error: &dyn std::fmt::Display| Unreadable::Damaged(error.to_string());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if archive.len() > MAX_ENTRIES {
            return Err(Unreadable::TooLargeUnpacked);
        }
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let entry = archive
                .by_index_raw(index)
                .map_err(|error| damaged(&error))?;
            if entry.is_dir() {
                continue;
            }
            if entry.encrypted() {
                return Err(Unreadable::Password);
            }
            let name = entry.name().map_err(|error| damaged(&error))?;
            parts.insert(key(&name), index);
        }
        Ok(Self {
            archive,
            parts,
            meter: Meter::default(),
        })
    }

    /// The [`key`] of each part.
    pub(crate) fn names(&self) -> Vec<String> {
        self.parts.keys().cloned().collect()
    }

    /// A part, to be read piece by piece as it unpacks; `None` where there is none.
    pub(crate) fn part(
        &mut self,
        name: &str,
    ) -> Result<Option<BufReader<Unpacking<impl Read + use<'_, 'a>>>>, Unreadable> {
        self.unpack(name, MAX_EVENT)
    }

    /// As [`Package::part`], for a reader that limits its pieces itself.
    pub(crate) fn stretches(
        &mut self,
        name: &str,
    ) -> Result<Option<BufReader<Unpacking<impl Read + use<'_, 'a>>>>, Unreadable> {
        self.unpack(name, MAX_WHOLE)
    }

    fn unpack(
        &mut self,
        name: &str,
        piece: u64,
    ) -> Result<Option<BufReader<Unpacking<impl Read + use<'_, 'a>>>>, Unreadable> {
        const AT_ONCE: usize = 64 * 1024;
        let Some(index) = self.parts.get(&key(name)).copied() else {
            return Ok(None);
        };
        let entry = self
            .archive
            .by_index(index)
            .map_err(|error| Unreadable::Damaged(error.to_string()))?;
        self.meter.event.set(0);
        let packed = entry.compressed_size().max(1);
        let unpacking = Unpacking {
            inner: entry,
            packed,
            size: 0,
            piece,
            meter: self.meter.clone(),
        };
        Ok(Some(BufReader::with_capacity(AT_ONCE, unpacking)))
    }

    /// A small part as text; `None` where there is none.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let mut content = Vec::new();
        let read = match self.unpack(name, MAX_WHOLE)? {
            Some(part) => part.take(MAX_WHOLE).read_to_end(&mut content),
            None => return Ok(None),
        };
        read.map_err(|error| self.failed(&error))?;
        if content.len() as u64 >= MAX_WHOLE {
            return Err(Unreadable::TooLargeUnpacked);
        }
        Ok(Some(String::from_utf8_lossy(&content).into_owned()))
    }

    /// How much is unpacked so far, for [`Package::restore`].
    pub(crate) fn unpacked(&self) -> u64 {
        self.meter.unpacked.get()
    }

    /// What was unpacked since does not count: it is read once more.
    pub(crate) fn restore(&self, unpacked: u64) {
        self.meter.unpacked.set(unpacked);
        self.meter.overflow.set(false);
    }

    /// To be set to 0 where another piece begins.
    pub(crate) fn piece(&self) -> Rc<Cell<u64>> {
        self.meter.event.clone()
    }

    /// Why reading a part stopped.
    pub(crate) fn unreadable(&self, error: &PartError) -> Unreadable {
        match error {
            PartError::Xml(error) => self.failed(error),
            PartError::TooLarge => Unreadable::TooLargeUnpacked,
        }
    }

    fn failed(&self, error: &dyn std::fmt::Display) -> Unreadable {
        if self.meter.overflow.get() {
            Unreadable::TooLargeUnpacked
        } else {
            Unreadable::Damaged(error.to_string())
        }
    }
}

/// Under which a part is found: names are the same in capitals and in small
/// letters, and some programs part folders by backslashes.
pub(crate) fn key(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    name.trim_start_matches('/').to_owned()
}

/// A part as it unpacks.
pub(crate) struct Unpacking<R> {
    inner: R,
    packed: u64,
    size: u64,
    /// The longest that is read at once.
    piece: u64,
    meter: Meter,
}

impl<R: Read> Read for Unpacking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let more = read as u64;
        self.size = self.size.saturating_add(more);
        let all = self.meter.unpacked.get().saturating_add(more);
        self.meter.unpacked.set(all);
        let event = self.meter.event.get().saturating_add(more);
        self.meter.event.set(event);
        let ratio = self.size.checked_div(self.packed).unwrap_or_default();
        if all > MAX_UNPACKED
            || event > self.piece
            || (self.size > MIN_SIZE_FOR_RATIO && ratio > MAX_RATIO)
        {
            return Err(self.meter.overflow());
        }
        Ok(read)
    }
}
