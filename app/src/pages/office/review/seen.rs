//! Which households of a board a reviewer has looked at: a box beside each. The
//! page ticks it when a household is opened, and the browser keeps the ticks, for
//! this board and nobody else. Without scripts the reviewer ticks, and the page's
//! address keeps them.

use std::collections::BTreeSet;

use domain::id::BoardId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use views::ReviewPage;

use crate::visitor::use_lang;

/// The form that the boxes belong to.
const FORM: &str = "looked";
const HOUSEHOLD: &str = "seen";
const BOARD: &str = "board";

/// The households that are ticked.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    ticked: RwSignal<BTreeSet<String>>,
    board: BoardId,
    /// Whether the page was taken over, and the browser keeps them.
    kept: RwSignal<bool>,
}

impl Seen {
    pub(super) fn of(page: &ReviewPage) -> Self {
        let board = page.board;
        let query = use_query_map().read_untracked();
        // Ticks of another board say nothing of this one.
        let same = query.get(BOARD) == Some(board.to_string());
        let named = query.get_all(HOUSEHOLD).filter(|_| same);
        let seen = Self {
            ticked: RwSignal::new(named.unwrap_or_default().into_iter().collect()),
            board,
            kept: RwSignal::new(false),
        };
        Effect::new(move |_| {
            let before = storage::read(board);
            seen.ticked.update(|ticked| ticked.extend(before));
            seen.kept.set(true);
        });
        seen
    }

    fn has(self, household: &str) -> bool {
        self.ticked.with(|ticked| ticked.contains(household))
    }

    /// How many of these are ticked.
    pub(super) fn count(self, households: &[String]) -> usize {
        let ticked = |one: &&String| self.has(one);
        households.iter().filter(ticked).count()
    }

    pub(super) fn set(self, household: &str, is_seen: bool) {
        self.ticked.update(|ticked| {
            if is_seen {
                ticked.insert(household.to_owned());
            } else {
                ticked.remove(household);
            }
        });
        self.ticked
            .with_untracked(|ticked| storage::write(self.board, ticked));
    }

    /// The box of a household.
    pub(super) fn tick(self, household: &str) -> impl IntoView + use<> {
        let lang = use_lang();
        let number = household.to_owned();
        let label = text::REVIEW_SEEN_LABEL.fill(lang, &[("household", &number)]);
        let is_ticked = self.has(household);
        let (of, value) = (number.clone(), number.clone());
        view! {
            <label class="look">
                <input
                    type="checkbox"
                    name=HOUSEHOLD
                    value=value
                    form=FORM
                    aria-label=label
                    checked=is_ticked
                    prop:checked=move || self.has(&of)
                    on:change:target=move |event| self.set(&number, event.target().checked())
                />
                <span aria-hidden="true">{text::REVIEW_SEEN.get(lang)}</span>
            </label>
        }
    }

    /// What the boxes are for, and the form that keeps them where no script does.
    pub(super) fn form(self, here: &str, page: u32, all_open: bool) -> impl IntoView + use<> {
        let lang = use_lang();
        let (here, board) = (here.to_owned(), self.board.to_string());
        let (label, open) = if all_open {
            (text::REVIEW_CLOSE_ALL, "")
        } else {
            (text::REVIEW_OPEN_ALL, "1")
        };
        let stays = if all_open { "1" } else { "" };
        let by_hand = move || {
            (!self.kept.get()).then(|| {
                view! {
                    <button class="btn" type="submit" name="open" value=stays>
                        {text::REVIEW_KEEP_TICKS.get(lang)}
                    </button>
                }
            })
        };
        let help = move || {
            let help = if self.kept.get() {
                text::REVIEW_SEEN_HELP
            } else {
                text::REVIEW_SEEN_BY_HAND
            };
            help.get(lang)
        };
        view! {
            <p>{help}</p>
            <form method="get" action=here id=FORM class="flex flex-wrap gap-2">
                <input type="hidden" name="page" value=page />
                <input type="hidden" name=BOARD value=board />
                <button class="btn" type="submit" name="open" value=open>
                    {label.get(lang)}
                </button>
                {by_hand}
            </form>
        }
    }
}

/// The browser's own memory, where pages are taken over.
#[cfg(feature = "hydrate")]
mod storage {
    use std::collections::BTreeSet;

    use domain::id::BoardId;
    use web_sys::Storage;

    /// `None` where the browser keeps nothing, or may not.
    fn of_browser() -> Option<Storage> {
        web_sys::window()?.local_storage().ok().flatten()
    }

    fn key(board: BoardId) -> String {
        format!("seen-{board}")
    }

    pub(super) fn read(board: BoardId) -> BTreeSet<String> {
        let kept = of_browser().and_then(|kept| kept.get_item(&key(board)).ok().flatten());
        let kept = kept.unwrap_or_default();
        kept.lines().map(str::to_owned).collect()
    }

    pub(super) fn write(board: BoardId, seen: &BTreeSet<String>) {
        let lines: Vec<&str> = seen.iter().map(String::as_str).collect();
        if let Some(kept) = of_browser() {
            // Where it is full, the ticks last as long as the page.
            kept.set_item(&key(board), &lines.join("\n")).ok();
        }
    }
}

/// On the server there is none.
#[cfg(not(feature = "hydrate"))]
mod storage {
    use std::collections::BTreeSet;

    use domain::id::BoardId;

    pub(super) fn read(_: BoardId) -> BTreeSet<String> {
        BTreeSet::new()
    }

    pub(super) fn write(_: BoardId, _: &BTreeSet<String>) {}
}
