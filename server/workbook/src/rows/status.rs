//! Special status (特殊身份), in whatever words and columns the office has it.

use std::borrow::Cow;

use domain::finding::Code;
use domain::name;
use domain::status::{Official, SpecialStatus, StatusKind};
use domain::table::Field;

use super::sheet_reader::{RowRef, SheetReader, masked};
use crate::words::officials::{KIN, POSTS};
use crate::words::plain::plain;

/// What one cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum StatusWord {
    Nothing,
    Kind(StatusKind),
    /// Of the head's own post: 村主任.
    Post(StatusKind, String),
    /// 是, where the heading does not tell what.
    Unclear,
    Unknown,
}

pub(crate) fn status(reader: &mut SheetReader<'_>, at: RowRef<'_>) -> Option<SpecialStatus> {
    let columns: Vec<(usize, String)> = reader
        .header
        .of(Field::Status)
        .map(|column| (column.index, column.leaf.clone()))
        .collect();
    let (mut kind, mut post): (Option<StatusKind>, Option<String>) = (None, None);
    for (column, heading) in columns {
        let word = reader.sheet.cell(at.row, column).shown();
        let status_word = status_word(&word, &heading);
        let (one, held) = match status_word {
            StatusWord::Nothing => continue,
            StatusWord::Kind(one) => (one, None),
            StatusWord::Post(one, held) => (one, Some(held)),
            StatusWord::Unclear => {
                reader.note_in(Code::StatusUnclear, at, column, &word, "");
                (StatusKind::PartyMemberCadre, None)
            }
            StatusWord::Unknown => {
                let known = StatusKind::ALL.map(StatusKind::label).join("、");
                reader.note_in(Code::UnknownStatus, at, column, &masked(&word), &known);
                continue;
            }
        };
        kind = Some(kind.map_or(one, |before| before.and(one)));
        post = post.or(held);
    }
    let mut relation = reader.text(at.row, Field::Relation);
    if kind.is_none()
        && let Some(column) = reader.header.of(Field::Relation).next()
        && let Some(status_word) = relation
            .as_deref()
            .and_then(|word| by_relation(word, &column.leaf))
    {
        kind = Some(status_word);
        if !status_word.is_relative() {
            relation = None;
        }
    }
    let kind = kind?;
    let named = reader.text(at.row, Field::Official).map(Cow::into_owned);
    let own_post = reader.text(at.row, Field::Post).map(Cow::into_owned);
    let status = if kind.is_relative() {
        let mut official = named.as_deref().and_then(official);
        if let Some(official) = &mut official {
            official.post = official.post.take().or(own_post);
        }
        SpecialStatus {
            kind,
            post: None,
            relation: relation.map(Cow::into_owned),
            official,
        }
    } else {
        SpecialStatus {
            kind,
            post: post.or(own_post).or(named),
            relation: None,
            official: None,
        }
    };
    if !status.is_complete() {
        incomplete(reader, at, &status);
    }
    Some(status)
}

/// Whether a table says in words that nobody of this household is an official
/// or an official's relative: 否 or 无 in every status column, under headings
/// that ask about cadres and Party members, themselves and their relatives. A
/// blank cell says nothing, and 群众 nothing of relatives.
pub(crate) fn says_none(reader: &SheetReader<'_>, row: usize) -> bool {
    let word = |column: usize| plain(&reader.sheet.cell(row, column).shown()).0;
    let mut asked = AskedAbout::default();
    for column in reader.header.of(Field::Status) {
        if !is_no(&word(column.index)) {
            return false;
        }
        asked.add(AskedAbout::by(&column.leaf));
    }
    if asked == AskedAbout::default() {
        return false;
    }
    for field in [Field::Relation, Field::Official] {
        for column in reader.header.of(field) {
            let word = word(column.index);
            if !matches!(status_word(&word, ""), StatusWord::Nothing) {
                return false;
            }
            // There is a place for relatives, and nobody stands in it.
            let AskedAbout { cadre, member, .. } = AskedAbout::by(&column.leaf);
            asked.cadre_kin |= cadre;
            asked.member_kin |= member;
        }
    }
    asked == AskedAbout::ALL
}

/// Whom headings ask about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct AskedAbout {
    cadre: bool,
    member: bool,
    cadre_kin: bool,
    member_kin: bool,
}

impl AskedAbout {
    const ALL: Self = Self {
        cadre: true,
        member: true,
        cadre_kin: true,
        member_kin: true,
    };

    /// 特殊身份 asks about all of them; 是否党员 about members alone.
    fn by(heading: &str) -> Self {
        let has = |parts: &[&str]| parts.iter().any(|part| heading.contains(part));
        let cadre = has(&["干部", "公职", "两委"]);
        let member = has(&["党员", "政治面貌"]);
        if !cadre && !member {
            return Self::ALL;
        }
        let kin = has(&["亲属", "家属", "亲友", "亲戚", "关系"]);
        let own = !kin || has(&["及", "或", "和", "、"]);
        Self {
            cadre: cadre && own,
            member: member && own,
            cadre_kin: cadre && kin,
            member_kin: member && kin,
        }
    }

    fn add(&mut self, other: Self) {
        self.cadre |= other.cadre;
        self.member |= other.member;
        self.cadre_kin |= other.cadre_kin;
        self.member_kin |= other.member_kin;
    }
}

/// No, in so many words.
fn is_no(plain: &str) -> bool {
    matches!(
        plain,
        "无" | "否" | "不是" | "没有" | "非" | "×" | "N" | "n" | "NO" | "No" | "no" | "FALSE" | "F"
    )
}

fn incomplete(reader: &mut SheetReader<'_>, at: RowRef<'_>, status: &SpecialStatus) {
    let no_relation = status.relation.is_none();
    let field = if no_relation {
        Field::Relation
    } else {
        Field::Official
    };
    let missing = match (no_relation, status.official.is_none()) {
        (true, true) => "关系、关联人员",
        (true, false) => "关系",
        _ => "关联人员",
    };
    let field = [field, Field::Status, Field::Relation]
        .into_iter()
        .find(|field| reader.header.at(*field).is_some())
        .unwrap_or(field);
    let label = status.kind.label();
    reader.note(Code::RelationIncomplete, at, field, label, missing);
}

fn status_word(word: &str, heading: &str) -> StatusWord {
    let (plain, inside) = plain(word);
    if let Some(kind) = StatusKind::ALL
        .into_iter()
        .find(|kind| kind.label() == plain)
    {
        return match inside.as_str() {
            "" => StatusWord::Kind(kind),
            // 党员（村会计）is both.
            post if kind == StatusKind::PartyMember
                && POSTS.iter().any(|word| post.contains(word)) =>
            {
                StatusWord::Kind(StatusKind::PartyMemberCadre)
            }
            post => StatusWord::Post(kind, post.to_owned()),
        };
    }
    match plain.as_str() {
        "" | "/" | "-" | "—" | "——" | "无" | "否" | "不是" | "没有" | "×" | "N" | "0" | "群众"
        | "普通村民" | "村民" | "一般户" | "普通户" | "一般村民" | "普通群众" | "团员"
        | "共青团员" | "无党派人士" | "非党员" | "非" | "未" | "○" | "F" | "FALSE" | "no"
        | "No" => {
            return StatusWord::Nothing;
        }
        "是" | "√" | "✓" | "☑" | "有" | "Y" | "y" | "1" | "TRUE" | "yes" | "Yes" | "●" => {
            return by_heading(heading);
        }
        _ => {}
    }
    let has = |parts: &[&str]| parts.iter().any(|part| plain.contains(part));
    let post = has(&POSTS);
    let member = has(&["党员"]);
    let cadre = has(&["干部", "两委", "公职"]);
    if has(&KIN) {
        return match (cadre || post, member) {
            (true, _) => StatusWord::Kind(StatusKind::CadreRelative),
            (_, true) => StatusWord::Kind(StatusKind::PartyMemberRelative),
            _ => StatusWord::Unknown,
        };
    }
    match (cadre || post, member) {
        (true, true) => StatusWord::Kind(StatusKind::PartyMemberCadre),
        (false, true) => StatusWord::Kind(StatusKind::PartyMember),
        (true, false) if post && !cadre => {
            StatusWord::Post(StatusKind::Cadre, word.trim().to_owned())
        }
        (true, false) => StatusWord::Kind(StatusKind::Cadre),
        (false, false) => StatusWord::Unknown,
    }
}

/// What a relation says where nothing else does: 配偶 under 与村干部关系. Under a
/// heading that names nobody it may be the relation to the head of the household.
fn by_relation(word: &str, heading: &str) -> Option<StatusKind> {
    let has = |part: &str| heading.contains(part);
    let (cadre, member) = (has("干部") || has("公职"), has("党员"));
    if (!cadre && !member)
        || matches!(status_word(word, heading), StatusWord::Nothing)
        || word.starts_with("非")
    {
        return None;
    }
    let own = matches!(word, "本人" | "自己" | "户主本人" | "是");
    Some(match (own, cadre, member) {
        (true, true, true) => StatusKind::PartyMemberCadre,
        (true, true, false) => StatusKind::Cadre,
        (true, false, _) => StatusKind::PartyMember,
        (false, true, _) => StatusKind::CadreRelative,
        (false, false, _) => StatusKind::PartyMemberRelative,
    })
}

/// What 是 means under a heading.
fn by_heading(heading: &str) -> StatusWord {
    let has = |part: &str| heading.contains(part);
    let relative = ["亲属", "家属", "亲友"].iter().any(|part| has(part));
    // 是否党员干部及其亲属: 是 does not say which of them.
    let either = relative && ["及", "或", "和", "、"].iter().any(|part| has(part));
    if either {
        return StatusWord::Unclear;
    }
    match (has("干部") || has("公职"), has("党员"), relative) {
        (true, true, false) => StatusWord::Unclear,
        (true, _, true) => StatusWord::Kind(StatusKind::CadreRelative),
        (_, true, true) => StatusWord::Kind(StatusKind::PartyMemberRelative),
        (true, false, _) => StatusWord::Kind(StatusKind::Cadre),
        (false, true, _) => StatusWord::Kind(StatusKind::PartyMember),
        _ => StatusWord::Unclear,
    }
}

/// `沈德(村委会委员)` → name and post.
fn official(text: &str) -> Option<Official> {
    let (name, post) = text.split_once(['(', '\u{ff08}']).unwrap_or((text, ""));
    let post = post.trim().trim_end_matches([')', '\u{ff09}']).trim();
    let name = name::spelled(name);
    (!name.is_empty()).then(|| Official {
        name: name.into_owned(),
        post: Some(post.to_owned()).filter(|post| !post.is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_ask_about_officials_relatives_or_both() {
        let (own, kin) = ([true, false], [false, true]);
        for (heading, cadre, member) in [
            ("特殊身份", [true; 2], [true; 2]),
            ("身份", [true; 2], [true; 2]),
            ("是否党员干部及其亲属", [true; 2], [true; 2]),
            ("是否党员干部", own, own),
            ("是否党员", [false; 2], own),
            ("政治面貌", [false; 2], own),
            ("是否村干部", own, [false; 2]),
            ("是否干部亲属", kin, [false; 2]),
            ("党员干部家属", kin, kin),
            ("是否村干部或亲属", [true; 2], [false; 2]),
        ] {
            let asked = AskedAbout {
                cadre: cadre[0],
                cadre_kin: cadre[1],
                member: member[0],
                member_kin: member[1],
            };
            assert_eq!(AskedAbout::by(heading), asked, "{heading}");
        }
    }

    #[test]
    fn understands_the_words_of_offices() {
        use StatusKind::{
            Cadre, CadreRelative, PartyMember, PartyMemberCadre, PartyMemberRelative,
        };
        for (word, heading, meant) in [
            ("村干部", "特殊身份", StatusWord::Kind(Cadre)),
            ("中共党员", "身份", StatusWord::Kind(PartyMember)),
            ("党员、村干部", "身份", StatusWord::Kind(PartyMemberCadre)),
            ("村干部家属", "身份", StatusWord::Kind(CadreRelative)),
            ("党员 亲属", "身份", StatusWord::Kind(PartyMemberRelative)),
            ("村主任", "身份", StatusWord::Post(Cadre, "村主任".into())),
            (
                "村干部（会计）",
                "身份",
                StatusWord::Post(Cadre, "会计".into()),
            ),
            ("是", "是否党员", StatusWord::Kind(PartyMember)),
            ("是", "是否村干部", StatusWord::Kind(Cadre)),
            ("√", "是否干部亲属", StatusWord::Kind(CadreRelative)),
            ("是", "是否党员干部", StatusWord::Unclear),
            ("否", "是否党员干部", StatusWord::Nothing),
            ("群众", "身份", StatusWord::Nothing),
            ("低保户", "身份", StatusWord::Unknown),
            ("党员（村会计）", "身份", StatusWord::Kind(PartyMemberCadre)),
            ("村主任之弟", "身份", StatusWord::Kind(CadreRelative)),
            ("其父为党员", "身份", StatusWord::Kind(PartyMemberRelative)),
            ("中共党员", "政治面貌", StatusWord::Kind(PartyMember)),
            ("是", "是否村干部及亲属", StatusWord::Unclear),
        ] {
            assert_eq!(status_word(word, heading), meant, "{word} {heading}");
        }
    }
}
