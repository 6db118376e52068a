use super::*;
use domain::board::{LineItem, Measure};
use domain::quantity::Unit;
use domain::standard::{Category, Limits};
use domain::surveyed::{self, AreaUnit, LandSum, Surveyed};

fn land(mu: &str) -> LandSum {
    LandSum::of(&[LineItem {
        standard: None,
        category: Category::Land,
        item: "水浇地".into(),
        measure: Some(Measure {
            quantity: mu.parse().expect("a quantity"),
            unit: Unit::Mu,
            months: None,
            price: None,
            per: None,
            limits: Limits::default(),
            terms: None,
        }),
        amount: Money::ZERO,
        deviation: None,
    }])
}

#[test]
fn the_sentence_names_both_figures_and_which_is_more() {
    let stated = &Surveyed {
        area: "156.173".parse().expect("a quantity"),
        unit: AreaUnit::Mu,
    };
    let differing = |land| {
        surveyed::differing(land, stated).map(|land| Finding {
            severity: Code::SurveyedDiffers.severity(),
            code: Code::SurveyedDiffers,
            sheet: None,
            cell: None,
            household: None,
            detail: Detail::Surveyed {
                land,
                total: *stated,
            },
        })
    };
    let more = differing(land("157"));
    let more = more.expect("a finding").sentence(Lang::Zh);
    let less = differing(land("155"));
    let less = less.expect("a finding");
    for (said, parts) in [
        (more, ["157 亩", "156.173 亩", "多 0.827 亩"]),
        (
            less.sentence(Lang::Zh),
            ["155 亩", "156.173 亩", "少 1.173 亩"],
        ),
        (
            less.sentence(Lang::En),
            ["155 亩", "156.173 亩", "1.173 亩 less"],
        ),
    ] {
        for part in parts {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}

#[test]
fn a_surveyed_total_from_before_there_were_figures_is_said_as_it_was() {
    for (expected, said) in [
        (
            "156.173 亩 · +1.055 亩",
            "各户征收土地合计 157.228 亩，比本项目的勘测总面积 156.173 亩 多 1.055 亩。请核对有没有重复或多写的地块；确实没有错，就写明原因。",
        ),
        (
            "156.173 亩 · -0.365 亩",
            "各户征收土地合计 157.228 亩，比本项目的勘测总面积 156.173 亩 少 0.365 亩。请核对有没有漏掉的户和地块；确实没有错，就写明原因。",
        ),
    ] {
        let finding = Finding {
            severity: Code::SurveyedDiffers.severity(),
            code: Code::SurveyedDiffers,
            sheet: None,
            cell: None,
            household: None,
            detail: Detail::words("157.228 亩", expected),
        };
        assert_eq!(finding.sentence(Lang::Zh), said);
    }
}

#[test]
fn one_number_that_is_not_listed_is_said_as_such() {
    for count in [1, 12] {
        let finding = Finding {
            severity: Code::SharedElsewhere.severity(),
            code: Code::SharedElsewhere,
            sheet: None,
            cell: None,
            household: None,
            detail: Detail::More { count, like: None },
        };
        let said = finding.sentence(Lang::Zh);
        assert!(said.contains(&format!("还有 {count} 处")), "{said}");
    }
}

/// Reasons for warnings are kept by a digest of these words.
#[test]
fn figures_read_as_the_words_that_were_stored_before_them() {
    let total = Surveyed {
        area: "156.173".parse().expect("a quantity"),
        unit: AreaUnit::Mu,
    };
    let surveyed = |land: &str| Detail::Surveyed {
        land: land.parse().expect("a quantity"),
        total,
    };
    let price = Detail::Price {
        stated: Money::from_yuan(50_000),
        standard: Money::from_yuan(48_000),
    };
    let more = Detail::More {
        count: 8_000,
        like: Some("D2".into()),
    };
    for (code, detail, words) in [
        (Code::PriceDiffers, price, ("50,000", "48,000")),
        (Code::NotListed, more, ("8000", "D2")),
        (
            Code::SurveyedDiffers,
            surveyed("157"),
            ("157 亩", "156.173 亩 · +0.827 亩"),
        ),
        (
            Code::SurveyedDiffers,
            surveyed("155"),
            ("155 亩", "156.173 亩 · -1.173 亩"),
        ),
    ] {
        let finding = Finding {
            severity: code.severity(),
            code,
            sheet: None,
            cell: None,
            household: None,
            detail,
        };
        let read = (found(&finding), expected(&finding, Lang::Zh));
        assert_eq!(read, (Some(words.0.into()), Some(words.1.into())));
    }
}
