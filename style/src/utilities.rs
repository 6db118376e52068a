//! Utility classes: `mt-4`, `md:flex`.
//!
//! `tailwind-rs-core` gives the declarations of a base utility; variants,
//! escaping and order are ours. Only utilities on the list below are taken:
//! each was compared with Tailwind 3 in a browser, and is again at every test.

use anyhow::{Result, anyhow, bail};
use cssparser::serialize_identifier;
use tailwind_rs_core::CssGenerator;

/// The utilities that pages use, in the order of their rules.
pub(crate) const ALLOWED: &[&str] = &[
    "mt-4",
    "mt-6",
    "block",
    "flex",
    "grid",
    "w-full",
    "grid-cols-2",
    "grid-cols-4",
    "flex-wrap",
    "gap-2",
    "gap-4",
    "overflow-x-auto",
    "whitespace-nowrap",
    "whitespace-pre-wrap",
    "px-4",
    "font-bold",
];

/// A condition under which a utility applies, in the order of their rules.
const VARIANTS: &[(&str, Variant)] = &[
    ("first", Variant::State(":first-child")),
    ("last", Variant::State(":last-child")),
    ("hover", Variant::State(":hover")),
    ("focus-visible", Variant::State(":focus-visible")),
    ("sm", Variant::Media("(min-width: 640px)")),
    // The width at which our own layout turns from a phone's to a desk's.
    ("md", Variant::Media("(min-width: 760px)")),
    ("lg", Variant::Media("(min-width: 1024px)")),
    ("print", Variant::Media("print")),
];

#[derive(Clone, Copy)]
enum Variant {
    State(&'static str),
    Media(&'static str),
}

/// A utility's rule, with its place in the sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rule {
    place: (usize, usize),
    pub(crate) css: String,
}

/// The rule of a utility with at most one variant.
pub(crate) fn rule(class: &str) -> Result<Rule> {
    let (variant, base) = match class.split_once(':') {
        Some((variant, base)) => (Some(variant), base),
        None => (None, class),
    };
    let at = ALLOWED
        .iter()
        .position(|allowed| *allowed == base)
        .ok_or_else(|| anyhow!("neither style/css has a rule for it, nor is it a utility on the list of style/src/utilities.rs"))?;
    let mut selector = String::from(".");
    serialize_identifier(class, &mut selector).map_err(|_| anyhow!("it cannot be a selector"))?;
    let declarations = declarations(base)?;
    let Some(variant) = variant else {
        let css = format!("{selector}{{{declarations}}}\n");
        return Ok(Rule {
            place: (0, at),
            css,
        });
    };
    let Some(order) = VARIANTS.iter().position(|(name, _)| *name == variant) else {
        bail!("there is no variant {variant}");
    };
    let css = match VARIANTS.get(order) {
        Some((_, Variant::State(state))) => format!("{selector}{state}{{{declarations}}}\n"),
        Some((_, Variant::Media(media))) => {
            format!("@media {media}{{{selector}{{{declarations}}}}}\n")
        }
        None => bail!("there is no variant {variant}"),
    };
    Ok(Rule {
        place: (order + 1, at),
        css,
    })
}

fn declarations(base: &str) -> Result<String> {
    let properties = CssGenerator::new()
        .class_to_properties(base)
        .map_err(|cause| anyhow!("tailwind-rs-core does not know it: {cause}"))?;
    let declarations: Vec<String> = properties
        .iter()
        .map(|property| format!("{}:{}", property.name, property.value))
        .collect();
    Ok(declarations.join(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_utility_on_the_list_has_declarations() {
        for class in ALLOWED {
            let rule = rule(class).unwrap_or_else(|cause| panic!("{class}: {cause}"));
            assert!(rule.css.contains(':'), "{class}: {}", rule.css);
        }
    }

    #[test]
    fn selectors_are_escaped_and_variants_ours() {
        assert_eq!(rule("flex").expect("a rule").css, ".flex{display:flex}\n");
        assert_eq!(
            rule("md:flex").expect("a rule").css,
            "@media (min-width: 760px){.md\\:flex{display:flex}}\n"
        );
        assert_eq!(
            rule("hover:flex").expect("a rule").css,
            ".hover\\:flex:hover{display:flex}\n"
        );
    }

    #[test]
    fn what_is_unknown_or_was_not_compared_is_refused() {
        for class in [
            "no-such-class",
            "bg-slate-500",
            "dark:flex",
            "md:hover:flex",
        ] {
            assert!(rule(class).is_err(), "{class}");
        }
    }
}
