//! The lists of the supervisor's queue, page by page, and what is counted for
//! them. All of it in SQL: no list is cut and filtered afterwards.

use domain::objection::{Lane, ObjectionState};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::Error;
use crate::entity::objection::{Column, Entity, Model};
use crate::ids::NoticeId;

/// The rows of a list; [`Lane::of`] says the same of one.
fn of_lane(lane: Lane) -> Condition {
    let open = ObjectionState::ALL
        .into_iter()
        .filter(|state| state.is_open())
        .map(ObjectionState::key);
    let is_held = Condition::all()
        .add(Column::State.eq(ObjectionState::Submitted.key()))
        .add(Column::HeldFor.is_not_null());
    match lane {
        Lane::Waiting => Condition::all()
            .add(Column::State.is_in(open))
            .add(is_held.not()),
        Lane::Held => is_held,
        Lane::Answered => Condition::all().add(Column::State.is_not_in(open)),
    }
}

/// A list, and which of it the reader may know of.
pub type Readable = (Lane, Condition);

fn list((lane, readable): Readable) -> Select<Entity> {
    Entity::find().filter(of_lane(lane)).filter(readable)
}

/// The objection of this receipt, where the reader may know of it.
///
/// # Errors
/// [`Error::Database`].
pub async fn one_of(
    db: &impl ConnectionTrait,
    readable: Condition,
    receipt: &str,
) -> Result<Option<Model>, Error> {
    let row = Entity::find()
        .filter(Column::Receipt.eq(receipt))
        .filter(readable);
    Ok(row.one(db).await?)
}

/// Rows of a list after this one: open ones oldest first, answered ones newest
/// first.
///
/// # Errors
/// [`Error::Database`].
pub async fn page(
    db: &impl ConnectionTrait,
    (lane, readable): Readable,
    after: Option<&Model>,
    most: u64,
) -> Result<Vec<Model>, Error> {
    let order = match lane {
        Lane::Waiting | Lane::Held => Order::Asc,
        Lane::Answered => Order::Desc,
    };
    let mut rows = list((lane, readable));
    if let Some(last) = after {
        let same_time = Condition::all().add(Column::FiledAt.eq(last.filed_at));
        let beyond = match order {
            Order::Desc => Condition::any()
                .add(Column::FiledAt.lt(last.filed_at))
                .add(same_time.add(Column::Id.lt(last.id))),
            _ => Condition::any()
                .add(Column::FiledAt.gt(last.filed_at))
                .add(same_time.add(Column::Id.gt(last.id))),
        };
        rows = rows.filter(beyond);
    }
    Ok(rows
        .order_by(Column::FiledAt, order.clone())
        .order_by(Column::Id, order)
        .limit(most)
        .all(db)
        .await?)
}

/// How many a list has.
///
/// # Errors
/// [`Error::Database`].
pub async fn lane_count(db: &impl ConnectionTrait, lane: Readable) -> Result<u64, Error> {
    Ok(list(lane).count(db).await?)
}

/// What waits in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub count: u64,
    /// When the oldest was filed, in milliseconds since 1970.
    pub oldest: i64,
}

/// How many a list has, and since when; `None` where there is none.
///
/// # Errors
/// [`Error::Database`].
pub async fn waiting(db: &impl ConnectionTrait, lane: Readable) -> Result<Option<Waiting>, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        number: i64,
        oldest: Option<i64>,
    }
    let row = list(lane)
        .select_only()
        .column_as(Column::Id.count(), "number")
        .column_as(Column::FiledAt.min(), "oldest")
        .into_model::<Row>()
        .one(db)
        .await?;
    Ok(row.and_then(|row| {
        Some(Waiting {
            count: u64::try_from(row.number).ok()?,
            oldest: row.oldest?,
        })
    }))
}

/// Objections to these notices that were upheld, wholly or in part, and closed
/// ones, which may have been ([`super::outcome`] knows), oldest first; those that the
/// reader may know of.
///
/// # Errors
/// [`Error::Database`].
pub async fn maybe_upheld(
    db: &impl ConnectionTrait,
    notices: &[NoticeId],
    readable: Condition,
) -> Result<Vec<Model>, Error> {
    let states = [
        ObjectionState::Upheld,
        ObjectionState::PartlyUpheld,
        ObjectionState::Closed,
    ];
    Ok(Entity::find()
        .filter(Column::NoticeId.is_in(notices.iter().copied()))
        .filter(Column::State.is_in(states.map(ObjectionState::key)))
        .filter(readable)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// How many objections to these notices were filed since then and are not held:
/// about this household (`None`: about the board as a whole), and about all.
///
/// # Errors
/// [`Error::Database`].
pub async fn filed_before(
    db: &impl ConnectionTrait,
    notices: &[NoticeId],
    household: Option<&str>,
    since: i64,
) -> Result<(u64, u64), Error> {
    let all = Entity::find()
        .filter(Column::NoticeId.is_in(notices.iter().copied()))
        .filter(Column::FiledAt.gt(since))
        .filter(Column::HeldFor.is_null());
    let same = match household {
        Some(household) => all.clone().filter(Column::Household.eq(household)),
        None => all.clone().filter(Column::Household.is_null()),
    };
    Ok((same.count(db).await?, all.count(db).await?))
}
