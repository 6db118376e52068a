//! Reading a whole text, also as a shared value's.

use codee::{Decoder, Encoder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::reader::Reader;
use super::unreadable::Unreadable;

/// Reads a value that `serde_json` wrote.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Result<T, Unreadable> {
    let mut reader = Reader { rest: json };
    let value = T::deserialize(&mut reader)?;
    if reader.rest.is_empty() {
        Ok(value)
    } else {
        Err(Unreadable)
    }
}

/// For a shared value: written by `serde_json`, read here.
pub(crate) struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> serde_json::Result<String> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = Unreadable;
    type Encoded = str;

    fn decode(json: &str) -> Result<T, Unreadable> {
        read(json)
    }
}
