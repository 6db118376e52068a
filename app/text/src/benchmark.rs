//! Comparison of a household with the village.

use domain::benchmark::{Compared, Deviation, Figure, Peers, PriceBeside};
use domain::money::Money;
use domain::quantity::Unit;

use crate::{Label, Lang, Named, Sentence, Text};

impl Named for Figure {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::PerMu => crate::FIGURE_PER_MU,
            Self::PerSquareMetre => crate::FIGURE_PER_SQUARE_METRE,
            Self::PerPerson => crate::FIGURE_PER_PERSON,
        }
    }
}

/// The unit of a figure: `元/亩`.
#[must_use]
pub const fn figure_unit(figure: Figure) -> Text {
    match figure {
        Figure::PerMu => crate::UNIT_PER_MU,
        Figure::PerSquareMetre => crate::UNIT_PER_SQUARE_METRE,
        Figure::PerPerson => crate::UNIT_PER_PERSON,
    }
}

impl Label for Peers {
    /// `全村`, `2组`, `同样是楼房的户`.
    fn label(&self, lang: Lang) -> String {
        match self {
            Self::All => crate::PEERS_ALL.get(lang).to_owned(),
            Self::Group(group) => group.clone(),
            Self::Kind(kind) => crate::PEERS_KIND.fill(lang, &[("kind", kind)]),
        }
    }
}

impl Sentence for Compared {
    /// `比全村中位数高 15%`.
    fn sentence(&self, lang: Lang) -> String {
        let peers = self.peers.label(lang);
        let Some(deviation) = self.deviation else {
            return crate::DEVIATION_NONE.fill(lang, &[("peers", &peers)]);
        };
        let said = match deviation.tenths() {
            0 => crate::DEVIATION_SAME,
            up if up > 0 => crate::DEVIATION_ABOVE,
            _ => crate::DEVIATION_BELOW,
        };
        said.fill(
            lang,
            &[("peers", &peers), ("percent", &deviation.percent())],
        )
    }
}

impl Sentence for PriceBeside {
    /// `楼房：单价 700 元/㎡，标准 650 元/㎡，高于标准 7.7%`; where the price is
    /// the standard's, just that: `楼房 650 元/㎡`.
    fn sentence(&self, lang: Lang) -> String {
        let rate = |price: Money, per: &Unit| format!("{} 元/{}", price.short(), per.label());
        let price = rate(self.price, &self.per);
        if self.is_standard() {
            return format!("{} {price}", self.item);
        }
        let standard = self.standard.as_ref();
        let standard = standard.map(|(price, per)| rate(*price, per));
        let said = match (&standard, self.deviation) {
            (None, _) => crate::SPECIAL_PRICE_WITHOUT,
            (Some(_), None) => crate::SPECIAL_PRICE_UNLIKE,
            (Some(_), Some(one)) if one.tenths() > 0 => crate::SPECIAL_PRICE_ABOVE,
            (Some(_), Some(_)) => crate::SPECIAL_PRICE_BELOW,
        };
        let values: [(&str, &dyn std::fmt::Display); 4] = [
            ("item", &self.item),
            ("price", &price),
            ("standard", &standard.unwrap_or_default()),
            (
                "percent",
                &self.deviation.map(Deviation::percent).unwrap_or_default(),
            ),
        ];
        said.fill(lang, &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::benchmark::Median;

    #[test]
    fn a_figure_beside_its_peers_reads_as_a_sentence() {
        for (peers, amount, said) in [
            (Peers::All, 60, "比全村中位数高 25%"),
            (Peers::Group("1组".into()), 60, "比1组中位数高 25%"),
            (
                Peers::Kind("旱地".into()),
                60,
                "比同样是旱地的户中位数高 25%",
            ),
            (Peers::All, 40, "比全村中位数低 16.7%"),
        ] {
            let median = Money::from_yuan(48);
            let compared = Compared {
                peers,
                median: Median {
                    value: median,
                    households: 5,
                },
                deviation: Deviation::between(Money::from_yuan(amount), median),
            };
            assert_eq!(compared.sentence(Lang::Zh), said);
        }
    }
}
