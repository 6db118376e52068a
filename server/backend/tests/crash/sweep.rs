//! Kills children at many moments, and looks each time at what is left.

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use backend::Error;
use backend::accounts;
use domain::account::Role;

use crate::child::{ASKED, DONE, ORDER, Order, READY};
use crate::found::{Found, found, wait_for_postgres};
use crate::task::Task;
use testing::{PASSWORD, TestOffice, open};

/// Kills spread evenly over a stretch of the use case.
const SPREAD: u32 = 6;
const SIGKILL: i32 = 9;

/// When a child is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// While it stands still, asking for the time this often.
    Asking(usize),
    /// So long after it asked this often; after it was ready, where that is 0.
    After { asked: usize, delay: Duration },
    /// As soon as it says that it is done.
    Done,
}

/// How a child went that was done before it was killed.
struct Life {
    /// When it was ready, and each time that it asked.
    marks: Vec<Instant>,
    done: Instant,
}

impl Life {
    /// Kills at every question, others from ready to done, from the first
    /// question on (it is near the first change) and from the last one on (it
    /// is near the commit).
    fn moments(&self) -> Vec<Moment> {
        let last = self.marks.len() - 1;
        assert!(last > 0, "the use case no longer asks for the time");
        let asking = (1..=last).map(Moment::Asking);
        let spread = [0, 1, last].into_iter().flat_map(|asked| {
            let rest = self.done - self.marks[asked];
            (0..=SPREAD).map(move |part| Moment::After {
                asked,
                delay: rest * part / SPREAD,
            })
        });
        asking.chain(spread).collect()
    }
}

/// Lets one child finish, and kills others at all the moments of its life.
/// `prepare` makes ready what an attempt, by its number, needs.
pub(crate) async fn sweep(
    mut test: TestOffice,
    role: Role,
    prepare: impl AsyncFn(&TestOffice, usize) -> Task,
) {
    let address = [127, 0, 0, 1].into();
    let token = accounts::sign_in(&test.office, role.key(), PASSWORD, address)
        .await
        .expect("signed in");
    let task = prepare(&test, 0).await;
    let (first, life) = attempt(&mut test, &token, task, Moment::Done).await;
    assert_eq!(first, Found::Whole, "done is done, killed or not");

    let mut nothing = 0;
    for (number, moment) in (1..).zip(life.moments()) {
        let task = prepare(&test, number).await;
        let (left, _) = attempt(&mut test, &token, task, moment).await;
        println!("{moment:?}: {left:?}");
        nothing += usize::from(left == Found::Nothing);
    }
    assert!(nothing > 0, "no kill landed before the end");
}

/// Has a child do the task and kills it; gives what was left. Afterwards the
/// same task must go through.
async fn attempt(test: &mut TestOffice, token: &str, task: Task, moment: Moment) -> (Found, Life) {
    // Nothing of this process may help the database over the crash.
    test.office.db().close_by_ref().await.expect("closed");
    let order = Order {
        database_url: childs_url(&test.database_url),
        data_dir: test.folder.path().to_owned(),
        token: token.to_owned(),
        stop_at: match moment {
            Moment::Asking(count) => Some(count),
            Moment::After { .. } | Moment::Done => None,
        },
        task,
    };
    let life = kill(&order, moment);

    test.office = open(&test.database_url, test.folder.path(), test.clock.clone()).await;
    wait_for_postgres(test.office.db(), CHILD).await;
    let left = found(test, &order.task).await;

    let actor = accounts::actor(&test.office, token)
        .await
        .expect("a look-up")
        .expect("an actor");
    match (
        order.task.run(&test.office, &actor).await,
        &order.task,
        left,
    ) {
        (Ok(()), _, _) | (Err(Error::NotNow(_)), Task::Publish { .. }, Found::Whole) => {}
        (refused, ..) => panic!("again after {moment:?}, {left:?}: {refused:?}"),
    }
    assert_eq!(found(test, &order.task).await, Found::Whole, "{moment:?}");
    (left, life)
}

/// What a child calls itself at PostgreSQL.
const CHILD: &str = "sanbang-crash-child";

fn childs_url(url: &str) -> String {
    if url.starts_with("postgres") {
        format!("{url}?application_name={CHILD}")
    } else {
        url.to_owned()
    }
}

/// Starts a child and kills it at the moment.
fn kill(order: &Order, moment: Moment) -> Life {
    let order = serde_json::to_string(order).expect("JSON");
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program)
        .args(["child", "--exact", "--ignored", "--nocapture"])
        .env(ORDER, order)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map(Killed)
        .expect("a child");
    let stdout = child.0.stdout.take().expect("its output");
    let mut said = BufReader::new(stdout).lines().map_while(Result::ok);

    assert!(
        said.any(|line| line == READY),
        "the child ended before it was ready"
    );
    let mut marks = vec![Instant::now()];
    let (asked, delay) = match moment {
        Moment::Asking(asked) => (asked, Duration::ZERO),
        Moment::After { asked, delay } => (asked, delay),
        Moment::Done => (usize::MAX, Duration::ZERO),
    };
    while marks.len() <= asked {
        match said.next().as_deref() {
            Some(ASKED) => marks.push(Instant::now()),
            Some(DONE) => break,
            Some(_) => {}
            None => panic!("the child ended by itself"),
        }
    }
    let done = Instant::now();
    std::thread::sleep(delay);
    child.0.kill().expect("killed");
    let status = child.0.wait().expect("its end");
    assert_eq!(status.signal(), Some(SIGKILL), "the child ended by itself");
    Life { marks, done }
}

/// A child that does not outlive a test that fails.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        // After a kill that worked there is nothing left to kill.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
