//! W3C Web Annotations, one for each proof: what the words say, and where they stand.
//!
//! `TextQuoteSelector` has the words with what stands before and after, `TextPositionSelector` their place. Both are
//! of the NFC form of the document's text, and positions count Unicode code points, as the recommendation's
//! section 4.2.5 asks for; the collection says so too.

use std::collections::BTreeMap;

use super::Context;
use super::json::Json;
use crate::base::Span;
use crate::extract::Lists;
use crate::overview::{Selection, Source, facet};
use crate::text::latin::nfc;
use crate::wire::labels;

/// Stands where the items go; it is the last member of the collection.
const ITEMS: &str = "items";
/// Code points of context on each side.
const AROUND: usize = 32;

/// All proofs of the selection as one collection with one page. Items are written one by one: together they are many
/// times the text.
pub(super) fn write(selection: &Selection<'_>, lists: &Lists, context: &Context<'_>, told: &str) -> String {
    let (mut items, mut total) = (String::new(), 0);
    let mut known = BTreeMap::<(&str, &str), String>::new();
    for source in selection.sources() {
        let place = Places::new(&source.document.text);
        let mut of_document = 0;
        for name in facet::PROVEN {
            facet::values(source, name, &mut |value, spans| {
                let new = || labels(lists, name, value).get(context.lang).to_owned();
                let label = known.entry((name, value)).or_insert_with(new);
                for span in spans {
                    of_document += 1;
                    let item = annotation(source, &place, of_document, (name, value, label), *span).line();
                    items.push_str(if total == 0 { "" } else { "," });
                    items.push_str(&item);
                    total += 1;
                }
            });
        }
    }
    let page = [("type", "AnnotationPage".into()), ("startIndex", 0.into()), ("items", ITEMS.into())];
    let collection = Json::object([
        ("@context", "http://www.w3.org/ns/anno.jsonld".into()),
        ("id", "urn:entente:annotations".into()),
        ("type", "AnnotationCollection".into()),
        ("label", format!("{} {}", context.title, context.version).trim().into()),
        ("summary", format!("{told}; positions count Unicode code points of the text in NFC").into()),
        ("total", total.into()),
        ("first", Json::object(page)),
    ])
    .line();
    let (before, after) = collection.rsplit_once(&format!("\"{ITEMS}\"")).unwrap_or((&collection, ""));
    format!("{before}[{items}]{after}")
}

fn annotation(
    source: &Source<'_>,
    place: &Places<'_>,
    at: usize,
    (facet, value, label): (&str, &str, &str),
    span: Span,
) -> Json {
    let document = source.document;
    let (start, end) = (place.points(span.start as usize), place.points(span.end as usize));
    let quote = Json::object([
        ("type", "TextQuoteSelector".into()),
        ("exact", nfc(span.of(&document.text)).into_owned().into()),
        ("prefix", place.before(span.start as usize).into()),
        ("suffix", place.after(span.end as usize).into()),
    ]);
    let position =
        Json::object([("type", "TextPositionSelector".into()), ("start", start.into()), ("end", end.into())]);
    let text = Json::object([
        ("id", format!("urn:entente:document:{}", iri_part(&document.id)).into()),
        ("type", "Text".into()),
        ("format", "text/plain".into()),
        ("language", document.lang.code().into()),
        ("via", Json::maybe(document.meta.url.as_deref())),
    ]);
    let motivation = if matches!(facet, "person" | "organization") { "identifying" } else { "classifying" };
    let body = Json::object([
        ("type", "TextualBody".into()),
        ("value", label.into()),
        ("format", "text/plain".into()),
        ("purpose", motivation.into()),
    ]);
    let concept = Json::object([
        ("type", "SpecificResource".into()),
        ("source", format!("urn:entente:{facet}:{}", iri_part(value)).into()),
        ("purpose", motivation.into()),
    ]);
    Json::object([
        ("id", format!("urn:entente:annotation:{}:{}", iri_part(&document.id), at).into()),
        ("type", "Annotation".into()),
        ("motivation", motivation.into()),
        ("body", Json::List(vec![concept, body])),
        ("target", Json::object([("source", text), ("selector", Json::List(vec![quote, position]))])),
    ])
}

/// Text for the last part of an IRI: what is not a letter or digit of ASCII, `-`, `.` or `_` is percent-encoded.
fn iri_part(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Bytes between two remembered places.
const STEP: usize = 512;

/// Places in the NFC form of one text, in code points.
struct Places<'t> {
    text: &'t str,
    /// Byte of the text, code points of the NFC form before it; ascending, each where a word begins.
    marks: Vec<(usize, usize)>,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let mut marks = vec![(0, 0)];
        let (mut byte, mut points) = (0, 0);
        for (at, _) in text.match_indices(' ') {
            if at >= byte + STEP {
                points += nfc(&text[byte..at]).chars().count();
                byte = at;
                marks.push((byte, points));
            }
        }
        Self { text, marks }
    }

    /// Code points of the NFC form before a byte of the text.
    fn points(&self, byte: usize) -> usize {
        let at = self.marks.partition_point(|(b, _)| *b <= byte).saturating_sub(1);
        let (from, points) = self.marks.get(at).copied().unwrap_or_default();
        points + self.text.get(from..byte).map_or(0, |t| nfc(t).chars().count())
    }

    fn before(&self, byte: usize) -> String {
        let text = self.text.get(..byte).unwrap_or("");
        let from = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        nfc(&text[from..]).into_owned()
    }

    fn after(&self, byte: usize) -> String {
        let text = self.text.get(byte..).unwrap_or("");
        nfc(&text.chars().take(AROUND).collect::<String>()).into_owned()
    }
}
