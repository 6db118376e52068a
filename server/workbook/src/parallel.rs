//! Work on the rows of a large table, on several cores.

use std::num::NonZero;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// A share smaller than this is not worth another thread.
const MIN_SHARE: usize = 2_000;
const MAX_THREADS: usize = 4;

/// Divides `0..length` among threads; gives what comes of each share, in order.
pub(crate) fn in_shares<T: Send>(length: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let shares = (length / MIN_SHARE).clamp(1, cores.min(MAX_THREADS));
    if shares == 1 {
        return vec![work(0..length)];
    }
    let share = length.div_ceil(shares);
    let work = &work;
    thread::scope(|scope| {
        let threads: Vec<_> = (0..shares)
            .map(|at| at * share..length.min((at + 1) * share))
            .map(|rows| scope.spawn(move || work(rows)))
            .collect();
        threads
            .into_iter()
            .map(|thread| match thread.join() {
                Ok(done) => done,
                Err(panic) => resume_unwind(panic),
            })
            .collect()
    })
}

/// Does both at the same time.
pub(crate) fn join<A: Send, B>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => resume_unwind(panic),
        }
    })
}

/// Works on what `next` gives, on several threads, while it makes more; gives
/// what comes of each, in order, or the first error.
pub(crate) fn pipelined<P: Send, T: Send, E: Send>(
    mut next: impl FnMut() -> Result<Option<P>, E>,
    work: impl Fn(P) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(MAX_THREADS);
    // So many wait to be worked on.
    let (sender, receiver) = mpsc::sync_channel::<(usize, P)>(threads);
    let receiver = Mutex::new(receiver);
    let failed = AtomicBool::new(false);
    let next_piece = || {
        let pieces = receiver.lock().unwrap_or_else(PoisonError::into_inner);
        pieces.recv().ok()
    };
    // One that fails goes on taking pieces, so that nobody waits to be rid of one.
    let worker = || {
        let mut done = Ok(Ok(Vec::new()));
        while let Some((at, piece)) = next_piece() {
            if failed.load(Ordering::Relaxed) {
                continue;
            }
            let one = catch_unwind(AssertUnwindSafe(|| work(piece)));
            match (&mut done, one) {
                (Ok(Ok(done)), Ok(Ok(one))) => done.push((at, one)),
                (done, one) => {
                    failed.store(true, Ordering::Relaxed);
                    *done = one.map(|one| one.map(|_| Vec::new()));
                }
            }
        }
        done
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let mut made = Ok(());
        for at in 0.. {
            let piece = match next() {
                Ok(Some(piece)) if !failed.load(Ordering::Relaxed) => piece,
                Ok(_) => break,
                Err(error) => {
                    made = Err(error);
                    break;
                }
            };
            if sender.send((at, piece)).is_err() {
                break;
            }
        }
        drop(sender);
        let mut all = Vec::new();
        for worker in workers {
            match worker.join().flatten() {
                Ok(done) => all.append(&mut done?),
                Err(panic) => resume_unwind(panic),
            }
        }
        made?;
        all.sort_unstable_by_key(|(at, _)| *at);
        Ok(all.into_iter().map(|(_, one)| one).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(most: u32) -> impl FnMut() -> Result<Option<u32>, &'static str> {
        let mut numbers = 0..most;
        move || Ok(numbers.next())
    }

    #[test]
    fn what_is_piped_comes_back_in_order() {
        let done = pipelined(numbers(1_000), |number| Ok(number * 2));
        let doubled: Vec<u32> = (0..1_000).map(|number| number * 2).collect();
        assert_eq!(done, Ok(doubled));
    }

    #[test]
    fn an_error_or_a_panic_ends_what_is_piped() {
        let done = pipelined(numbers(1_000), |number| match number {
            7.. => Err("seven"),
            less => Ok(less),
        });
        assert_eq!(done, Err("seven"));
        let mut left = 3;
        let broken = pipelined(
            || {
                left -= 1;
                if left > 0 {
                    Ok(Some(left))
                } else {
                    Err("no more")
                }
            },
            Ok::<i32, &str>,
        );
        assert_eq!(broken, Err("no more"));
        let panic = catch_unwind(|| {
            pipelined(numbers(1_000), |number| {
                assert!(number < 7);
                Ok(number)
            })
        });
        assert!(panic.is_err());
    }

    #[test]
    fn shares_come_back_whole_and_in_order() {
        for length in [0, 1, MIN_SHARE * 2, MIN_SHARE * 3 + 1] {
            let shares = in_shares(length, |rows| rows.collect::<Vec<usize>>());
            assert_eq!(shares.concat(), (0..length).collect::<Vec<usize>>());
        }
    }
}
