//! What a PATH means (a file, a folder of documents, a corpus folder, `-` for standard input), and reading it.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use entente::corpus::check::Severity;
use entente::corpus::format::Format;
use entente::corpus::{Item, MAX_DOCUMENT, RawDocument, Reader};

use crate::output::{Stop, complain};

/// Bytes read at a time.
const CHUNK: usize = 1 << 16;

/// Gives every document of a PATH in order and complains about the rest on standard error. Returns whether nothing
/// was lost. Memory holds one document at a time.
pub(crate) fn documents(
    path: &OsStr,
    sink: &mut dyn FnMut(RawDocument) -> Result<(), Stop>,
) -> Result<bool, Stop> {
    let mut well = true;
    let mut stopped = Ok(());
    let read = items(path, &mut |item| match item {
        Item::Document(raw) if stopped.is_ok() => stopped = sink(raw),
        Item::Finding(finding) => {
            well &= finding.severity == Severity::Warning;
            complain(shown(path, &finding.path, finding.line), &finding.what);
        }
        _ => {}
    });
    if let Err(what) = read {
        well = false;
        complain(path.to_string_lossy(), what);
    }
    stopped.map(|()| well)
}

/// Gives everything that the reader says of a PATH.
///
/// # Errors
/// A sentence where the PATH cannot be opened or read: what happened, what was expected, what to do.
pub(crate) fn items(path: &OsStr, sink: &mut dyn FnMut(Item)) -> Result<(), String> {
    let name = path.to_string_lossy();
    if name == "-" {
        return stream(None, &mut io::stdin().lock(), sink);
    }
    if std::fs::metadata(path).map_err(|error| unreadable(&error))?.is_dir() {
        return folder(Path::new(path), sink);
    }
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    stream(Some(&name), &mut file, sink)
}

/// How a finding's place is shown: the path as typed, with what lies inside it, and the line.
pub(crate) fn shown(path: &OsStr, inside: &str, line: Option<usize>) -> String {
    let path = path.to_string_lossy();
    let place = if path == inside || inside.starts_with('-') {
        path.into_owned()
    } else {
        format!("{}/{inside}", path.trim_end_matches('/'))
    };
    line.map_or_else(|| place.clone(), |line| format!("{place}:{line}"))
}

/// Reads one file in chunks. Standard input has no name; its first byte says what it holds.
fn stream(name: Option<&str>, source: &mut dyn Read, sink: &mut dyn FnMut(Item)) -> Result<(), String> {
    let mut chunk = vec![0; CHUNK];
    let mut reader: Option<Reader> = None;
    loop {
        let length = match source.read(&mut chunk) {
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(&error)),
        };
        let bytes = &chunk[..length];
        let reader_here = reader.get_or_insert_with(|| Reader::new(name.unwrap_or_else(|| guess(bytes))));
        if length == 0 {
            break;
        }
        reader_here.feed(bytes, sink);
    }
    if let Some(reader) = reader {
        reader.finish(sink);
    }
    Ok(())
}

/// A name for standard input, by what it begins with.
fn guess(bytes: &[u8]) -> &'static str {
    match bytes.trim_ascii_start().first() {
        Some(b'{') => "-.jsonl",
        Some(b'<') => "-.html",
        _ => "-",
    }
}

/// Reads a folder: `corpus.json` first, as it declares the facets, then the rest in the order of the paths.
fn folder(root: &Path, sink: &mut dyn FnMut(Item)) -> Result<(), String> {
    let mut files = Vec::new();
    walk(root, &mut files).map_err(|error| unreadable(&error))?;
    let mut named: Vec<(bool, String, PathBuf)> = files
        .into_iter()
        .map(|path| (inside(root, &path), path))
        .map(|(name, path)| (name != "corpus.json", name, path))
        .collect();
    named.sort();
    let mut reader = Reader::new(&root.to_string_lossy());
    for (_, name, path) in named {
        match load(&path, &name) {
            Ok(bytes) => reader.file(&name, &bytes, sink),
            Err(error) => {
                let what = unreadable(&error);
                sink(Item::Finding(entente::corpus::check::Finding::error(&name, None, what)));
            }
        }
    }
    reader.finish(sink);
    Ok(())
}

/// The bytes of a file, as far as the reader wants them: nothing of a file that is no document, and of one that is too
/// large just enough to see it.
fn load(path: &Path, name: &str) -> io::Result<Vec<u8>> {
    let most = match Format::of(name) {
        None if name != "corpus.json" => return Ok(Vec::new()),
        Some(format) => format.limit().map_or(u64::MAX, |limit| limit as u64 + 1),
        None => MAX_DOCUMENT as u64 + 1,
    };
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// All files below a folder. Hidden ones are left out; a link to a folder is not followed, so there are no circles.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), files)?;
        } else if entry.path().is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// The path inside the folder, with `/` on every system.
fn inside(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The words for a file that cannot be opened or read.
pub(crate) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => {
            "there is no such file; expected a file, a folder or '-'; check the path".to_owned()
        }
        ErrorKind::PermissionDenied => {
            "may not be read; expected a readable file or folder; change its permissions".to_owned()
        }
        _ => format!("{error}; expected a readable file or folder; check the path"),
    }
}
