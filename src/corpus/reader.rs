//! The push reader: bytes in, documents and findings out.

use std::collections::HashMap;
use std::mem;

use super::check::{Finding, Severity, findings};
use super::csv::Table;
use super::decode::decode;
use super::format::{self, Format};
use super::front;
use super::tar::{Event, Tar};
use super::{Info, RawDocument};

/// Largest document in bytes, as a file or as a line of JSON Lines.
pub const MAX_DOCUMENT: usize = 16 << 20;

/// What a reader gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// What the corpus says of itself; before the first document where the corpus is well packed.
    Info(Info),
    /// A document. Its problems are given as findings too, just before it.
    Document(RawDocument),
    /// Something of the corpus that was not read, or not as meant.
    Finding(Finding),
}

/// How far a reader has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes fed.
    pub bytes: u64,
    /// Documents given.
    pub documents: usize,
}

/// Reads a packed corpus (a POSIX tar archive), or one file, or the files of a folder one by one. Chunks may be cut
/// anywhere; what comes out does not depend on the cuts. Holds one document at a time.
#[derive(Debug)]
pub struct Reader {
    name: String,
    source: Source,
    desk: Desk,
}

#[derive(Debug)]
enum Source {
    /// Not yet known: the first bytes, at most one tar block.
    Unknown(Vec<u8>),
    Archive(Box<Tar>, Option<Open>),
    File(Open),
}

impl Reader {
    /// A reader of the bytes of the file `name`: an archive if they begin as one, else a document file.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), source: Source::Unknown(Vec::new()), desk: Desk::default() }
    }

    /// A reader of one more file of a corpus that says `info` of itself.
    #[must_use]
    pub fn of(name: &str, info: &Info) -> Self {
        Self { desk: Desk { info: info.clone(), ..Desk::default() }, ..Self::new(name) }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn FnMut(Item)) {
        self.desk.progress.bytes += bytes.len() as u64;
        match &mut self.source {
            Source::Unknown(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= 512 {
                    self.decide(sink);
                }
            }
            _ => self.pass(bytes, sink),
        }
    }

    /// Takes a whole file of a folder, by its path in that folder. May be mixed with nothing else than itself.
    pub fn file(&mut self, path: &str, bytes: &[u8], sink: &mut dyn FnMut(Item)) {
        self.desk.progress.bytes += bytes.len() as u64;
        self.desk.folder = true;
        if let Some(mut open) = self.desk.open(path, Some(bytes.len() as u64), sink) {
            open.feed(bytes, &mut self.desk, sink);
            open.finish(&mut self.desk, sink);
        }
    }

    /// How far reading has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.desk.progress
    }

    /// Ends the input: gives what was waiting and what is missing.
    pub fn finish(mut self, sink: &mut dyn FnMut(Item)) -> Progress {
        if matches!(&self.source, Source::Unknown(head) if !head.is_empty()) {
            self.decide(sink);
        }
        let mut packed = self.desk.folder && self.desk.root.is_some();
        match self.source {
            Source::Unknown(_) => {}
            Source::File(open) => open.finish(&mut self.desk, sink),
            Source::Archive(tar, open) => {
                packed = true;
                if let Some(open) = &open {
                    let what =
                        "the archive ends inside this file; it was left out; get or pack the corpus again";
                    sink(Item::Finding(Finding::error(&open.path, None, what)));
                }
                if let Err(e) = tar.finish() {
                    sink(Item::Finding(Finding::error(&self.name, None, e.to_string())));
                }
            }
        }
        self.desk.close(&self.name, packed, sink);
        self.desk.progress
    }

    fn decide(&mut self, sink: &mut dyn FnMut(Item)) {
        let Source::Unknown(head) = mem::replace(&mut self.source, Source::Unknown(Vec::new())) else {
            return;
        };
        if Tar::is_header(&head) {
            self.source = Source::Archive(Box::default(), None);
        } else {
            let open = self.desk.open_single(&self.name, &head, sink);
            self.source = Source::File(open.unwrap_or_else(|| Open::new(&self.name, Kind::Nothing)));
        }
        self.pass(&head, sink);
    }

    fn pass(&mut self, bytes: &[u8], sink: &mut dyn FnMut(Item)) {
        let desk = &mut self.desk;
        match &mut self.source {
            Source::Unknown(_) => {}
            Source::File(open) => open.feed(bytes, desk, sink),
            Source::Archive(tar, open) => {
                let result = tar.feed(bytes, &mut |event| match event {
                    Event::Start(path, size) => *open = desk.open(&path, Some(size), sink),
                    Event::Data(bytes) => {
                        if let Some(open) = open {
                            open.feed(bytes, desk, sink);
                        }
                    }
                    Event::End => {
                        if let Some(open) = open.take() {
                            open.finish(desk, sink);
                        }
                    }
                });
                if let Err(e) = result {
                    sink(Item::Finding(Finding::error(&self.name, None, e.to_string())));
                }
            }
        }
    }
}

/// What is known across the files of a corpus.
#[derive(Debug, Default)]
struct Desk {
    info: Info,
    /// The folder of `corpus.json`, once it was seen: `""` or `name/`.
    root: Option<String>,
    folder: bool,
    progress: Progress,
    /// Ids given, with the file that has them.
    ids: HashMap<String, String>,
}

impl Desk {
    /// Opens a file of a corpus; `None` where it is not to be read.
    fn open(&mut self, path: &str, size: Option<u64>, sink: &mut dyn FnMut(Item)) -> Option<Open> {
        let path = path.trim_start_matches("./");
        let name = path.rsplit('/').next().unwrap_or(path);
        if name.is_empty() || path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX") {
            return None;
        }
        if name == "corpus.json" {
            return Some(Open::new(path, Kind::Info));
        }
        let inside = match &self.root {
            Some(root) => path.strip_prefix(root.as_str()).unwrap_or(path),
            None => path,
        };
        // Beside the documents of a corpus stand licences and notes; a loose folder is all documents.
        if self.root.is_some() && !inside.starts_with("documents/") {
            return None;
        }
        let Some(format) = Format::of(inside) else {
            let what =
                "not a document; expected .txt, .md, .html, .jsonl or .csv; rename, convert or remove it";
            sink(Item::Finding(Finding::warning(inside, None, what)));
            return None;
        };
        let limit = format.limit().map_or(u64::MAX, |limit| limit as u64);
        if size.is_some_and(|size| size > limit) {
            sink(Item::Finding(Finding::error(inside, None, too_large(Kind::Document(format)))));
            return None;
        }
        Some(Open::new(inside, Kind::Document(format)))
    }

    /// Opens a file that was given alone. `head` are its first bytes.
    fn open_single(&self, name: &str, head: &[u8], sink: &mut dyn FnMut(Item)) -> Option<Open> {
        let what = if head.starts_with(b"\x1f\x8b") {
            "compressed with gzip; expected the archive or document itself; unpack it first"
        } else if head.starts_with(b"PK\x03\x04") {
            "a ZIP archive or Office file; expected .txt, .md, .html, .jsonl, .csv or a tar archive; export or unpack it"
        } else if head.starts_with(b"%PDF") {
            "a PDF; expected .txt, .md, .html, .jsonl or .csv; export its text first"
        } else if let Some(format) = Format::of(name) {
            return Some(Open::new(name, Kind::Document(format)));
        } else {
            "not a document or archive; expected .txt, .md, .html, .jsonl, .csv or a tar archive; rename or convert it"
        };
        sink(Item::Finding(Finding::error(name, None, what)));
        None
    }

    /// Gives a document, unless it is empty or its id is taken.
    fn document(&mut self, raw: RawDocument, line: Option<usize>, sink: &mut dyn FnMut(Item)) {
        let body = &raw.text[raw.header.map_or(0, |span| span.end as usize)..];
        if body.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}').is_empty() {
            let what = "holds no text; expected a document; add its text or remove it";
            // An empty file is a mistake; an empty record of a list is common in collections made by machine.
            let severity = if line.is_some() { Severity::Warning } else { Severity::Error };
            let path = raw.path.clone();
            sink(Item::Finding(Finding { path, line, severity, what: what.to_owned() }));
            return;
        }
        if let Some(first) = self.ids.get(&raw.id) {
            let what = format!(
                "the id `{}` is taken by {first}; expected one document an id; this one was left out; give it another id",
                raw.id
            );
            let line = line.or_else(|| front::line_of("id", raw.header?.of(&raw.text)));
            sink(Item::Finding(Finding::error(&raw.path, line, what)));
            return;
        }
        for finding in findings(&raw.path, &raw.text, &raw.problems, line, Severity::Error) {
            sink(Item::Finding(finding));
        }
        let place = line.map_or_else(|| raw.path.clone(), |line| format!("{}:{line}", raw.path));
        self.ids.insert(raw.id.clone(), place);
        self.progress.documents += 1;
        sink(Item::Document(raw));
    }

    /// Takes `corpus.json`.
    fn info(&mut self, path: &str, bytes: &[u8], sink: &mut dyn FnMut(Item)) {
        if self.root.is_some() {
            let what = "a second corpus.json; expected one a corpus; it was left out; remove it";
            sink(Item::Finding(Finding::error(path, None, what)));
            return;
        }
        if self.progress.documents > 0 {
            let what =
                "comes after documents; expected first, as it names their facets; pack the corpus again";
            sink(Item::Finding(Finding::warning(path, None, what)));
        }
        let (info, findings) = Info::parse(path, &decode(bytes, None).text);
        self.root = path.strip_suffix("corpus.json").map(str::to_owned);
        findings.into_iter().for_each(|finding| sink(Item::Finding(finding)));
        self.info = info.clone();
        sink(Item::Info(info));
    }

    /// Says what is missing at the end.
    fn close(&self, name: &str, packed: bool, sink: &mut dyn FnMut(Item)) {
        if self.progress.bytes == 0 && !self.folder {
            let what = "is empty; expected a document or a packed corpus; get it again";
            sink(Item::Finding(Finding::error(name, None, what)));
            return;
        }
        if packed && self.root.is_none() {
            let what = "has no corpus.json; expected one with at least a title; add it; the documents were read meanwhile";
            sink(Item::Finding(Finding::warning(name, None, what)));
        }
        // Of a single file something was said already, but for one of empty lines.
        let many = packed || self.folder || matches!(Format::of(name), Some(Format::JsonLines | Format::Csv));
        if many && self.progress.documents == 0 {
            let what = "holds no document; expected .txt, .md, .html, .jsonl or .csv files under documents/; add some";
            sink(Item::Finding(Finding::error(name, None, what)));
        }
    }
}

/// A file that is being read.
#[derive(Debug)]
struct Open {
    path: String,
    kind: Kind,
    bytes: Vec<u8>,
    /// Lines of JSON Lines begun so far.
    line: usize,
    /// Whether the file or the line at hand has grown too large and is being passed over.
    over: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Info,
    Document(Format),
    Nothing,
}

impl Kind {
    /// The most bytes that are held at a time.
    fn limit(self) -> usize {
        match self {
            Self::Document(format) => format.limit().unwrap_or(MAX_DOCUMENT),
            Self::Info | Self::Nothing => MAX_DOCUMENT,
        }
    }
}

impl Open {
    fn new(path: &str, kind: Kind) -> Self {
        Self { path: path.to_owned(), kind, bytes: Vec::new(), line: 1, over: false }
    }

    fn feed(&mut self, bytes: &[u8], desk: &mut Desk, sink: &mut dyn FnMut(Item)) {
        if self.kind != Kind::Document(Format::JsonLines) {
            return self.keep(bytes);
        }
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|b| *b == b'\n') {
            self.keep(&rest[..end]);
            self.end_line(desk, sink);
            rest = &rest[end + 1..];
        }
        self.keep(rest);
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.over || self.kind == Kind::Nothing {
            return;
        }
        if self.bytes.len() + bytes.len() > self.kind.limit() {
            self.over = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    fn end_line(&mut self, desk: &mut Desk, sink: &mut dyn FnMut(Item)) {
        let line = self.line;
        self.line += 1;
        if mem::take(&mut self.over) {
            sink(Item::Finding(Finding::error(&self.path, Some(line), too_large(self.kind))));
        } else if !self.bytes.trim_ascii().is_empty() {
            match format::json_line(&self.path, &self.bytes, line, &desk.info) {
                Ok(raw) => desk.document(raw, Some(line), sink),
                Err(what) => sink(Item::Finding(Finding::error(&self.path, Some(line), what))),
            }
        }
        self.bytes.clear();
    }

    fn finish(mut self, desk: &mut Desk, sink: &mut dyn FnMut(Item)) {
        match self.kind {
            Kind::Nothing => {}
            Kind::Document(Format::JsonLines) => self.end_line(desk, sink),
            _ if self.over => sink(Item::Finding(Finding::error(&self.path, None, too_large(self.kind)))),
            Kind::Info => desk.info(&self.path, &self.bytes, sink),
            Kind::Document(Format::Csv) => {
                let mut table = Table::open(&self.path, &self.bytes, &desk.info);
                while let Some(step) = table.next(&desk.info) {
                    match step {
                        Ok((raw, line)) => desk.document(raw, Some(line), sink),
                        Err(finding) => sink(Item::Finding(finding)),
                    }
                }
            }
            Kind::Document(format) => {
                let raw = format::document(&self.path, &self.bytes, format, &desk.info);
                desk.document(raw, None, sink);
            }
        }
    }
}

fn too_large(kind: Kind) -> String {
    let what = match kind {
        Kind::Document(Format::JsonLines) => "line",
        Kind::Document(Format::Csv) => "table",
        _ => "document",
    };
    format!("a {what} of more than {} MiB; expected less; it was left out; split it", kind.limit() >> 20)
}
