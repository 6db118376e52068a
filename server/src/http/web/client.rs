//! Who sent a request, as far as that can be believed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderName, header};
use views::ProxyDoubt;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Headers that proxies add, and browsers do not.
const BY_PROXIES: [HeaderName; 4] = [
    FORWARDED_FOR,
    HeaderName::from_static("x-real-ip"),
    header::FORWARDED,
    header::VIA,
];
/// Whoever a proxy did not name: all of them count as one.
const UNKNOWN: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

/// Doubts of this process, said in the log when they arise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubts(Arc<[AtomicBool; 2]>);

impl Doubts {
    fn arise(&self, doubt: ProxyDoubt) {
        let [uncounted, unnamed] = &*self.0;
        match doubt {
            ProxyDoubt::Uncounted if !uncounted.swap(true, Ordering::Relaxed) => tracing::warn!(
                "a proxy is in front, and SANBANG_TRUSTED_HOPS is 0: everybody counts as one \
                 address. Set it to the number of proxies"
            ),
            ProxyDoubt::Unnamed if !unnamed.swap(true, Ordering::Relaxed) => tracing::warn!(
                "a proxy that SANBANG_TRUSTED_HOPS counts does not name the address that it saw \
                 in X-Forwarded-For: whom it does not name counts as one"
            ),
            _ => {}
        }
    }

    /// The first of them.
    pub(crate) fn first(&self) -> Option<ProxyDoubt> {
        let [uncounted, unnamed] = &*self.0;
        [
            (uncounted, ProxyDoubt::Uncounted),
            (unnamed, ProxyDoubt::Unnamed),
        ]
        .into_iter()
        .find_map(|(arose, doubt)| arose.load(Ordering::Relaxed).then_some(doubt))
    }
}

/// Who sent a request: the peer, or what the outermost of so many trusted
/// proxies saw. Anything further left in the header is the client's own claim,
/// and what stands in that place and is no address is nobody's.
pub(super) fn client(
    trusted_hops: usize,
    doubts: &Doubts,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(UNKNOWN, |ConnectInfo(peer)| peer.ip().to_canonical());
    if trusted_hops == 0 {
        let by_proxy = BY_PROXIES.iter().any(|name| headers.contains_key(name));
        if by_proxy && is_near(peer) {
            doubts.arise(ProxyDoubt::Uncounted);
        }
        return peer;
    }
    let claims: Vec<&[u8]> = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .collect();
    let at = claims.len().checked_sub(trusted_hops);
    let seen = match at.and_then(|at| claims.get(at)) {
        Some(claim) => address(claim),
        // Somebody who came by another way.
        None => Some(peer),
    };
    // A proxy's own machine is not a reader.
    let seen = seen.filter(|seen| !seen.is_loopback());
    if seen.is_none() {
        doubts.arise(ProxyDoubt::Unnamed);
    }
    seen.unwrap_or(UNKNOWN)
}

/// An address as proxies write it: alone, with a port, in brackets.
fn address(claim: &[u8]) -> Option<IpAddr> {
    let claim = str::from_utf8(claim).ok()?.trim();
    let bare = || claim.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let address = claim
        .parse()
        .ok()
        .or_else(|| claim.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
        .or_else(|| bare().map(|address: Ipv6Addr| address.into()))?;
    Some(address.to_canonical())
}

/// Whether a proxy is likely to be there.
fn is_near(peer: IpAddr) -> bool {
    match peer {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private(),
        IpAddr::V6(peer) => peer.is_loopback() || peer.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, Request};
    use backend::address_block::counted;

    use super::*;

    /// Who counts as the client, and what is in doubt.
    fn seen(trusted_hops: usize, peer: &str, claims: &[&[u8]]) -> (String, Option<ProxyDoubt>) {
        let doubts = Doubts::default();
        let (mut parts, ()) = Request::new(()).into_parts();
        let peer = SocketAddr::new(peer.parse().expect("an address"), 999);
        parts.extensions.insert(ConnectInfo(peer));
        for claim in claims {
            let claim = HeaderValue::from_bytes(claim).expect("a header");
            parts.headers.append(FORWARDED_FOR, claim);
        }
        let client = client(trusted_hops, &doubts, &parts.headers, &parts.extensions);
        (client.to_string(), doubts.first())
    }

    #[test]
    fn only_what_a_trusted_proxy_saw_counts() {
        let claims: [&[u8]; 1] = [b"6.6.6.6, 9.9.9.9"];
        let client = |hops| seen(hops, "203.0.113.1", &claims).0;
        assert_eq!(client(0), "203.0.113.1");
        assert_eq!(client(1), "9.9.9.9");
        assert_eq!(client(2), "6.6.6.6");
        assert_eq!(client(3), "203.0.113.1");
        // Two headers are one.
        let (client, _) = seen(1, "10.0.0.1", &[b"6.6.6.6", b"9.9.9.9"]);
        assert_eq!(client, "9.9.9.9");
    }

    #[test]
    fn what_is_no_address_is_not_passed_over_for_the_clients_own_claim() {
        for rubbish in [
            "6.6.6.6, unknown",
            "6.6.6.6,",
            "6.6.6.6, 9.9.9.9.9",
            "6.6.6.6, _hidden",
            "6.6.6.6, fe80::1%eth0",
            "6.6.6.6, 127.0.0.1",
            "6.6.6.6, [::1]:80",
        ] {
            let (client, doubt) = seen(1, "10.0.0.1", &[rubbish.as_bytes()]);
            assert_eq!(client, "0.0.0.0", "{rubbish}");
            assert_eq!(doubt, Some(ProxyDoubt::Unnamed), "{rubbish}");
        }
        let (client, _) = seen(1, "10.0.0.1", &[b"6.6.6.6, \xff\xfe"]);
        assert_eq!(client, "0.0.0.0");
        for (claim, expected) in [
            ("6.6.6.6, 9.9.9.9:5123", "9.9.9.9"),
            ("6.6.6.6, [2001:db8::1]:5123", "2001:db8::1"),
            ("6.6.6.6, [2001:db8::1]", "2001:db8::1"),
            ("6.6.6.6,2001:db8::1", "2001:db8::1"),
            ("6.6.6.6, ::ffff:9.9.9.9", "9.9.9.9"),
        ] {
            assert_eq!(
                seen(1, "10.0.0.1", &[claim.as_bytes()]),
                (expected.to_owned(), None)
            );
        }
    }

    #[test]
    fn a_proxy_that_nobody_counted_is_noticed_and_so_is_one_that_says_nothing() {
        let claims: [&[u8]; 1] = [b"9.9.9.9"];
        let near = seen(0, "127.0.0.1", &claims);
        assert_eq!(near, ("127.0.0.1".to_owned(), Some(ProxyDoubt::Uncounted)));
        assert_eq!(seen(0, "10.0.0.7", &claims).1, Some(ProxyDoubt::Uncounted));
        // A stranger's claim casts no doubt.
        assert_eq!(seen(0, "203.0.113.1", &claims).1, None);
        assert_eq!(seen(0, "127.0.0.1", &[]).1, None);
        let silent = seen(1, "127.0.0.1", &[]);
        assert_eq!(silent, ("0.0.0.0".to_owned(), Some(ProxyDoubt::Unnamed)));
    }

    #[test]
    fn a_device_counts_once_however_many_addresses_it_has() {
        let block = |text: &str| counted(text.parse().expect("an address"));
        assert_eq!(block("2001:db8:1:2::7"), block("2001:db8:1:2:8::9"));
        assert_ne!(block("2001:db8:1:2::7"), block("2001:db8:1:3::7"));
        assert_eq!(block("::ffff:9.9.9.9"), block("9.9.9.9"));
        assert_eq!(block("127.0.0.1"), None);
    }
}
