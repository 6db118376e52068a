//! Kinds of personal numbers, and identity numbers.

/// What a number is that identifies a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalKind {
    /// 公民身份号码
    Identity,
    /// 手机号
    Phone,
    /// 银行账号
    Account,
}

/// Whether this is an 18-character identity number with the right check
/// character (ISO 7064 MOD 11-2).
#[must_use]
pub fn is_identity(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let characters: Vec<char> = number.to_uppercase().chars().collect();
    let [body @ .., last] = characters.as_slice() else {
        return false;
    };
    if body.len() != WEIGHTS.len() {
        return false;
    }
    let mut sum = 0;
    for (character, weight) in body.iter().zip(WEIGHTS) {
        let Some(digit) = character.to_digit(10) else {
            return false;
        };
        sum += digit * weight;
    }
    CHECKS
        .iter()
        .zip(0..)
        .any(|(check, rest)| check == last && sum % 11 == rest)
}

/// Digits of the shortest personal number.
pub(super) const LEAST_DIGITS: usize = 11;
