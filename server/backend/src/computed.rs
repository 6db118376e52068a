//! What is dear to compute of published boards, and free to ask for: computed once,
//! off the async threads and one at a time, and kept in memory. A published board
//! never changes, so what was computed holds; another process computes it for itself.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::Error;

/// How long somebody waits; what they wait for is computed all the same, and kept.
const MAX_WAIT: Duration = Duration::from_secs(10);
/// When somebody who was not served is told to try again.
const AGAIN_SECONDS: u64 = 10;

/// What is computed one at a time.
#[derive(Clone)]
pub(crate) struct Turns {
    turn: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Turns {
    /// In which so many at once may wait or compute; others are told at once to try
    /// again.
    pub(crate) fn new(places: usize) -> Self {
        Self {
            turn: Arc::new(Semaphore::new(1)),
            places: Arc::new(Semaphore::new(places)),
        }
    }

    /// Computes in turn, off the async threads.
    ///
    /// # Errors
    /// [`Error::Busy`] where too many wait, or it takes too long.
    pub(crate) async fn run<V: Send + 'static>(
        &self,
        compute: impl Future<Output = Result<V, Error>> + Send + 'static,
    ) -> Result<V, Error> {
        let _place = self.places.try_acquire().map_err(|_| busy())?;
        let turn = self.turn.clone().acquire_owned();
        let turn = timeout(MAX_WAIT, turn).await.map_err(|_| busy())?;
        let turn = turn.map_err(Error::internal)?;
        let runtime = Handle::current();
        // Whoever asked may leave: it is computed to the end.
        let computing = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            runtime.block_on(compute)
        });
        let computed = timeout(MAX_WAIT, computing).await.map_err(|_| busy())?;
        computed.map_err(Error::internal)?
    }
}

/// Computed values by what they are of, the newest last.
type Kept<K, V> = Mutex<Vec<(K, Arc<V>)>>;

/// Computed values of one kind.
pub(crate) struct Computed<K, V> {
    turns: Turns,
    kept: Arc<Kept<K, V>>,
    /// How much of memory a value takes, in a measure of its kind.
    weight: fn(&V) -> usize,
    /// The weight of all that is kept; the one that was computed last is kept in
    /// any case.
    most: usize,
}

impl<K, V> Computed<K, V>
where
    K: PartialEq + Send + 'static,
    V: Send + Sync + 'static,
{
    pub(crate) fn new(turns: Turns, most: usize, weight: fn(&V) -> usize) -> Self {
        Self {
            turns,
            kept: Arc::default(),
            weight,
            most,
        }
    }

    /// The value of a key, computed by `compute` where it is not kept.
    ///
    /// # Errors
    /// [`Error::Busy`] where too many wait, or it takes too long.
    pub(crate) async fn of(
        &self,
        key: K,
        compute: impl Future<Output = Result<V, Error>> + Send + 'static,
    ) -> Result<Arc<V>, Error> {
        if let Some(value) = find(&self.kept, &key) {
            return Ok(value);
        }
        let (kept, weight, most) = (self.kept.clone(), self.weight, self.most);
        let in_turn = async move {
            // Whoever was before may have asked for the same.
            if let Some(value) = find(&kept, &key) {
                return Ok(value);
            }
            let value = Arc::new(compute.await?);
            keep(&kept, key, &value, weight, most);
            Ok(value)
        };
        self.turns.run(in_turn).await
    }
}

const fn busy() -> Error {
    Error::Busy {
        wait_seconds: AGAIN_SECONDS,
    }
}

fn find<K: PartialEq, V>(kept: &Kept<K, V>, key: &K) -> Option<Arc<V>> {
    let kept = kept.lock().ok()?;
    let found = kept.iter().find(|(of, _)| of == key);
    found.map(|(_, value)| value.clone())
}

fn keep<K, V>(kept: &Kept<K, V>, key: K, value: &Arc<V>, weight: fn(&V) -> usize, most: usize) {
    let Ok(mut kept) = kept.lock() else { return };
    kept.push((key, value.clone()));
    let weigh = |kept: &[(K, Arc<V>)]| kept.iter().map(|(_, one)| weight(one)).sum::<usize>();
    while kept.len() > 1 && weigh(&kept) > most {
        kept.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    struct Counting {
        made: AtomicUsize,
        at_once: AtomicUsize,
        most_at_once: AtomicUsize,
    }

    async fn make(counting: Arc<Counting>, value: usize) -> Result<usize, Error> {
        let at_once = counting.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        counting.most_at_once.fetch_max(at_once, Ordering::SeqCst);
        // As a comparison does, it keeps its thread busy.
        std::thread::sleep(Duration::from_millis(30));
        counting.at_once.fetch_sub(1, Ordering::SeqCst);
        counting.made.fetch_add(1, Ordering::SeqCst);
        Ok(value)
    }

    fn counting() -> Arc<Counting> {
        Arc::new(Counting {
            made: AtomicUsize::new(0),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
        })
    }

    #[tokio::test]
    async fn many_who_ask_for_the_same_have_it_computed_once_and_others_one_at_a_time() {
        let counting = counting();
        let computed = Arc::new(Computed::new(Turns::new(64), 100, |_| 1));
        let asked = (0..24_usize).map(|number| {
            let (computed, counting) = (computed.clone(), counting.clone());
            tokio::spawn(async move {
                let key = number % 3;
                let value = computed.of(key, make(counting, key)).await;
                value.map(|value| *value == key).unwrap_or_default()
            })
        });
        let asked: Vec<_> = asked.collect();
        // The one async thread of this test is free meanwhile.
        let began = std::time::Instant::now();
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert!(began.elapsed() < Duration::from_millis(25));
        for one in asked {
            assert!(one.await.expect("answered"));
        }
        assert_eq!(counting.made.load(Ordering::SeqCst), 3);
        assert_eq!(counting.most_at_once.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn whoever_finds_no_place_is_told_at_once_and_what_is_kept_needs_none() {
        let counting = counting();
        let computed = Computed::new(Turns::new(1), 100, |_| 1);
        assert_eq!(
            *computed
                .of(1, make(counting.clone(), 1))
                .await
                .expect("one"),
            1
        );
        let (first, second) = tokio::join!(
            computed.of(2, make(counting.clone(), 2)),
            computed.of(3, make(counting.clone(), 3)),
        );
        assert_eq!(first.map(|value| *value).ok(), Some(2));
        assert!(matches!(second, Err(Error::Busy { wait_seconds: 10 })));
        let kept = computed.of(1, make(counting.clone(), 9));
        assert_eq!(*kept.await.expect("kept"), 1);
    }

    #[tokio::test]
    async fn what_one_asked_for_and_left_is_there_for_the_next() {
        let counting = counting();
        let computed = Computed::new(Turns::new(9), 100, |_| 1);
        let left = timeout(
            Duration::from_millis(1),
            computed.of(1, make(counting.clone(), 1)),
        );
        assert!(left.await.is_err());
        let value = computed.of(1, make(counting.clone(), 1)).await;
        assert_eq!(value.map(|value| *value).ok(), Some(1));
        assert_eq!(counting.made.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn memory_is_bounded() {
        let counting = counting();
        let computed = Computed::new(Turns::new(9), 10, |value: &usize| *value);
        for value in [4, 5, 6, 50] {
            computed
                .of(value, make(counting.clone(), value))
                .await
                .expect("computed");
        }
        assert_eq!(computed.kept.lock().expect("kept").len(), 1);
        computed
            .of(50, make(counting.clone(), 50))
            .await
            .expect("kept");
        assert_eq!(counting.made.load(Ordering::SeqCst), 4);
    }
}
