//! The medians of a board's households, and each household compared with them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::deviation::Deviation;
use super::figure::Figure;
use super::histogram::Histogram;
use super::rounding::rounded;
use crate::money::Money;
use crate::privacy::EntryFields;

/// Households of a group or kind that it takes to speak of a median.
pub const MIN_PEERS: usize = 5;

/// With whom a household is compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Peers {
    /// Every household of the board.
    All,
    /// Those of its group: `2组`.
    Group(String),
    /// Those with the same class of land, or the same structure: `楼房`.
    Kind(String),
}

/// The median of some households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Median {
    pub value: Money,
    /// Households that have the figure.
    pub households: u32,
}

/// A figure beside the median of its peers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    pub peers: Peers,
    pub median: Median,
    /// `None` where the median is nothing.
    pub deviation: Option<Deviation>,
}

/// One figure of one household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub figure: Figure,
    /// `None` where it does not apply.
    pub value: Option<Money>,
    /// Class of land or structure, where it is one.
    pub kind: Option<String>,
    /// With all first; empty where it does not apply.
    pub compared: Vec<Compared>,
}

/// The figures of a board's households, gathered one household at a time.
#[derive(Clone, Debug, Default)]
pub struct PeerStats([Values; Figure::ALL.len()]);

#[derive(Clone, Debug, Default)]
struct Values {
    all: Vec<Money>,
    flagged: Vec<Money>,
    groups: BTreeMap<String, Vec<Money>>,
    kinds: BTreeMap<String, Vec<Money>>,
}

impl PeerStats {
    pub fn add(&mut self, entry: &EntryFields) {
        for (figure, values) in Figure::ALL.into_iter().zip(&mut self.0) {
            let Some(value) = figure.of(entry) else {
                continue;
            };
            values.all.push(value);
            if entry.status().is_some() {
                values.flagged.push(value);
            }
            if let Some(group) = entry.group() {
                values
                    .groups
                    .entry(group.to_owned())
                    .or_default()
                    .push(value);
            }
            if let Some(kind) = figure.kind(entry) {
                values.kinds.entry(kind.to_owned()).or_default().push(value);
            }
        }
    }

    /// The middles of all that was gathered.
    #[must_use]
    pub fn benchmark(self) -> Benchmark {
        Benchmark(self.0.map(|mut values| {
            let all = median(&mut values.all);
            let of_many = |(name, mut values): (String, Vec<Money>)| {
                let enough = values.len() >= MIN_PEERS;
                Some((name, median(&mut values).filter(|_| enough)?))
            };
            Marks {
                flagged: median(&mut values.flagged),
                histogram: Histogram::of(&values.all),
                groups: values.groups.into_iter().filter_map(of_many).collect(),
                kinds: values.kinds.into_iter().filter_map(of_many).collect(),
                all,
            }
        }))
    }
}

/// Sorts, and finds the median; `None` of nothing.
pub(super) fn median(values: &mut [Money]) -> Option<Median> {
    values.sort_unstable();
    let half = values.len() / 2;
    let upper = values.get(half)?;
    let value = if values.len() % 2 == 1 {
        *upper
    } else {
        let lower = values.get(half.checked_sub(1)?)?;
        let sum = i128::from(lower.fen()) + i128::from(upper.fen());
        Money::from_fen(i64::try_from(rounded(sum, 2)).unwrap_or(i64::MAX))
    };
    Some(Median {
        value,
        households: u32::try_from(values.len()).unwrap_or(u32::MAX),
    })
}

/// What a board's households are measured by.
#[derive(Clone, Debug, Default)]
pub struct Benchmark([Marks; Figure::ALL.len()]);

#[derive(Clone, Debug, Default)]
struct Marks {
    all: Option<Median>,
    flagged: Option<Median>,
    groups: BTreeMap<String, Median>,
    kinds: BTreeMap<String, Median>,
    histogram: Histogram,
}

/// A figure of the village as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overall {
    pub figure: Figure,
    /// `None` where no household has it.
    pub all: Option<Median>,
    /// The median of the flagged households.
    pub flagged: Option<Median>,
    /// Empty where households are not shown.
    pub histogram: Histogram,
}

impl Benchmark {
    /// The village as a whole, with how its households spread.
    #[must_use]
    pub fn overall(&self) -> Vec<Overall> {
        Figure::ALL
            .into_iter()
            .zip(&self.0)
            .map(|(figure, marks)| Overall {
                figure,
                all: marks.all.clone(),
                flagged: marks.flagged.clone(),
                histogram: marks.histogram.clone(),
            })
            .collect()
    }

    /// As [`Benchmark::overall`] where households are not to be shown: no
    /// spread, and no median of so few that it would be a household's own.
    #[must_use]
    pub fn totals(&self) -> Vec<Overall> {
        let enough = |median: &Median| median.households as usize >= MIN_PEERS;
        self.overall()
            .into_iter()
            .map(|overall| Overall {
                all: overall.all.filter(enough),
                flagged: overall.flagged.filter(enough),
                histogram: Histogram::default(),
                figure: overall.figure,
            })
            .collect()
    }

    /// A household by every figure.
    #[must_use]
    pub fn measure(&self, entry: &EntryFields) -> Vec<Measured> {
        Figure::ALL
            .into_iter()
            .zip(&self.0)
            .map(|(figure, marks)| {
                let value = figure.of(entry);
                let kind = figure.kind(entry);
                let group = entry.group();
                let beside = |peers: Peers, median: Option<&Median>| {
                    let median = median?.clone();
                    let deviation = Deviation::between(value?, median.value);
                    Some(Compared {
                        peers,
                        median,
                        deviation,
                    })
                };
                let compared = [
                    beside(Peers::All, marks.all.as_ref()),
                    group.and_then(|group| {
                        beside(Peers::Group(group.to_owned()), marks.groups.get(group))
                    }),
                    kind.and_then(|kind| {
                        beside(Peers::Kind(kind.to_owned()), marks.kinds.get(kind))
                    }),
                ];
                Measured {
                    figure,
                    value,
                    kind: kind.map(ToOwned::to_owned),
                    compared: compared.into_iter().flatten().collect(),
                }
            })
            .collect()
    }
}
