//! The text of an HTML page: what a reader sees, one block a paragraph, without scripts, styles and navigation.
//!
//! Not a parser of the whole standard: a tokenizer that never fails, as scraped pages seldom are valid. Linear: what
//! is left out up to a closing tag is searched for once a kind.

mod entity;

use self::entity::decode_entity;
use crate::base::is_listed;

/// What a page says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The running text: paragraphs parted by empty lines, list items begun with `- `.
    pub text: String,
    /// `og:title`, else `<title>`.
    pub title: Option<String>,
    /// `article:published_time` or the first `<time datetime>`.
    pub date: Option<String>,
    /// `<html lang>`.
    pub lang: Option<String>,
    /// `og:site_name`.
    pub outlet: Option<String>,
    /// `og:url` or the canonical link.
    pub url: Option<String>,
    /// `author`.
    pub author: Option<String>,
}

/// Reads a page. Never fails.
#[must_use]
pub fn read(html: &str) -> Page {
    let mut reader =
        Reader { html, page: Page::default(), out: Out::default(), missing: Vec::new(), head_title: None };
    reader.run();
    reader.page.text = reader.out.text;
    reader.page.title = reader.page.title.or(reader.head_title).filter(|t| !t.is_empty());
    reader.page
}

/// Elements whose content is no text of the page.
const LEFT_OUT: &str = "aside button canvas footer iframe math nav noscript object script select style svg template \
    textarea";

/// Elements that end a paragraph.
const BLOCKS: &str = "address article blockquote body center dd details div dl dt fieldset figcaption figure form h1 \
    h2 h3 h4 h5 h6 header hr main ol p pre section summary table title ul";

struct Reader<'a> {
    html: &'a str,
    page: Page,
    out: Out,
    /// Closing tags that are known not to come any more.
    missing: Vec<&'static str>,
    head_title: Option<String>,
}

impl Reader<'_> {
    fn run(&mut self) {
        let html = self.html;
        let mut at = 0;
        while let Some(open) = html[at..].find('<').map(|step| at + step) {
            self.out.push_text(&html[at..open]);
            at = self.markup(open);
        }
        self.out.push_text(&html[at..]);
        self.out.finish();
    }

    /// Reads what begins with `<` at `open`; gives where it ends.
    fn markup(&mut self, open: usize) -> usize {
        let rest = &self.html[open..];
        if rest.starts_with("<!--") {
            return open + rest.find("-->").map_or(rest.len(), |end| end + 3);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return open + rest.find('>').map_or(rest.len(), |end| end + 1);
        }
        let Some(tag) = Tag::read(rest) else {
            self.out.push_text("<");
            return open + 1;
        };
        let end = open + tag.len;
        if !tag.closing {
            self.note(&tag);
            if let Some(name) = LEFT_OUT.split(' ').find(|name| *name == tag.name) {
                return self.skip(name, end).unwrap_or(end);
            }
            if tag.name == "title" {
                return self.title(end);
            }
        }
        match tag.name.as_str() {
            "br" => self.out.line(),
            "li" | "tr" if tag.closing => self.out.line(),
            "li" => {
                self.out.line();
                self.out.marker("- ");
            }
            "tr" => self.out.line(),
            "td" | "th" => self.out.space(),
            name if is_listed(BLOCKS, name) => self.out.paragraph(),
            _ => {}
        }
        end
    }

    /// The end of the element `name` whose content begins at `from`; `None` where it is never closed.
    fn skip(&mut self, name: &'static str, from: usize) -> Option<usize> {
        if self.missing.contains(&name) {
            return None;
        }
        let mut at = from;
        while let Some(step) = self.html[at..].find("</") {
            at += step + 2;
            let rest = &self.html[at..];
            if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
                return Some(at + rest.find('>').map_or(rest.len(), |end| end + 1));
            }
        }
        if matches!(name, "script" | "style") {
            return Some(self.html.len());
        }
        self.missing.push(name);
        None
    }

    fn title(&mut self, from: usize) -> usize {
        let rest = &self.html[from..];
        let end = rest.find("</").unwrap_or(rest.len());
        let mut out = Out::default();
        out.push_text(&rest[..end]);
        self.head_title.get_or_insert(out.text);
        from + end
    }

    /// Keeps what the head says of the document.
    fn note(&mut self, tag: &Tag<'_>) {
        let page = &mut self.page;
        let content = || tag.value("content");
        let key =
            tag.value("property").or_else(|| tag.value("name")).unwrap_or_default().to_ascii_lowercase();
        let (slot, value) = match (tag.name.as_str(), key.as_str()) {
            ("html", _) => (&mut page.lang, tag.value("lang")),
            ("meta", "og:title") => (&mut page.title, content()),
            ("meta", "article:published_time" | "pubdate" | "datepublished") => (&mut page.date, content()),
            ("meta", "og:site_name") => (&mut page.outlet, content()),
            ("meta", "og:url") => (&mut page.url, content()),
            ("meta", "author" | "article:author") => (&mut page.author, content()),
            ("link", _) if tag.value("rel").is_some_and(|rel| rel == "canonical") => {
                (&mut page.url, tag.value("href"))
            }
            ("time", _) => (&mut page.date, tag.value("datetime")),
            _ => return,
        };
        if slot.is_none() {
            *slot = value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        }
    }
}

/// A tag as written.
struct Tag<'a> {
    name: String,
    closing: bool,
    attributes: &'a str,
    len: usize,
}

impl<'a> Tag<'a> {
    /// Reads the tag at the head of `text`; `None` where `<` is a mere sign.
    fn read(text: &'a str) -> Option<Self> {
        let closing = text[1..].starts_with('/');
        let start = 1 + usize::from(closing);
        let name_len = text[start..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len() - start);
        if !text[start..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let attributes = start + name_len;
        let mut quote = None;
        // A tag longer than this is a broken one; its quote is not looked for any further.
        let end = text.bytes().enumerate().skip(attributes).take(64 * 1024).find(|(_, b)| {
            match (quote, b) {
                (Some(q), b) if q == *b => quote = None,
                (None, b'"' | b'\'') => quote = Some(*b),
                (None, b'>') => return true,
                _ => {}
            }
            false
        });
        // Unclosed quotes: the tag ends at the first `>`, or it is the rest of the page.
        let end = end
            .map(|(at, _)| at)
            .or_else(|| Some(attributes + text[attributes..].find('>')?))
            .unwrap_or(text.len());
        Some(Self {
            name: text[start..attributes].to_ascii_lowercase(),
            closing,
            attributes: text.get(attributes..end).unwrap_or(""),
            len: (end + 1).min(text.len()),
        })
    }

    /// The value of an attribute, entities decoded.
    fn value(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        while let Some(at) = rest.find('=') {
            let key = rest[..at].trim_end().rsplit([' ', '\n', '\t', '"', '\'', '/']).next().unwrap_or("");
            let value = rest[at + 1..].trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let body = &value[usize::from(quote.is_some())..];
            let end = body.find(|c: char| quote.map_or(c.is_whitespace(), |q| c == q)).unwrap_or(body.len());
            if key.eq_ignore_ascii_case(name) {
                let mut out = Out::default();
                out.push_text(&body[..end]);
                return Some(out.text);
            }
            rest = body.get(end + usize::from(quote.is_some())..).unwrap_or("");
        }
        None
    }
}

/// The text so far: white space collapsed, breaks held back until more text comes.
#[derive(Default)]
struct Out {
    text: String,
    gap: Gap,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Out {
    fn push_text(&mut self, mut text: &str) {
        while let Some(at) = text.find(|c: char| c == '&' || c.is_ascii_whitespace()) {
            self.push(&text[..at]);
            text = &text[at..];
            if text.starts_with('&') {
                let (decoded, len) = decode_entity(text);
                self.push(&decoded);
                text = &text[len..];
            } else {
                self.space();
                text = text.trim_start_matches(|c: char| c.is_ascii_whitespace());
            }
        }
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            let listed = self.text.ends_with("\n- ");
            self.text.push_str(match self.gap {
                Gap::Space if !listed => " ",
                Gap::Line if !listed => "\n",
                Gap::Paragraph if !listed => "\n\n",
                _ => "",
            });
        }
        self.gap = Gap::None;
        self.text.push_str(text);
    }

    fn marker(&mut self, marker: &str) {
        if self.text.ends_with("\n- ") {
            return;
        }
        self.push(marker);
    }

    fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    fn line(&mut self) {
        self.gap = self.gap.max(Gap::Line);
    }

    fn paragraph(&mut self) {
        self.gap = self.gap.max(Gap::Paragraph);
    }

    fn finish(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}
