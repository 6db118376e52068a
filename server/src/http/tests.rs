//! Through the real router, on a database of the test's own: SQLite, or
//! PostgreSQL where `SANBANG_TEST_DATABASE_URL` says.

mod browser;
mod forms;
mod pages;
mod reasons;
mod roles;
mod routes;
mod uploads;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use backend::{AppContext, Config};
use domain::account::Role;
use migrations::{Migrator, MigratorTrait};
use tower::ServiceExt;

use super::{Room, Site, Web, router};
use crate::demo;
use browser::Browser;

struct Demo {
    router: axum::Router,
    office: Arc<AppContext>,
    _folder: tempfile::TempDir,
}

impl Demo {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let office = AppContext::open(Config::new(database_url(&folder).await, folder.path()))
            .await
            .expect("an office");
        Migrator::up(office.db(), None).await.expect("migrations");
        demo::seed(&office).await.expect("a demo");
        let office = Arc::new(office);
        let site = Site {
            office: office.clone(),
            assets: Arc::default(),
            files: Arc::default(),
            web: Web::default(),
            room: Room::default(),
        };
        Self {
            router: router(site),
            office,
            _folder: folder,
        }
    }

    async fn get(&self, path: &str, cookie: &str) -> Response<Body> {
        let request = Request::get(path)
            .header(header::COOKIE, cookie)
            .body(Body::empty());
        self.router
            .clone()
            .oneshot(request.expect("a request"))
            .await
            .expect("an answer")
    }

    async fn text(&self, path: &str, cookie: &str) -> (StatusCode, String) {
        let answer = self.get(path, cookie).await;
        let status = answer.status();
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX)
            .await
            .expect("a body");
        (status, String::from_utf8(body.to_vec()).expect("UTF-8"))
    }

    /// A browser without cookies.
    fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser that is signed in as this role.
    async fn signed_in(&self, role: Role) -> Browser {
        let mut browser = self.browser();
        let (name, password) = (role.key(), format!("demo-{}-1", role.key()));
        let page = browser
            .send(
                "/office/login",
                "login",
                &[("name", name), ("password", &password)],
            )
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        browser
    }
}

async fn database_url(folder: &tempfile::TempDir) -> String {
    let Ok(server) = std::env::var("SANBANG_TEST_DATABASE_URL") else {
        return format!("sqlite://{}/sanbang.db", folder.path().display());
    };
    let name: String = folder
        .path()
        .to_string_lossy()
        .bytes()
        .map(|byte| format!("{byte:x}"))
        .collect();
    // PostgreSQL keeps 63 characters of a name; the last are the random ones.
    let name = format!("h_{}", &name[name.len().saturating_sub(40)..]);
    let db = sea_orm::Database::connect(&server)
        .await
        .expect("PostgreSQL");
    sea_orm::ConnectionTrait::execute_unprepared(&db, &format!("CREATE DATABASE {name}"))
        .await
        .expect("a database");
    let (base, _) = server.rsplit_once('/').expect("a URL with a database");
    format!("{base}/{name}")
}
