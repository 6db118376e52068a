//! What a filed file is, by what is in it: a photo or a PDF, whole, and not larger
//! than whoever reads it can open.
//!
//! A photo is never decoded here: nothing that the program shows is made of one.
//! Its structure is read, from the first byte to its last, in time that grows with
//! the bytes that were sent and with nothing that they claim. What it would take to
//! decode it is counted from its headers: pixels, and for a JPEG the blocks of
//! coefficients that its scans go through.

mod bytes;
mod jpeg;
mod png;
mod size;
mod webp;

use domain::spelling::file_name;

pub(super) use size::Unfit;

/// Characters of an ending such as `.jpeg`, without the dot.
const MAX_ENDING: usize = 5;
/// The end of a PDF stands in so many of its last bytes.
const PDF_TAIL: usize = 1024;

/// What may be filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    Jpeg,
    Png,
    WebP,
    Pdf,
}

impl Media {
    /// What a file is.
    ///
    /// # Errors
    /// [`Unfit`], why it cannot be filed.
    pub(super) fn of(file: &[u8]) -> Result<Self, Unfit> {
        if file.starts_with(b"%PDF-") {
            let tail = file.get(file.len().saturating_sub(PDF_TAIL)..);
            let ends = tail.is_some_and(|tail| tail.windows(5).any(|five| five == b"%%EOF"));
            return if ends {
                Ok(Self::Pdf)
            } else {
                Err(Unfit::CutShort)
            };
        }
        if jpeg::begins(file) {
            jpeg::check(file).map(|()| Self::Jpeg)
        } else if png::begins(file) {
            png::check(file).map(|()| Self::Png)
        } else if webp::begins(file) {
            webp::check(file).map(|()| Self::WebP)
        } else {
            Err(Unfit::Unknown)
        }
    }

    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::WebP => &["webp"],
            Self::Pdf => &["pdf"],
        }
    }

    /// A file's name as it is kept: without folders and characters that cannot be
    /// seen, and with the ending of what it is.
    pub(super) fn name(self, sent: &str) -> String {
        let name = file_name(sent);
        let ends_right = |name: &str| {
            let ending = ending(name).map(str::to_ascii_lowercase);
            ending.is_some_and(|ending| self.endings().contains(&ending.as_str()))
        };
        if ends_right(&name) {
            return name;
        }
        let stem = match ending(&name) {
            Some(wrong) => &name[..name.len() - wrong.len() - 1],
            None => name.as_str(),
        };
        let stem = stem.trim_matches([' ', '.']);
        if ends_right(stem) {
            return stem.to_owned();
        }
        let stem = if stem.is_empty() {
            text::FILE_UNNAMED.zh
        } else {
            stem
        };
        let ending = self.endings().first().copied().unwrap_or_default();
        format!("{stem}.{ending}")
    }
}

/// What a name ends with after its last dot, where that is an ending: `28` of
/// `2024.11.28` is none.
fn ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_ending = !stem.is_empty()
        && (1..=MAX_ENDING).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_ending.then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_with_what_the_file_is() {
        for (media, sent, kept) in [
            (Media::Pdf, "证明.pdf", "证明.pdf"),
            (Media::Pdf, "../../证明.PDF", "证明.PDF"),
            (Media::Pdf, "证明.pdf.exe", "证明.pdf"),
            (Media::Pdf, "证明.html", "证明.pdf"),
            (Media::Jpeg, "IMG_1.JPEG", "IMG_1.JPEG"),
            (Media::Jpeg, "IMG_1.png", "IMG_1.jpg"),
            (Media::Jpeg, "photo\u{202e}gpj.exe", "photogpj.jpg"),
            (Media::Png, "2024.11.28", "2024.11.28.png"),
            (Media::Png, "地头", "地头.png"),
            (Media::WebP, "", "附件.webp"),
            (Media::WebP, ".exe", "exe.webp"),
            (Media::Png, "..", "附件.png"),
            (Media::WebP, "a\r\nb.webp", "ab.webp"),
            (Media::Png, "C:\\照片\\井.png ", "井.png"),
            (Media::Png, "井.png. . ", "井.png"),
            (Media::Png, "=<a>|?.svg", "=_a___.png"),
        ] {
            assert_eq!(media.name(sent), kept, "{sent:?}");
        }
    }

    #[test]
    fn a_pdf_has_its_end() {
        assert_eq!(Media::of(b"%PDF-1.4\n1 0 obj\n%%EOF\n"), Ok(Media::Pdf));
        assert_eq!(Media::of(b"%PDF-1.4\n1 0 obj\n"), Err(Unfit::CutShort));
        assert_eq!(Media::of(b"<html>%PDF-1.4 %%EOF"), Err(Unfit::Unknown));
        assert_eq!(Media::of(b""), Err(Unfit::Unknown));
    }
}
