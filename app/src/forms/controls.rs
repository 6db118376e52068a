//! A form and its controls: labelled, described, with what was wrong.

use leptos::prelude::*;
use text::Text;
use views::FormToken;

use super::filled::{Filled, use_refused};
use crate::visitor::use_lang;

/// A form, with what it carries unseen and, where it was refused, a summary of
/// why.
#[component]
pub(crate) fn Form(
    token: FormToken,
    filled: Filled,
    /// Whether it sends files.
    #[prop(optional)]
    files: bool,
    children: Children,
) -> impl IntoView {
    let enctype = if files {
        "multipart/form-data"
    } else {
        "application/x-www-form-urlencoded"
    };
    let sent_before = Some(filled.value("submission")).filter(|sent| !sent.is_empty());
    let submission = sent_before.unwrap_or(token.submission);
    let (id, action) = (filled.id(), filled.action().to_owned());
    view! {
        <ErrorSummary filled=filled />
        <form method="post" action=action enctype=enctype id=id>
            <input type="hidden" name="csrf" value=token.csrf />
            <input type="hidden" name="submission" value=submission />
            {children()}
        </form>
    }
    .into_any()
}

/// What was refused, and what was typed, where the page has its form no more.
#[component]
pub(crate) fn Unsent(
    /// The fields in which a person may have written much.
    fields: &'static [&'static str],
) -> impl IntoView {
    let filled = use_refused();
    let typed = fields
        .iter()
        .map(|name| filled.value(name))
        .filter(|typed| !typed.is_empty())
        .map(|typed| view! { <p class="notice-box whitespace-pre-wrap">{typed}</p> });
    let typed = typed.collect_view();
    view! {
        <ErrorSummary filled=filled />
        {typed}
    }
    .into_any()
}

#[component]
fn ErrorSummary(filled: Filled) -> impl IntoView {
    let lang = use_lang();
    let errors = filled.errors().to_vec();
    if errors.is_empty() {
        return ().into_any();
    }
    let count = errors.len();
    let one = |(field, sentence): (String, String)| {
        if field.is_empty() {
            view! { <li>{sentence}</li> }.into_any()
        } else {
            view! { <li><a href=format!("#{field}") rel="external">{sentence}</a></li> }.into_any()
        }
    };
    let whole = count == 1 && errors.iter().all(|(field, _)| field.is_empty());
    let title = (!whole).then(|| {
        view! {
            <strong>{text::ERRORS_TITLE.fill(lang, &[("n", &count)])}</strong>
            <p>{text::ERRORS_KEPT.get(lang)}</p>
        }
    });
    view! {
        <div class="error-summary" role="alert">
            {title}
            <ul>{errors.into_iter().map(one).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// A labelled field with its hint and its error, around any control.
#[component]
fn Labelled(
    name: &'static str,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="form-field">
            <label for=name>{label}</label>
            {hint.map(|hint| view! { <small id=format!("{name}-hint")>{hint}</small> })}
            {children()}
            {error
                .map(|error| {
                    view! { <span class="error-text" id=format!("{name}-error")>{error}</span> }
                })}
        </div>
    }
}

/// `aria-describedby` of a control.
fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    let of = |is: bool, what: &str| is.then(|| format!("{name}-{what}"));
    let ids: Vec<String> = [of(hint, "hint"), of(error, "error")]
        .into_iter()
        .flatten()
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// A one-line field. `kind` is the input's type.
#[component]
pub(crate) fn Input(
    name: &'static str,
    #[prop(into)] label: String,
    filled: Filled,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] hint: Option<Text>,
    #[prop(optional)] start: Option<String>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] optional: bool,
    #[prop(default = 200)] most: u16,
) -> impl IntoView {
    let lang = use_lang();
    let error = filled.error(name);
    let value = if kind == "password" {
        String::new()
    } else {
        filled.value_or(name, &start.unwrap_or_default())
    };
    let hint = hint.map(|hint| hint.get(lang).to_owned());
    let described = described_by(name, hint.is_some(), error.is_some());
    let wrong = error.is_some().then_some("true");
    view! {
        <Labelled name=name label=label hint=hint error=error>
            <input
                id=name
                name=name
                type=kind
                value=value
                required=!optional
                maxlength=most
                autocomplete=autocomplete.unwrap_or("off")
                inputmode=inputmode
                aria-invalid=wrong
                aria-describedby=described
            />
        </Labelled>
    }
    .into_any()
}

/// A field of several lines.
#[component]
pub(crate) fn Area(
    name: &'static str,
    label: Text,
    filled: Filled,
    #[prop(optional)] hint: Option<Text>,
) -> impl IntoView {
    let lang = use_lang();
    let error = filled.error(name);
    let hint = hint.map(|hint| hint.get(lang).to_owned());
    let described = described_by(name, hint.is_some(), error.is_some());
    let wrong = error.is_some().then_some("true");
    view! {
        <Labelled name=name label=label.get(lang).to_owned() hint=hint error=error>
            <textarea
                id=name
                name=name
                rows="5"
                required
                maxlength="2000"
                aria-invalid=wrong
                aria-describedby=described
            >
                {filled.value(name)}
            </textarea>
        </Labelled>
    }
    .into_any()
}

/// A list to choose one from: value and label.
#[component]
pub(crate) fn Choose(
    name: &'static str,
    label: Text,
    filled: Filled,
    options: Vec<(String, String)>,
    #[prop(optional)] start: String,
) -> impl IntoView {
    let lang = use_lang();
    let error = filled.error(name);
    let chosen = filled.value_or(name, &start);
    let described = described_by(name, false, error.is_some());
    let wrong = error.is_some().then_some("true");
    let options = options.into_iter().map(move |(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <Labelled name=name label=label.get(lang).to_owned() hint=None error=error>
            <select id=name name=name aria-invalid=wrong aria-describedby=described>
                {options.collect_view()}
            </select>
        </Labelled>
    }
    .into_any()
}

/// A few choices, all in sight: value and label.
#[component]
pub(crate) fn Pick(
    name: &'static str,
    label: Text,
    filled: Filled,
    options: Vec<(&'static str, Text)>,
    #[prop(optional)] start: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let error = filled.error(name);
    let chosen = filled.value_or(name, start);
    let described = described_by(name, false, error.is_some());
    // An error's link leads to the first choice.
    let options = options.into_iter().enumerate().map(|(at, (value, label))| {
        let id = if at == 0 {
            name.to_owned()
        } else {
            format!("{name}-{value}")
        };
        let of = id.clone();
        view! {
            <label for=of>
                <input
                    type="radio"
                    id=id
                    name=name
                    value=value
                    checked=value == chosen
                    required
                />
                {label.get(lang)}
            </label>
        }
    });
    view! {
        <fieldset class="form-field" aria-describedby=described>
            <legend>{label.get(lang)}</legend>
            {options.collect_view()}
            {error
                .map(|error| {
                    view! { <span class="error-text" id=format!("{name}-error")>{error}</span> }
                })}
        </fieldset>
    }
    .into_any()
}

/// A statement to agree to.
#[component]
pub(crate) fn Tick(name: &'static str, label: String, filled: Filled) -> impl IntoView {
    let error = filled.error(name);
    let described = described_by(name, false, error.is_some());
    let wrong = error.is_some().then_some("true");
    view! {
        <div class="form-field">
            <label for=name>
                <input
                    type="checkbox"
                    id=name
                    name=name
                    value="1"
                    required
                    checked=!filled.value(name).is_empty()
                    aria-invalid=wrong
                    aria-describedby=described
                />
                {label}
            </label>
            {error
                .map(|error| {
                    view! { <span class="error-text" id=format!("{name}-error")>{error}</span> }
                })}
        </div>
    }
    .into_any()
}

/// Files to send.
#[component]
pub(crate) fn Files(
    name: &'static str,
    label: Text,
    hint: String,
    filled: Filled,
    accept: &'static str,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let lang = use_lang();
    let error = filled.error(name);
    let described = described_by(name, true, error.is_some());
    let wrong = error.is_some().then_some("true");
    view! {
        <Labelled name=name label=label.get(lang).to_owned() hint=Some(hint) error=error>
            <input
                id=name
                name=name
                type="file"
                accept=accept
                multiple=multiple
                required=!optional
                aria-invalid=wrong
                aria-describedby=described
            />
        </Labelled>
    }
    .into_any()
}
