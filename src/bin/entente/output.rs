//! Where answers and complaints go.

use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

/// Why a command stopped before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The reader of our output closed it, as `head` does.
    Closed,
    /// Writing failed.
    Write(io::Error),
    /// The arguments do not make sense together; the message is complete.
    Usage(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe { Self::Closed } else { Self::Write(error) }
    }
}

/// Standard output, buffered.
pub(crate) struct Output(BufWriter<StdoutLock<'static>>);

impl Output {
    /// The process's standard output.
    pub(crate) fn standard() -> Self {
        Self(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Stop> {
        self.0.write_all(text.as_bytes())?;
        self.0.write_all(b"\n")?;
        Ok(())
    }

    /// Hands everything on.
    pub(crate) fn flush(&mut self) -> Result<(), Stop> {
        Ok(self.0.flush()?)
    }
}

/// One line on standard error about an input; line breaks in the message become blanks.
pub(crate) fn complain(path: impl Display, what: impl Display) {
    let line = format!("entente: {path}: {what}");
    eprintln!("{}", line.split(['\r', '\n']).collect::<Vec<_>>().join(" "));
}
