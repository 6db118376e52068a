//! Printing, also to a reader who has gone: `sanbang … | head` is no error.

use std::fmt::Display;
use std::io::{ErrorKind, Result, Write, stderr, stdout};

/// Prints a line to standard output.
///
/// # Errors
/// If it cannot be written, such as to a full disk.
pub(super) fn say(line: impl Display) -> Result<()> {
    print(stdout().lock(), format!("{line}\n"))
}

/// Prints a text that has its line ends.
///
/// # Errors
/// As [`say`].
pub(super) fn say_text(text: &str) -> Result<()> {
    print(stdout().lock(), text)
}

/// Prints a line to standard error, as far as that goes.
pub(super) fn complain(line: impl Display) {
    // There is nowhere else to say that it did not.
    let _ = print(stderr().lock(), format!("{line}\n"));
}

fn print(mut to: impl Write, text: impl AsRef<[u8]>) -> Result<()> {
    let written = to.write_all(text.as_ref()).and_then(|()| to.flush());
    match written {
        Err(cause) if cause.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_who_has_gone_is_no_error_and_a_full_disk_is() {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        print(&writer, vec![b'x'; 1_000_000]).expect("nobody reads");
        if let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") {
            assert!(print(&full, "x").is_err());
        }
    }
}
