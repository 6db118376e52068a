//! What a child does until it is killed, and what the test then does again.

use std::path::PathBuf;

use backend::accounts::Actor;
use backend::objections::{self, Filing, NewFile};
use backend::rounds::{self, Uploaded};
use backend::{AppContext, Error};
use domain::objection::ObjectionKind;
use domain::review::Checklist;
use serde::{Deserialize, Serialize};

use testing::{CODE, approve, round};

/// One use case, on something that no other attempt touches.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Task {
    /// Uploads this file.
    Upload { file: PathBuf, households: usize },
    /// Approves, and so publishes, the first board of this project.
    Publish { project: String, households: usize },
    /// Files an objection under this one-time number.
    File { submission: String },
}

impl Task {
    /// Runs it.
    pub(crate) async fn run(&self, office: &AppContext, actor: &Actor) -> Result<(), Error> {
        match self {
            Self::Upload { file, .. } => {
                let bytes = std::fs::read(file).map_err(Error::internal)?;
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let uploaded = rounds::upload(office, actor, CODE, round(1), &name, bytes).await?;
                assert!(!matches!(uploaded, Uploaded::Refused(_)), "{uploaded:?}");
                Ok(())
            }
            Self::Publish { project, .. } => {
                approve(office, actor, project, round(1), &Checklist::whole()).await
            }
            Self::File { submission } => {
                objections::file(office, filing(submission)).await.map(drop)
            }
        }
    }
}

fn filing(submission: &str) -> Filing {
    Filing {
        submission: submission.to_owned(),
        project: CODE.to_owned(),
        round: Some(round(1)),
        household: Some("HW01003".to_owned()),
        line: Some(0),
        kind: Some(ObjectionKind::Area),
        statement: "我家是 3.5 亩".to_owned(),
        name: "严长".to_owned(),
        phone: "13800138000".to_owned(),
        files: vec![NewFile {
            file_name: format!("{submission}.pdf"),
            bytes: b"%PDF-1.4\ntrailer\n%%EOF\n".to_vec(),
        }],
        ..Filing::default()
    }
}
