//! The streams of an OLE file ([MS-CFB]). Sizes and chains are believed as far as
//! the file's own length bears them out.

use std::collections::BTreeSet;

const HEADER: usize = 512;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// Sector numbers from here on mean something else.
const SPECIAL: u32 = 0xFFFF_FFFA;
const MINI_SECTOR: usize = 64;
/// Shorter streams stand in the small stream.
const MINI_CUTOFF: usize = 4_096;
const ENTRY: usize = 128;

/// The file's directory and tables are damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broken(pub(crate) &'static str);

pub(crate) struct Container<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

/// A stream or a folder.
struct Entry {
    name: String,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    length: usize,
}

impl<'a> Container<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Broken> {
        const SHORT: Broken = Broken("the OLE header is cut short");
        let header = bytes.get(..HEADER).ok_or(SHORT)?;
        let sector_size = match u16_at(header, 30) {
            Some(9) => 512,
            Some(12) => 4_096,
            _ => return Err(Broken("an OLE sector size")),
        };
        let mut container = Self {
            bytes,
            sector_size,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        container.table = container.sector_table(header)?;
        let at = |offset| u32_at(header, offset).ok_or(SHORT);
        let directory = container.chain(at(48)?, usize::MAX)?;
        container.entries = directory.chunks_exact(ENTRY).map(Entry::of).collect();
        let Some(root) = container.entries.first() else {
            return Err(Broken("an empty OLE directory"));
        };
        let (start, length) = (root.start, root.length);
        if start < SPECIAL && at(64)? > 0 {
            container.mini_stream = container.chain(start, length)?;
            container.mini_table = numbers(&container.chain(at(60)?, usize::MAX)?).collect();
        }
        Ok(container)
    }

    /// A stream at the top of the file; `None` where there is none of this name.
    pub(crate) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Broken> {
        let at_the_top = self.at_the_top();
        let named = |entry: &&Entry| entry.name.eq_ignore_ascii_case(name);
        // Where the folders are damaged, the first of the name will do.
        let Some(entry) = at_the_top
            .into_iter()
            .find(named)
            .or_else(|| self.entries.iter().find(named))
        else {
            return Ok(None);
        };
        if entry.length < MINI_CUTOFF && !self.mini_stream.is_empty() {
            self.mini_chain(entry.start, entry.length).map(Some)
        } else {
            self.chain(entry.start, entry.length).map(Some)
        }
    }

    /// What is not in a folder, as a folder of an embedded workbook is.
    fn at_the_top(&self) -> Vec<&Entry> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<u32> = self
            .entries
            .first()
            .map(|root| root.child)
            .into_iter()
            .collect();
        let mut found = Vec::new();
        while let Some(number) = open.pop() {
            let Some(entry) = index(number).and_then(|number| self.entries.get(number)) else {
                continue;
            };
            if seen.insert(number) {
                open.extend([entry.left, entry.right]);
                found.push(entry);
            }
        }
        found
    }

    /// Of each sector: which one follows it.
    fn sector_table(&self, header: &[u8]) -> Result<Vec<u32>, Broken> {
        let mut table = Vec::new();
        let all = self.sectors();
        let mut sectors: Vec<u32> = numbers(header.get(76..).unwrap_or_default()).collect();
        let mut more = u32_at(header, 68).unwrap_or(END_OF_CHAIN);
        for _ in 0..all {
            for sector in sectors.drain(..).filter(|sector| *sector < SPECIAL) {
                // There are no more sectors than the file has room for.
                if table.len() >= all {
                    return Ok(table);
                }
                table.extend(numbers(self.sector(sector)?));
            }
            if more >= SPECIAL {
                break;
            }
            sectors = numbers(self.sector(more)?).collect();
            more = sectors.pop().unwrap_or(END_OF_CHAIN);
        }
        Ok(table)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector_size + 1
    }

    fn sector(&self, number: u32) -> Result<&'a [u8], Broken> {
        const BEYOND: Broken = Broken("an OLE sector beyond the end of the file");
        let start = index(number)
            .and_then(|number| number.checked_add(1)?.checked_mul(self.sector_size))
            .ok_or(BEYOND)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty());
        let rest = rest.ok_or(BEYOND)?;
        Ok(rest.get(..self.sector_size).unwrap_or(rest))
    }

    /// The sectors from this one on, as far as they go.
    fn chain(&self, start: u32, most: usize) -> Result<Vec<u8>, Broken> {
        follow(start, most, &self.table, self.sectors(), |number| {
            self.sector(number)
        })
    }

    fn mini_chain(&self, start: u32, most: usize) -> Result<Vec<u8>, Broken> {
        let all = self.mini_stream.len() / MINI_SECTOR + 1;
        follow(start, most, &self.mini_table, all, |number| {
            let start = index(number).and_then(|number| number.checked_mul(MINI_SECTOR));
            let rest = start.and_then(|start| self.mini_stream.get(start..));
            let rest = rest.filter(|rest| !rest.is_empty());
            let rest = rest.ok_or(Broken("a small OLE sector beyond the end"))?;
            Ok(rest.get(..MINI_SECTOR).unwrap_or(rest))
        })
    }
}

fn follow<'b>(
    start: u32,
    most: usize,
    table: &[u32],
    all: usize,
    sector: impl Fn(u32) -> Result<&'b [u8], Broken>,
) -> Result<Vec<u8>, Broken> {
    let mut out = Vec::new();
    let mut next = start;
    for _ in 0..all {
        if next == END_OF_CHAIN || out.len() >= most {
            return Ok(out);
        }
        let piece = sector(next)?;
        let wanted = most.saturating_sub(out.len());
        out.extend_from_slice(piece.get(..wanted).unwrap_or(piece));
        next = match index(next).and_then(|next| table.get(next)) {
            Some(next) => *next,
            None if out.len() >= most => END_OF_CHAIN,
            None => return Err(Broken("an OLE chain that leads nowhere")),
        };
    }
    if next == END_OF_CHAIN || out.len() >= most {
        Ok(out)
    } else {
        Err(Broken("an OLE chain without end"))
    }
}

impl Entry {
    fn of(bytes: &[u8]) -> Self {
        let units = bytes.get(..64).unwrap_or_default().chunks_exact(2);
        let units = units.filter_map(|pair| u16_at(pair, 0));
        let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        let at = |offset| u32_at(bytes, offset).unwrap_or(u32::MAX);
        Self {
            name: String::from_utf16_lossy(&name),
            left: at(68),
            right: at(72),
            child: at(76),
            start: at(116),
            length: index(at(120)).unwrap_or(usize::MAX),
        }
    }
}

fn index(number: u32) -> Option<usize> {
    usize::try_from(number).ok()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0))
}
