//! The names by which a query may call fields and facets: ids, English and Vietnamese words, without marks.

use crate::text::fold::folded_phrase;

/// What a name before a colon means.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A facet of this id.
    Facet(String),
    /// The date of documents.
    Date,
    /// The text of some fields: the weight of each, in the order of `index::postings::Field`.
    Text([f32; 4]),
}

const FACETS: [(&str, &str); 13] = [
    ("lang", "lang language ngon-ngu tieng"),
    ("year", "year nam month thang"),
    ("when", "when held dien-ra khi-nao"),
    ("country", "country countries nuoc quoc-gia"),
    ("kind", "kind event loai su-kien"),
    ("level", "level cap"),
    ("organization", "organization organisation org body co-quan to-chuc"),
    ("person", "person people name nguoi ten"),
    ("crime", "crime crimes toi-pham toi"),
    ("cooperation", "cooperation form hop-tac hinh-thuc"),
    ("instrument", "instrument agreement van-kien hiep-dinh"),
    ("status", "status trang-thai tinh-trang"),
    ("forum", "forum dien-dan"),
];

const TEXTS: [(&str, [f32; 4]); 4] = [
    ("title tieu-de tua", [1.0, 0.0, 0.0, 0.0]),
    ("lead sapo", [0.0, 1.0, 0.0, 0.0]),
    ("text body noi-dung", [0.0, 1.0, 1.0, 0.0]),
    ("caption chu-thich", [0.0, 0.0, 0.0, 1.0]),
];

/// What `name` means; `known` says whether the index has a facet of an id.
#[must_use]
pub fn target(name: &str, known: impl Fn(&str) -> bool) -> Option<Target> {
    if known(name) {
        return Some(Target::Facet(name.to_owned()));
    }
    let name = folded_phrase(name).replace(' ', "-");
    let among = |words: &str| words.split(' ').any(|word| word == name);
    if among("date ngay published") {
        return Some(Target::Date);
    }
    if known(&name) {
        return Some(Target::Facet(name));
    }
    if let Some((_, weights)) = TEXTS.iter().find(|(words, _)| among(words)) {
        return Some(Target::Text(*weights));
    }
    let outlet = ("outlet", "outlet source bao nguon");
    let facet = FACETS.iter().chain(std::iter::once(&outlet)).find(|(_, words)| among(words));
    facet.map(|(id, _)| Target::Facet((*id).to_owned()))
}
