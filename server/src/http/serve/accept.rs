//! Connections: accepted within limits, answered by the router, ended in time.

use std::convert::Infallible;
use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::Request;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep};
use tower::ServiceExt;

use super::gate::{Gate, Place, Places, Work};
use super::socket::Socket;
use crate::http::web::Web;

/// What a connection may cost.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct Limits {
    pub(in crate::http) places: Places,
    /// For a request's header to arrive, whole; the next one has as long from the
    /// end of the one before.
    pub(in crate::http) header: Duration,
    /// For a reader who takes nothing of what it asked for.
    pub(in crate::http) patience: Duration,
}

impl Limits {
    /// For so many connections in all.
    pub(in crate::http) const fn of(connections: usize) -> Self {
        Self {
            places: Places::of(connections),
            header: Duration::from_secs(30),
            patience: Duration::from_secs(120),
        }
    }
}

/// Bytes of a request's header, and of an answer that is on its way, at the most.
const MAX_BUFFER: usize = 64 * 1024;
/// After an error of accepting, such as too many open files.
const PAUSE: Duration = Duration::from_secs(1);
/// How often a connection without a request is looked for when stopping.
const TICK: Duration = Duration::from_millis(500);

/// Accepts connections until it is told to stop, and ends when the last request
/// that was under way is answered.
pub(in crate::http) async fn accept(
    listener: TcpListener,
    router: Router,
    web: Web,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let gate = Gate::new(limits.places);
    let mut open = JoinSet::new();
    let mut turned_away = 0_u64;
    loop {
        let accepted = tokio::select! {
            _ = stop.changed() => break,
            // One that is over.
            Some(_) = open.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(cause) if is_its_own(&cause) => continue,
            Err(cause) => {
                tracing::warn!(%cause, "a connection could not be accepted");
                sleep(PAUSE).await;
                continue;
            }
        };
        let Some(place) = gate.admit(web.counted_peer(peer.ip())) else {
            turned_away += 1;
            if turned_away.is_power_of_two() {
                tracing::warn!(turned_away, "all connections are taken");
            }
            turn_away(stream);
            continue;
        };
        open.spawn(serve(
            (stream, peer),
            router.clone(),
            place,
            limits,
            stop.clone(),
        ));
    }
    drop(listener);
    while open.join_next().await.is_some() {}
}

/// Whether accepting failed for what that one connection did.
fn is_its_own(cause: &std::io::Error) -> bool {
    matches!(
        cause.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused
    )
}

/// Says in both languages that it is full, as far as that goes without waiting.
fn turn_away(stream: TcpStream) {
    let said = format!("{}\n{}\n", text::SITE_FULL.zh, text::SITE_FULL.en);
    let answer = format!(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Retry-After: 10\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{said}",
        said.len()
    );
    if let Ok(mut stream) = stream.into_std() {
        // Whoever does not get it finds the connection closed.
        let _ = stream.write(answer.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
    }
}

/// Answers what comes by one connection, until it ends, idles too long, or
/// somebody else has its place.
async fn serve(
    (stream, peer): (TcpStream, SocketAddr),
    router: Router,
    place: Place,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let socket = TokioIo::new(Socket::new(stream, limits.patience));
    let answer = service_fn(|request: Request<Incoming>| {
        let work = place.work();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answered = router.clone().oneshot(request);
        async move {
            let Ok(response) = answered.await;
            Ok::<_, Infallible>(response.map(|body| Answer { body, _work: work }))
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        .max_buf_size(MAX_BUFFER);
    let mut connection = pin!(http.serve_connection(socket, answer));
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stopping = *stop.borrow();
    loop {
        tokio::select! {
            // How it ended is nothing to this program: most are cut.
            _ = connection.as_mut() => break,
            () = place.lost() => break,
            _ = stop.changed(), if !stopping => {
                stopping = true;
                ticks.reset();
            }
            // What has just arrived is answered; nothing more is waited for.
            _ = ticks.tick(), if stopping && place.is_waiting() => break,
        }
        if stopping {
            connection.as_mut().graceful_shutdown();
        }
    }
}

/// The body of an answer: the request is under way until it is sent.
struct Answer {
    body: Body,
    _work: Work,
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
