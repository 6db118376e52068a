//! How much memory forms may hold, all of them together.
//!
//! Three budgets, so that the large cannot starve the small: what was typed,
//! the beginning of what files a form brings, and the rest of it. Of each, an
//! address block of residents has a share.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::broken::Broken;
use super::pace::Pace;

const KB: usize = 1024;
const MB: usize = 1024 * KB;

/// How much of each budget is reserved at once: of what is typed, of files.
const TYPED_STEP: usize = 4 * KB;
const FILE_STEP: usize = 64 * KB;
/// Bytes of a form's files that come from the budget of small ones: a photo that
/// an old phone takes, or a few.
const SMALL: usize = MB;
/// How long a form waits for memory.
const MAX_WAIT: Duration = Duration::from_secs(20);
/// Address blocks that are remembered before those that hold nothing are let go.
const BLOCKS: usize = 1_000;

/// How much memory forms may take, and how slowly they may arrive.
#[derive(Clone, Debug)]
pub(crate) struct MemoryBudget {
    public: Side,
    office: Side,
    pub(super) pace: Pace,
    wait: Duration,
}

impl Default for MemoryBudget {
    fn default() -> Self {
        Self {
            // A block's share of the large has place for the largest form.
            public: Side {
                typed: Pool::new(TYPED_STEP, 32 * MB, 8 * MB),
                small: Pool::new(FILE_STEP, 64 * MB, 16 * MB),
                large: Pool::new(FILE_STEP, 160 * MB, 64 * MB),
            },
            office: Side {
                typed: Pool::new(TYPED_STEP, 32 * MB, 32 * MB),
                small: Pool::new(FILE_STEP, 64 * MB, 64 * MB),
                large: Pool::new(FILE_STEP, 320 * MB, 320 * MB),
            },
            pace: Pace::default(),
            wait: MAX_WAIT,
        }
    }
}

impl MemoryBudget {
    /// For a resident's form, of an address block that is counted.
    pub(in crate::http) fn public(&self, block: Option<IpAddr>) -> Reservation {
        self.public.reserve(block, self.wait)
    }

    /// For a form of somebody who is signed in.
    pub(in crate::http) fn office(&self) -> Reservation {
        self.office.reserve(None, self.wait)
    }

    #[cfg(test)]
    pub(in crate::http) fn hurried(mut self, pace: Pace, wait: Duration) -> Self {
        (self.pace, self.wait) = (pace, wait);
        self
    }
}

#[derive(Clone, Debug)]
struct Side {
    typed: Pool,
    small: Pool,
    large: Pool,
}

impl Side {
    fn reserve(&self, block: Option<IpAddr>, wait: Duration) -> Reservation {
        Reservation {
            typed: self.typed.none(block),
            small: self.small.none(block),
            large: self.large.none(block),
            wait,
        }
    }
}

/// One budget, in steps of so many bytes.
#[derive(Clone, Debug)]
struct Pool {
    step: usize,
    all: Arc<Semaphore>,
    /// Steps of one address block.
    share: usize,
    blocks: Arc<Mutex<HashMap<IpAddr, Weak<Semaphore>>>>,
}

impl Pool {
    fn new(step: usize, bytes: usize, share: usize) -> Self {
        Self {
            step,
            all: Arc::new(Semaphore::new(bytes / step)),
            share: share / step,
            blocks: Arc::default(),
        }
    }

    /// Nothing of it yet.
    fn none(&self, block: Option<IpAddr>) -> Held {
        Held {
            step: self.step,
            budgets: [
                block.map(|block| self.share_of(block)),
                Some(self.all.clone()),
            ]
            .into_iter()
            .flatten()
            .map(|budget| (budget, None))
            .collect(),
            bytes: 0,
            steps: 0,
        }
    }

    fn share_of(&self, block: IpAddr) -> Arc<Semaphore> {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if blocks.len() >= BLOCKS {
            blocks.retain(|_, share| share.strong_count() > 0);
        }
        if let Some(share) = blocks.get(&block).and_then(Weak::upgrade) {
            return share;
        }
        let share = Arc::new(Semaphore::new(self.share));
        blocks.insert(block, Arc::downgrade(&share));
        share
    }
}

/// What one form has of a budget, until it is dropped.
#[derive(Debug)]
struct Held {
    step: usize,
    /// The share of the address block, and the whole.
    budgets: Vec<(Arc<Semaphore>, Option<OwnedSemaphorePermit>)>,
    bytes: usize,
    steps: usize,
}

impl Held {
    /// Reserves so many bytes more, and waits a while where there are none.
    async fn take(&mut self, bytes: usize, wait: Duration) -> Result<(), Broken> {
        self.bytes = self.bytes.saturating_add(bytes);
        let more = self.bytes.div_ceil(self.step).saturating_sub(self.steps);
        if more == 0 {
            return Ok(());
        }
        let count = u32::try_from(more).map_err(|_| Broken::TooLarge)?;
        for (budget, held) in &mut self.budgets {
            let free = budget.clone().acquire_many_owned(count);
            let permit = tokio::time::timeout(wait, free)
                .await
                .map_err(|_| Broken::NoMemory)?
                .map_err(|_| Broken::NoMemory)?;
            match held {
                Some(before) => before.merge(permit),
                none => *none = Some(permit),
            }
        }
        self.steps += more;
        Ok(())
    }
}

/// What one form has of the budgets, until it is dropped.
#[derive(Debug)]
pub(in crate::http) struct Reservation {
    typed: Held,
    small: Held,
    large: Held,
    wait: Duration,
}

impl Reservation {
    /// For so many bytes more of what was typed.
    pub(super) async fn typed(&mut self, bytes: usize) -> Result<(), Broken> {
        self.typed.take(bytes, self.wait).await
    }

    /// For so many bytes more of files.
    pub(super) async fn files(&mut self, bytes: usize) -> Result<(), Broken> {
        let small = bytes.min(SMALL.saturating_sub(self.small.bytes));
        self.small.take(small, self.wait).await?;
        self.large.take(bytes - small, self.wait).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT_ONCE: Duration = Duration::from_millis(10);

    #[tokio::test]
    async fn a_form_holds_what_it_brought_until_it_is_gone() {
        let pool = Pool::new(FILE_STEP, 2 * FILE_STEP, 2 * FILE_STEP);
        let (mut first, mut second) = (pool.none(None), pool.none(None));
        for bytes in [1, FILE_STEP - 1, 1] {
            first.take(bytes, AT_ONCE).await.expect("memory");
        }
        assert_eq!(pool.all.available_permits(), 0);
        assert_eq!(second.take(1, AT_ONCE).await, Err(Broken::NoMemory));
        drop(first);
        let mut third = pool.none(None);
        third.take(1, AT_ONCE).await.expect("memory again");
        drop((second, third));
        assert_eq!(pool.all.available_permits(), 2);
    }

    #[tokio::test]
    async fn one_block_that_takes_all_it_can_leaves_room_for_the_others() {
        let budget = MemoryBudget::default().hurried(Pace::default(), AT_ONCE);
        let block = |last: u8| Some(IpAddr::from([203, 0, 113, last]));
        let fill = async |last| {
            let mut held = Vec::new();
            loop {
                let mut form = budget.public(block(last));
                if form.files(50 * MB).await.is_err() {
                    return held;
                }
                held.push(form);
            }
        };
        let one = fill(1).await;
        assert_eq!(one.len(), 1, "its share");
        let (two, three, four) = (fill(2).await, fill(3).await, fill(4).await);
        assert_eq!((two.len(), three.len(), four.len()), (1, 1, 0));
        // The large is taken: a photo of an old phone and what is typed are not.
        for last in [5, 1] {
            let mut form = budget.public(block(last));
            form.typed(2 * KB).await.expect("what is typed");
            form.files(300 * KB).await.expect("a photo");
        }
        let mut staff = budget.office();
        staff.files(20 * MB).await.expect("the office's own");
    }

    #[tokio::test]
    async fn small_files_of_many_leave_room_for_what_is_typed() {
        let budget = MemoryBudget::default().hurried(Pace::default(), AT_ONCE);
        let mut held = Vec::new();
        for last in 0..8 {
            for _ in 0..16 {
                let mut form = budget.public(Some(IpAddr::from([203, 0, 113, last])));
                if form.files(SMALL).await.is_ok() {
                    held.push(form);
                }
            }
        }
        assert_eq!(held.len(), 64);
        let mut last = budget.public(Some(IpAddr::from([198, 51, 100, 1])));
        assert_eq!(last.files(1).await, Err(Broken::NoMemory));
        last.typed(64 * KB).await.expect("what is typed");
    }
}
