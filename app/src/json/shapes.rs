//! Shapes of the text, as serde asks for them.

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::reader::Reader;
use super::unreadable::Unreadable;

impl<'de> Reader<'de> {
    fn fields<V: Visitor<'de>>(
        &mut self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.expect("{")?;
        let mut fields = Fields {
            items: Items {
                reader: self,
                end: '}',
                begun: false,
            },
            names,
        };
        let value = visitor.visit_seq(&mut fields)?;
        fields.skip_rest()?;
        self.expect("}").map(|()| value)
    }

    fn items<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unreadable> {
        self.expect("[")?;
        let value = visitor.visit_seq(Items {
            reader: self,
            end: ']',
            begun: false,
        })?;
        self.expect("]").map(|()| value)
    }
}

/// Methods that read a number of any size into one of 64 bits: what it is for
/// looks whether it fits.
macro_rules! numbers {
    ($($method:ident => $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            visitor.$visit(self.number()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Unreadable;

    numbers! {
        deserialize_i8 => visit_i64
        deserialize_i16 => visit_i64
        deserialize_i32 => visit_i64
        deserialize_i64 => visit_i64
        deserialize_u8 => visit_u64
        deserialize_u16 => visit_u64
        deserialize_u32 => visit_u64
        deserialize_u64 => visit_u64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.boolean()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.skip("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.expect("null")?;
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.items(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.items(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.items(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.expect("{")?;
        let value = visitor.visit_map(Items {
            reader: self,
            end: '}',
            begun: false,
        })?;
        self.expect("}").map(|()| value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.fields(fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let filled = self.skip("{");
        let value = visitor.visit_enum(Variant {
            reader: self,
            filled,
        })?;
        if filled {
            self.expect("}")?;
        }
        Ok(value)
    }

    /// For what is told by its kind alone: a fact is a text or a number.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.rest.starts_with('"') {
            self.deserialize_string(visitor)
        } else {
            self.deserialize_i64(visitor)
        }
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char bytes byte_buf unit_struct ignored_any
    }
}

/// The fields of a shape, in the order in which it declares them.
struct Fields<'r, 'de> {
    items: Items<'r, 'de>,
    names: &'static [&'static str],
}

impl Fields<'_, '_> {
    /// Goes to the value of the shape's next field; or it was left out.
    fn next(&mut self) -> Result<bool, Unreadable> {
        let Some((name, later)) = self.names.split_first() else {
            return Ok(false);
        };
        self.names = later;
        loop {
            let (rest, begun) = (self.items.reader.rest, self.items.begun);
            let Some(found) = self.name()? else {
                return Ok(false);
            };
            if later.contains(&found.as_str()) {
                (self.items.reader.rest, self.items.begun) = (rest, begun);
                return Ok(false);
            }
            if found == *name {
                return Ok(true);
            }
            self.items.reader.value()?;
        }
    }

    /// What the shape does not know, a newer server may well send.
    fn skip_rest(&mut self) -> Result<(), Unreadable> {
        while self.name()?.is_some() {
            self.items.reader.value()?;
        }
        Ok(())
    }

    fn name(&mut self) -> Result<Option<String>, Unreadable> {
        if !self.items.next()? {
            return Ok(None);
        }
        let name = self.items.reader.text()?;
        self.items.reader.expect(":")?;
        Ok(Some(name))
    }
}

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unreadable> {
        // `None` gives the field its default, or is an error if it has none.
        if self.next()? {
            seed.deserialize(&mut *self.items.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

/// Values, or names with values, up to a bracket.
struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    end: char,
    begun: bool,
}

impl Items<'_, '_> {
    /// Goes to the next; or there is none.
    fn next(&mut self) -> Result<bool, Unreadable> {
        if self.reader.rest.starts_with(self.end) {
            return Ok(false);
        }
        if self.begun {
            self.reader.expect(",")?;
        }
        self.begun = true;
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unreadable> {
        if self.next()? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unreadable> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, Unreadable> {
        self.reader.expect(":")?;
        seed.deserialize(&mut *self.reader)
    }
}

/// One of several: its name alone, or with what it holds.
struct Variant<'r, 'de> {
    reader: &'r mut Reader<'de>,
    filled: bool,
}

impl<'r, 'de> EnumAccess<'de> for Variant<'r, 'de> {
    type Error = Unreadable;
    type Variant = &'r mut Reader<'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), Unreadable> {
        let which = seed.deserialize(&mut *self.reader)?;
        if self.filled {
            self.reader.expect(":")?;
        }
        Ok((which, self.reader))
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<S::Value, Unreadable> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.items(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.fields(fields, visitor)
    }
}
