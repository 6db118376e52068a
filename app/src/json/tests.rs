//! What serde_json writes is read back unchanged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::read;
use super::unreadable::Unreadable;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Shape {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left_out: Option<Number>,
    nothing: Option<i32>,
    kinds: Vec<Kind>,
    pair: (u8, i64),
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    inner: Vec<Shape>,
    by_name: BTreeMap<String, Option<bool>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Number(u64);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Plain,
    Of(Number),
    Two(i16, bool),
    Named { at: i64, note: Option<String> },
    OfFact(Fact),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Fact {
    Text(String),
    Number(i64),
}

fn shape() -> Shape {
    Shape {
        name: "户\"主\\/\u{7f}\u{2028}🏠\r\n\t\u{8}\u{c}\u{0}\u{1f}".to_owned(),
        left_out: Some(Number(u64::MAX)),
        nothing: Some(-7),
        kinds: vec![
            Kind::Plain,
            Kind::Of(Number(0)),
            Kind::Two(-3, true),
            Kind::Named {
                at: i64::MIN,
                note: None,
            },
            Kind::OfFact(Fact::Text("null".to_owned())),
            Kind::OfFact(Fact::Number(-1)),
        ],
        pair: (255, i64::MAX),
        inner: vec![Shape::default(), Shape::default()],
        by_name: [("户号".to_owned(), None), ("b\"".to_owned(), Some(false))].into(),
    }
}

#[test]
fn reads_what_serde_json_writes() {
    for shape in [shape(), Shape::default()] {
        let json = serde_json::to_string(&shape).unwrap();
        assert_eq!(read(&json), Ok(shape));
    }
    assert_eq!(read("null"), Ok(()));
}

#[test]
fn every_character_arrives() {
    let all: String = (0..=0x2_ffff).filter_map(char::from_u32).collect();
    let json = serde_json::to_string(&all).unwrap();
    assert_eq!(read(&json), Ok(all));
}

#[test]
fn refuses_what_is_cut_short_or_goes_on() {
    let json = serde_json::to_string(&shape()).unwrap();
    for end in (0..json.len()).filter(|&end| json.is_char_boundary(end)) {
        assert_eq!(read::<Shape>(&json[..end]), Err(Unreadable), "{end}");
    }
    assert_eq!(read::<Shape>(&format!("{json} ")), Err(Unreadable));
}

#[derive(Debug, PartialEq, Deserialize)]
struct Two {
    a: u8,
    #[serde(default)]
    b: u8,
}

#[test]
fn passes_over_fields_that_it_does_not_know() {
    for json in [
        r#"{"a":1,"b":2}"#,
        r#"{"x":null,"a":1,"y":[{"a":9},"}",-1.5],"b":2,"z":{"b":[[]]}}"#,
        r#"{"a":1,"b":2,"a":3}"#,
    ] {
        assert_eq!(read(json), Ok(Two { a: 1, b: 2 }), "{json}");
    }
    assert_eq!(read(r#"{"a":1,"x":[]}"#), Ok(Two { a: 1, b: 0 }));
}

#[test]
fn refuses_what_is_missing_in_another_order_or_of_another_kind() {
    for json in [
        "{}",
        r#"{"b":2}"#,
        r#"{"b":2,"a":1}"#,
        r#"{"a":1"b":2}"#,
        r#"{"a":1,"b":2,}"#,
        r#"{"a":256}"#,
        r#"{"a":-1}"#,
        r#"{"a":1.5}"#,
        r#"{"a":null}"#,
        r#"{"a":"1"}"#,
        r#"{"a":1,"x":[}"#,
    ] {
        assert_eq!(read::<Two>(json), Err(Unreadable), "{json}");
    }
}
