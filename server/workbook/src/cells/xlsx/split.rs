//! A worksheet's part, cut between rows as it unpacks.

use std::io::{BufRead, Read};

use memchr::memmem;

/// Rows are handed out in stretches of about so many bytes.
const STRETCH: usize = 512 * 1024;
/// The longest row, and the most that may stand around the rows.
const MAX_STRETCH: usize = 8 * 1024 * 1024;

/// The part does not look as worksheets do, is broken, or cannot be unpacked:
/// reading it whole tells which.
#[derive(Debug)]
pub(crate) struct NotSplittable;

/// Cuts a part into what stands before its rows, stretches of whole rows, and
/// what stands after them. Where the marks that it cuts at stand in a comment or
/// the like, a stretch ends within it, and cannot be read.
pub(crate) struct RowSplitter<R> {
    part: R,
    held: Vec<u8>,
    /// The last row is handed out.
    ended: bool,
}

impl<R: BufRead> RowSplitter<R> {
    pub(crate) fn new(part: R) -> Self {
        Self {
            part,
            held: Vec::new(),
            ended: false,
        }
    }

    /// What stands before the rows.
    pub(crate) fn head(&mut self) -> Result<String, NotSplittable> {
        const OPEN: &[u8] = b"<sheetData>";
        loop {
            if let Some(at) = memmem::find(&self.held, OPEN) {
                return text(self.take(at + OPEN.len()));
            }
            self.more()?;
        }
    }

    /// The next rows; `None` after the last.
    pub(crate) fn rows(&mut self) -> Result<Option<String>, NotSplittable> {
        const ROW: &[u8] = b"<row ";
        const CLOSE: &[u8] = b"</sheetData";
        if self.ended {
            return Ok(None);
        }
        let mut seen = 0_usize;
        loop {
            let from = seen.saturating_sub(CLOSE.len());
            let unseen = self.held.get(from..).unwrap_or_default();
            if let Some(at) = memmem::find(unseen, CLOSE) {
                self.ended = true;
                return text(self.take(from + at)).map(Some);
            }
            seen = self.held.len();
            if seen >= STRETCH
                && let Some(at) = memmem::rfind(&self.held, ROW).filter(|at| *at > 0)
            {
                return text(self.take(at)).map(Some);
            }
            self.more()?;
        }
    }

    /// Whether the last rows are handed out.
    pub(crate) const fn is_ended(&self) -> bool {
        self.ended
    }

    /// What stands after the rows.
    pub(crate) fn tail(mut self) -> Result<String, NotSplittable> {
        let most = MAX_STRETCH as u64;
        let read = self.part.by_ref().take(most).read_to_end(&mut self.held);
        match read {
            Ok(read) if read < MAX_STRETCH => text(self.held),
            _ => Err(NotSplittable),
        }
    }

    /// Takes so many bytes off the beginning.
    fn take(&mut self, length: usize) -> Vec<u8> {
        let rest = self.held.split_off(length.min(self.held.len()));
        std::mem::replace(&mut self.held, rest)
    }

    fn more(&mut self) -> Result<(), NotSplittable> {
        let more = self.part.fill_buf().map_err(|_| NotSplittable)?;
        let length = more.len();
        if length == 0 || self.held.len() > MAX_STRETCH {
            return Err(NotSplittable);
        }
        if self.held.capacity() < STRETCH {
            self.held.reserve(STRETCH + length);
        }
        self.held.extend_from_slice(more);
        self.part.consume(length);
        Ok(())
    }
}

fn text(bytes: Vec<u8>) -> Result<String, NotSplittable> {
    String::from_utf8(bytes).map_err(|_| NotSplittable)
}
