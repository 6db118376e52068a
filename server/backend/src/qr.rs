//! Addresses as QR codes, to be printed.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use views::QrPicture;

/// A text as a QR code that is still read with a seventh of it worn off; `None`
/// where it is too long for one.
#[must_use]
pub fn picture(text: &str) -> Option<QrPicture> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let modules = code.to_colors();
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            let length = run.len();
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            x += length;
        }
    }
    let size = u32::try_from(width).ok()?;
    Some(QrPicture { size, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules that a picture draws, row by row.
    fn drawn(picture: &QrPicture) -> Vec<Vec<bool>> {
        let size = usize::try_from(picture.size).expect("a size");
        let mut rows = vec![vec![false; size]; size];
        for run in picture.path.split('M').skip(1) {
            let (place, rest) = run.split_once('h').expect("a run");
            let (x, y) = place.split_once(' ').expect("a place");
            let (length, _) = rest.split_once('v').expect("a length");
            let (x, y): (usize, usize) = (x.parse().expect("x"), y.parse().expect("y"));
            let length: usize = length.parse().expect("a length");
            for module in &mut rows[y][x..x + length] {
                *module = true;
            }
        }
        rows
    }

    #[test]
    fn the_picture_has_the_modules_of_the_code() {
        let text = "https://board.example.cn/p/HW2024/r/1";
        let picture = picture(text).expect("a code");
        let code = QrCode::with_error_correction_level(text, EcLevel::M).expect("a code");
        let dark: Vec<bool> = code
            .to_colors()
            .into_iter()
            .map(|color| color == Color::Dark)
            .collect();
        assert_eq!(drawn(&picture).concat(), dark);
        // Three corners have their finder: seven dark modules at the top.
        assert_eq!(
            drawn(&picture)[0][..8],
            [true, true, true, true, true, true, true, false]
        );
    }

    #[test]
    fn what_is_too_long_has_none() {
        assert_eq!(picture(&"x".repeat(4_000)), None);
    }
}
