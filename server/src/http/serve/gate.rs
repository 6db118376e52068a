//! Who is let in: connections have a cap in all and one for each address block.
//!
//! Where there is no place left, the connection that has waited longest for a
//! request makes room: one kept open by a browser that will open another, or
//! one that somebody opened to take the place. What is under way is never cut.
//! Where everything is under way, a reserve is left for address blocks that
//! hold next to nothing.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// How many connections there may be.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct Places {
    /// In all, besides the reserve.
    pub(in crate::http) most: usize,
    /// Of one address block. A village shares one.
    pub(in crate::http) each: usize,
    /// Beyond `most`, for blocks that hold fewer than [`FEW`].
    pub(in crate::http) reserve: usize,
}

/// Connections that a block may hold and still be let into the reserve.
const FEW: usize = 4;

impl Places {
    /// A third for one block, and a twelfth more as the reserve.
    pub(in crate::http) const fn of(most: usize) -> Self {
        let (each, reserve) = (most.div_ceil(3), most.div_ceil(12));
        Self {
            most,
            each,
            reserve,
        }
    }
}

/// Lets connections in, and knows them all.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    places: Places,
    open: Arc<Mutex<Open>>,
}

#[derive(Debug, Default)]
struct Open {
    connections: HashMap<u64, Connection>,
    /// Those without a request under way, longest first: by when they began to
    /// wait, which connection.
    waiting: BTreeMap<u64, u64>,
    blocks: HashMap<IpAddr, usize>,
    next: u64,
}

#[derive(Debug)]
struct Connection {
    block: Option<IpAddr>,
    waiting: Option<u64>,
    leave: Arc<Notify>,
}

impl Open {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn held(&self, block: Option<IpAddr>) -> usize {
        let held = block.and_then(|block| self.blocks.get(&block));
        held.copied().unwrap_or_default()
    }

    fn wait(&mut self, id: u64) {
        let number = self.number();
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.waiting = Some(number);
            self.waiting.insert(number, id);
        }
    }

    fn work(&mut self, id: u64) {
        let connection = self.connections.get_mut(&id);
        if let Some(number) = connection.and_then(|connection| connection.waiting.take()) {
            self.waiting.remove(&number);
        }
    }

    fn remove(&mut self, id: u64) -> Option<Connection> {
        let connection = self.connections.remove(&id)?;
        if let Some(number) = connection.waiting {
            self.waiting.remove(&number);
        }
        if let Some(block) = connection.block
            && let Some(held) = self.blocks.get_mut(&block)
        {
            *held -= 1;
            if *held == 0 {
                self.blocks.remove(&block);
            }
        }
        Some(connection)
    }

    /// The connection that has waited longest, of one block or of all, leaves.
    fn make_room(&mut self, of: Option<IpAddr>) -> bool {
        let mut waiting = self.waiting.values().copied();
        let first = waiting.find(|id| {
            let connection = self.connections.get(id);
            of.is_none() || connection.is_some_and(|connection| connection.block == of)
        });
        let gone = first.and_then(|id| self.remove(id));
        if let Some(gone) = &gone {
            gone.leave.notify_one();
        }
        gone.is_some()
    }
}

impl Gate {
    pub(super) fn new(places: Places) -> Self {
        Self {
            places,
            open: Arc::default(),
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        // Nothing panics in between; and if it did, a count is off by one.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets one in, of a block that is counted, or of everybody's proxy. `None`:
    /// there is no place.
    pub(super) fn admit(&self, block: Option<IpAddr>) -> Option<Place> {
        let mut open = self.open();
        if block.is_some() && open.held(block) >= self.places.each && !open.make_room(block) {
            return None;
        }
        if open.connections.len() >= self.places.most && !open.make_room(None) {
            let is_few = block.is_some() && open.held(block) < FEW;
            if !is_few || open.connections.len() >= self.places.most + self.places.reserve {
                return None;
            }
        }
        let (id, leave) = (open.number(), Arc::new(Notify::new()));
        let connection = Connection {
            block,
            waiting: None,
            leave: leave.clone(),
        };
        open.connections.insert(id, connection);
        if let Some(block) = block {
            *open.blocks.entry(block).or_default() += 1;
        }
        open.wait(id);
        drop(open);
        Some(Place {
            gate: self.clone(),
            id,
            leave,
        })
    }
}

/// The place of one connection, until it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    gate: Gate,
    id: u64,
    leave: Arc<Notify>,
}

impl Place {
    /// Until somebody else has the place.
    pub(super) async fn lost(&self) {
        self.leave.notified().await;
    }

    /// A request is under way until the result is dropped.
    pub(super) fn work(&self) -> Work {
        self.gate.open().work(self.id);
        Work {
            gate: self.gate.clone(),
            id: self.id,
        }
    }

    pub(super) fn is_waiting(&self) -> bool {
        let open = self.gate.open();
        let connection = open.connections.get(&self.id);
        connection.is_none_or(|connection| connection.waiting.is_some())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.gate.open().remove(self.id);
    }
}

/// A request that is under way.
#[derive(Debug)]
pub(super) struct Work {
    gate: Gate,
    id: u64,
}

impl Drop for Work {
    fn drop(&mut self) {
        self.gate.open().wait(self.id);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const PLACES: Places = Places {
        most: 6,
        each: 4,
        reserve: 2,
    };

    fn block(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([203, 0, 113, last]))
    }

    async fn is_lost(place: &Place) -> bool {
        let soon = tokio::time::timeout(Duration::from_millis(20), place.lost());
        soon.await.is_ok()
    }

    #[tokio::test]
    async fn who_waits_longest_makes_room_and_who_works_is_never_cut() {
        let gate = Gate::new(PLACES);
        let first = gate.admit(block(1)).expect("a place");
        let work = first.work();
        let held: Vec<Place> = (0..3)
            .map(|_| gate.admit(block(1)).expect("a place"))
            .collect();
        // The block has its share: its own longest waiting goes, not another's.
        let other = gate.admit(block(2)).expect("a place");
        let more = gate.admit(block(1)).expect("a place");
        assert!(is_lost(&held[0]).await);
        for kept in [&first, &held[1], &held[2], &other, &more] {
            assert!(!is_lost(kept).await);
        }
        drop(work);
        // It waits again, and began last.
        let again = gate.admit(block(1)).expect("a place");
        assert!(is_lost(&held[1]).await && !is_lost(&first).await);
        drop((first, held, other, more, again));
        assert!(gate.open().connections.is_empty() && gate.open().waiting.is_empty());
        assert!(gate.open().blocks.is_empty());
    }

    #[test]
    fn one_block_that_works_leaves_places_to_the_others() {
        let gate = Gate::new(PLACES);
        let busy = |block| {
            let place = gate.admit(block)?;
            let work = place.work();
            Some((place, work))
        };
        let one: Vec<_> = (0..10).filter_map(|_| busy(block(1))).collect();
        assert_eq!(one.len(), PLACES.each);
        let two: Vec<_> = (0..10).filter_map(|_| busy(block(2))).collect();
        assert_eq!(two.len(), PLACES.most - PLACES.each + PLACES.reserve);
        drop(two);
        let two: Vec<_> = (0..2).filter_map(|_| busy(block(2))).collect();
        // All is taken and works: the reserve is for those who hold little.
        assert!(busy(block(1)).is_none(), "its share");
        let few = busy(block(3)).expect("the reserve");
        let last = busy(block(4)).expect("the reserve");
        assert!(busy(block(5)).is_none());
        drop((one, two, few, last));
        assert!(gate.open().connections.is_empty());
    }

    #[test]
    fn a_proxy_has_all_places_but_the_reserve() {
        let gate = Gate::new(PLACES);
        let works: Vec<_> = (0..20)
            .filter_map(|_| gate.admit(None))
            .map(|place| (place.work(), place))
            .collect();
        assert_eq!(works.len(), PLACES.most);
        assert!(works.iter().all(|(_, place)| !place.is_waiting()));
    }
}
