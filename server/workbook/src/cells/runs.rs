//! Parts of a text that look otherwise than they are stored: crossed out, raised.

use super::grid::Cell;

/// Written behind each character that is crossed out.
pub(crate) const STROKE: char = '\u{336}';

/// How a run of a text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) crossed_out: bool,
    /// Raised, as the number of a footnote: 2336602 is then no number.
    pub(crate) raised: bool,
}

impl Run {
    /// Adds characters of this run as they are seen.
    pub(crate) fn push(self, text: &mut String, more: &str) {
        if self == Self::default() {
            text.push_str(more);
            return;
        }
        for character in more.chars() {
            text.push(if self.raised {
                raised(character)
            } else {
                character
            });
            if self.crossed_out && !character.is_whitespace() {
                text.push(STROKE);
            }
        }
    }
}

impl Cell {
    /// As it is seen where its whole content is crossed out.
    pub(crate) fn crossed_out(self) -> Self {
        let run = Run {
            crossed_out: true,
            raised: false,
        };
        match self {
            Self::Blank | Self::Unshown(_) => self,
            other => {
                let mut text = String::new();
                run.push(&mut text, &other.shown());
                Self::text(&text)
            }
        }
    }

    /// Whether anything of it is crossed out.
    pub(crate) fn is_crossed_out(&self) -> bool {
        matches!(self, Self::Text(text) if text.contains(STROKE))
    }
}

const fn raised(character: char) -> char {
    match character {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_written_as_they_are_seen() {
        let mut text = String::new();
        Run::default().push(&mut text, "12");
        let raised = Run {
            raised: true,
            ..Run::default()
        };
        raised.push(&mut text, "3亩");
        assert_eq!(text, "12³亩");
        let crossed = Cell::text("张 三").crossed_out();
        assert_eq!(crossed, Cell::text("张\u{336} 三\u{336}"));
        assert!(crossed.is_crossed_out() && !Cell::text("张三").is_crossed_out());
        assert!(Cell::Blank.crossed_out().is_blank());
    }
}
