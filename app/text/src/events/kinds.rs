//! What the record calls each kind of event.

use domain::event::EventKind;

use crate::{Named, Text};

impl Named for EventKind {
    fn text(self) -> Text {
        let (zh, en) = match self {
            Self::AccountAdded => ("新增账号", "account added"),
            Self::SignedIn => ("登录", "signed in"),
            Self::SignInFailed => ("登录被拒绝", "sign-in refused"),
            Self::ProjectCreated => ("建立项目", "project created"),
            Self::SurveyedSet => ("设定勘测总面积", "surveyed total set"),
            Self::DueChanged => ("改应公布的日期", "due date changed"),
            Self::StandardsLoaded => ("上传补偿标准", "standards uploaded"),
            Self::ColumnsChosen => ("指定表格的列", "columns chosen"),
            Self::BoardUploaded => ("上传公示表", "board uploaded"),
            Self::ChangesExplained => ("说明变动原因", "changes explained"),
            Self::BoardRefused => ("公示表有错误，没有收下", "board refused"),
            Self::UploadInterrupted => ("上传中断", "upload interrupted"),
            Self::UploadsSwept => ("清理没有收下的文件", "refused uploads removed"),
            Self::WarningsExplained => ("说明提醒的理由", "warnings explained"),
            Self::BoardSubmitted => ("提交预审", "board submitted for pre-review"),
            Self::CellCommented => ("对单元格写意见", "comment on a cell"),
            Self::CommentTakenBack => ("收回意见", "comment deleted"),
            Self::BoardReturned => ("预审退回", "board sent back"),
            Self::BoardApproved => ("预审通过", "board approved"),
            Self::BoardRecalled => ("收回已通过的榜", "approved board taken back"),
            Self::NoticePublished => ("公布", "board published"),
            Self::CorrectionBegun => ("开始更正", "correction started"),
            Self::CorrectionAbandoned => ("取消更正", "correction cancelled"),
            Self::WithdrawalAsked => ("申请撤回", "withdrawal requested"),
            Self::WithdrawalRefused => ("不同意撤回", "withdrawal refused"),
            Self::NoticeWithdrawn => ("撤回", "board withdrawn"),
            Self::WindowMoved => ("公示期顺延", "display period extended"),
            Self::Interrupted => ("网站中断", "site interrupted"),
            Self::CalendarChanged => ("修改工作日历", "calendar changed"),
            Self::ObjectionFiled => ("收到异议", "objection filed"),
            Self::ObjectionAccepted => ("受理异议", "objection accepted"),
            Self::ObjectionDeclined => ("不予受理异议", "objection declined"),
            Self::ObjectionDecided => ("答复异议", "objection decided"),
            Self::ArchiveDownloaded => ("下载档案", "archive downloaded"),
            Self::RecordExported => ("下载办理记录", "record downloaded"),
            Self::ObjectionCarriedOver => ("异议带到下一榜", "objection carried over"),
            Self::RemedyConfirmed => ("确认异议已照改", "remedy of an objection confirmed"),
            Self::OfficialAdded => ("登记干部党员", "official registered"),
            Self::OfficialChanged => (
                "修改干部党员任期或账号",
                "official's term or account changed",
            ),
            Self::OfficialLinkAsked => (
                "申请改干部党员的账号",
                "other account of an official asked for",
            ),
            Self::OfficialLinkKept => (
                "不同意改干部党员的账号",
                "official's account kept as it was",
            ),
            Self::RelationsDeclared => ("记录关系申报", "relations declared"),
            Self::NoRelationDeclared => (
                "其余各户申报没有关系",
                "no relation declared for the remaining households",
            ),
            Self::KinDeclared => ("申报本人或亲属的户", "own or relative's household declared"),
            Self::KinLifted => ("解除回避申报", "recusal declaration lifted"),
            Self::KeyRotated => ("更换密钥", "key replaced"),
            Self::RecusalRefused => ("应当回避，被系统拒绝", "refused: recusal required"),
        };
        Text { zh, en }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_words() {
        for kind in EventKind::ALL {
            let text = kind.text();
            assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty());
        }
    }
}
