//! The archive's first page: plain HTML that needs nothing else, in Chinese.

use std::fmt::{Display, Write};

use domain::money::Money;
use domain::time::china_minute;
use text::Label as _;
use text::Lang;
use text::Named as _;
use views::{Archive, ArchiveBoard, ArchiveNotice, ArchiveObjection, ArchiveRound, RoundMark};

use super::layout::MANIFEST;

/// Text as HTML shows it.
fn html_text(text: impl Display) -> String {
    let mut out = String::new();
    for character in text.to_string().chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// The page. Writing to a `String` does not fail.
pub(super) fn html(archive: &Archive, persons: bool) -> String {
    let head = &archive.head;
    let name = html_text(&head.name);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{name} · 公示档案</title><style>\
         body{{font-family:sans-serif;line-height:1.6;max-width:60em;margin:2em auto;padding:0 1em}}\
         table{{border-collapse:collapse}}td,th{{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}}\
         code{{overflow-wrap:anywhere}}</style></head><body>\n<h1>{name} · 公示档案</h1>\n"
    );
    let none = "未载明".to_owned();
    let facts = [
        ("项目编号", &head.code),
        ("征收范围", &head.area),
        ("实施单位", &head.office),
        ("批准文号", &head.approval_number),
        ("监督电话", &head.phone),
        ("勘测总面积", archive.surveyed.as_ref().unwrap_or(&none)),
    ];
    out.push_str("<table>\n");
    for (label, value) in facts {
        let _ = writeln!(
            out,
            "<tr><th>{label}</th><td>{}</td></tr>",
            html_text(value)
        );
    }
    out.push_str("</table>\n");
    out.push_str(PRIVACY);
    out.push_str("<h2>补偿标准</h2>\n<ul>\n");
    for one in &archive.schedules {
        let _ = writeln!(
            out,
            "<li><a href=\"standards-{0}.csv\">第 {0} 版</a>：{1} 条，{2} 于 {3} 上传（{4}，SHA-256 <code>{5}</code>{6}）</li>",
            one.version,
            one.rates,
            html_text(&one.loaded_by),
            china_minute(one.loaded_at),
            html_text(&one.file_name),
            html_text(&one.file_digest),
            sealed(one.sealed.as_deref()),
        );
    }
    out.push_str("</ul>\n");
    for round in &archive.rounds {
        let mark = head.rounds.iter().find(|mark| mark.number == round.round);
        push_round(&mut out, round, mark);
    }
    let _ = writeln!(
        out,
        "<h2>{}</h2>\n<p><a href=\"declarations.csv\">declarations.csv</a>：各户历次申报，由谁申报，依据什么。</p>",
        text::DECLARE_TITLE.zh
    );
    push_objections(&mut out, &archive.objections, persons);
    let _ = writeln!(
        out,
        "<h2>办理记录</h2>\n<p><a href=\"events.jsonl\">events.jsonl</a>：{} 条，一行一条，次序就是写下的次序。不含个人信息。</p>",
        archive.events
    );
    out.push_str(&CHECKING.replace("{manifest}", MANIFEST));
    out.push_str("</body></html>\n");
    out
}

const PRIVACY: &str =
    "<p><strong>注意：</strong>本档案含各户全名和备注，仅供办公和归档使用，不得在网上公开。</p>\n";

const CHECKING: &str = "<h2>怎样核对这份档案</h2>\n<ol>\n\
    <li><a href=\"{manifest}\">{manifest}</a> 列出其余每个文件的 SHA-256，可用任何 SHA-256 工具核对。下载时系统已把它自己的 SHA-256 写入办理记录。</li>\n\
    <li>每一榜的 entries.jsonl 一行一户：content 是该户公示内容的原文，salt 是随机数。以 salt 为密钥对 content 求 HMAC-SHA-256，应等于该行的 commitment。</li>\n\
    <li>把各行 commitment（32 字节）按 position 的次序连接，求 SHA-256，应等于 notice.json 的 digest，也等于办理记录中「公布」（notice_published）一条的 entries。</li>\n\
    <li>每份表的 changes.jsonl、warnings.jsonl、comments.jsonl（变动原因、提醒理由、预审意见）各自的 SHA-256，应等于办理记录中「提交预审」一条的 change_reasons、warning_reasons，「预审退回」或「预审通过」一条的 comment_texts。更正、撤回、带到下一榜、退回和答复的理由，办理记录里有它们的 SHA-256。</li>\n\
    <li>households.csv 和 lines.csv 是同样内容的表格，金额单位为元，土地为亩，房屋为平方米，可用任何表格软件打开（UTF-8）。</li>\n\
    <li>uploads 和 objections 里以 .sealed 结尾的是上传时的原文件，可能含身份证号、银行账号，所以是加密的（XChaCha20-Poly1305）。用本单位的主密钥打开：<code>sanbang archive open 档案.zip 文件夹</code>。核对整份档案：<code>sanbang archive check 档案.zip</code>，不需要密钥和网络。</li>\n\
    </ol>\n<p>project.json 是本页内容的机器可读形式。其中的时间均为 UTC（整数为 1970 年以来的毫秒数），本页所写为北京时间。</p>\n";

/// Where a file is as it came.
fn sealed(path: Option<&str>) -> String {
    path.map_or_else(String::new, |path| {
        format!("，<a href=\"{0}\">原文件（加密）</a>", html_text(path))
    })
}

fn push_round(out: &mut String, round: &ArchiveRound, mark: Option<&RoundMark>) {
    let _ = writeln!(
        out,
        "<h2>{}（{}）</h2>",
        round.round.label(Lang::Zh),
        round.state.text().zh
    );
    let late = mark.filter(|mark| mark.days_late > 0 && mark.state.is_public());
    if let Some((due, late)) = late.and_then(|mark| Some((mark.due?, mark.days_late))) {
        let said = text::NOTICE_LATE.fill(Lang::Zh, &[("day", &due), ("n", &late)]);
        push_paragraph(out, &said);
    }
    for notice in &round.notices {
        let board = round
            .boards
            .iter()
            .find(|board| board.published_as == Some(notice.revision));
        push_notice(out, notice, board);
    }
    if !round.corrections.is_empty() {
        out.push_str("<h3>更正</h3>\n<ul>\n");
        for one in &round.corrections {
            let came = match one.published_as {
                Some(revision) => format!("第 {revision} 次公布"),
                None => "没有公布".to_owned(),
            };
            let at = china_minute(one.begun_at);
            let said = format!("{at} {} 开始更正（{came}）：{}", one.begun_by, one.reason);
            push_item(out, &said);
        }
        out.push_str("</ul>\n");
    }
    if !round.carried.is_empty() {
        let _ = writeln!(out, "<h3>{}</h3>\n<ul>", text::CARRIED_TITLE.zh);
        for one in &round.carried {
            let about = one.household.as_deref().unwrap_or("整张榜");
            let at = china_minute(one.at);
            let said = format!(
                "异议 {}（{}，{about}）：{}（{}，{at}）",
                one.receipt,
                one.round.label(Lang::Zh),
                one.reason,
                one.by
            );
            push_item(out, &said);
        }
        out.push_str("</ul>\n");
    }
    if !round.confirmed.is_empty() {
        let _ = writeln!(out, "<h3>{}</h3>\n<ul>", text::CONFIRMED_TITLE.zh);
        for one in &round.confirmed {
            let about = one.household.as_deref().unwrap_or("整张榜");
            let at = china_minute(one.at);
            let said = format!(
                "异议 {}（{}，{about}）：{}（{}，{at}）",
                one.receipt,
                one.round.label(Lang::Zh),
                one.reason,
                one.by
            );
            push_item(out, &said);
        }
        out.push_str("</ul>\n");
    }
    if !round.due_moves.is_empty() {
        out.push_str("<h3>应公布的日期</h3>\n<ul>\n");
        for one in &round.due_moves {
            let said = format!("{}（{}）", one.sentence(round.round, Lang::Zh), one.by);
            push_item(out, &said);
        }
        out.push_str("</ul>\n");
    }
    if !round.boards.is_empty() {
        out.push_str("<h3>上传的表和预审</h3>\n<ul>\n");
        for board in &round.boards {
            push_board(out, board);
        }
        out.push_str("</ul>\n");
    }
}

fn push_paragraph(out: &mut String, said: &str) {
    let _ = writeln!(out, "<p>{}</p>", html_text(said));
}

fn push_item(out: &mut String, said: &str) {
    let _ = writeln!(out, "<li>{}</li>", html_text(said));
}

fn push_board(out: &mut String, board: &ArchiveBoard) {
    let _ = write!(
        out,
        "<li>{}，{} 户，{} 于 {} 上传，SHA-256 <code>{}</code>{}{}",
        html_text(&board.file_name),
        board.households,
        html_text(&board.uploaded_by),
        china_minute(board.uploaded_at),
        html_text(&board.file_digest),
        sealed(board.sealed.as_deref()),
        reasons(board),
    );
    for review in &board.reviews {
        let _ = write!(
            out,
            "<br>{} {} {} {} {}",
            china_minute(review.at),
            html_text(&review.reviewer),
            review.outcome.text().zh,
            html_text(review.signed.label(Lang::Zh)),
            html_text(review.reason.as_deref().unwrap_or_default()),
        );
    }
    if !board.comments.is_empty() {
        let _ = write!(
            out,
            "<br><a href=\"{}/comments.csv\">预审意见</a>：",
            board.folder
        );
        for one in &board.comments {
            let said = format!("{}：{}（{}）", one.place(), one.comment, one.by);
            let _ = write!(out, "<br>{}", html_text(said));
        }
    }
    out.push_str("</li>\n");
}

/// Links to why a table is as it is.
fn reasons(board: &ArchiveBoard) -> String {
    let link = |count: u32, file: &str, words: &str| {
        if count == 0 {
            return String::new();
        }
        let folder = &board.folder;
        format!("，<a href=\"{folder}/{file}\">{words}（{count}）</a>")
    };
    let changes = link(board.changes, "changes.csv", "变动和原因");
    changes + &link(board.warnings, "warnings.csv", "提醒和理由")
}

fn push_notice(out: &mut String, notice: &ArchiveNotice, board: Option<&ArchiveBoard>) {
    let totals = &notice.totals;
    let deducted = match totals.deducted {
        Money::ZERO => String::new(),
        amount => format!("补偿合计已扣除 {amount} 元。"),
    };
    let _ = writeln!(
        out,
        "<h3>第 {} 次公布</h3>\n<p>{} 公布，公示到 {} 止，{} 预审通过，按第 {} 版标准。{} 户，补偿合计 {} 元，土地 {} 亩，房屋 {} ㎡，特殊身份 {} 户。{}</p>",
        notice.revision,
        china_minute(notice.published_at),
        notice.window.last_day(),
        html_text(&notice.approved_by),
        notice.standards,
        totals.households,
        totals.payout,
        totals.land,
        totals.floor.shown(2),
        totals.flagged,
        deducted,
    );
    if let Some(reason) = &notice.correction_reason {
        push_paragraph(out, &format!("更正的理由：{reason}"));
    }
    if let Some(planned) = notice.planned_at {
        push_paragraph(out, &format!("定于 {} 公布。", china_minute(planned)));
    }
    for moved in &notice.moves {
        let at = china_minute(moved.at);
        push_paragraph(out, &format!("{at}：{}", moved.shown().sentence(Lang::Zh)));
    }
    for asked in &notice.withdrawals {
        let at = china_minute(asked.asked_at);
        let mut said = format!("{at} {} 申请撤回：{}。", asked.asked_by, asked.reason);
        if let Some(answer) = &asked.answer {
            let at = china_minute(answer.at);
            let outcome = if answer.confirmed {
                "确认撤回"
            } else {
                "不同意撤回"
            };
            said += &format!("{at} {} {outcome}", answer.by);
            if let Some(reason) = &answer.reason {
                said += &format!("：{reason}");
            }
            said.push('。');
        }
        push_paragraph(out, &said);
    }
    let Some(board) = board else { return };
    let folder = &board.folder;
    let _ = writeln!(
        out,
        "<ul><li><a href=\"{folder}/households.csv\">各户</a></li><li><a href=\"{folder}/lines.csv\">各户明细</a></li>\
         <li><a href=\"{folder}/entries.jsonl\">核对用的原文</a>，摘要 <code>{}</code></li>\
         <li><a href=\"{folder}/notice.json\">notice.json</a>{}</li></ul>",
        html_text(&notice.digest),
        reasons(board),
    );
}

fn push_objections(out: &mut String, objections: &[ArchiveObjection], persons: bool) {
    if !persons {
        out.push_str("<h2>异议</h2>\n<p>异议和办理异议的记录不在这份档案里：只有监督人员取的档案里有。</p>\n");
        return;
    }
    let _ = writeln!(out, "<h2>异议（{} 件）</h2>", objections.len());
    out.push_str("<p>取档人应当回避的异议，以及办理它们的记录，不在档案里。</p>\n");
    if objections.is_empty() {
        return;
    }
    out.push_str("<p>异议人和原话见 <a href=\"objectors.csv\">objectors.csv</a>，含个人信息，请妥善保管。</p>\n");
    out.push_str("<table>\n<tr><th>回执号</th><th>针对</th><th>事项</th><th>经过</th></tr>\n");
    for one in objections {
        let mut about = format!("{}第 {} 次公布", one.round.label(Lang::Zh), one.revision);
        for part in [&one.household, &one.line].into_iter().flatten() {
            about.push('，');
            about.push_str(part);
        }
        let steps: Vec<String> = one
            .steps
            .iter()
            .map(|step| {
                let by = step.by.as_deref().unwrap_or("异议人");
                let reason = step.reason.as_deref().unwrap_or_default();
                let at = china_minute(step.at);
                html_text(format!("{at} {by}：{} {reason}", step.state.text().zh))
            })
            .collect();
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            html_text(&one.receipt),
            html_text(about),
            one.kind.text().zh,
            steps.join("<br>"),
        );
    }
    out.push_str("</table>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_names_is_text() {
        let text = html_text("<script>\"a\" & 'b'</script>");
        assert_eq!(
            text,
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;"
        );
    }
}
