//! Special status (特殊身份), in whatever words and columns the office has it.

use std::borrow::Cow;

use domain::finding::Code;
use domain::status::{Official, SpecialStatus, StatusKind};
use domain::table::Field;

use super::sheet_reader::{Desk, Row, masked};
use crate::words::plain::plain;

const POSTS: [&str; 10] = [
    "书记", "主任", "委员", "会计", "组长", "队长", "支委", "文书", "出纳", "村长",
];

/// Words of kinship: 村主任之弟, 其父为党员.
const KIN: [&str; 26] = [
    "亲属", "家属", "亲戚", "近亲", "亲友", "直系", "旁系", "之父", "之母", "之子", "之女", "之妻",
    "之夫", "之弟", "之兄", "之妹", "之姐", "其父", "其母", "其子", "其女", "其妻", "其夫", "配偶",
    "岳父", "女婿",
];

/// What one cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    Kind(StatusKind),
    /// Of the head's own post: 村主任.
    Post(StatusKind, String),
    /// 是, where the heading does not tell what.
    Unclear,
    Unknown,
}

pub(crate) fn status(desk: &mut Desk<'_>, at: Row<'_>) -> Option<SpecialStatus> {
    let columns: Vec<(usize, String)> = desk
        .header
        .of(Field::Status)
        .map(|column| (column.index, column.leaf.clone()))
        .collect();
    let (mut kind, mut post): (Option<StatusKind>, Option<String>) = (None, None);
    for (column, heading) in columns {
        let word = desk.sheet.cell(at.row, column).shown();
        let said = said(&word, &heading);
        let (one, held) = match said {
            Said::Nothing => continue,
            Said::Kind(one) => (one, None),
            Said::Post(one, held) => (one, Some(held)),
            Said::Unclear => {
                desk.note_in(Code::StatusUnclear, at, column, &word, "");
                (StatusKind::PartyMemberCadre, None)
            }
            Said::Unknown => {
                let known = StatusKind::ALL.map(StatusKind::label).join("、");
                desk.note_in(Code::UnknownStatus, at, column, &masked(&word), &known);
                continue;
            }
        };
        kind = Some(kind.map_or(one, |before| before.and(one)));
        post = post.or(held);
    }
    let mut relation = desk.text(at.row, Field::Relation);
    if kind.is_none()
        && let Some(column) = desk.header.of(Field::Relation).next()
        && let Some(said) = relation
            .as_deref()
            .and_then(|word| by_relation(word, &column.leaf))
    {
        kind = Some(said);
        if !said.is_relative() {
            relation = None;
        }
    }
    let kind = kind?;
    let named = desk.text(at.row, Field::Official).map(Cow::into_owned);
    let own_post = desk.text(at.row, Field::Post).map(Cow::into_owned);
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
        incomplete(desk, at, &status);
    }
    Some(status)
}

/// Whether a table says in words that nobody of this household is an official
/// or an official's relative: 否 or 无 in every status column, under headings
/// that ask about cadres and Party members, themselves and their relatives. A
/// blank cell says nothing, and 群众 nothing of relatives.
pub(crate) fn says_none(desk: &Desk<'_>, row: usize) -> bool {
    let word = |column: usize| plain(&desk.sheet.cell(row, column).shown()).0;
    let mut asked = Asked::default();
    for column in desk.header.of(Field::Status) {
        if !is_no(&word(column.index)) {
            return false;
        }
        asked.add(Asked::by(&column.leaf));
    }
    if asked == Asked::default() {
        return false;
    }
    for field in [Field::Relation, Field::Official] {
        for column in desk.header.of(field) {
            let word = word(column.index);
            if !matches!(said(&word, ""), Said::Nothing) {
                return false;
            }
            // There is a place for relatives, and nobody stands in it.
            let Asked { cadre, member, .. } = Asked::by(&column.leaf);
            asked.cadre_kin |= cadre;
            asked.member_kin |= member;
        }
    }
    asked == Asked::ALL
}

/// Whom headings ask about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Asked {
    cadre: bool,
    member: bool,
    cadre_kin: bool,
    member_kin: bool,
}

impl Asked {
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

fn incomplete(desk: &mut Desk<'_>, at: Row<'_>, status: &SpecialStatus) {
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
        .find(|field| desk.header.at(*field).is_some())
        .unwrap_or(field);
    let label = status.kind.label();
    desk.note(Code::RelationIncomplete, at, field, label, missing);
}

fn said(word: &str, heading: &str) -> Said {
    let (plain, inside) = plain(word);
    if let Some(kind) = StatusKind::ALL
        .into_iter()
        .find(|kind| kind.label() == plain)
    {
        return match inside.as_str() {
            "" => Said::Kind(kind),
            // 党员（村会计）is both.
            post if kind == StatusKind::PartyMember
                && POSTS.iter().any(|word| post.contains(word)) =>
            {
                Said::Kind(StatusKind::PartyMemberCadre)
            }
            post => Said::Post(kind, post.to_owned()),
        };
    }
    match plain.as_str() {
        "" | "/" | "-" | "—" | "——" | "无" | "否" | "不是" | "没有" | "×" | "N" | "0" | "群众"
        | "普通村民" | "村民" | "一般户" | "普通户" | "一般村民" | "普通群众" | "团员"
        | "共青团员" | "无党派人士" | "非党员" | "非" | "未" | "○" | "F" | "FALSE" | "no"
        | "No" => {
            return Said::Nothing;
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
            (true, _) => Said::Kind(StatusKind::CadreRelative),
            (_, true) => Said::Kind(StatusKind::PartyMemberRelative),
            _ => Said::Unknown,
        };
    }
    match (cadre || post, member) {
        (true, true) => Said::Kind(StatusKind::PartyMemberCadre),
        (false, true) => Said::Kind(StatusKind::PartyMember),
        (true, false) if post && !cadre => Said::Post(StatusKind::Cadre, word.trim().to_owned()),
        (true, false) => Said::Kind(StatusKind::Cadre),
        (false, false) => Said::Unknown,
    }
}

/// What a relation says where nothing else does: 配偶 under 与村干部关系. Under a
/// heading that names nobody it may be the relation to the head of the household.
fn by_relation(word: &str, heading: &str) -> Option<StatusKind> {
    let has = |part: &str| heading.contains(part);
    let (cadre, member) = (has("干部") || has("公职"), has("党员"));
    if (!cadre && !member) || matches!(said(word, heading), Said::Nothing) || word.starts_with("非")
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
fn by_heading(heading: &str) -> Said {
    let has = |part: &str| heading.contains(part);
    let relative = ["亲属", "家属", "亲友"].iter().any(|part| has(part));
    // 是否党员干部及其亲属: 是 does not say which of them.
    let either = relative && ["及", "或", "和", "、"].iter().any(|part| has(part));
    if either {
        return Said::Unclear;
    }
    match (has("干部") || has("公职"), has("党员"), relative) {
        (true, true, false) => Said::Unclear,
        (true, _, true) => Said::Kind(StatusKind::CadreRelative),
        (_, true, true) => Said::Kind(StatusKind::PartyMemberRelative),
        (true, false, _) => Said::Kind(StatusKind::Cadre),
        (false, true, _) => Said::Kind(StatusKind::PartyMember),
        _ => Said::Unclear,
    }
}

/// `沈德(村委会委员)` → name and post.
fn official(text: &str) -> Option<Official> {
    let (name, post) = text.split_once(['(', '\u{ff08}']).unwrap_or((text, ""));
    let post = post.trim().trim_end_matches([')', '\u{ff09}']).trim();
    let name = name.trim();
    (!name.is_empty()).then(|| Official {
        name: name.to_owned(),
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
            let asked = Asked {
                cadre: cadre[0],
                cadre_kin: cadre[1],
                member: member[0],
                member_kin: member[1],
            };
            assert_eq!(Asked::by(heading), asked, "{heading}");
        }
    }

    #[test]
    fn understands_the_words_of_offices() {
        use StatusKind::{
            Cadre, CadreRelative, PartyMember, PartyMemberCadre, PartyMemberRelative,
        };
        for (word, heading, said_there) in [
            ("村干部", "特殊身份", Said::Kind(Cadre)),
            ("中共党员", "身份", Said::Kind(PartyMember)),
            ("党员、村干部", "身份", Said::Kind(PartyMemberCadre)),
            ("村干部家属", "身份", Said::Kind(CadreRelative)),
            ("党员 亲属", "身份", Said::Kind(PartyMemberRelative)),
            ("村主任", "身份", Said::Post(Cadre, "村主任".into())),
            ("村干部（会计）", "身份", Said::Post(Cadre, "会计".into())),
            ("是", "是否党员", Said::Kind(PartyMember)),
            ("是", "是否村干部", Said::Kind(Cadre)),
            ("√", "是否干部亲属", Said::Kind(CadreRelative)),
            ("是", "是否党员干部", Said::Unclear),
            ("否", "是否党员干部", Said::Nothing),
            ("群众", "身份", Said::Nothing),
            ("低保户", "身份", Said::Unknown),
            ("党员（村会计）", "身份", Said::Kind(PartyMemberCadre)),
            ("村主任之弟", "身份", Said::Kind(CadreRelative)),
            ("其父为党员", "身份", Said::Kind(PartyMemberRelative)),
            ("中共党员", "政治面貌", Said::Kind(PartyMember)),
            ("是", "是否村干部及亲属", Said::Unclear),
        ] {
            assert_eq!(said(word, heading), said_there, "{word} {heading}");
        }
    }
}
