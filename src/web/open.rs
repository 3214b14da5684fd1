//! `Engine.open`: from a source to an engine, telling how far it has come, stopping where it is asked to.

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::Engine;
use super::failure::Failure;
use super::net::{Chunks, breathe};
use super::values::{document, key, to_js};
use crate::corpus::check::Finding;
use crate::corpus::decode::decode;
use crate::corpus::format::stem;
use crate::corpus::{Info, Item, RawDocument, Reader};
use crate::engine;
use crate::extract::Lists;
use crate::wire::info::ProgressMessage;

/// Milliseconds of work after which messages are looked at.
const TURN: f64 = 40.0;

/// Who listens while a corpus is opened.
struct Listener {
    progress: Option<Function>,
    signal: Option<AbortSignal>,
    last_turn: f64,
}

impl Listener {
    /// Tells how far opening has come.
    fn tell(&self, phase: &'static str, (bytes, total_bytes): (f64, Option<f64>), documents: usize) {
        let Some(progress) = &self.progress else { return };
        if let Ok(message) = to_js(&ProgressMessage { phase, bytes, total_bytes, documents }) {
            // What the listener throws is its own affair.
            let _ = progress.call1(&JsValue::NULL, &message);
        }
    }

    /// Gives way when it is time, and stops where the caller gave up. Tells whether it was time.
    async fn pause(&mut self) -> Result<bool, Failure> {
        let due = js_sys::Date::now() - self.last_turn >= TURN;
        if due {
            breathe().await;
            self.last_turn = js_sys::Date::now();
        }
        if self.signal.as_ref().is_some_and(AbortSignal::aborted) { Err(Failure::CANCELLED) } else { Ok(due) }
    }
}

/// Opens what the options name.
pub(super) async fn open(options: &JsValue) -> Result<Engine, Failure> {
    let mut listener = Listener {
        progress: key(options, "onProgress").and_then(|f| f.dyn_into().ok()),
        signal: key(options, "signal").and_then(|s| s.dyn_into().ok()),
        last_turn: js_sys::Date::now(),
    };
    let name = key(options, "name").and_then(|n| n.as_string());
    match (key(options, "documents"), key(options, "url"), key(options, "bytes")) {
        (Some(documents), None, None) => given(&documents, options, &mut listener).await,
        (None, Some(url), None) => {
            let url = url.as_string().ok_or_else(|| Failure::Request("url: expected a string".into()))?;
            let chunks = Chunks::fetched(&url, listener.signal.as_ref(), key(options, "response")).await?;
            streamed(chunks, &name.unwrap_or_else(|| file_name(&url)), &mut listener).await
        }
        (None, None, Some(bytes)) => {
            let bytes: Uint8Array =
                bytes.dyn_into().map_err(|_| Failure::Request("bytes: expected a Uint8Array".into()))?;
            let name = name.unwrap_or_else(|| "corpus".into());
            if engine::Engine::is_snapshot(&bytes.subarray(0, bytes.length().min(8)).to_vec()) {
                return opened(&bytes.to_vec());
            }
            streamed(Chunks::at_hand(&bytes, &name).await?, &name, &mut listener).await
        }
        _ => Err(Failure::Request("open: expected exactly one of documents, url and bytes".into())),
    }
}

/// Adds one element of `engine.add`.
pub(super) fn add(to: &mut Engine, item: &JsValue) -> Result<(), Failure> {
    let Some(bytes) = key(item, "bytes") else {
        let number = to.core.added() + 1;
        to.core.add(document("add", item)?.to_core(number));
        return Ok(());
    };
    let wrong = || Failure::Request("add: a file is {name: string, bytes: Uint8Array}".into());
    let name = key(item, "name").and_then(|n| n.as_string()).ok_or_else(wrong)?;
    let bytes: Uint8Array = bytes.dyn_into().map_err(|_| wrong())?;
    if name.rsplit('/').next() == Some("corpus.json") {
        return describe(to, &name, &bytes.to_vec());
    }
    let mut reader = Reader::of(&name, to.core.info());
    let mut desk = Desk::default();
    reader.feed(&bytes.to_vec(), &mut |item| desk.take(item));
    reader.finish(&mut |item| desk.take(item));
    to.findings.append(&mut desk.findings);
    let called = key(item, "id").and_then(|id| id.as_string());
    for mut document in desk.documents {
        if let Some(called) = called.as_ref().filter(|_| document.meta.id.is_none() && document.path == name)
        {
            document.id.replace_range(..stem(&name).len(), called);
        }
        to.core.add(document);
    }
    Ok(())
}

/// Takes what a corpus says of itself, where no document is there yet: the facets it names come with the documents.
fn describe(to: &mut Engine, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let (info, mut findings) = Info::parse(name, &decode(bytes, None).text);
    to.findings.append(&mut findings);
    if to.core.is_empty() {
        to.core.configure(info);
        return Ok(());
    }
    let what = "comes after documents; expected first, as it names their facets; it was left out; add it alone first";
    to.findings.push(Finding::warning(name, None, what));
    Ok(())
}

/// Documents as objects.
async fn given(documents: &JsValue, options: &JsValue, listener: &mut Listener) -> Result<Engine, Failure> {
    let list: &Array =
        documents.dyn_ref().ok_or_else(|| Failure::Request("documents: expected an array".into()))?;
    let mut engine = Engine::default();
    let off = |name: &str| key(options, name).is_some_and(|value| value.is_falsy());
    engine.core.configure(Info { extract: !off("extract"), ..Info::default() });
    if off("texts") {
        engine.core.keep_index_only();
    }
    for (i, item) in list.iter().enumerate() {
        engine.core.add(document("open", &item)?.to_core(i + 1));
        if listener.pause().await? {
            listener.tell("read", (0.0, None), i + 1);
        }
    }
    listener.tell("index", (0.0, None), list.length() as usize);
    engine.commit();
    Ok(engine)
}

/// What a reader gave and nobody has taken yet.
#[derive(Default)]
struct Desk {
    documents: Vec<RawDocument>,
    findings: Vec<Finding>,
    info: Option<Info>,
}

impl Desk {
    fn take(&mut self, item: Item) {
        match item {
            Item::Info(info) => self.info = Some(info),
            Item::Document(document) => self.documents.push(document),
            Item::Finding(finding) => self.findings.push(finding),
        }
    }
}

/// A packed corpus, a snapshot or one document, chunk by chunk.
async fn streamed(mut chunks: Chunks, name: &str, listener: &mut Listener) -> Result<Engine, Failure> {
    let mut engine = Engine::default();
    let mut reader = Reader::new(name);
    let mut desk = Desk::default();
    let mut documents = 0;
    let mut next = chunks.next().await?;
    if next.as_deref().is_some_and(engine::Engine::is_snapshot) {
        return snapshot(chunks, next.unwrap_or_default(), listener).await;
    }
    let mut reading = true;
    while reading {
        match next.take() {
            Some(chunk) => reader.feed(&chunk, &mut |item| desk.take(item)),
            None => {
                let rest = std::mem::replace(&mut reader, Reader::new(name));
                rest.finish(&mut |item| desk.take(item));
                reading = false;
            }
        }
        if let Some(info) = desk.info.take() {
            engine.core.configure(info);
        }
        for document in std::mem::take(&mut desk.documents) {
            engine.core.add(document);
            documents += 1;
            listener.pause().await?;
        }
        listener.tell("read", chunks.progress(), documents);
        if reading {
            next = chunks.next().await?;
        }
    }
    listener.tell("index", chunks.progress(), documents);
    engine.findings = desk.findings;
    if documents == 0 {
        return Err(nothing_in(name, &engine.findings));
    }
    engine.commit();
    Ok(engine)
}

/// The rest of a snapshot, which is opened whole.
async fn snapshot(mut chunks: Chunks, first: Vec<u8>, listener: &mut Listener) -> Result<Engine, Failure> {
    let mut bytes = first;
    while let Some(chunk) = chunks.next().await? {
        bytes.extend(chunk);
        listener.pause().await?;
        listener.tell("load", chunks.progress(), 0);
    }
    opened(&bytes)
}

fn opened(snapshot: &[u8]) -> Result<Engine, Failure> {
    let core =
        engine::Engine::open(snapshot, Lists::bundled()).map_err(|e| Failure::Snapshot(e.to_string()))?;
    Ok(Engine { core, ..Engine::default() })
}

fn nothing_in(name: &str, findings: &[Finding]) -> Failure {
    let first = findings.first().map(|f| format!(" First finding: {f}")).unwrap_or_default();
    Failure::Corpus(format!(
        "{name}: no document could be read; expected a packed corpus (.tar or .tar.gz with documents/), a snapshot, or a \
         document (.txt, .md, .html, .jsonl, .csv); check the file with `entente check`.{first}"
    ))
}

/// The last part of an address, without query and fragment.
fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.rsplit('/').next().unwrap_or(path).into()
}
