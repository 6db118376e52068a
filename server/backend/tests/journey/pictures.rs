//! Files that are dear to open, broken, or named as what they are not.

#![expect(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::io::Write;
use std::time::Duration;

use backend::objections::{self, NewFile};
use backend::{AppContext, Config, Error, today};
use domain::account::Role;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use testing::TestOffice;
use text::Lang;
use views::{Task, TaskKind};

use crate::filing;

/// What filing these files may take, all together, also on a busy machine without
/// optimisation. Decoding one of them takes longer.
const LIMIT: Duration = Duration::from_secs(15);

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("short");
    [&[0xff, marker], length.to_be_bytes().as_slice(), content].concat()
}

/// A gray JPEG in steps, in which each scan refines nothing, for all blocks, in a few
/// bytes: 90 of them add a few kilobytes.
fn endless_jpeg(width: u16, height: u16, scans: usize) -> Vec<u8> {
    let blocks = usize::from(width.div_ceil(8)) * usize::from(height.div_ceil(8));
    let mut file = vec![0xff, 0xd8];
    file.extend(segment(0xdb, &[&[0][..], &[1; 64]].concat()));
    let mut frame = vec![8];
    frame.extend(height.to_be_bytes());
    frame.extend(width.to_be_bytes());
    frame.extend([1, 1, 0x11, 0]);
    file.extend(segment(0xc2, &frame));
    // One code of one bit each: no difference, and a run of 16,384 blocks at least.
    let one = |class: u8, symbol: u8| {
        let mut table = vec![class, 1];
        table.extend([0; 15]);
        table.push(symbol);
        segment(0xc4, &table)
    };
    file.extend(one(0x00, 0));
    file.extend(one(0x10, 0xe0));
    // First all the means, a bit a block.
    file.extend(segment(0xda, &[1, 1, 0x00, 0, 0, 0x01]));
    file.extend(vec![0; blocks.div_ceil(8)]);
    // A run is the code 0 and 14 bits of how many there are beyond 16,384.
    let mut bits = Bits::default();
    let mut left = blocks;
    while left >= 16_384 {
        let run = left.min(32_767);
        bits.push(0, 1);
        bits.push(run - 16_384, 14);
        left -= run;
    }
    // What is left over is one run more, beyond the last block.
    bits.push(0, 1);
    bits.push(0, 14);
    let scan = [segment(0xda, &[1, 1, 0x00, 1, 63, 0x01]), bits.whole()].concat();
    file.extend(scan.repeat(scans));
    file.extend([0xff, 0xd9]);
    file
}

#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    fn push(&mut self, value: usize, count: usize) {
        self.0
            .extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
    }

    /// Whole bytes, none of which is a marker.
    fn whole(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for eight in self.0.chunks(8) {
            let byte = (0..8).fold(0, |byte, at| {
                byte << 1 | u8::from(eight.get(at).copied().unwrap_or(false))
            });
            bytes.push(byte);
            if byte == 0xff {
                bytes.push(0);
            }
        }
        bytes
    }
}

/// A PNG of one colour.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8; 4], content: &[u8]| {
        let mut sum = Crc::new();
        sum.update(name);
        sum.update(content);
        file.extend(u32::try_from(content.len()).expect("short").to_be_bytes());
        file.extend(name);
        file.extend(content);
        file.extend(sum.sum().to_be_bytes());
    };
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    chunk(b"IHDR", &header);
    let mut deflated = ZlibEncoder::new(Vec::new(), Compression::fast());
    let row = vec![0; usize::try_from(width).expect("small") + 1];
    for _ in 0..height {
        deflated.write_all(&row).expect("deflated");
    }
    chunk(b"IDAT", &deflated.finish().expect("deflated"));
    chunk(b"IEND", b"");
    file
}

/// What is said of a file.
async fn said(test: &TestOffice, file_name: &str, bytes: &[u8]) -> Option<String> {
    let mut one = filing(&test.office.random_token().expect("a token"));
    one.files.push(NewFile {
        file_name: file_name.into(),
        bytes: bytes.to_vec(),
    });
    match objections::file(&test.office, one).await {
        Ok(_) => None,
        Err(Error::Refused(refusal)) => {
            assert_eq!(refusal.errors.len(), 1, "{refusal:?}");
            let (field, sentence) = refusal.errors.first().expect("one");
            assert_eq!(field, &"files");
            Some(sentence.get(Lang::Zh).to_owned())
        }
        Err(other) => panic!("{other:?}"),
    }
}

fn sentence(text: text::Text, file: &str) -> Option<String> {
    Some(text.fill(Lang::Zh, &[("file", &file)]))
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_that_are_dear_to_open_are_refused_without_opening_them() {
    let test = TestOffice::with_notice().await;
    let endless = endless_jpeg(16_000, 15_000, 90);
    assert!(endless.len() < 500_000, "{}", endless.len());
    let steps = endless_jpeg(7_000, 7_000, 90);
    let vast = png(9_000, 6_000);
    let all = async {
        for (name, bytes) in [("a.jpg", &endless), ("b.jpg", &steps), ("b.png", &vast)] {
            assert_eq!(
                said(&test, name, bytes).await,
                sentence(text::FILE_DEAR, name)
            );
        }
        // At once, as six strangers would.
        let six = (0..6).map(|_| said(&test, "c.jpg", &endless));
        for refused in futures_util::future::join_all(six).await {
            assert_eq!(refused, sentence(text::FILE_DEAR, "c.jpg"));
        }
    };
    tokio::time::timeout(LIMIT, all).await.expect("in time");
    let files = test.folder.path().join("files/objections");
    assert!(!files.exists(), "nothing of them is kept");
}

#[tokio::test]
async fn ordinary_photos_are_taken() {
    let test = TestOffice::with_notice().await;
    for (name, bytes) in [
        ("gray.png", png(300, 200)),
        ("steps.jpg", endless_jpeg(800, 600, 12)),
    ] {
        assert_eq!(said(&test, name, &bytes).await, None, "{name}");
    }
}

#[tokio::test]
async fn what_is_cut_short_is_said_to_be() {
    let test = TestOffice::with_notice().await;
    for (name, whole) in [
        ("a.png", png(300, 200)),
        ("b.jpg", endless_jpeg(800, 600, 3)),
        (
            "c.pdf",
            b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n".to_vec(),
        ),
    ] {
        let cut = &whole[..whole.len() - 12];
        assert_eq!(
            said(&test, name, cut).await,
            sentence(text::FILE_CUT_SHORT, name)
        );
    }
}

/// A picture that is a web page and a program too is kept, and given out, as the
/// picture that it is.
#[tokio::test]
async fn a_file_is_named_for_what_it_is() {
    let test = TestOffice::with_notice().await;
    let supervisor = test.actor(Role::Supervisor).await;
    let page = [png(30, 20).as_slice(), b"<script>alert(1)</script>"].concat();
    let mut one = filing(&test.office.random_token().expect("a token"));
    for name in ["a.html", "..\\b\u{202e}gpj.exe", "c.png\r\nX: y"] {
        one.files.push(NewFile {
            file_name: name.into(),
            bytes: page.clone(),
        });
    }
    let receipt = objections::file(&test.office, one).await.expect("filed");
    let mut names = Vec::new();
    for number in 1..=3 {
        let (file, bytes) =
            objections::attachment(&test.office, &supervisor, &receipt.receipt, number)
                .await
                .expect("a file");
        assert_eq!((file.media_type.as_str(), &bytes), ("image/png", &page));
        names.push(file.file_name);
    }
    assert_eq!(names, ["a.png", "bgpj.png", "c.pngX_ y.png"]);
    let refused = said(&test, "a.png", b"<html>").await;
    assert_eq!(refused, sentence(text::FILE_NO_PHOTO, "a.png"));
}

/// An office whose room for files is that of two and a half.
#[tokio::test]
async fn once_there_is_no_room_objections_go_on_without_files() {
    let test = TestOffice::with_notice().await;
    let pdf = b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n".to_vec();
    let office = AppContext::open(Config {
        clock: test.clock.clone(),
        max_filed_bytes: u64::try_from(pdf.len() * 5 / 2).expect("small"),
        ..Config::new(&test.database_url, test.folder.path())
    })
    .await
    .expect("an office");
    let filed = async |files: usize| {
        let mut one = filing(&office.random_token().expect("a token"));
        one.files = vec![
            NewFile {
                file_name: "a.pdf".into(),
                bytes: pdf.clone(),
            };
            files
        ];
        objections::file(&office, one).await
    };
    let warned = async |role| {
        let actor = test.actor(role).await;
        let page = today::today(&office, &actor).await.expect("a page");
        let all = page.tasks.into_iter().chain(page.waiting);
        let percent = |task: Task| match task.kind {
            TaskKind::RoomForPhotos { percent } => Some(percent),
            _ => None,
        };
        all.filter_map(percent).collect::<Vec<u8>>()
    };
    filed(1).await.expect("filed");
    assert_eq!(warned(Role::Supervisor).await, [] as [u8; 0]);
    filed(1).await.expect("filed");
    assert_eq!(warned(Role::Supervisor).await, [80]);
    for role in [Role::Staff, Role::Reviewer, Role::Admin] {
        assert_eq!(
            warned(role).await,
            [] as [u8; 0],
            "{role:?} learns of objections"
        );
    }
    let full = filed(1).await.expect_err("no room");
    let Error::Refused(refusal) = full else {
        panic!("{full:?}")
    };
    assert_eq!(
        refusal.errors,
        [("files".into(), text::FILES_NO_ROOM.into())]
    );
    filed(0).await.expect("filed without files");
}
