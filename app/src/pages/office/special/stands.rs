//! The declarations in force, and where a table contradicts them.

use domain::declaration::Statement;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use text::{Lang, Named as _};
use views::{DeclarationCheck, Ending};

use crate::segment::segment;
use crate::visitor::use_lang;

/// What a household declared, by whom, and who wrote it down.
#[component]
pub(crate) fn Standing(
    standing: Vec<Statement>,
    /// Whether the table says something that is written down on submission.
    #[prop(optional)]
    in_table: bool,
) -> impl IntoView {
    let lang = use_lang();
    if standing.is_empty() {
        let said = if in_table {
            text::DECLARE_AT_SUBMISSION
        } else {
            text::DECLARE_NOTHING
        };
        return view! { <p><small>{said.get(lang)}</small></p> }.into_any();
    }
    let said = standing.into_iter().map(|one| {
        let basis = (!one.basis.is_empty())
            .then(|| text::DECLARE_BASIS.fill(lang, &[("basis", &one.basis)]));
        view! {
            <p>
                {relation(&one, lang)} " " <small>{said_by(&one, lang)}</small> " "
                <small>{basis}</small>
            </p>
        }
    });
    said.collect_view().into_any()
}

/// How the numbers of a household end that are never published.
#[component]
pub(crate) fn Endings(endings: Vec<Ending>) -> impl IntoView {
    let lang = use_lang();
    (!endings.is_empty()).then(|| {
        let each = endings.into_iter().map(|one| {
            let label = one.label().get(lang);
            view! { <li>{label} " " <span class="num">{one.ending}</span></li> }
        });
        view! {
            <p><small>{text::ENDINGS.get(lang)}</small></p>
            <ul>{each.collect_view()}</ul>
        }
    })
}

/// `近亲属 · 兄弟 · 沈德（村委会委员）`
fn relation(one: &Statement, lang: Lang) -> String {
    let Some(tie) = one.tie else {
        return text::TIE_NONE.get(lang).to_owned();
    };
    let official = one
        .official
        .as_ref()
        .map(|official| format!("{}（{}）", official.name, official.post));
    let relation = Some(one.relation.clone()).filter(|text| !text.is_empty());
    let parts = [Some(tie.text().get(lang).to_owned()), relation, official];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn said_by(one: &Statement, lang: Lang) -> String {
    text::DECLARE_BY.fill(
        lang,
        &[
            ("by", &one.by.text().get(lang)),
            ("declarer", &one.declarer),
            ("recorded_by", &one.recorded_by),
            ("at", &china_minute(one.recorded_at)),
        ],
    )
}

/// Contradictions that are listed; the rest as a number.
const MAX_LISTED: usize = 20;

/// Whether everything is declared and fits, with ways to mend what does not.
#[component]
pub(crate) fn Check(check: DeclarationCheck, code: String) -> impl IntoView {
    let lang = use_lang();
    if check.is_clean() {
        return view! { <p class="notice-box ok">{text::DECLARE_CHECK_CLEAN.get(lang)}</p> }
            .into_any();
    }
    let page = format!("/office/p/{code}/special");
    let open = (check.undeclared > 0).then(|| {
        let said = text::DECLARE_CHECK_OPEN.fill(lang, &[("n", &check.undeclared)]);
        view! { <li><A href=format!("{page}?open=1")>{said}</A></li> }
    });
    let place = |household: &str| format!("{page}/{}", segment(household));
    let fits_not = check.contradictions.iter().map(|(household, what)| {
        let said = what.text().get(lang).to_owned();
        (household.clone(), said)
    });
    let unknown = check.unregistered.iter().map(|(household, official)| {
        let said = text::DECLARE_CHECK_UNREGISTERED.fill(lang, &[("official", official)]);
        (household.clone(), said)
    });
    let listed = unknown
        .chain(fits_not)
        .take(MAX_LISTED)
        .map(|(household, said)| {
            view! {
                <li>
                    <A href=place(&household)>{household}</A>
                    " "
                    {said}
                </li>
            }
        });
    let listed = listed.collect_view();
    view! {
        <div class="notice-box warn">
            <ul>
                {open} {listed}
            </ul>
        </div>
    }
    .into_any()
}
