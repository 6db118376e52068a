//! What is to be done in the office, who has to do it, and how many days are
//! left.

use chrono::{DateTime, NaiveDate, Utc};
use domain::account::{Permission, Role};
use domain::calendar::Calendar;
use domain::objection::Lane;
use domain::progress::Step;
use domain::publication_gate::Blocker;
use domain::round::RoundState;
use domain::time::china_day;
use sea_orm::ConnectionTrait;
use store::projects::ProjectRecord;
use store::rounds::RoundRecord;
use store::time::from_millis;
use store::{calendar, objections, schedules, withdrawals};
use views::{BoardBefore, Left, OfficeToday, ProjectHead, RoundMark, RoundRef, Task, TaskKind};

use crate::actor::Actor;
use crate::heads::office_head;
use crate::objections::{filed_bytes, percent};
use crate::recusal::Reading;
use crate::rounds::{RoundNow, round_now};
use crate::{AppContext, Error};

/// Days before a board is due at which it is listed although another has to go
/// out before it.
const SOON: u32 = 5;

/// What waits for this account, and for others.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn today(context: &AppContext, actor: &Actor) -> Result<OfficeToday, Error> {
    actor.must(Permission::SeeOffice)?;
    let (db, now) = (context.db(), context.now());
    let mut list = List {
        day: china_day(now),
        now,
        calendar: calendar::load(db).await?,
        tasks: Vec::new(),
        reading: Reading::of(db, actor, None).await?,
    };
    let mut projects = Vec::new();
    for project in ProjectRecord::all(db).await? {
        let head = office_head(&project, now);
        list.add_project(db, &project, &head).await?;
        projects.push(head);
    }
    // That anybody objected, and how many did, only those learn who may answer.
    if list.reading.reads() {
        list.add_objections(db).await?;
        list.add_room(context).await?;
    }
    list.tasks.sort_by_key(|task| urgency(task.left));
    let own = |task: &Task| task.who == Some(actor.signed.role);
    let (tasks, waiting) = list.tasks.into_iter().partition(own);
    Ok(OfficeToday {
        day: list.day,
        tasks,
        waiting,
        projects,
    })
}

/// Late first, then by days left, then what has no day.
fn urgency(left: Option<Left>) -> i64 {
    match left {
        Some(Left::Late(days)) => -i64::from(days),
        Some(Left::Working(days)) => i64::from(days),
        None => i64::MAX,
    }
}

struct List {
    day: NaiveDate,
    now: DateTime<Utc>,
    calendar: Calendar,
    tasks: Vec<Task>,
    reading: Reading,
}

impl List {
    async fn add_project(
        &mut self,
        db: &impl ConnectionTrait,
        project: &ProjectRecord,
        head: &ProjectHead,
    ) -> Result<(), Error> {
        let has_standards = schedules::newest(db, project.id).await?.is_some();
        let mut before: Option<(&RoundRecord, &RoundMark)> = None;
        for (round, mark) in project.rounds.iter().zip(&head.rounds) {
            let of = Of::new(head, mark, self);
            if let Some(notice) = &round.notice
                && withdrawals::pending(db, notice.id).await?.is_some()
            {
                self.add(&of, Role::Reviewer, TaskKind::Withdrawal);
            }
            let is_next = before.is_none_or(|(_, mark)| mark.state.is_public());
            if mark.state == RoundState::Withdrawn && mark.correction.is_none() {
                self.add(&of, Role::Staff, TaskKind::Correct);
            } else if !mark.working().is_public() {
                if is_next || mark.correction.is_some() {
                    let by_now =
                        round_now(db, project, round, (has_standards, &self.reading), self.now)
                            .await?;
                    let after = before.and_then(|(_, mark)| self.board_before(mark));
                    self.add_round(&of, round, &by_now, after);
                } else if of.is_soon() {
                    self.add(&of, Role::Staff, TaskKind::EarlierFirst);
                }
            }
            before = Some((round, mark));
        }
        Ok(())
    }

    fn board_before(&self, mark: &RoundMark) -> Option<BoardBefore> {
        let window = mark.window?;
        Some(BoardBefore {
            round: mark.number,
            last_day: window.last_day(),
            is_over: !window.is_open(self.now),
        })
    }

    /// What is to be done for a round whose board is not out.
    fn add_round(
        &mut self,
        of: &Of,
        round: &RoundRecord,
        by_now: &RoundNow,
        after: Option<BoardBefore>,
    ) {
        for one in &by_now.blockers {
            match one {
                Blocker::NotMended {
                    receipt, household, ..
                } => {
                    let (receipt, household) = (receipt.clone(), household.clone());
                    self.add(of, Role::Staff, TaskKind::Mend { receipt, household });
                }
                Blocker::NotConfirmed {
                    receipt, household, ..
                } => {
                    let (receipt, household) = (receipt.clone(), household.clone());
                    let kind = TaskKind::ConfirmRemedy { receipt, household };
                    self.add(of, Role::Supervisor, kind);
                }
                _ => {}
            }
        }
        let Some(step) = by_now.progress.now() else {
            return;
        };
        let progress = by_now.progress;
        let kind = TaskKind::Step {
            step,
            progress,
            after,
        };
        match (step, round.planned_at) {
            (Step::Review, _) => self.add(of, Role::Reviewer, kind),
            (Step::Publish, Some(at)) if at > self.now => {
                self.tasks.push(of.task(None, TaskKind::Planned { at }));
            }
            (Step::Publish, _) => {
                self.add(of, Role::Staff, TaskKind::Held);
                self.add(of, Role::Supervisor, TaskKind::Held);
            }
            // Nobody need begin while the board before hangs, unless a day is set.
            (Step::Upload, _)
                if !progress.has_board
                    && of.due.is_none()
                    && after.is_some_and(|before| !before.is_over) => {}
            _ => self.add(of, Role::Staff, kind),
        }
    }

    fn add(&mut self, of: &Of, who: Role, kind: TaskKind) {
        self.tasks.push(of.task(Some(who), kind));
    }

    /// Warns before there is no room for photos any more.
    async fn add_room(&mut self, context: &AppContext) -> Result<(), Error> {
        let filed = filed_bytes(context.db()).await?;
        let percent = percent(context, filed);
        if percent >= NEARLY_FULL {
            self.tasks.push(Task {
                who: Some(Role::Supervisor),
                kind: TaskKind::RoomForPhotos { percent },
                of: None,
                due: None,
                left: None,
            });
        }
        Ok(())
    }

    async fn add_objections(&mut self, db: &impl ConnectionTrait) -> Result<(), Error> {
        for lane in [Lane::Waiting, Lane::Held] {
            let Some(waiting) = objections::waiting(db, (lane, self.reading.readable())).await?
            else {
                continue;
            };
            self.tasks.push(Task {
                who: Some(Role::Supervisor),
                kind: TaskKind::Objections {
                    held: lane == Lane::Held,
                    count: waiting.count,
                    oldest: china_day(from_millis(waiting.oldest)),
                },
                of: None,
                due: None,
                left: None,
            });
        }
        Ok(())
    }
}

/// Percent of the room for filed photos at which the office is warned.
const NEARLY_FULL: u8 = 80;

/// What a task is about.
struct Of {
    round: RoundRef,
    due: Option<NaiveDate>,
    left: Option<Left>,
}

impl Of {
    fn new(head: &ProjectHead, mark: &RoundMark, list: &List) -> Self {
        // What was published once, in time or not, is not due any more.
        let due = mark.due.filter(|_| !mark.state.is_public());
        let left = due.map(|due| match mark.days_late {
            0 => Left::Working(working_days(&list.calendar, list.day, due)),
            days => Left::Late(days),
        });
        Self {
            round: RoundRef {
                project_code: head.code.clone(),
                project_name: head.name.clone(),
                round: mark.number,
            },
            due,
            left,
        }
    }

    fn is_soon(&self) -> bool {
        match self.left {
            Some(Left::Late(_)) => true,
            Some(Left::Working(days)) => days <= SOON,
            None => false,
        }
    }

    fn task(&self, who: Option<Role>, kind: TaskKind) -> Task {
        Task {
            who,
            kind,
            of: Some(self.round.clone()),
            due: self.due,
            left: self.left,
        }
    }
}

/// Working days from the day after one to another, which counts.
fn working_days(calendar: &Calendar, today: NaiveDate, due: NaiveDate) -> u32 {
    let days = today.iter_days().skip(1).take_while(|day| *day <= due);
    let working = days.filter(|day| calendar.is_working(*day)).count();
    u32::try_from(working).unwrap_or(u32::MAX)
}
