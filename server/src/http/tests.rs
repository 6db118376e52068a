//! Through the real router, on a database of the test's own: SQLite, or
//! PostgreSQL where `SANBANG_TEST_DATABASE_URL` says.

mod addresses;
mod browser;
mod confirm;
mod connections;
mod filing;
mod forms;
mod pages;
mod reasons;
mod reload;
mod residents;
mod roles;
mod routes;
mod searches;
mod senders;
mod slow_forms;
mod uploads;

use std::sync::Arc;

use app::forms::SignIn;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use backend::AppContext;
use backend::clock::SystemClock;
use domain::account::Role;
use testing::Template;
use tokio::sync::OnceCell;
use tower::ServiceExt;

use super::form_body::MemoryBudget;
use super::router::router;
use super::site::Site;
use super::web::Web;
use crate::demo;
use browser::Browser;

/// The demo's office as it is seeded.
static SEEDED: OnceCell<Template> = OnceCell::const_new();

struct Demo {
    site: Site,
    router: axum::Router,
    office: Arc<AppContext>,
    _folder: tempfile::TempDir,
}

impl Demo {
    async fn new() -> Self {
        let clock = Arc::new(SystemClock);
        let make = || {
            Template::new(clock.clone(), async |office| {
                demo::seed(office).await.expect("a demo");
            })
        };
        let place = SEEDED.get_or_init(make).await.copy().await;
        let office = Arc::new(place.open(clock.clone()).await);
        let site = Site {
            office: office.clone(),
            assets: Arc::default(),
            files: Arc::default(),
            web: Web::default(),
            memory: MemoryBudget::default(),
        };
        Self {
            router: router(site.clone()),
            site,
            office,
            _folder: place.folder,
        }
    }

    async fn get(&self, path: &str, cookie: &str) -> Response<Body> {
        let request = Request::get(path)
            .header(header::COOKIE, cookie)
            .header("sec-fetch-site", "none")
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
            .send::<SignIn>("/office/login", &[("name", name), ("password", &password)])
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        browser
    }
}
