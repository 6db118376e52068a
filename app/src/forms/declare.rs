//! How a form is declared.

use serde::Deserialize;

/// A form: what it sends, and where to.
pub trait Action: Send + 'static {
    /// Its name on its page.
    const NAME: &'static str;
    /// Where it is posted, as the router has it.
    const ROUTE: &'static str;
    /// What the route has after the address of the form's page: `/submit`; empty
    /// where the page itself is posted to.
    const VERB: &'static str;
    /// The names of its fields, without those that are made of what is shown.
    const FIELDS: &'static [&'static str];
    /// Before names that are made of what is shown: `warning:`.
    const PREFIXES: &'static [&'static str];
}

/// In place of what is no text: files, which stay in the form's body, and a group
/// of boxes, which has a name for what is wrong with it.
#[derive(Clone, Copy, Default, Deserialize)]
pub struct NoText;

/// A form of what cannot be taken back: it is taken only once what will happen
/// was shown and confirmed. It has a field `confirmed`.
pub trait Irrevocable: Action {
    /// How far that is.
    fn confirmation(&self) -> &Confirmed;
}

/// Whether what cannot be taken back was confirmed: what the button that was
/// pressed says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Confirmed {
    /// Not asked yet.
    #[default]
    NotYet,
    /// Rather not: the form is wanted back as it was filled in.
    GoneBack,
    /// What was shown under this mark.
    Shown(String),
}

impl Confirmed {
    /// The field's name in every form.
    pub const FIELD: &str = "confirmed";
    /// What going back sends.
    pub const BACK: &str = "back";
}

impl From<String> for Confirmed {
    fn from(sent: String) -> Self {
        match sent.as_str() {
            "" => Self::NotYet,
            Self::BACK => Self::GoneBack,
            _ => Self::Shown(sent),
        }
    }
}

/// Declares forms to be of what cannot be taken back.
macro_rules! irrevocable {
    ($($form:ident),+ $(,)?) => {
        $(
            impl crate::forms::declare::Irrevocable for $form {
                fn confirmation(&self) -> &crate::forms::declare::Confirmed {
                    &self.confirmed
                }
            }
        )+
    };
}

/// Declares forms: `Name, "page" + "/verb" { field: type }`. A field's name is
/// given by a function of that name, so that page and server cannot disagree.
/// Everything is optional in what a browser sends; what is missing is empty.
macro_rules! forms {
    ($(
        $(#[$doc:meta])*
        $form:ident = $name:literal at $page:literal + $verb:literal {
            $($(#[$attribute:meta])* $field:ident: $type:ty,)*
            $(.. $rest:ident [$($prefix:literal),+],)?
        }
    )*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Default, serde::Deserialize)]
            #[serde(default)]
            pub struct $form {
                $($(#[$attribute])* pub $field: $type,)*
                $(
                    /// What was sent under names that are made of what is shown.
                    #[serde(flatten)]
                    $rest: std::collections::BTreeMap<String, String>,
                )?
            }

            impl $form {
                $(
                    /// The field's name.
                    #[must_use]
                    pub const fn $field() -> &'static str {
                        stringify!($field)
                    }
                )*
            }

            impl crate::forms::declare::Action for $form {
                const NAME: &'static str = $name;
                const ROUTE: &'static str = concat!($page, $verb);
                const VERB: &'static str = $verb;
                const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];
                const PREFIXES: &'static [&'static str] = &[$($($prefix),+)?];
            }
        )*

        /// Route and name of each.
        pub(super) const DECLARED: &[(&str, &str)] = &[$((concat!($page, $verb), $name)),*];
    };
}

pub(super) use {forms, irrevocable};
