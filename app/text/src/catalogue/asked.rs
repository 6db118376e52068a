//! Texts of what asks once more, before what cannot be taken back.

use crate::language::texts;

texts! {
    ASK_BACK: "回去再看" / "Go back";
    ASK_APPROVE: "确认通过？" / "Approve this board?";
    ASK_APPROVE_SIGNED: "五项都以您的名义签署，永久保存，不能收回。" / "All five items are signed in your name and kept for good; this cannot be undone.";
    ASK_APPROVE_NOW: "通过之后马上公布 {n} 户，居民立刻能看到。公布了不能改，只能更正或撤回。" / "The board is published at once with {n} households, and residents can read it. A published board cannot be edited, only corrected or withdrawn.";
    ASK_APPROVE_PLANNED: "{n} 户的这一榜到 {at} 由系统公布。公布了不能改，只能更正或撤回。" / "The system publishes this board of {n} households at {at}. A published board cannot be edited, only corrected or withdrawn.";
    ASK_APPROVE_BUTTON: "确认通过" / "Approve";
    ASK_WITHDRAW: "确认申请撤回？" / "Request the withdrawal?";
    ASK_WITHDRAW_SECOND: "另一位预审员会看到您的申请和理由；同意之后马上撤回。" / "A reviewer sees the request and its reason; once they agree the board is withdrawn at once.";
    ASK_WITHDRAW_BUTTON: "确认申请" / "Request the withdrawal";
    ASK_WITHDRAW_CONFIRM: "确认撤回这一榜？" / "Withdraw this board?";
    ASK_WITHDRAW_NOW: "马上生效，不能收回：榜上的内容不再算数，居民会看到撤回的理由。" / "It takes effect at once and cannot be undone: the board is no longer valid, and residents read the reason.";
    ASK_WITHDRAW_NEXT: "要更正、重新公示满期，下一榜才能公布。" / "The next board has to wait until this one was corrected and has completed a new display period.";
    ASK_WITHDRAW_CONFIRM_BUTTON: "确认撤回这一榜" / "Withdraw this board";
    ASK_DECIDE: "确认这样答复？" / "Send this answer?";
    ASK_DECIDE_OUTCOME: "结果：{outcome}" / "Outcome: {outcome}";
    ASK_DECIDE_SEEN: "异议人凭回执马上看到结果和理由，答复之后不能再改。" / "The objector reads the outcome and the reasons at once; the answer cannot be changed afterwards.";
    ASK_DECIDE_UPHELD: "成立的，下一榜必须改异议说的那一项，不改不能公布。" / "If it is upheld, the next board must change the line objected to; otherwise it cannot be published.";
    ASK_DECIDE_BUTTON: "确认答复" / "Send the answer";
    ASK_DECLINE: "确认不予受理？" / "Decline this objection?";
    ASK_DECLINE_SEEN: "异议人凭回执马上看到理由，这件异议就此结束。" / "The objector reads the reason at once, and the objection ends here.";
    ASK_DECLINE_BUTTON: "确认不予受理" / "Decline it";
}
