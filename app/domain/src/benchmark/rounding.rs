//! Rounding of quotients.

/// `numerator ÷ denominator`, rounded half away from zero.
pub(super) const fn rounded(numerator: i128, denominator: i128) -> i128 {
    let magnitude = (numerator.abs() * 2 + denominator) / (denominator * 2);
    if numerator < 0 { -magnitude } else { magnitude }
}
