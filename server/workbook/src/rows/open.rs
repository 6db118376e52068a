//! Deductions and factors as a row states them, before it is known what of.

use domain::board::Measure;
use domain::terms::{Deduction, Factor, Terms};

use crate::header::subject::Topic;
use crate::words::terms::Factors;

/// A deduction of which it is not yet known what it is taken off.
#[derive(Clone, Debug)]
pub(crate) struct OpenDeduction {
    pub(crate) row: usize,
    pub(crate) column: usize,
    /// What its heading says it is of.
    pub(crate) topic: Option<Topic>,
    pub(crate) deduction: Deduction,
}

impl OpenDeduction {
    /// Whether another is of the same column and name.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.column == other.column && self.deduction.name == other.deduction.name
    }
}

/// A factor of a row, in the ways in which it can be read.
#[derive(Clone, Debug)]
pub(crate) struct ReadFactor {
    pub(crate) column: usize,
    pub(crate) name: String,
    pub(crate) read: Factors,
}

impl ReadFactor {
    fn ways(&self) -> impl Iterator<Item = Factor> {
        let ratios = [Some(self.read.likeliest), self.read.other];
        ratios.into_iter().flatten().map(|value| Factor {
            name: self.name.clone(),
            value,
        })
    }
}

/// A measure with each way to read its factors, the likeliest first.
pub(crate) fn ways(measure: &Measure, factors: &[ReadFactor]) -> Vec<Measure> {
    let mut read: Vec<Vec<Factor>> = vec![Vec::new()];
    for factor in factors {
        read = factor
            .ways()
            .flat_map(|way| {
                read.iter().map(move |before| {
                    let mut factors = before.clone();
                    factors.push(way.clone());
                    factors
                })
            })
            .collect();
    }
    let terms = measure.terms.as_deref().cloned().unwrap_or_default();
    read.into_iter()
        .map(|factors| Measure {
            terms: Terms {
                factors,
                ..terms.clone()
            }
            .boxed(),
            ..measure.clone()
        })
        .collect()
}
