//! Cells that show something else than they store, or store too much of it.

use domain::finding::{Code, Detail, Finding};

use crate::Text;

/// The sentence with its places.
pub(super) fn words(finding: &Finding) -> Text {
    let nothing = matches!(&finding.detail, Detail::Shown { shown, .. } if shown.is_empty());
    match finding.code {
        Code::DateShown => crate::F_DATE_SHOWN,
        Code::ShownScaled => crate::F_SHOWN_SCALED,
        Code::ShownInUnit => crate::F_SHOWN_IN_UNIT,
        Code::ShownRounded => crate::F_SHOWN_ROUNDED,
        Code::ShownDiffers if !finding.is_error() => crate::F_SHOWN_READ,
        Code::ShownDiffers if nothing => crate::F_SHOWN_UNKNOWN,
        Code::ShownDiffers => crate::F_SHOWN_DIFFERS,
        Code::ShownShort => crate::F_SHOWN_SHORT,
        Code::ShownBlank => crate::F_SHOWN_BLANK,
        Code::DigitsLost => crate::F_DIGITS_LOST,
        _ if matches!(finding.detail, Detail::Decimals { .. }) => crate::F_TOO_FINE_ROUND,
        // From before there were figures.
        _ => crate::F_TOO_FINE,
    }
}
