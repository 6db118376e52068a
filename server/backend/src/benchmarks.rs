//! The benchmarks of published boards, cached in memory.

use std::sync::Arc;
use store::ids::BoardId;

use domain::benchmark::Benchmark;
use tokio::sync::Mutex;

use crate::Error;

/// Boards whose measures are kept.
const MAX_BOARDS: usize = 8;

/// The measures of boards. A published board never changes, so what was reckoned
/// once holds; another process reckons it for itself.
#[derive(Default)]
pub(crate) struct Benchmarks(Mutex<Vec<(BoardId, Arc<Benchmark>)>>);

impl Benchmarks {
    /// The measures of a board, made by `measure` where they are not kept. Who
    /// asks while a board is being measured waits for it: a board is never
    /// measured twice at once.
    pub(crate) async fn of(
        &self,
        board_id: BoardId,
        measure: impl Future<Output = Result<Benchmark, Error>>,
    ) -> Result<Arc<Benchmark>, Error> {
        let mut kept = self.0.lock().await;
        if let Some((_, benchmark)) = kept.iter().find(|(of, _)| *of == board_id) {
            return Ok(benchmark.clone());
        }
        let benchmark = Arc::new(measure.await?);
        if kept.len() >= MAX_BOARDS {
            kept.remove(0);
        }
        kept.push((board_id, benchmark.clone()));
        Ok(benchmark)
    }
}
