//! Of several columns that may count, those with which most rows come out.

/// More columns than this are not tried in every combination.
const MAX_TRIED: usize = 6;

/// Which of the candidates count: the combination with which the most rows come
/// out right; of equal ones the `preferred`. `None` where nothing comes out.
pub(super) fn best(
    candidates: usize,
    preferred: u32,
    fits: impl Fn(u32) -> usize,
) -> Option<(u32, usize)> {
    if candidates > MAX_TRIED {
        return None;
    }
    let ways = (0..1_u32 << candidates).map(|way| (way, fits(way)));
    ways.filter(|(_, fits)| *fits > 0)
        .max_by_key(|(way, fits)| {
            (
                *fits,
                *way == preferred,
                std::cmp::Reverse(way.count_ones()),
            )
        })
}

/// Whether a combination has a candidate.
pub(super) const fn has(way: u32, at: usize) -> bool {
    way & (1 << at) != 0
}
