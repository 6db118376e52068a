//! How often something is granted to one address block, so that a machine does
//! not take it from the others.
//!
//! Nothing else rests on it: a search confirms nothing that is not shown, an objection
//! that is over it is taken all the same, and codes have 80 bits.

use std::net::IpAddr;

use chrono::{DateTime, Utc};

use crate::Error;
use crate::address_block::BlockBudget;

/// What a block has at once, and when it has one more.
#[derive(Clone, Copy, Debug)]
struct Rate {
    at_once: i64,
    millis_each: i64,
}

/// A village shares one address: a meeting of two hundred people who all look for
/// themselves stays within. Two a second for as long as it lasts.
const SEARCHES: Rate = Rate {
    at_once: 240,
    millis_each: 500,
};
/// The same meeting, where everybody objects; then two a minute.
const FILINGS: Rate = Rate {
    at_once: 200,
    millis_each: 30_000,
};
/// Wrong codes: each of the meeting mistypes once; then one every two seconds.
const WRONG_CODES: Rate = Rate {
    at_once: 200,
    millis_each: 2_000,
};
/// When one who was refused is told to try again; by then there are some: 120
/// searches, 30 codes.
const WAIT_SECONDS: u64 = 60;

/// What each address block has of something.
pub(crate) struct AddressLimit(BlockBudget);

impl AddressLimit {
    fn new(rate: Rate) -> Self {
        Self(BlockBudget::new(rate.at_once, rate.millis_each))
    }

    pub(crate) fn of_searches() -> Self {
        Self::new(SEARCHES)
    }

    pub(crate) fn of_filings() -> Self {
        Self::new(FILINGS)
    }

    pub(crate) fn of_wrong_codes() -> Self {
        Self::new(WRONG_CODES)
    }

    /// Takes one; `false` where this address's block has none left.
    pub(crate) fn take(&self, address: IpAddr, now: DateTime<Utc>) -> bool {
        self.0.take(address, now.timestamp_millis())
    }

    /// Takes one of this address.
    ///
    /// # Errors
    /// [`Error::Throttled`] where there is none left.
    pub(crate) fn count(&self, address: IpAddr, now: DateTime<Utc>) -> Result<(), Error> {
        match self.take(address, now) {
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
    use crate::address_block::block;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn a_village_that_searches_together_is_served_and_a_machine_is_not() {
        let limit = AddressLimit::of_searches();
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

    #[test]
    fn a_meeting_files_and_a_flood_does_not() {
        let limit = AddressLimit::of_filings();
        let begun = DateTime::UNIX_EPOCH;
        let wifi = address("10.0.0.1");
        // Two hundred within ten minutes, ten more over the next ten.
        let meeting = (0..200)
            .map(|nth| nth * 3)
            .chain((20..30).map(|nth| nth * 30));
        for second in meeting {
            assert!(limit.take(wifi, begun + TimeDelta::seconds(second)));
        }
        // As it was tried: 2,040 in 21 seconds.
        let flood = address("10.0.0.2");
        let taken = (0..2_040)
            .filter(|nth| limit.take(flood, begun + TimeDelta::milliseconds(nth * 10)))
            .count();
        assert_eq!(taken, 200);
    }
}
