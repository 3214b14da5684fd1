//! Bytes from outside as a stream of chunks: fetched or handed over, unzipped where they are gzip.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, ReadableStream, ReadableStreamDefaultReader, RequestInit, Response, WritableStream,
    WritableStreamDefaultWriter,
};

use super::failure::{Failure, is_abort, words};

#[wasm_bindgen]
extern "C" {
    /// The global function: there in a page, in a worker and in Node.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(url: &str, init: &RequestInit) -> Promise;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(call: &js_sys::Function, milliseconds: i32);

    /// In all browsers since 2023; web-sys still counts it as unstable.
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &DecompressionStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &DecompressionStream) -> WritableStream;
}

/// The first bytes of gzip.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Chunks of bytes, unzipped, and how many bytes came in for them.
pub(super) struct Chunks {
    reader: ReadableStreamDefaultReader,
    /// What was read to look at the first bytes.
    first: Option<Vec<u8>>,
    /// Bytes that came in, still zipped.
    taken: Rc<Cell<f64>>,
    /// Bytes there are, still zipped, where that is known.
    total: Option<f64>,
    what: String,
}

impl Chunks {
    /// Fetches `url`, or takes the answer that is on its way. Fails where there is none or it is not a success.
    pub(super) async fn fetched(
        url: &str,
        signal: Option<&AbortSignal>,
        coming: Option<JsValue>,
    ) -> Result<Self, Failure> {
        let init = RequestInit::new();
        init.set_signal(signal);
        let failed = |why: String| {
            Failure::Network(format!(
                "{url} could not be loaded: {why}; check the connection and the address and try again"
            ))
        };
        let asked = coming.map_or_else(|| fetch(url, &init), |answer| Promise::resolve(&answer));
        let response: Response = match JsFuture::from(asked).await {
            Ok(response) => response.unchecked_into(),
            Err(thrown) if is_abort(&thrown) => return Err(Failure::CANCELLED),
            Err(thrown) => return Err(failed(words(&thrown))),
        };
        if !response.ok() {
            return Err(failed(format!(
                "the server answered {} {}",
                response.status(),
                response.status_text()
            )));
        }
        // Counts zipped bytes only where the server did not zip on the way.
        let headers = response.headers();
        let plain = headers.get("content-encoding").ok().flatten().is_none();
        let total = headers
            .get("content-length")
            .ok()
            .flatten()
            .filter(|_| plain)
            .and_then(|n| n.parse::<u32>().ok());
        Self::of(&response, total.map(f64::from), url.into()).await
    }

    /// The bytes at hand.
    pub(super) async fn at_hand(bytes: &Uint8Array, name: &str) -> Result<Self, Failure> {
        let response = Response::new_with_opt_js_u8_array(Some(bytes))
            .map_err(|thrown| Failure::Request(format!("bytes: {}", words(&thrown))))?;
        Self::of(&response, Some(f64::from(bytes.length())), name.into()).await
    }

    async fn of(response: &Response, total: Option<f64>, what: String) -> Result<Self, Failure> {
        let empty =
            || Failure::Corpus(format!("{what} is empty; expected a packed corpus (.tar.gz) or a document"));
        let stream = response.body().ok_or_else(empty)?;
        let taken = Rc::new(Cell::new(0.0));
        let mut chunks = Self { reader: reader_of(&stream), first: None, taken, total, what: what.clone() };
        // A first chunk of one byte would hide the magic number.
        let mut first = Vec::new();
        while first.len() < GZIP.len() {
            let Some(chunk) = chunks.read().await? else { break };
            first.extend(chunk);
        }
        if first.is_empty() {
            return Err(empty());
        }
        chunks.taken.set(first.len() as f64);
        if first.starts_with(&GZIP) {
            return chunks.unzipped(&first);
        }
        chunks.first = Some(first);
        Ok(chunks)
    }

    /// The next chunk; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        self.read().await
    }

    /// Bytes that came in, and all there are, both as they were sent.
    pub(super) fn progress(&self) -> (f64, Option<f64>) {
        (self.taken.get(), self.total)
    }

    async fn read(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let step = JsFuture::from(self.reader.read()).await.map_err(|thrown| {
            if is_abort(&thrown) {
                Failure::CANCELLED
            } else {
                Failure::Network(format!(
                    "{} could not be read to its end: {}; load it or pack it again",
                    self.what,
                    words(&thrown)
                ))
            }
        })?;
        let value = Reflect::get(&step, &"value".into()).unwrap_or_default();
        Ok(value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
    }

    /// The rest of these chunks, unzipped by the browser.
    fn unzipped(self, first: &[u8]) -> Result<Self, Failure> {
        let broken =
            |thrown: JsValue| Failure::Corpus(format!("gzip cannot be read here: {}", words(&thrown)));
        let gunzip = DecompressionStream::new("gzip").map_err(broken)?;
        let writer = gunzip.writable().get_writer().map_err(broken)?;
        let reader = reader_of(&gunzip.readable());
        let (taken, total, what) = (Rc::clone(&self.taken), self.total, self.what.clone());
        spawn_local(pump(self, writer, Uint8Array::from(first)));
        Ok(Self { reader, first: None, taken, total, what })
    }
}

/// Writes all chunks, counted, into the unzipping stream. A failure here comes out at its reader.
async fn pump(mut from: Chunks, to: WritableStreamDefaultWriter, first: Uint8Array) {
    let mut chunk = first;
    loop {
        if JsFuture::from(to.write_with_chunk(&chunk)).await.is_err() {
            return; // The reader has the reason.
        }
        match from.read().await {
            Ok(Some(next)) => {
                from.taken.set(from.taken.get() + next.len() as f64);
                chunk = Uint8Array::from(next.as_slice());
            }
            Ok(None) => {
                let _ = JsFuture::from(to.close()).await;
                return;
            }
            Err(failure) => {
                let _ = JsFuture::from(to.abort_with_reason(&failure.into())).await;
                return;
            }
        }
    }
}

fn reader_of(stream: &ReadableStream) -> ReadableStreamDefaultReader {
    stream.get_reader().unchecked_into()
}

/// Lets the worker look at its messages, so that a cancel can arrive while a large corpus is read.
pub(super) async fn breathe() {
    let turn = Promise::new(&mut |resolve, _| set_timeout(&resolve, 0));
    let _ = JsFuture::from(turn).await;
}
