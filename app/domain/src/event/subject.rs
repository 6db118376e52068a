//! What an event was done to, from its address: `project/HW2024/round/1`.

/// The project that an address names.
#[must_use]
pub fn project_of(subject: &str) -> Option<&str> {
    subject_parts(subject).find_map(|(what, which)| (what == "project").then_some(which))
}

/// The pairs of an address: what it names, and which one.
pub fn subject_parts(subject: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut segments = subject.split('/');
    std::iter::from_fn(move || Some((segments.next()?, segments.next().unwrap_or_default())))
}
