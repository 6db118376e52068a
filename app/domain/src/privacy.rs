//! What a reader may see. An entry carries its audience in its type:
//! [`Entry<Masked>`](Entry) has masked names and no remark, [`Entry<Full>`](Entry)
//! both; neither has a field for an ID, phone or bank number, and both are made
//! in one place. Pages, feeds and exports for residents are built from these
//! types and no others.
//!
//! 政府信息公开条例 15; 个人信息保护法 6, 25, 51.

mod audience;
mod changes;
mod entry;
mod mask;

pub use audience::{Audience, Scope};
pub use changes::{ChangedHousehold, ShownChange, ShownReason, ShownSums};
pub use entry::{Entry, EntryFields, Full, Masked, ShownEntry, ShownStatus};
pub use mask::{NameKey, name_keys, names_within, wanted_keys};
