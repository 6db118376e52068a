//! Texts that ask once more before what cannot be taken back.

use crate::language::texts;

texts! {
    CONFIRM_BOARD: "{project}{round}" / "{round} of {project}";
    CONFIRM_NOTHING_YET: "现在还什么都没有做。请看清下面的内容，再确认。" / "Nothing has been done yet. Read what will happen, then confirm.";
    CONFIRM_CHANGED: "您确认的时候，内容和刚才给您看的已经不一样了，所以没有做。请重新看一遍。" / "What you confirmed is no longer what was shown to you, so nothing was done. Please read it again.";
    CONFIRM_WHAT: "确认之后" / "What will happen";
    CONFIRM_WRITTEN: "您写的" / "What you wrote";
    CONFIRM_BACK: "返回修改" / "Go back and change";
    CONFIRM_BACK_KEPT: "返回后，您填的内容都还在。" / "If you go back, everything you entered is kept.";
    CONFIRM_RECORDED: "这件事以您（{by}）的名义记录，永久保存。" / "This is recorded in your name ({by}) permanently.";

    CONFIRM_PUBLISH_ASK: "通过并公布{round}？" / "Approve and publish {round}?";
    CONFIRM_APPROVE_ASK: "通过{round}？" / "Approve {round}?";
    CONFIRM_PUBLISH_NOW: "{board}马上公布，所有人都能看到，公示到 {day} 24 时。" / "{board} is published at once for everyone to see, and stays on display until the end of {day}.";
    CONFIRM_PUBLISH_AT: "{board}定于 {at} 由系统公布；到时候还有没办完的事，就等办完再公布。公布之前，经办人还可以收回。" / "The system publishes {board} at {at}; if anything is still outstanding then, once it is resolved. Until it is published, the clerk can take it back.";
    CONFIRM_TOTALS: "共 {n} 户，补偿合计 {sum} 元，土地 {land} 亩，其中干部、党员及其亲属 {flagged} 户。" / "{n} households, compensation {sum} yuan in total, {land} mu of land; {flagged} of them are households of cadres, Party members and their relatives.";
    CONFIRM_REPLACES: "它代替现在这一版，成为第 {revision} 版，公示期重新算。更正的理由一起公开：{reason}" / "It replaces the current revision and becomes revision {revision}, with a new display period. The reason for the correction is published with it: {reason}";
    CONFIRM_PUBLISHED_STAYS: "公布后不能修改，也不能删除。有错只能更正并说明原因，重新预审、重新公示。" / "Once published, it cannot be edited or deleted. A mistake can only be corrected with a published reason, a new pre-review and a new display period.";
    CONFIRM_PUBLISH_BUTTON: "确认，通过并公布" / "Yes, approve and publish";
    CONFIRM_APPROVE_BUTTON: "确认通过" / "Yes, approve";

    CONFIRM_REQUEST_ASK: "申请撤回{round}？" / "Request the withdrawal of {round}?";
    CONFIRM_REQUEST: "{board}（第 {revision} 版）申请撤回，由另一位预审员确认。确认之前照常公示。" / "You request the withdrawal of {board} (revision {revision}). Another reviewer decides; until then it stays on display.";
    CONFIRM_REQUEST_SHOWN: "预审员确认后，居民看到的是「这一榜已经撤回，上面的内容不再算数」和您写的理由。" / "Once a reviewer confirms, residents see that the board was withdrawn and is no longer valid, with the reason you wrote.";
    CONFIRM_REQUEST_STAYS: "申请交了，您自己不能收回，只能等预审员确认或者不同意。" / "You cannot take the request back yourself; a reviewer confirms or refuses it.";
    CONFIRM_REQUEST_BUTTON: "确认申请撤回" / "Yes, request the withdrawal";

    CONFIRM_WITHDRAW_ASK: "撤回{round}？" / "Withdraw {round}?";
    CONFIRM_WITHDRAW: "{board}（第 {revision} 版）马上撤回，不再收对它的异议。" / "{board} (revision {revision}) is withdrawn at once and takes no more objections.";
    CONFIRM_WITHDRAW_SHOWN: "居民打开这一榜，先看到「这一榜已经撤回，上面的内容不再算数」和撤回的理由；原来的内容还留着，不删除。" / "Residents who open it first read that it was withdrawn and is no longer valid, with the reason. What it showed stays below; nothing is deleted.";
    CONFIRM_WITHDRAW_REASON: "{by} 写的理由，会公开：{reason}" / "The reason given by {by}, which is published: {reason}";
    CONFIRM_WITHDRAW_STAYS: "撤回不能取消。要更正这一榜、重新预审、重新公示满期，下一榜才能公布。" / "A withdrawal cannot be undone. The next board cannot be published until this one has been corrected, reviewed and displayed again for its full period.";
    CONFIRM_WITHDRAW_BUTTON: "确认撤回" / "Yes, withdraw it";

    CONFIRM_DECIDE_ASK: "答复异议 {receipt}：{outcome}？" / "Answer objection {receipt}: {outcome}?";
    CONFIRM_DECIDE: "对「{about}」的异议，答复是：{outcome}。" / "The objection about “{about}” is answered: {outcome}.";
    CONFIRM_ANSWER_SEEN: "答复给提出异议的人：凭回执号和查询码看到结果和您写的理由。公示页上不公开这份答复。" / "The answer goes to the objector, who sees the outcome and your reasons with the receipt number and lookup code. It is not shown on the public pages.";
    CONFIRM_UPHELD: "之后的榜上必须看得到改动；改不了的，要写明理由带到下一榜，理由公开。两样都没有，之后的榜不能公布。" / "The next board must show the change, or the objection must be carried over with a published reason. Without either, the next board cannot be published.";
    CONFIRM_DISMISSED: "榜上不用改，之后的榜不再等这件异议。" / "The board need not change, and later boards no longer wait for this objection.";
    CONFIRM_ANSWER_STAYS: "答复之后不能修改，也不能收回。" / "The answer cannot be changed or taken back.";
    CONFIRM_DECIDE_BUTTON: "确认答复" / "Yes, send the answer";

    CONFIRM_DECLINE_ASK: "不予受理异议 {receipt}？" / "Decline objection {receipt}?";
    CONFIRM_DECLINE: "对「{about}」的异议不予受理：不核实、不答复，之后的榜也不再等它。" / "The objection about “{about}” is declined: it is neither examined nor answered, and later boards no longer wait for it.";
    CONFIRM_DECLINE_SEEN: "提出异议的人凭回执号和查询码看到「不予受理」和您写的理由。公示页上不公开。" / "The objector sees that it was declined, and your reason, with the receipt number and lookup code. It is not shown on the public pages.";
    CONFIRM_DECLINE_STAYS: "不予受理之后不能再受理。" / "It cannot be accepted afterwards.";
    CONFIRM_DECLINE_BUTTON: "确认不予受理" / "Yes, decline it";

    CONFIRM_DECLINE_HELD_ASK: "{n} 件单列的异议不予受理？" / "Decline {n} objections that are held apart?";
    CONFIRM_DECLINE_HELD: "这些异议不核实、不答复，之后的榜也不再等它们：{receipts}。" / "These objections are neither examined nor answered, and later boards no longer wait for them: {receipts}.";
    CONFIRM_DECLINE_HELD_STAYS: "不予受理之后不能再受理。里面如果有真的异议，请先返回，把它的勾去掉。" / "They cannot be accepted afterwards. If any of them is a real objection, go back and untick it first.";

    CONFIRM_CARRY_ASK: "把异议 {receipt} 带到下一榜？" / "Carry objection {receipt} over to the next board?";
    CONFIRM_CARRY: "{board}可以不改这件成立的异议（{about}）就公布，改到下一榜上。" / "{board} may be published without the change that this upheld objection ({about}) asks for; it is to be made on the next board.";
    CONFIRM_CARRY_SHOWN: "您写的理由和您的名字会和这一榜一起公开。" / "Your reason and your name are published with the board.";
    CONFIRM_CARRY_STAYS: "带到下一榜之后不能取消；下一榜还要改。" / "This cannot be undone; the change must still be made on the next board.";
    CONFIRM_CARRY_BUTTON: "确认带到下一榜" / "Yes, carry it over";

    CONFIRM_OTHER_ASK: "认定异议 {receipt} 已经改在别处？" / "Accept another change as the one for objection {receipt}?";
    CONFIRM_OTHER: "{board}上的另一处改动，算作这件成立的异议（{about}）要的改动；异议指的那一项不改，这一榜也能公布。" / "Another change on {board} counts as the one that this upheld objection ({about}) asks for; the board can be published although the line objected to is unchanged.";
    CONFIRM_OTHER_STAYS: "认定之后不能取消；那处改动一直在，它就一直算数。" / "This cannot be undone; it holds as long as that change stands.";
    CONFIRM_OTHER_BUTTON: "确认认定" / "Yes, accept it";

    CONFIRM_LIFT_ASK: "解除 {account} 申报的户号 {household}？" / "Lift the declaration of household {household} by {account}?";
    CONFIRM_LIFT: "{project}户号 {household}，不再要求 {account} 回避：又可以经手和这一户有关的榜和异议。" / "For household {household} of {project}, {account} no longer has to keep away, and may again work on boards and objections that concern it.";
    CONFIRM_LIFT_STAYS: "解除之后您不能恢复；真有关系的，只有 {account} 本人能重新申报。" / "You cannot restore it; if there is a relation after all, only {account} can declare it again.";
    CONFIRM_LIFT_BUTTON: "确认解除" / "Yes, lift it";

    CONFIRM_DAYS_ASK: "改工作日历，延长公示期？" / "Change the calendar and extend display periods?";
    CONFIRM_DAYS: "{from} 到 {to} 改为：{kind}。" / "{from} to {to} become: {kind}.";
    CONFIRM_DAYS_MOVED: "正在公示的 {n} 个榜，公示期跟着延长；公示页上写明原因：{note}" / "{n} boards on display stay up longer, and their pages say why: {note}";
    CONFIRM_DAYS_STAYS: "延长之后不能缩短：以后把日历改回来，这些榜的公示期也不会变短。" / "This cannot be undone: even if the calendar is changed back, their display periods do not become shorter.";
    CONFIRM_DAYS_BUTTON: "确认修改" / "Yes, change the calendar";
}
