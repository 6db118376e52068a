//! What `cargo xtask dev` has and nothing else.

use std::sync::Arc;

use app::ssr::Assets;
use axum::http::StatusCode;

use super::Demo;
use crate::http::RELOAD_SCRIPT;
use crate::http::router::router;
use crate::http::site::Site;

#[tokio::test]
async fn pages_load_themselves_again_only_where_that_is_asked_for() {
    let mut demo = Demo::new().await;
    let (_, page) = demo.text("/", "").await;
    assert!(!page.contains(RELOAD_SCRIPT), "{page}");
    let (status, _) = demo.text(RELOAD_SCRIPT, "").await;
    assert_eq!(status, StatusCode::NOT_FOUND);

    demo.router = router(Site {
        assets: Arc::new(Assets {
            reload: Some(RELOAD_SCRIPT),
            ..Assets::default()
        }),
        ..demo.site.clone()
    });
    // Also pages that have no other script.
    for path in ["/", "/p/HW2024/special", "/no/such/page"] {
        let (_, page) = demo.text(path, "").await;
        let script = page
            .split("<script ")
            .find(|script| script.contains(RELOAD_SCRIPT));
        assert!(
            script.is_some_and(|script| script.contains("nonce=")),
            "{path}: {page}"
        );
    }
    let (status, script) = demo.text(RELOAD_SCRIPT, "").await;
    assert_eq!(status, StatusCode::OK);
    assert!(script.contains("/dev/process"));
    let (_, process) = demo.text("/dev/process", "").await;
    assert_eq!(process, std::process::id().to_string());
}
