//! Enums that the database, forms, addresses and events know by a key.

/// Gives an enum its keys, as strum derives them from the names of its variants.
/// A key never changes once something was stored by it. The enum derives
/// `EnumCount`, `EnumString`, `IntoStaticStr` and `VariantArray`, with
/// `const_into_str`.
#[macro_export]
macro_rules! keyed {
    ($name:ident) => {
        impl $name {
            /// Every one, in order of declaration.
            pub const ALL: [Self; <Self as strum::EnumCount>::COUNT] =
                match <Self as strum::VariantArray>::VARIANTS.first_chunk() {
                    Some(all) => *all,
                    None => panic!("strum counts the variants that it lists"),
                };

            /// The key in the database, in forms and in events.
            #[must_use]
            pub const fn key(self) -> &'static str {
                self.into_str()
            }

            /// From its key; `None` where there is none of that key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                key.parse().ok()
            }
        }
    };
}
pub(crate) use keyed;
