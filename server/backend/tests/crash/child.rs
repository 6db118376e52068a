//! The process that gets killed. It says on its standard output how far it is.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use backend::accounts;
use backend::clock::Clock;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::task::Task;
use testing::{TODAY, open};

/// The variable that an [`Order`] stands in.
pub(crate) const ORDER: &str = "SANBANG_CRASH_ORDER";
/// Said when the office is open, before the use case begins.
pub(crate) const READY: &str = "ready";
/// Said each time that the use case asks for the time.
pub(crate) const ASKED: &str = "asked for the time";
/// Said when the use case has ended well.
pub(crate) const DONE: &str = "done";

/// A child that nobody kills ends by itself after this.
const MAX_LIFE: Duration = Duration::from_secs(60);

/// What a child is to do.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) database_url: String,
    pub(crate) data_dir: PathBuf,
    /// Of a session.
    pub(crate) token: String,
    /// Stand still when the use case asks for the time this often; use cases
    /// ask between their changes, for the events that they write.
    pub(crate) stop_at: Option<usize>,
    pub(crate) task: Task,
}

/// Follows the order in the environment, and waits to be killed.
pub(crate) async fn run() {
    let Ok(order) = std::env::var(ORDER) else {
        return;
    };
    let order: Order = serde_json::from_str(&order).expect("an order");
    let clock = Arc::new(TellingClock {
        now: TODAY.parse().expect("a time"),
        stop_at: order.stop_at,
        tells: AtomicBool::new(false),
        asked: AtomicUsize::new(0),
    });
    let office = open(&order.database_url, &order.data_dir, clock.clone()).await;
    let actor = accounts::actor(&office, &order.token)
        .await
        .expect("a look-up")
        .expect("an actor");
    clock.tells.store(true, Ordering::Relaxed);
    say(READY);
    order.task.run(&office, &actor).await.expect("done");
    say(DONE);
    wait_for_the_end();
}

/// A line to the parent; on its own, whatever stands before it.
fn say(what: &str) {
    println!("\n{what}");
}

fn wait_for_the_end() {
    std::thread::sleep(MAX_LIFE);
    std::process::exit(1);
}

/// The tests' clock, which tells the parent when it is asked.
struct TellingClock {
    now: DateTime<Utc>,
    stop_at: Option<usize>,
    tells: AtomicBool,
    asked: AtomicUsize,
}

impl Clock for TellingClock {
    fn now(&self) -> DateTime<Utc> {
        if self.tells.load(Ordering::Relaxed) {
            let before = self.asked.fetch_add(1, Ordering::Relaxed);
            say(ASKED);
            if self.stop_at == Some(before + 1) {
                wait_for_the_end();
            }
        }
        self.now
    }
}
