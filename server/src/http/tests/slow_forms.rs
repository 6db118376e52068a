//! Attacks by forms that take memory and then dawdle.

use std::convert::Infallible;
use std::time::Duration;

use app::forms::FileObjection;
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use futures_util::{StreamExt, stream};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::Demo;
use super::browser::{Browser, Page};
use super::forms::PHOTO;
use crate::http::form_body::{MemoryBudget, Pace};
use crate::http::router::router;

const OBJECT: &str = "/p/HW2024/r/1/object?h=HW01003";
/// By when whatever is answered at all is answered.
const SOON: Duration = Duration::from_secs(20);
const MB: usize = 1024 * 1024;
/// What an old phone takes: three hundred kilobytes.
const PHOTO_BYTES: usize = 300 * 1024;

impl Demo {
    /// With forms that are cut off soon.
    fn hurried(mut self, pace: Pace, wait: Duration) -> Self {
        self.site.memory = MemoryBudget::default().hurried(pace, wait);
        self.router = router(self.site.clone());
        self
    }
}

/// The beginning of a form with these values.
fn values(fields: &[(&str, &str)]) -> Vec<u8> {
    let fields = fields.iter().map(|(name, value)| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    });
    fields.collect::<String>().into_bytes()
}

fn file(bytes: &[u8]) -> Vec<u8> {
    let head = b"--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\n";
    [head, bytes, b"\r\n"].concat()
}

fn request(body: Body, cookie: &str) -> Request<Body> {
    Request::post(OBJECT)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header(header::COOKIE, cookie)
        .body(body)
        .expect("a request")
}

/// Sends these pieces, and then nothing for as long as anybody waits.
fn idle_after(demo: &Demo, pieces: Vec<Vec<u8>>, cookie: &str) -> JoinHandle<StatusCode> {
    let pieces = stream::iter(pieces).map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
    let body = Body::from_stream(pieces.chain(stream::pending()));
    let answering = demo.router.clone().oneshot(request(body, cookie));
    tokio::spawn(async move {
        let answer = answering.await;
        answer.expect("an answer").status()
    })
}

/// So many bytes of files, a tenth of what there may be at a time, and no end.
fn large(token: &str, bytes: usize) -> Vec<Vec<u8>> {
    let mut pieces = vec![values(&[("csrf", token)])];
    let whole = file(&vec![b'x'; 10 * MB]);
    for left in (0..bytes.div_ceil(10 * MB)).map(|at| bytes - at * 10 * MB) {
        let head = whole.len() - 2 - 10 * MB;
        let content = &whole[..head + left.min(10 * MB)];
        pieces.extend(content.chunks(MB).map(<[u8]>::to_vec));
        pieces.push(b"\r\n".to_vec());
    }
    pieces
}

/// A browser at the form, with its token and the cookie that belongs to it.
async fn at_the_form(demo: &Demo) -> (String, String) {
    let mut browser = demo.browser();
    let page = browser.get(OBJECT).await;
    let token = page
        .between("name=\"csrf\" value=\"", "\"")
        .expect("a token");
    (
        token.to_owned(),
        format!("csrf={}", browser.cookies["csrf"]),
    )
}

/// A whole PNG of this size: one pixel, and a comment.
fn photo() -> Vec<u8> {
    let comment = vec![b'x'; PHOTO_BYTES - PHOTO.len() - 12];
    let chunk = [b"teXt".as_slice(), &comment].concat();
    let crc = chunk.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    });
    let length = u32::try_from(comment.len()).expect("a length");
    let (before, end) = PHOTO.split_at(PHOTO.len() - 12);
    [
        before,
        &length.to_be_bytes(),
        &chunk,
        &(!crc).to_be_bytes(),
        end,
    ]
    .concat()
}

async fn object(browser: &mut Browser) -> Page {
    let fields = [
        ("kind", "amount"),
        ("statement", "面积不对，应当是两亩。"),
        ("name", "张三"),
        ("phone", "13800138000"),
    ];
    let photo = photo();
    let sending = browser.send_file::<FileObjection>(OBJECT, &fields, ("files", "房.png", &photo));
    timeout(SOON, sending).await.expect("an answer in time")
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_without_a_token_hold_no_memory() {
    let demo = Demo::new()
        .await
        .hurried(Pace::default(), Duration::from_millis(300));
    // As much as all of them may hold together, and more.
    let idle: Vec<_> = (0..8)
        .map(|_| idle_after(&demo, large("none", 50 * MB), ""))
        .collect();
    sleep(Duration::from_secs(2)).await;
    let page = object(&mut demo.browser()).await;
    assert_eq!(page.to(), "/track", "{}", page.text);
    assert!(idle.iter().all(|form| !form.is_finished()));
    // The largest form that may be finds its memory too.
    let (token, cookie) = at_the_form(&demo).await;
    let late = idle_after(&demo, large(&token, 50 * MB), &cookie);
    sleep(Duration::from_secs(3)).await;
    assert!(!late.is_finished(), "it was refused");
    late.abort();
    idle.iter().for_each(JoinHandle::abort);
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_with_a_token_leave_room_for_a_photo_and_for_what_is_typed() {
    let demo = Demo::new()
        .await
        .hurried(Pace::default(), Duration::from_millis(300));
    let (token, cookie) = at_the_form(&demo).await;
    let mut idle = Vec::new();
    let mut refused = None;
    // Until the large are full: then another one is asked to come again.
    while idle.len() < 10 && refused.is_none() {
        let mut form = idle_after(&demo, large(&token, 50 * MB), &cookie);
        match timeout(Duration::from_secs(4), &mut form).await {
            Ok(status) => refused = Some(status.expect("a status")),
            Err(_) => idle.push(form),
        }
    }
    assert_eq!(refused, Some(StatusCode::SERVICE_UNAVAILABLE));
    let page = object(&mut demo.browser()).await;
    assert_eq!(page.to(), "/track", "{}", page.text);
    idle.iter().for_each(JoinHandle::abort);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_dawdles_is_cut_off_and_told_why_with_what_was_typed() {
    let pace = Pace {
        least: 1_000,
        window: Duration::from_secs(1),
        whole: Duration::from_secs(60),
    };
    let demo = Demo::new().await.hurried(pace, Duration::from_millis(300));
    let (token, cookie) = at_the_form(&demo).await;
    let typed = values(&[("csrf", &token), ("statement", "面积不对，应当是两亩。")]);
    let pieces = vec![typed, file(&vec![b'x'; 4 * MB])];
    let pieces = stream::iter(pieces).map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
    let body = Body::from_stream(pieces.chain(stream::pending()));
    let answering = demo.router.clone().oneshot(request(body, &cookie));
    let answer = timeout(SOON, answering).await.expect("in time");
    let answer = answer.expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await;
    let page = String::from_utf8(body.expect("a body").to_vec()).expect("UTF-8");
    for said in ["网络太慢", "面积不对，应当是两亩。"] {
        assert!(page.contains(said), "{said}");
    }
    // A plain form is no other way round.
    let pieces = stream::once(async { Ok::<_, Infallible>(Bytes::from("name=staff&")) });
    let login = Request::post("/office/login")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from_stream(pieces.chain(stream::pending())));
    let answering = demo.router.clone().oneshot(login.expect("a request"));
    let answer = timeout(SOON, answering).await.expect("in time");
    assert_eq!(
        answer.expect("an answer").status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

/// A slow phone: a photo of 300 KB, at the pace of the slowest GPRS or a little
/// above, all times a thirtieth of what they are.
#[tokio::test(flavor = "multi_thread")]
async fn a_slow_phone_with_a_photo_gets_through() {
    let real = Pace::default();
    let pace = Pace {
        window: real.window / 30,
        whole: real.whole / 30,
        ..real
    };
    let demo = Demo::new().await.hurried(pace, SOON);
    let (token, cookie) = at_the_form(&demo).await;
    let typed = values(&[
        ("csrf", &token),
        ("submission", "a-slow-phone"),
        ("kind", "amount"),
        ("statement", "面积不对，应当是两亩。"),
        ("name", "张三"),
        ("phone", "13800138000"),
    ]);
    let whole = [typed, file(&photo()), b"--b--\r\n".to_vec()].concat();
    let pieces: Vec<Vec<u8>> = whole.chunks(4 * 1024).map(<[u8]>::to_vec).collect();
    let pieces = stream::iter(pieces).then(|piece| async {
        sleep(Duration::from_millis(60)).await;
        Ok::<_, Infallible>(Bytes::from(piece))
    });
    let answering = demo
        .router
        .clone()
        .oneshot(request(Body::from_stream(pieces), &cookie));
    let answer = timeout(SOON, answering).await.expect("in time");
    assert_eq!(answer.expect("an answer").status(), StatusCode::SEE_OTHER);
}
