//! A household's number as a part of an address.
//!
//! The router (leptos_router 0.8) decodes what it reads of an address twice, and
//! a browser that follows a link once more: a number `H%2F4` would come out as
//! `H/4`. So a `%` never stands in an address as one of its own: it is `~25`, and
//! a `~` is `~7E`.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A text as a part of a path, or a value behind the question mark.
#[must_use]
pub fn segment(text: &str) -> String {
    let marked = text.replace('~', "~7E").replace('%', "~25");
    utf8_percent_encode(&marked, NON_ALPHANUMERIC).to_string()
}

/// What [`segment`] was made of, once the address is decoded.
#[must_use]
pub fn from_segment(decoded: &str) -> String {
    decoded.replace("~25", "%").replace("~7E", "~")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> String {
        let decoded = percent_encoding::percent_decode_str(text);
        decoded.decode_utf8_lossy().into_owned()
    }

    #[test]
    fn a_number_survives_being_decoded_however_often() {
        for number in [
            "HW01003", "H%2F4", "H%252F4", "50%", "~25", "%7E", "~", "~~7E%25~", "H/3?x#y", "户 1",
            "H+1", "a&h=b",
        ] {
            let mut text = segment(number);
            for times in 1..5 {
                text = decoded(&text);
                assert_eq!(from_segment(&text), number, "{times} times");
            }
        }
        // As boards that are printed have it.
        assert_eq!(segment("HW-1"), "HW%2D1");
    }
}
