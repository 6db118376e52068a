//! The text of a file: UTF-8, UTF-16 or GB18030, with a mark at its beginning or
//! without.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::unreadable::Unreadable;

pub(crate) fn decoded(bytes: &[u8]) -> Result<String, Unreadable> {
    const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";
    let marked = bytes.starts_with(UTF_8_MARK);
    let body = bytes.strip_prefix(UTF_8_MARK).unwrap_or(bytes);
    if let Some(encoding) = utf_16(bytes) {
        let (text, broken) = encoding.decode_with_bom_removal(bytes);
        return if broken {
            Err(Unreadable::Encoding)
        } else {
            Ok(text.into_owned())
        };
    }
    match std::str::from_utf8(body) {
        Ok(text) => return Ok(text.to_owned()),
        // It is UTF-8, and broken: as GB18030 it would be other characters.
        Err(error) if marked || is_utf_8(body, error.valid_up_to()) => {
            return Err(Unreadable::Encoding);
        }
        Err(_) => {}
    }
    if bytes.iter().take(10_000).any(|byte| *byte == 0) {
        return Err(Unreadable::NotAWorkbook);
    }
    let (text, broken) = GB18030.decode_without_bom_handling(bytes);
    if !broken {
        return Ok(text.into_owned());
    }
    let controls = bytes.iter().filter(|byte| **byte < 9).count();
    Err(if controls > 0 {
        Unreadable::NotAWorkbook
    } else {
        Unreadable::Encoding
    })
}

/// UTF-16 as its mark says, or as commas, digits and line ends show, every second
/// byte of which is 0.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 8_192;
    /// One in so many characters at the least.
    const RARE: usize = 16;
    /// The other byte is 0 in some characters, such as 一.
    const FAR_MORE: usize = 4;
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(UTF_16BE);
    }
    let pairs = bytes.as_chunks::<2>().0;
    let pairs = pairs.get(..LOOKED_AT / 2).unwrap_or(pairs);
    let zeros = |at: usize| {
        let zeros = pairs.iter().filter(|pair| pair.get(at) == Some(&0));
        zeros.count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let enough = |zeros: usize| zeros > 0 && zeros.saturating_mul(RARE) >= pairs.len();
    if !bytes.len().is_multiple_of(2) {
        None
    } else if enough(second) && second > first * FAR_MORE {
        Some(UTF_16LE)
    } else if enough(first) && first > second * FAR_MORE {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// So many Chinese characters in a row of bytes are no accident.
fn is_utf_8(bytes: &[u8], valid: usize) -> bool {
    const ENOUGH: usize = 8;
    let text = bytes
        .get(..valid)
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    let chinese = |text: &str| {
        let characters = text
            .chars()
            .filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
        characters.take(ENOUGH).count()
    };
    text.map_or(0, chinese) == ENOUGH
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "户号,组别,户主\r\nZL01,一组,张三\r\n";

    fn utf_16_bytes(text: &str, swapped: bool) -> Vec<u8> {
        let bytes = |unit: u16| {
            if swapped {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn texts_are_the_same_in_every_encoding() {
        let gbk = GB18030.encode(TABLE).0.into_owned();
        let marked = format!("\u{feff}{TABLE}");
        for bytes in [
            TABLE.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            gbk,
            utf_16_bytes(TABLE, false),
            utf_16_bytes(TABLE, true),
            utf_16_bytes(&marked, false),
            utf_16_bytes(&marked, true),
        ] {
            assert_eq!(decoded(&bytes).as_deref(), Ok(TABLE), "{bytes:?}");
        }
    }

    #[test]
    fn broken_utf_8_is_not_read_as_other_characters() {
        let text = "征地补偿公示表,户号,户主姓名\nZL01,张三\n";
        let mut bytes = text.as_bytes().to_vec();
        let last = bytes.len() - 2;
        bytes.remove(last);
        assert_eq!(decoded(&bytes), Err(Unreadable::Encoding));
        let mut utf_16 = utf_16_bytes(TABLE, false);
        utf_16.extend([0x00, 0xD8]);
        assert_eq!(decoded(&utf_16), Err(Unreadable::Encoding));
    }
}
