//! A household's areas compared with those on the board before.

use std::collections::BTreeMap;

use crate::quantity::Quantity;

/// What a household has on a board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// 亩
    pub land: Quantity,
    /// ㎡
    pub floor: Quantity,
}

/// The areas of a board, by household number.
pub type ByHousehold = BTreeMap<String, Areas>;

/// Whether an area is about ten times what it was, or about a tenth: a decimal
/// point in the wrong place, with an area that was measured again beside it.
/// From 9.5 to 10.5 times; where there was nothing, or is nothing, never.
#[must_use]
pub fn is_ten_times_off(now: Quantity, before: Quantity) -> bool {
    let about_ten = |large: Quantity, small: Quantity| {
        let (large, small) = (i128::from(large.e4()) * 2, i128::from(small.e4()));
        small > 0 && (small * 19..=small * 21).contains(&large)
    };
    about_ten(now, before) || about_ten(before, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_times_is_from_nine_and_a_half_to_ten_and_a_half() {
        for (now, before, off) in [
            ("3.215", "3.215", false),
            ("32.15", "3.215", true),
            ("3.215", "32.15", true),
            ("9.5", "1", true),
            ("9.4999", "1", false),
            ("10.5", "1", true),
            ("10.5001", "1", false),
            ("1", "9.5", true),
            ("1", "9.4999", false),
            ("1", "10.5", true),
            ("1", "10.5001", false),
            ("100", "1", false),
            ("5", "1", false),
            ("0", "0", false),
            ("10", "0", false),
            ("0", "10", false),
            ("-10", "-1", false),
            ("-10", "1", false),
            ("922337203685477.5807", "1", false),
            ("922337203685477.5807", "92233720368547.7581", true),
        ] {
            let quantity = |text: &str| text.parse::<Quantity>().expect("a quantity");
            let (was, is) = (quantity(before), quantity(now));
            assert_eq!(is_ten_times_off(is, was), off, "{before} → {now}");
        }
    }
}
