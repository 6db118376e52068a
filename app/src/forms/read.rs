//! Parses typed values. A form is never rejected as a whole: a value that cannot
//! be read is `None`, and the use case refuses it at its field.

use std::str::FromStr;

use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Deserializer};

/// One of several, by its key; `None` where it is none of them.
pub(super) fn one_of<'de, T, D>(value: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let typed = String::deserialize(value)?;
    let key: StrDeserializer<'_, Error> = typed.as_str().into_deserializer();
    Ok(T::deserialize(key).ok())
}

/// A number; `None` where it is none.
pub(super) fn number<'de, T, D>(value: D) -> Result<Option<T>, D::Error>
where
    T: FromStr,
    D: Deserializer<'de>,
{
    String::deserialize(value).map(|typed| typed.trim().parse().ok())
}

/// What was sent, also where it is empty; `None` where nothing was.
pub(super) fn given<'de, D>(value: D) -> Result<Option<String>, D::Error>
where
    D: Deserializer<'de>,
{
    String::deserialize(value).map(Some)
}

/// Whether a box is ticked.
pub(super) fn ticked<'de, D>(value: D) -> Result<bool, D::Error>
where
    D: Deserializer<'de>,
{
    String::deserialize(value).map(|typed| typed == "1")
}
