//! Columns of one line of land or of a house that seem to be about several, as some
//! word in their headings is not known: 每亩价 beside 面积 and 金额.

use super::line::{Group, Role};
use super::subject::Topic;
use crate::words::side::{Side, class_of};

const ROLES: [Role; 5] = [
    Role::Item,
    Role::Quantity,
    Role::Unit,
    Role::Price,
    Role::Amount,
];

/// Joins what is of no class of its own to the only line that lacks it; a rate
/// without a class is that of each class.
pub(super) fn join(groups: &mut Vec<Group>) {
    for (topic, side) in [(Topic::Land, Side::Land), (Topic::House, Side::House)] {
        while let Some((odd, target)) = pair(groups, topic, side) {
            let fragment = groups.remove(odd);
            let target = if target > odd { target - 1 } else { target };
            if let Some(group) = groups.get_mut(target) {
                group.take(&fragment);
                group.name = None;
            }
        }
        share_rate(groups, topic);
    }
}

/// A line that lacks something and is of no class, and the only one that has just
/// what it lacks.
fn pair(groups: &[Group], topic: Topic, side: Side) -> Option<(usize, usize)> {
    let plain = |group: &Group| {
        let class = group.name.as_deref().and_then(|name| class_of(name, side));
        group.topic == topic && class.is_none() && group.item.is_none()
    };
    let lacks =
        |group: &Group| !group.has(Role::Quantity) || !group.has_rate() || !group.has(Role::Amount);
    (0..groups.len()).find_map(|odd| {
        let fragment = groups.get(odd)?;
        if !plain(fragment) || fragment.name.is_none() || !lacks(fragment) {
            return None;
        }
        let targets = || {
            (0..groups.len()).filter(|at| {
                *at != odd
                    && groups.get(*at).is_some_and(|group| {
                        let class = group.name.as_deref().and_then(|name| class_of(name, side));
                        let apart = ROLES
                            .iter()
                            .all(|part| !(group.has(*part) && fragment.has(*part)));
                        group.topic == topic && class.is_none() && apart
                    })
            })
        };
        let nameless = |at: &usize| groups.get(*at).is_some_and(|group| group.name.is_none());
        let target = only(targets().filter(nameless)).or_else(|| only(targets()))?;
        Some((odd, target))
    })
}

fn only(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// A rate of the land that stands alone is that of each of its classes.
fn share_rate(groups: &mut Vec<Group>, topic: Topic) {
    let alone = groups.iter().position(|group| {
        group.topic == topic
            && group.name.is_none()
            && group.price.is_some()
            && group.quantity.is_none()
            && group.amount.is_none()
    });
    let Some(alone) = alone else { return };
    let price = groups.get(alone).and_then(|group| group.price);
    let mut shared = false;
    for group in groups.iter_mut() {
        let open = group.topic == topic && !group.has_rate() && group.quantity.is_some();
        if open {
            group.price = price;
            shared = true;
        }
    }
    if shared {
        groups.remove(alone);
    }
}

impl Group {
    /// Takes over what another has.
    fn take(&mut self, other: &Self) {
        for (own, theirs) in [
            (&mut self.item, other.item),
            (&mut self.quantity, other.quantity),
            (&mut self.unit, other.unit),
            (&mut self.price, other.price),
            (&mut self.amount, other.amount),
        ] {
            *own = own.or(theirs);
        }
        self.factors.extend(other.factors.iter().cloned());
        self.parts.extend(other.parts.iter().cloned());
    }
}
