//! The records of a stream.

use super::fields::Fields;
use crate::unreadable::Unreadable;

/// A kind of record.
pub(crate) type Kind = u16;

pub(crate) const BEGIN: Kind = 0x0809;
pub(crate) const END: Kind = 0x000A;
/// How streams of Excel 2, 3 and 4 begin.
pub(crate) const OLD_BEGINS: [Kind; 3] = [0x0009, 0x0209, 0x0409];
const CONTINUE: Kind = 0x003C;

/// One record, with the records that continue it.
pub(crate) struct Record<'a> {
    pub(crate) kind: Kind,
    data: &'a [u8],
    continued: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    pub(crate) fn fields(&self) -> Fields<'a, '_> {
        Fields::new(self.data, &self.continued)
    }

    /// Only what continues it.
    pub(crate) fn continuation(&self) -> Fields<'a, '_> {
        Fields::new(&[], &self.continued)
    }

    pub(crate) fn data(&self) -> &'a [u8] {
        self.data
    }

    /// Its fields do not add up.
    pub(crate) fn broken(&self) -> Unreadable {
        Unreadable::Damaged(format!("a record of kind {:#06x}", self.kind))
    }
}

pub(crate) struct Records<'a> {
    stream: &'a [u8],
}

impl<'a> Records<'a> {
    /// The records from there on.
    pub(crate) fn from(stream: &'a [u8], start: usize) -> Result<Self, Unreadable> {
        let stream = stream.get(start..).ok_or_else(cut)?;
        Ok(Self { stream })
    }

    /// The next one. A stream that ends before its end is cut short.
    pub(crate) fn next(&mut self) -> Result<Record<'a>, Unreadable> {
        let (kind, data) = self.take().ok_or_else(cut)?;
        let mut continued = Vec::new();
        while self.stream.starts_with(&CONTINUE.to_le_bytes()) {
            let (_, more) = self.take().ok_or_else(cut)?;
            continued.push(more);
        }
        Ok(Record {
            kind,
            data,
            continued,
        })
    }

    fn take(&mut self) -> Option<(Kind, &'a [u8])> {
        let (head, rest) = self.stream.split_first_chunk::<4>()?;
        let [kind_low, kind_high, low, high] = *head;
        let length = usize::from(u16::from_le_bytes([low, high]));
        let (data, rest) = rest.split_at_checked(length)?;
        self.stream = rest;
        Some((u16::from_le_bytes([kind_low, kind_high]), data))
    }
}

fn cut() -> Unreadable {
    Unreadable::Damaged("a stream that is cut short".to_owned())
}
