//! Whose relatives' households stand with uploads that recusal refused: taken
//! out, since colleagues read what is kept with an upload.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// In Chinese and in English, as an upload keeps what came of it.
const SAID: &str = r#"["按回避规定，这份表不能由上传的人经办，没有存下来。请由别的同事上传。","The one who uploaded this table may not deal with it, because of recusal; nothing of it was kept. A colleague should upload it."]"#;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let named = format!(
            "UPDATE uploads SET said = '{SAID}' WHERE stage = 'failed' \
             AND said LIKE '%按回避规定，%这件事您不能办：户号%'"
        );
        manager
            .get_connection()
            .execute_unprepared(&named)
            .await
            .map(drop)
    }

    /// What was taken out is gone.
    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
