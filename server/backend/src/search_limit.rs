//! How often one may search: a search reads whole boards, and somebody who asks
//! for everything takes the site from the others.
//!
//! Counted in memory, per process: with several, each grants its own. Nothing
//! else rests on it, since a search confirms nothing that is not shown.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Mutex;

use chrono::{DateTime, Utc};

use crate::Error;

/// Searches that an address block has at once. A village shares one address: a
/// meeting of two hundred people who all look for themselves stays within.
const AT_ONCE: i64 = 240;
/// Milliseconds until one more is granted: two a second for as long as it lasts.
const MILLIS_EACH: i64 = 500;
/// When a refused reader is told to try again; by then there are 120 searches.
const WAIT_SECONDS: u64 = 60;
/// Blocks that are remembered: about 4 MB.
const MAX_BLOCKS: usize = 50_000;

/// Of each address block, when all of its searches will have been granted again.
#[derive(Default)]
pub(crate) struct SearchLimit(Mutex<HashMap<IpAddr, i64>>);

impl SearchLimit {
    fn take(&self, address: IpAddr, now: i64) -> bool {
        // A proxy that nobody counted: all readers at once.
        if address.to_canonical().is_loopback() {
            return true;
        }
        let Ok(mut blocks) = self.0.lock() else {
            return true;
        };
        if blocks.len() >= MAX_BLOCKS {
            blocks.retain(|_, full_at| *full_at > now);
        }
        if blocks.len() >= MAX_BLOCKS {
            // From so many blocks at once no limit by block helps.
            blocks.clear();
        }
        let full_at = blocks.entry(block(address)).or_insert(now);
        let after = (*full_at).max(now) + MILLIS_EACH;
        if after > now + AT_ONCE * MILLIS_EACH {
            return false;
        }
        *full_at = after;
        true
    }
}

/// Who shares an address: one in IPv4 is a household's or a village's; in IPv6 each
/// device has many, of one network of 64 bits.
fn block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            Ipv6Addr::from_bits(network).into()
        }
        address => address,
    }
}

impl SearchLimit {
    /// Counts a search of this address.
    pub(crate) fn count(&self, address: IpAddr, now: DateTime<Utc>) -> Result<(), Error> {
        match self.take(address, now.timestamp_millis()) {
            true => Ok(()),
            false => Err(Error::Throttled {
                wait_seconds: WAIT_SECONDS,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn a_village_that_searches_together_is_served_and_a_machine_is_not() {
        let limit = SearchLimit::default();
        let begun = DateTime::UNIX_EPOCH;
        let at = |seconds| begun + TimeDelta::seconds(seconds);
        let searches = |from: &str, at, asked: usize| {
            (0..asked)
                .filter(|_| limit.count(address(from), at).is_ok())
                .count()
        };
        // Two hundred people, three searches each, within five minutes.
        let village: usize = (0..300)
            .map(|second| searches("10.0.0.1", at(second), 2))
            .sum();
        assert_eq!(village, 600);
        assert_eq!(searches("10.0.0.2", at(0), 1_000), 240);
        assert!(limit.count(address("10.0.0.2"), at(0)).is_err());
        assert_eq!(
            searches("10.0.0.3", at(0), 1),
            1,
            "the neighbour is not refused"
        );
        assert_eq!(
            searches("10.0.0.2", at(60), 1_000),
            120,
            "as the refusal says"
        );
        // One device, many addresses.
        let device = |end: usize| address(&format!("2001:db8:1:2::{end:x}"));
        let served = (1..1_000).filter(|end| limit.count(device(*end), at(0)).is_ok());
        assert_eq!(served.count(), 240);
        assert!(limit.count(address("2001:db8:1:3::1"), at(0)).is_ok());
        assert_eq!(searches("127.0.0.1", at(0), 1_000), 1_000);
        assert_eq!(block(address("::ffff:10.0.0.9")), address("10.0.0.9"));
    }
}
