//! Why a table is as it is: the reasons for its changes and its warnings, and
//! the reviewer's comments on single cells. As tables to read, and as the lines
//! whose digest the events name.

use domain::diff::ChangeKind;
use domain::reason::ChangeCause;
use domain::time::china_minute;
use sea_orm::DatabaseTransaction;
use store::entity::board;
use store::time::from_millis;
use text::Lang;
use text::Named as _;
use text::Sentence as _;
use views::ArchiveBoard;
use workbook::csv_part;

use super::writer::Zip;
use crate::Error;
use crate::rounds::frozen_reasons::{self, ChangeLine, CommentLine, WarningLine};

const CHANGES: [&str; 7] = ["户号", "变动", "原因", "异议回执号", "说明", "账号", "时间"];
const WARNINGS: [&str; 8] = [
    "户号",
    "工作表",
    "单元格",
    "提醒",
    "次数",
    "理由",
    "账号",
    "时间",
];
const COMMENTS: [&str; 7] = ["户号", "工作表", "单元格", "内容", "意见", "账号", "时间"];

/// Writes what there is of it into the board's folder.
pub(super) async fn write(
    db: &DatabaseTransaction,
    row: &board::Model,
    board: &ArchiveBoard,
    zip: &mut Zip,
) -> Result<(), Error> {
    let folder = &board.folder;
    let changes = frozen_reasons::changes(db, row).await?;
    if !changes.is_empty() {
        let rows = changes.iter().map(change_cells);
        let table = csv_part(Some(&CHANGES), rows)?;
        zip.file(&format!("{folder}/changes.csv"), table).await?;
        let lines = frozen_reasons::bytes(&changes)?;
        zip.file(&format!("{folder}/changes.jsonl"), lines).await?;
    }
    let warnings = frozen_reasons::warnings(db, row).await?;
    if !warnings.is_empty() {
        let rows = warnings.iter().map(warning_cells);
        let table = csv_part(Some(&WARNINGS), rows)?;
        zip.file(&format!("{folder}/warnings.csv"), table).await?;
        let lines = frozen_reasons::bytes(&warnings)?;
        zip.file(&format!("{folder}/warnings.jsonl"), lines).await?;
    }
    let comments = frozen_reasons::comments(db, row).await?;
    if !comments.is_empty() {
        let rows = comments.iter().map(comment_cells);
        let table = csv_part(Some(&COMMENTS), rows)?;
        zip.file(&format!("{folder}/comments.csv"), table).await?;
        let lines = frozen_reasons::bytes(&comments)?;
        zip.file(&format!("{folder}/comments.jsonl"), lines).await?;
    }
    Ok(())
}

fn at(millis: i64) -> String {
    china_minute(from_millis(millis))
}

fn change_cells(line: &ChangeLine) -> Vec<String> {
    let kind = ChangeKind::from_key(&line.kind).map(|kind| kind.text().zh);
    let cause = ChangeCause::from_key(&line.cause).map(|cause| cause.text().zh);
    vec![
        line.household.clone(),
        kind.unwrap_or(&line.kind).to_owned(),
        cause.unwrap_or(&line.cause).to_owned(),
        line.objection.clone().unwrap_or_default(),
        line.note.clone(),
        line.by.clone(),
        at(line.at),
    ]
}

fn warning_cells(line: &WarningLine) -> Vec<String> {
    let finding = &line.finding;
    vec![
        finding.household.clone().unwrap_or_default(),
        finding.sheet.clone().unwrap_or_default(),
        finding.cell.clone().unwrap_or_default(),
        finding.sentence(Lang::Zh),
        line.times.to_string(),
        line.reason.clone(),
        line.by.clone(),
        at(line.at),
    ]
}

fn comment_cells(line: &CommentLine) -> Vec<String> {
    vec![
        line.household.clone(),
        line.sheet.clone().unwrap_or_default(),
        line.cell.clone().unwrap_or_default(),
        line.label.clone(),
        line.comment.clone(),
        line.by.clone(),
        at(line.at),
    ]
}
