//! Work on the rows of a large table, on several cores.

use std::num::NonZero;
use std::ops::Range;
use std::thread;

/// A share smaller than this is not worth another thread.
const SHARE_LEAST: usize = 2_000;
const THREADS_MOST: usize = 4;

/// Divides `0..length` among threads; gives what comes of each share, in order.
pub(super) fn divided<T: Send>(length: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let shares = (length / SHARE_LEAST).clamp(1, cores.min(THREADS_MOST));
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
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_come_back_whole_and_in_order() {
        for length in [0, 1, SHARE_LEAST * 2, SHARE_LEAST * 3 + 1] {
            let shares = divided(length, |rows| rows.collect::<Vec<usize>>());
            assert_eq!(shares.concat(), (0..length).collect::<Vec<usize>>());
        }
    }
}
