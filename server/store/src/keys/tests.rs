use std::sync::Barrier;

use super::*;
use crate::secrets::SystemRandom;

const PURPOSE: &str = "statement";

fn keys(folder: &Path) -> Keys {
    Keys::open(folder, &SystemRandom).expect("keys")
}

/// As values were sealed before versions were kept.
fn seal_as_before(keys: &Keys, plain: &[u8]) -> Vec<u8> {
    let nonce = [7; NONCE_BYTES];
    let plain = Payload {
        msg: plain,
        aad: PURPOSE.as_bytes(),
    };
    let sealed = cipher(&keys.master, PURPOSE).encrypt(&XNonce::from(nonce), plain);
    [nonce.as_slice(), &sealed.expect("sealed")].concat()
}

#[test]
fn processes_that_start_together_have_one_key() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().expect("a folder");
        let start = Barrier::new(8);
        let open = || {
            start.wait();
            keys(folder.path()).mac("test", b"")
        };
        let macs: Vec<[u8; 32]> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
            all.into_iter()
                .map(|one| one.join().expect("a thread"))
                .collect()
        });
        assert!(macs.windows(2).all(|two| two[0] == two[1]), "two keys");
        let kept = std::fs::read_dir(folder.path().join("keys")).expect("a folder");
        assert_eq!(kept.count(), 1, "nothing else is left");
    }
}

#[test]
fn a_value_opens_in_its_own_place_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = keys(folder.path());
    let place = |purpose, row: &[&str]| Place::of(purpose, row);
    let own = place(PURPOSE, &["20240902-AAAA-BBBB", "1"]);
    let sealed = keys.seal(&own, b"plain", &SystemRandom).expect("sealed");
    let open = |at: &Place, sealed: &[u8]| keys.open_sealed(at, sealed, Versions::InUse);
    assert_eq!(open(&own, &sealed).as_deref(), Some(b"plain".as_slice()));
    for other in [
        place(PURPOSE, &["20240902-AAAA-BBBB", "2"]),
        place(PURPOSE, &["20240902-AAAA-BBBB"]),
        place(PURPOSE, &["20240902-AAAA-BBBB1"]),
        place(PURPOSE, &["20240902-AAAA", "-BBBB1"]),
        place(PURPOSE, &[]),
        place("person", &["20240902-AAAA-BBBB", "1"]),
    ] {
        assert_eq!(open(&other, &sealed), None, "{other:?}");
    }
    for at in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        assert_eq!(open(&own, &altered), None, "byte {at}");
        assert_eq!(open(&own, &sealed[..at]), None, "{at} bytes");
    }
}

#[test]
fn a_new_version_opens_what_was_sealed_before_until_it_is_retired() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = keys(folder.path());
    let place = Place::of(PURPOSE, &["1"]);
    let old = seal_as_before(&first, b"old");
    let one = first.seal(&place, b"one", &SystemRandom).expect("sealed");
    assert!(first.is_current(&one) && !first.is_current(&old));
    let mac = first.mac("hash", b"data");
    first
        .add_version(folder.path(), &SystemRandom)
        .expect("a version");
    // As another start finds them.
    let mut second = keys(folder.path());
    assert_eq!((second.oldest(), second.current()), (1, 2));
    let two = second.seal(&place, b"two", &SystemRandom).expect("sealed");
    assert!(second.is_current(&two) && !second.is_current(&one));
    for keys in [&first, &second] {
        for (sealed, plain) in [(&old, b"old"), (&one, b"one"), (&two, b"two")] {
            let opened = keys.open_sealed(&place, sealed, Versions::InUse);
            assert_eq!(opened.as_deref(), Some(plain.as_slice()));
        }
    }
    second
        .retire(folder.path(), &SystemRandom)
        .expect("retired");
    let third = keys(folder.path());
    assert_eq!((third.oldest(), third.current()), (2, 2));
    for (sealed, is_open) in [(&old, false), (&one, false), (&two, true)] {
        let opened = third.open_sealed(&place, sealed, Versions::InUse);
        assert_eq!(opened.is_some(), is_open);
        assert!(third.open_sealed(&place, sealed, Versions::All).is_some());
    }
    assert_eq!(third.mac("hash", b"data"), mac, "hashes stay comparable");
}

#[test]
fn a_missing_version_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = keys(folder.path());
    first
        .add_version(folder.path(), &SystemRandom)
        .expect("a version");
    first.retire(folder.path(), &SystemRandom).expect("retired");
    std::fs::remove_file(folder.path().join("keys/sealing-2.key")).expect("removed");
    assert!(Keys::open(folder.path(), &SystemRandom).is_err());
}
