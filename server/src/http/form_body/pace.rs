//! How slowly a form may arrive.
//!
//! In each window of time a least number of bytes arrives, and the more has
//! arrived, the more: who sends evenly has the whole time, who sends much at once
//! and then dawdles, to hold the memory, is cut off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Error;
use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, timeout_at};

/// How slowly a form may arrive.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct Pace {
    /// Bytes of a window, at the least.
    pub(in crate::http) least: usize,
    pub(in crate::http) window: Duration,
    /// For all of it.
    pub(in crate::http) whole: Duration,
}

impl Default for Pace {
    /// 256 bytes a second: a quarter of what the slowest GPRS carries. A minute
    /// without signal is got over. docs/decisions/0046
    fn default() -> Self {
        Self {
            least: 256 * 60,
            window: Duration::from_secs(60),
            whole: Duration::from_secs(14 * 60),
        }
    }
}

/// Whether a body was cut off because it came too slowly.
#[derive(Clone, Debug, Default)]
pub(super) struct TooSlow(Arc<AtomicBool>);

impl TooSlow {
    pub(super) fn is(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A body that fails when it comes too slowly.
pub(super) fn paced(
    body: Body,
    pace: Pace,
) -> (
    impl Stream<Item = Result<Bytes, Error>> + Send + Unpin + 'static,
    TooSlow,
) {
    let now = Instant::now();
    let slow = TooSlow::default();
    let arriving = Arriving {
        rest: body.into_data_stream(),
        pace,
        begun: now,
        window: now,
        in_window: 0,
        all: 0,
        slow: slow.clone(),
    };
    let pieces = stream::unfold(arriving, |mut arriving| async {
        let piece = arriving.next().await?;
        Some((piece, arriving))
    });
    (Box::pin(pieces), slow)
}

struct Arriving {
    rest: BodyDataStream,
    pace: Pace,
    begun: Instant,
    /// When the window began, and what has arrived since.
    window: Instant,
    in_window: usize,
    all: usize,
    slow: TooSlow,
}

impl Arriving {
    async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        loop {
            let ends = self.window + self.pace.window;
            let until = ends.min(self.begun + self.pace.whole);
            let piece = timeout_at(until, self.rest.next()).await;
            if let Ok(Some(Ok(piece))) = &piece {
                self.in_window = self.in_window.saturating_add(piece.len());
                self.all = self.all.saturating_add(piece.len());
            }
            if Instant::now() >= until && !self.is_in_time() {
                self.slow.0.store(true, Ordering::Relaxed);
                return Some(Err(Error::new("too slow")));
            }
            if let Ok(piece) = piece {
                return piece;
            }
        }
    }

    /// At the end of a window: whether enough arrived. Begins the next one.
    fn is_in_time(&mut self) -> bool {
        let arrived = std::mem::take(&mut self.in_window);
        let evenly = self.all as u128 * self.pace.window.as_millis();
        let evenly = evenly / self.pace.whole.as_millis().max(1);
        self.window = Instant::now();
        self.window < self.begun + self.pace.whole
            && arrived >= self.pace.least
            && arrived as u128 >= evenly
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    const PACE: Pace = Pace {
        least: 20,
        window: Duration::from_secs(1),
        whole: Duration::from_secs(20),
    };

    /// What arrives of pieces with this pause before each, and whether it was
    /// too slow.
    async fn arrived(pace: Pace, pieces: Vec<(u64, usize)>) -> (usize, bool) {
        let pieces = stream::iter(pieces).then(|(millis, bytes)| async move {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            Ok::<_, Infallible>(Bytes::from(vec![b'x'; bytes]))
        });
        let (mut body, slow) = paced(Body::from_stream(pieces), pace);
        let mut all = 0;
        while let Some(Ok(piece)) = body.next().await {
            all += piece.len();
        }
        (all, slow.is())
    }

    #[tokio::test]
    async fn who_sends_slowly_but_evenly_gets_through() {
        // A window has ten times the least.
        let phone = vec![(50, 10); 60];
        assert_eq!(arrived(PACE, phone).await, (600, false));
    }

    #[tokio::test]
    async fn who_sends_nothing_or_next_to_nothing_is_cut_off() {
        assert_eq!(arrived(PACE, vec![(10_000, 10)]).await, (0, true));
        let (all, slow) = arrived(PACE, vec![(200, 1); 100]).await;
        assert!(slow && all < 20, "{all}");
    }

    #[tokio::test]
    async fn who_was_fast_may_not_dawdle() {
        let mut burst = vec![(0, 100_000)];
        // Above the least, and far below its own pace.
        burst.extend(vec![(20, 10); 200]);
        let (all, slow) = arrived(PACE, burst).await;
        assert!(slow && all < 101_000, "{all}");
    }

    #[tokio::test]
    async fn nothing_takes_longer_than_the_whole_time() {
        let pace = Pace {
            whole: Duration::from_secs(2),
            ..PACE
        };
        let (all, slow) = arrived(pace, vec![(20, 100); 1_000]).await;
        assert!(slow && all < 20_000, "{all}");
    }
}
