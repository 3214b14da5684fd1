//! The knowledge files: shape, order, duplicates, references, patterns, size; and the thesaurus read from them.
//!
//! Every complaint says `file:line: what; what to do`, so that a linguist can mend a table without reading Rust.

use std::collections::{BTreeMap, BTreeSet};

use entente::base::Lang;
use entente::text::fold::canon_phrase;
use entente::text::latin::nfc;
use entente::thesaurus::{Thesaurus, pattern};

/// A table of the project and the labels that two of its rows may share.
struct Table {
    name: &'static str,
    header: &'static str,
    text: &'static str,
}

const TABLES: [Table; 9] = [
    Table {
        name: "countries.tsv",
        header: "code alpha3 region vi en vi_alt en_alt vi_demonym en_demonym ambiguous source",
        text: include_str!("../../src/extract/lists/countries.tsv"),
    },
    Table {
        name: "places.tsv",
        header: "vi en alt country kind source",
        text: include_str!("../../src/extract/lists/places.tsv"),
    },
    Table {
        name: "bodies.tsv",
        header: "id country kind vi en vi_alt en_alt parent code source",
        text: include_str!("../../src/extract/lists/bodies.tsv"),
    },
    Table {
        name: "forums.tsv",
        header: "id vi en alt kind source",
        text: include_str!("../../src/extract/lists/forums.tsv"),
    },
    Table {
        name: "ranks.tsv",
        header: "id vi en vi_alt en_alt order source",
        text: include_str!("../../src/extract/lists/ranks.tsv"),
    },
    Table {
        name: "posts.tsv",
        header: "id vi en vi_alt en_alt level source",
        text: include_str!("../../src/extract/lists/posts.tsv"),
    },
    Table {
        name: "names.tsv",
        header: "name tradition kind source",
        text: include_str!("../../src/extract/lists/names.tsv"),
    },
    Table {
        name: "words.tsv",
        header: "group words note",
        text: include_str!("../../src/extract/lists/words.tsv"),
    },
    Table {
        name: "concepts.tsv",
        header: "id scheme vi en vi_alt en_alt hidden broader related notation match vocabulary note",
        text: include_str!("../../src/thesaurus/concepts.tsv"),
    },
];

/// Columns that hold labels, in any table.
const LABELS: [&str; 9] =
    ["vi", "en", "vi_alt", "en_alt", "alt", "vi_demonym", "en_demonym", "hidden", "ambiguous"];

/// Labels that two rows of one table share on purpose: the table, the label, the reason.
const SHARED: [(&str, &str, &str); 5] = [
    ("concepts.tsv", "thỏa thuận", "an agreement, or an arrangement between ministries"),
    ("concepts.tsv", "workshop", "a conference, or a course"),
    ("concepts.tsv", "cướp tài sản", "takes property by violence"),
    ("concepts.tsv", "tội phạm có tổ chức xuyên quốc gia", "is both"),
    ("posts.tsv", "director", "of a department, or of an agency"),
];

/// Plain forms that one label may stand for: more make the matcher large for little.
const FORMS: usize = 128;

#[test]
fn tables_are_well_formed() {
    complain(TABLES.iter().flat_map(|table| {
        let mut lines = table.text.lines().enumerate();
        let header = lines.next().map_or("", |(_, line)| line).replace('\t', " ");
        let mut complaints = Vec::new();
        if header != table.header {
            complaints.push(format!("{}:1: header is '{header}'; expected '{}'", table.name, table.header));
        }
        if !table.text.ends_with('\n') || table.text.contains('\r') {
            complaints.push(format!("{}: lines end with one line feed, the last too", table.name));
        }
        let columns = table.header.split(' ').count();
        let mut before: &str = "";
        for (number, line) in lines {
            let at = format!("{}:{}", table.name, number + 1);
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != columns {
                complaints.push(format!("{at}: {} cells; expected {columns}", cells.len()));
            }
            if cells.iter().any(|c| c.trim() != *c || c.contains("  ") || c.split('|').any(|l| l.trim() != l))
            {
                complaints.push(format!("{at}: a space too many at an end or between words; remove it"));
            }
            if nfc(line) != line {
                complaints.push(format!("{at}: not in NFC; save the file as composed Unicode"));
            }
            if cells.first().is_none_or(|c| c.is_empty()) || cells.last().is_none_or(|c| c.is_empty()) {
                complaints.push(format!("{at}: the first and the last cell may not be empty (source: gk)"));
            }
            let key = cells.first().copied().unwrap_or("");
            if key < before {
                complaints
                    .push(format!("{at}: '{key}' after '{before}'; sort by the bytes of the first column"));
            }
            before = key;
        }
        complaints
    }));
}

#[test]
fn ids_are_unique_and_references_exist() {
    let countries: BTreeSet<&str> = rows("countries.tsv").map(|row| row.get("code")).collect();
    let mut complaints = Vec::new();
    for table in &TABLES {
        let mut seen = BTreeSet::new();
        let ids: BTreeSet<&str> = rows(table.name).map(|row| row.id()).collect();
        for row in rows(table.name) {
            let unique = match table.name {
                "names.tsv" => format!("{} {}", row.get("name"), row.get("kind")),
                "places.tsv" => format!("{} {}", row.get("vi"), row.get("country")),
                _ => row.id().to_owned(),
            };
            if !seen.insert(unique) {
                complaints.push(row.says("the id is used twice; rename or join the rows"));
            }
            let country = row.get("country");
            if !country.is_empty() && country != "*" && !countries.contains(country) {
                complaints.push(row.says("no such country; use a code of countries.tsv"));
            }
            for column in ["parent", "broader", "related"] {
                if let Some(other) = row.get(column).split('|').find(|o| !o.is_empty() && !ids.contains(o)) {
                    complaints.push(row.says(&format!("{column} '{other}' is no id of this table")));
                }
            }
        }
    }
    complain(complaints);
}

#[test]
fn patterns_are_well_formed() {
    complain(TABLES.iter().flat_map(|table| rows(table.name)).flat_map(|row| {
        // Preferred names are shown: a bracket in them holds an acronym, no choice.
        let cells = LABELS.iter().filter(|c| !matches!(**c, "vi" | "en")).flat_map(|c| row.get(c).split('|'));
        let faults = cells.filter_map(|label| Some((label, pattern::check(label, FORMS).err()?)));
        faults.map(|(label, fault)| row.says(&format!("'{label}': {fault}"))).collect::<Vec<_>>()
    }));
}

#[test]
fn cues_are_well_formed() {
    let rows = include_str!("../../src/extract/lists/cues.tsv").lines().enumerate().skip(1);
    complain(rows.flat_map(|(i, line)| {
        let labels = line.split('\t').skip(1).take(2).flat_map(|cell| cell.split('|'));
        let faults = labels.filter_map(move |label| Some((label, pattern::check(label, FORMS).err()?)));
        faults
            .map(move |(label, fault)| format!("cues.tsv:{}: '{label}': {fault}", i + 1))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn no_label_means_two_things() {
    let mut complaints = Vec::new();
    for table in TABLES.iter().filter(|t| !matches!(t.name, "names.tsv" | "places.tsv")) {
        let mut owners: BTreeMap<String, Row> = BTreeMap::new();
        for row in rows(table.name) {
            for label in row.labels() {
                let scope = row.scope(&label);
                let key = format!("{scope} {}", canon_phrase(&label));
                let Some(other) = owners.insert(key, row) else { continue };
                let related = other.id() == row.id()
                    || above(row).contains(&other.id())
                    || above(other).contains(&row.id());
                let shared = SHARED.iter().any(|(t, l, _)| *t == table.name && *l == label.to_lowercase());
                if !related && !shared {
                    complaints.push(
                        row.says(&format!("'{label}' is also a label of '{}'; keep it in one", other.id())),
                    );
                }
            }
        }
    }
    complain(complaints);
}

#[test]
fn the_lists_are_as_large_as_promised() {
    let count = |name| rows(name).count();
    assert_eq!(count("countries.tsv"), 249, "ISO 3166-1 has 249 countries and territories");
    assert!(count("bodies.tsv") >= 350, "bodies: {}", count("bodies.tsv"));
    let homes: BTreeSet<&str> =
        rows("bodies.tsv").map(|row| row.get("country")).filter(|c| c.len() == 2).collect();
    assert!(homes.len() >= 60, "countries with bodies: {}", homes.len());
    assert!(count("concepts.tsv") >= 400, "concepts: {}", count("concepts.tsv"));
    let labels: usize = rows("concepts.tsv").map(|row| row.patterns().count()).sum();
    assert!(labels >= 1500, "labels of concepts: {labels}");
    assert!(count("posts.tsv") >= 150, "posts: {}", count("posts.tsv"));
    assert!(count("forums.tsv") >= 75, "forums: {}", count("forums.tsv"));
    let family = rows("names.tsv").filter(|row| row.get("tradition") == "vi" && row.get("kind") == "family");
    assert!(family.count() >= 60, "Vietnamese family names");
}

/// What ships inside the page stays small; raise a limit only with a reason in the commit.
#[test]
fn the_lists_stay_small() {
    let size: usize = TABLES.iter().map(|table| table.text.len()).sum();
    assert!(size <= 360_000, "{size} bytes of tables; shorten patterns before adding rows");
}

/// A code names one body of its country: `C04` is no two departments.
#[test]
fn codes_are_unique() {
    let mut seen = BTreeMap::new();
    complain(rows("bodies.tsv").filter(|row| !row.get("code").is_empty()).filter_map(|row| {
        let other = seen.insert((row.get("country"), row.get("code")), row)?;
        Some(row.says(&format!("code '{}' is also that of '{}'", row.get("code"), other.id())))
    }));
}

/// Every state has its capital in the list of places; cities that are states are found as countries.
#[test]
fn every_state_has_a_capital() {
    const CITIES: [&str; 8] = ["DJ", "KW", "LU", "MC", "SC", "SG", "SM", "VA"];
    let with: BTreeSet<&str> =
        rows("places.tsv").filter(|row| row.get("kind") == "capital").map(|row| row.get("country")).collect();
    let state =
        |row: &Row| row.get("en_alt").split('|').any(|l| l.contains("Republic") || l.contains("Kingdom"));
    complain(rows("countries.tsv").filter(state).filter_map(|row| {
        let code = row.get("code");
        (!with.contains(code) && !CITIES.contains(&code)).then(|| row.says("no capital in places.tsv"))
    }));
}

/// The vocabularies of the record (contracts, section 2).
#[test]
fn the_vocabularies_are_complete() {
    const VOCABULARIES: [(&str, &str); 5] = [
        (
            "crime",
            "transnational-organized-crime drugs human-trafficking migrant-smuggling illegal-immigration terrorism cybercrime high-tech-crime fraud telecom-fraud money-laundering financial-crime economic-crime corruption firearms-explosives wildlife environmental-crime intellectual-property smuggling counterfeiting kidnapping murder child-abuse illegal-gambling fugitives organized-crime maritime-crime violent-crime property-crime",
        ),
        (
            "cooperation",
            "delegation-exchange information-exchange intelligence-sharing criminal-records investigation-coordination fugitive-pursuit extradition mutual-legal-assistance transfer-of-sentenced-persons repatriation-of-citizens immigration-management border-control training equipment-support forensic-science cybersecurity counter-terrorism citizen-protection joint-operation liaison-officer hotline multilateral-support legal-framework peacekeeping fire-and-rescue prison-management digital-identity e-visa security-of-events local-police-ties capacity-building language-training traffic-safety search-and-rescue",
        ),
        (
            "instrument",
            "treaty agreement arrangement mou protocol plan programme minutes joint-statement letter-of-intent",
        ),
        (
            "kind",
            "talks visit reception conference signing dialogue working-session phone-call transfer course award",
        ),
        ("status", "signed existing proposed negotiating"),
    ];
    for (scheme, ids) in VOCABULARIES {
        let expected: BTreeSet<&str> = ids.split(' ').collect();
        let concepts = Thesaurus::bundled().concepts();
        let got: BTreeSet<&str> =
            concepts.iter().filter(|c| c.scheme == scheme && c.vocabulary).map(|c| c.id).collect();
        assert_eq!(got, expected, "concepts of scheme {scheme} whose note is 'schema'");
    }
}

/// What is narrower is counted under the vocabulary, in the same scheme.
#[test]
fn broader_concepts_stay_in_their_scheme() {
    let thesaurus = Thesaurus::bundled();
    complain(thesaurus.concepts().iter().filter_map(|concept| {
        let broader = thesaurus.broader(concept)?;
        (broader.scheme != concept.scheme).then(|| {
            format!("concepts.tsv: '{}' is of scheme {}, its broader one is not", concept.id, concept.scheme)
        })
    }));
}

#[test]
fn labels_in_queries_are_found() {
    crate::support::check("lists/find.txt", |query| {
        let thesaurus = Thesaurus::bundled();
        let found = thesaurus.find(query.trim_end()).into_iter().map(|found| {
            let counted = thesaurus.counted(found.concept).map_or("-", |c| c.id);
            format!("{} = {} < {counted}\n", found.span.of(query), found.concept.id)
        });
        found.collect()
    });
}

#[test]
fn phrases_are_few_and_plain() {
    crate::support::check("lists/phrases.txt", |ids| {
        let thesaurus = Thesaurus::bundled();
        let lines = ids.lines().map(|id| {
            let concept = thesaurus.concept(id).expect("an id of the thesaurus");
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| concept.phrases(lang, 6).join(" | "));
            format!("{id}\n  vi: {vi}\n  en: {en}\n")
        });
        lines.collect()
    });
}

#[test]
fn a_table_with_gaps_is_read_as_far_as_it_goes() {
    let thesaurus = Thesaurus::read("id\tvi\tbroader\na\tmột\tb\n\nb\tmột hai\ta\nc");
    let ids: Vec<&str> = thesaurus.concepts().iter().map(|c| c.id).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let a = thesaurus.concept("a").expect("row a");
    assert!(thesaurus.counted(a).is_none(), "a circle ends");
    let found = thesaurus.find("một hai ba");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].concept.id, "b", "the longest label");
    assert!(thesaurus.find("").is_empty());
}

proptest::proptest! {
    /// Whatever is typed: spans are in order, do not overlap, are cut at characters.
    #[test]
    fn any_query_is_searched(text in "(\\PC|dẫn độ|ma tuy|drug |\u{301}){0,40}") {
        let mut end = 0;
        for found in Thesaurus::bundled().find(&text) {
            let range = found.span.range();
            proptest::prop_assert!(end <= range.start && range.start < range.end);
            proptest::prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
    }

    /// A pattern that is well formed gives as many forms as are counted; any other gives some and no panic.
    #[test]
    fn any_pattern_is_expanded(pattern in "[a-c/()\\[\\] ]{0,30}") {
        let forms = pattern::forms(&pattern, 64);
        proptest::prop_assert!(!forms.is_empty() && forms.len() <= 64);
        if pattern::check(&pattern, 64).is_ok() {
            proptest::prop_assert!(forms.iter().all(|form| !form.contains(['(', '['])));
        }
    }
}

#[test]
fn faults_of_patterns_are_named() {
    use pattern::Fault;
    assert_eq!(pattern::check("(a/b) [c] d", 9), Ok(()));
    assert_eq!(pattern::check("(a/[b]) c", 9), Err(Fault::Nested));
    assert_eq!(pattern::check("(a/b c", 9), Err(Fault::Unbalanced));
    assert_eq!(pattern::check("(a//b)", 9), Err(Fault::Empty));
    assert_eq!(pattern::check("Guard[s]", 9), Err(Fault::Glued));
    assert_eq!(pattern::check("[a]b", 9), Err(Fault::Glued));
    assert_eq!(pattern::check("(a/b) (a/b) [a/b]", 9), Err(Fault::TooMany(12)));
    assert_eq!(pattern::forms("x (a/b) [c] y", 9), ["x a c y", "x a y", "x b c y", "x b y"]);
    assert_eq!(pattern::forms("(a/b) (c/d)", 3), ["a c", "a d", "b c"]);
}

// --- Reading the tables ------------------------------------------------------------------------------------

#[derive(Clone, Copy)]
struct Row {
    table: &'static str,
    header: &'static str,
    number: usize,
    line: &'static str,
}

impl Row {
    fn get(self, column: &str) -> &'static str {
        let place = self.header.split(' ').position(|name| name == column);
        place.and_then(|at| self.line.split('\t').nth(at)).unwrap_or("")
    }

    fn id(self) -> &'static str {
        self.line.split('\t').next().unwrap_or("")
    }

    fn says(self, what: &str) -> String {
        format!("{}:{} ({}): {what}", self.table, self.number, self.id())
    }

    fn patterns(self) -> impl Iterator<Item = &'static str> {
        let cells = LABELS.iter().filter(|c| **c != "ambiguous").flat_map(move |c| self.get(c).split('|'));
        cells.filter(|label| !label.is_empty())
    }

    /// Plain labels; of a template only its heads, for its names are no names of anybody.
    fn labels(self) -> impl Iterator<Item = String> {
        let counts = move |label: &&str| !self.id().contains('*') || label.ends_with(" ~");
        self.patterns().filter(counts).flat_map(|label| pattern::forms(label, FORMS))
    }

    /// Where a label has to be unique: a head within its country, a concept's within its scheme.
    fn scope(self, label: &str) -> &'static str {
        if label.ends_with(" ~") { self.get("country") } else { self.get("scheme") }
    }
}

fn rows(name: &str) -> impl Iterator<Item = Row> + use<> {
    let table = TABLES.iter().find(|t| t.name == name).expect("a table of the project");
    let lines = table.text.lines().enumerate().skip(1);
    lines.map(|(i, line)| Row { table: table.name, header: table.header, number: i + 1, line })
}

/// The ids above a concept.
fn above(row: Row) -> Vec<&'static str> {
    let thesaurus = Thesaurus::bundled();
    let start = (row.table == "concepts.tsv").then(|| thesaurus.concept(row.id())).flatten();
    std::iter::successors(start, |c| thesaurus.broader(c)).take(8).map(|c| c.id).collect()
}

fn complain(complaints: impl IntoIterator<Item = String>) {
    let complaints: Vec<String> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}
