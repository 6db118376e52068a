//! Who shares an address, and how often they may do something.
//!
//! Counted in memory, per process: with several, each grants its own. Nothing else
//! rests on it.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Mutex;

/// Blocks that are remembered: about 4 MB.
const MAX_BLOCKS: usize = 50_000;

/// Who shares an address: one in IPv4 is a household's or a village's; in IPv6 each
/// device has many, of one network of 64 bits.
pub(crate) fn block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) if !address.is_loopback() => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            Ipv6Addr::from_bits(network).into()
        }
        address => address,
    }
}

/// The block that an address counts for; nobody's for this machine itself, as a
/// proxy that was not counted hides all readers behind it.
#[must_use]
pub fn counted(address: IpAddr) -> Option<IpAddr> {
    Some(block(address)).filter(|block| !block.is_loopback())
}

/// So many of something at once for each address block, and one more each so often.
pub(crate) struct BlockBudget {
    at_once: i64,
    millis_each: i64,
    /// Of each block, when all of its budget will have been granted again.
    blocks: Mutex<HashMap<IpAddr, i64>>,
}

impl BlockBudget {
    pub(crate) fn new(at_once: i64, millis_each: i64) -> Self {
        Self {
            at_once,
            millis_each,
            blocks: Mutex::default(),
        }
    }

    /// Takes one of an address's, at a time in milliseconds; `false` where none is left.
    pub(crate) fn take(&self, address: IpAddr, now: i64) -> bool {
        let Some(block) = counted(address) else {
            return true;
        };
        let Ok(mut blocks) = self.blocks.lock() else {
            return true;
        };
        if blocks.len() >= MAX_BLOCKS {
            blocks.retain(|_, full_at| *full_at > now);
        }
        if blocks.len() >= MAX_BLOCKS {
            // From so many blocks at once no limit by block helps.
            blocks.clear();
        }
        let full_at = blocks.entry(block).or_insert(now);
        let after = (*full_at).max(now) + self.millis_each;
        if after > now + self.at_once * self.millis_each {
            return false;
        }
        *full_at = after;
        true
    }
}
