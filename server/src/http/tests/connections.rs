//! Attacks by connections, on a real socket.

use std::net::SocketAddr;
use std::time::Duration;

use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::Demo;
use crate::http::serve::{Limits, accept};
use crate::http::web::Web;

const HOUSEHOLD: &str = "/p/HW2024/r/1/h/HW01003";
/// By when whatever is answered at all is answered.
const SOON: Duration = Duration::from_secs(20);
/// More than the buffers of both ends hold.
const LARGE: usize = 64 * 1024 * 1024;
/// A request that never ends.
const HALF: &[u8] = b"GET / HTTP/1.1\r\nHost: board\r\n";

/// The demo's office behind a socket.
struct Listening {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
    _demo: Demo,
}

impl Listening {
    async fn new(limits: Limits) -> Self {
        let demo = Demo::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a socket");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = watch::channel(false);
        let large = get(|| async { vec![b'x'; LARGE] });
        let router = demo.router.clone().route("/large", large);
        let serving = tokio::spawn(accept(listener, router, Web::default(), limits, stopped));
        Self {
            address,
            stop,
            serving,
            _demo: demo,
        }
    }

    async fn send(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address)
            .await
            .expect("a connection");
        // One that was closed at once does not take it.
        let _ = stream.write_all(bytes).await;
        stream
    }

    /// The whole answer to one request.
    async fn get(&self, path: &str) -> String {
        let asked = format!("GET {path} HTTP/1.1\r\nHost: board\r\nConnection: close\r\n\r\n");
        let mut stream = self.send(asked.as_bytes()).await;
        let mut answer = Vec::new();
        let read = timeout(SOON, stream.read_to_end(&mut answer)).await;
        read.expect("an answer in time").expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }
}

/// Whether the other end closes within so long.
async fn closes(stream: &mut TcpStream, within: Duration) -> bool {
    let mut rest = Vec::new();
    // Closed in order, or cut.
    timeout(within, stream.read_to_end(&mut rest)).await.is_ok()
}

fn limits(connections: usize) -> Limits {
    Limits {
        header: Duration::from_millis(400),
        patience: Duration::from_millis(400),
        ..Limits::of(connections)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_half_open_connections_keep_nobody_out() {
    // None of them times out: only the cap helps.
    let site = Listening::new(Limits::of(60)).await;
    let mut held = Vec::new();
    for _ in 0..500 {
        held.push(site.send(HALF).await);
    }
    for path in ["/healthz", HOUSEHOLD, "/healthz"] {
        let answer = site.get(path).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer:.200}");
    }
    assert!(site.get(HOUSEHOLD).await.contains("HW01003"));
    // The first had to make room; the last are still there.
    let first = held.first_mut().expect("one");
    assert!(closes(first, SOON).await);
    let last = held.last_mut().expect("one");
    assert!(!closes(last, Duration::from_millis(50)).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_that_never_end_keep_nobody_out() {
    let site = Listening::new(Limits::of(120)).await;
    let mut held = Vec::new();
    for at in 0..30 {
        let form = format!(
            "POST /p/HW2024/r/1/object?h=HW01003 HTTP/1.1\r\nHost: board\r\n\
             Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000000\r\n\r\n\
             --b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{at}.png\"\r\n\r\n"
        );
        let mut stream = site.send(form.as_bytes()).await;
        let _ = stream.write_all(&[b'x'; 100_000]).await;
        held.push(stream);
    }
    for path in ["/healthz", HOUSEHOLD] {
        assert!(site.get(path).await.starts_with("HTTP/1.1 200"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_never_finishes_a_header_or_never_asks_again_is_let_go() {
    let site = Listening::new(limits(60)).await;
    let mut silent = site.send(b"").await;
    let mut half = site.send(HALF).await;
    let mut idle = site
        .send(b"GET /healthz HTTP/1.1\r\nHost: board\r\n\r\n")
        .await;
    // A byte now and then does not help.
    let (mut dripping, mut drips) = site.send(HALF).await.into_split();
    let drip = tokio::spawn(async move {
        while drips.write_all(b"X").await.is_ok() {
            sleep(Duration::from_millis(50)).await;
        }
    });
    for stream in [&mut silent, &mut half, &mut idle] {
        assert!(closes(stream, SOON).await);
    }
    let mut rest = Vec::new();
    let closed = timeout(SOON, dripping.read_to_end(&mut rest)).await;
    assert!(closed.is_ok());
    drip.abort();
    assert!(site.get("/healthz").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_nothing_of_what_it_asked_for_is_let_go() {
    let site = Listening::new(limits(60)).await;
    let mut stream = site
        .send(b"GET /large HTTP/1.1\r\nHost: board\r\n\r\n")
        .await;
    // Some buffers' worth is there; the rest is no longer kept for anybody.
    sleep(Duration::from_secs(3)).await;
    let mut answer = Vec::new();
    let read = timeout(SOON, stream.read_to_end(&mut answer)).await;
    assert!(read.is_ok() && answer.len() < LARGE, "{}", answer.len());
    assert!(answer.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_too_many_is_told_so_where_all_are_at_work() {
    let site = Listening::new(Limits::of(2)).await;
    let form = b"POST /track/follow HTTP/1.1\r\nHost: board\r\nContent-Length: 90\r\n\r\na=b";
    let _held = [site.send(form).await, site.send(form).await];
    // Both are under way by now.
    sleep(Duration::from_secs(1)).await;
    let mut stream = site.send(b"").await;
    let mut answer = String::new();
    let read = timeout(SOON, stream.read_to_string(&mut answer)).await;
    read.expect("an answer in time").expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("Retry-After: 10"));
    assert!(answer.contains(text::SITE_FULL.zh), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_waits_for_what_is_under_way_and_for_nothing_else() {
    let site = Listening::new(Limits::of(60)).await;
    let mut idle = site.send(HALF).await;
    let form = "csrf=x&receipt=1&secret=2";
    let head = format!(
        "POST /track/follow HTTP/1.1\r\nHost: board\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        form.len()
    );
    let mut under_way = site.send(head.as_bytes()).await;
    sleep(Duration::from_millis(300)).await;
    site.stop.send(true).expect("it serves");
    assert!(closes(&mut idle, SOON).await);
    assert!(!site.serving.is_finished());
    under_way
        .write_all(form.as_bytes())
        .await
        .expect("it waits");
    let mut answer = Vec::new();
    let read = timeout(SOON, under_way.read_to_end(&mut answer)).await;
    read.expect("an answer in time").expect("an answer");
    // No token: refused, and shown again.
    assert!(answer.starts_with(b"HTTP/1.1 403"));
    let ended = timeout(SOON, site.serving).await;
    assert!(ended.is_ok());
    assert!(TcpStream::connect(site.address).await.is_err());
}
