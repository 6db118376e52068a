//! How a value of `domain` becomes words.

use crate::language::{Lang, Text};

/// A value that has a name of its own: a state, a kind, a role.
pub trait Named: Copy {
    /// As people read it.
    #[must_use]
    fn text(self) -> Text;
}

/// A value whose name is made of its parts: 第一榜, 7 天.
pub trait Label {
    /// As people read it.
    #[must_use]
    fn label(&self, lang: Lang) -> String;
}

/// A value that makes a whole sentence.
pub trait Sentence {
    /// The sentence, with its full stop.
    #[must_use]
    fn sentence(&self, lang: Lang) -> String;
}
