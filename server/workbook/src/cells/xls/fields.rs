//! Fields and texts of a record, also where they go on in the next record.

use encoding_rs::Encoding;

/// What is left of a record. Numbers and texts may go on in the record that
/// continues it; a text says there anew how wide its characters are.
#[derive(Clone)]
pub(crate) struct Fields<'a, 'b> {
    data: &'a [u8],
    continued: std::slice::Iter<'b, &'a [u8]>,
}

impl<'a, 'b> Fields<'a, 'b> {
    pub(crate) fn new(data: &'a [u8], continued: &'b [&'a [u8]]) -> Self {
        Self {
            data,
            continued: continued.iter(),
        }
    }

    /// Whether nothing is left, here and in what continues it.
    pub(crate) fn is_empty(&mut self) -> bool {
        while self.data.is_empty() {
            match self.continued.next() {
                Some(more) => self.data = more,
                None => return true,
            }
        }
        false
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        if self.is_empty() {
            return None;
        }
        let (first, rest) = self.data.split_first()?;
        self.data = rest;
        Some(*first)
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = self.byte()?;
        }
        Some(bytes)
    }

    pub(crate) fn number(&mut self) -> Option<u16> {
        self.bytes().map(u16::from_le_bytes)
    }

    /// A row, a column, a length.
    pub(crate) fn index(&mut self) -> Option<usize> {
        self.number().map(usize::from)
    }

    pub(crate) fn long(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    pub(crate) fn float(&mut self) -> Option<f64> {
        self.bytes().map(f64::from_le_bytes)
    }

    pub(crate) fn eight(&mut self) -> Option<[u8; 8]> {
        self.bytes()
    }

    pub(crate) fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > 0 {
            if self.is_empty() {
                return None;
            }
            let now = length.min(self.data.len());
            self.data = self.data.get(now..)?;
            length -= now;
        }
        Some(())
    }

    /// A text of Excel 97 and later: so many characters of UTF-16, in one byte each
    /// where `wide` is false.
    pub(crate) fn characters(&mut self, mut length: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while length > 0 {
            let size = if wide { 2 } else { 1 };
            let now = length.min(self.data.len() / size);
            let (text, rest) = self.data.split_at_checked(now * size)?;
            self.data = rest;
            length -= now;
            if wide {
                let pairs = text.chunks_exact(2);
                units.extend(pairs.filter_map(|pair| {
                    let pair = pair.first_chunk::<2>()?;
                    Some(u16::from_le_bytes(*pair))
                }));
            } else {
                units.extend(text.iter().map(|byte| u16::from(*byte)));
            }
            if length > 0 {
                self.data = self.continued.next()?;
                wide = self.byte()? & WIDE != 0;
            }
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// A text of Excel 5 and 95: so many bytes.
    pub(crate) fn encoded(&mut self, length: usize, encoding: &'static Encoding) -> Option<String> {
        let mut bytes = Vec::new();
        for _ in 0..length {
            bytes.push(self.byte()?);
        }
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        Some(text.into_owned())
    }
}

/// In the byte before a text: its characters have two bytes each.
pub(crate) const WIDE: u8 = 1;
/// What else stands around a text among the shared ones.
pub(crate) const EXTENDED: u8 = 4;
pub(crate) const RICH: u8 = 8;
