//! One knowledge file read into entries and labels.

use super::lists::{Entry, List, Role};
use super::matcher::{Accept, Builder, Case, Class};
use crate::base::sorted::SortedMap;

/// The class of labels made of ministries' labels, see [`List::Office`].
pub(super) const OFFICES: Class = 9;

/// Groups of small words may overlap: classes from here up are groups.
pub(super) const FIRST_WORD: Class = 200;

/// Groups of cues may overlap: classes from here up are groups.
pub(super) const FIRST_CUE: Class = 32;

/// Concepts of different schemes may overlap: classes from here up are schemes, in this order.
const FIRST_SCHEME: Class = 16;
const SCHEMES: [&str; 6] = ["crime", "cooperation", "instrument", "kind", "status", "topic"];

/// The cells of one row by the name of their column.
struct Row<'a> {
    header: &'a [&'static str],
    cells: Vec<&'static str>,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &'static str {
        let place = self.header.iter().position(|&name| name == column);
        place.and_then(|i| self.cells.get(i)).map_or("", |cell| cell.trim())
    }

    fn first_of(&self, columns: [&str; 2]) -> &'static str {
        let cell = self.get(columns[0]);
        if cell.is_empty() { self.get(columns[1]) } else { cell }
    }
}

/// Reads one table: its rows as entries, its labels into `builder`.
pub(super) fn read_table(text: &'static str, list: List, builder: &mut Builder) -> Vec<Entry> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let header: Vec<&str> = lines.next().unwrap_or("").split('\t').map(str::trim).collect();
    let rows: Vec<Row<'_>> =
        lines.map(|line| Row { header: &header, cells: line.split('\t').collect() }).collect();
    let counted = counted(&rows, list);
    let mut entries = Vec::new();
    for (row, number) in rows.iter().zip(counted) {
        let entry = read_entry(row, list);
        let class = class(list, &entry, &entries);
        if let Some(number) = number {
            add_labels(row, (list, class), &entry, number, builder);
        }
        entries.push(entry);
    }
    entries
}

/// The row that each row's labels count for: of a concept the nearest one of the vocabulary (`schema` in the column `vocabulary`) at or
/// above it, so that `heroin` proves `drugs`, and none where there is no such concept: it is for search only. Of
/// anything else the row itself.
fn counted(rows: &[Row<'_>], list: List) -> Vec<Option<u16>> {
    let number = |i: usize| u16::try_from(i).ok();
    let own = (0..rows.len()).map_while(number);
    if list != List::Concept {
        return own.map(Some).collect();
    }
    let places: SortedMap<&str, usize> = rows.iter().enumerate().map(|(i, row)| (row.get("id"), i)).collect();
    let broader = |i: &usize| places.get(rows[*i].get("broader")).copied();
    let chain = |i: usize| std::iter::successors(Some(i), broader).take(MOST_LEVELS);
    own.map(|i| chain(usize::from(i)).find(|&at| rows[at].get("vocabulary") == "schema").and_then(number))
        .collect()
}

/// Deeper chains of broader concepts are not followed; also the end of a chain that runs in a circle.
const MOST_LEVELS: usize = 8;

fn read_entry(row: &Row<'_>, list: List) -> Entry {
    let mut entry = Entry {
        id: row.first_of(["id", "code"]),
        vi: row.get("vi"),
        en: row.get("en"),
        country: row.get("country"),
        kind: row.first_of(["kind", "level"]),
        parent: row.get("parent"),
        ambiguous: row.get("ambiguous"),
        others: [row.first_of(["vi_alt", "alt"]), row.get("en_alt"), row.get("en_demonym")],
    };
    match list {
        List::Country => (entry.country, entry.kind) = (entry.id, row.get("region")),
        List::Place => entry.id = entry.en,
        List::Name => {
            entry.id = row.get("name");
            entry.parent = row.get("tradition");
        }
        List::Concept => {
            entry.kind = row.get("scheme");
            entry.parent = row.get("broader");
        }
        _ => {}
    }
    entry
}

fn add_labels(
    row: &Row<'_>,
    (list, class): (List, Class),
    entry: &Entry,
    number: u16,
    builder: &mut Builder,
) {
    let proper = matches!(list, List::Country | List::Place | List::Forum | List::Name);
    let case = if proper { Case::Capital } else { Case::Any };
    let accept = |role: Role| Accept { class, entry: number, role: role as u8, case };
    for column in ["vi", "en", "vi_alt", "en_alt", "alt", "hidden", "name"] {
        for label in labels(row.get(column)) {
            if list == List::Body {
                add_body_label(label, entry, accept(Role::Name), builder);
            } else {
                builder.label(without_code(label), accept(Role::Name));
            }
            if list == List::Rank && label.ends_with('.') {
                builder.label(label.trim_end_matches('.'), accept(Role::Name));
            }
        }
    }
    for column in ["vi_demonym", "en_demonym"] {
        for label in labels(row.get(column)) {
            builder.label(label, accept(Role::Demonym));
        }
    }
    for label in labels(entry.ambiguous) {
        builder.label(label, accept(Role::Ambiguous));
    }
    if list == List::Body {
        for label in labels(row.get("code")) {
            builder.label(label, Accept { case: Case::Upper, ..accept(Role::Code) });
        }
    }
    if matches!(list, List::Place | List::Name) {
        for label in labels(row.get("vi")).chain(labels(entry.id)) {
            builder.unmarked(label, accept(Role::Bare));
        }
    }
}

/// The class of an entry's labels. A group of cues and the same one with `!`, the row after it, share a class, so
/// that the longer label wins.
fn class(list: List, entry: &Entry, before: &[Entry]) -> Class {
    let group = match list {
        List::Concept => {
            return SCHEMES
                .iter()
                .position(|&s| s == entry.kind)
                .map_or(FIRST_CUE - 1, |i| FIRST_SCHEME + i as Class);
        }
        List::Cue => before.iter().filter(|e| !e.id.ends_with('!')).count(),
        _ => return list as Class,
    };
    let group = group.saturating_sub(usize::from(entry.id.ends_with('!')));
    let last = FIRST_WORD - 1;
    Class::try_from(group).map_or(last, |n| n.saturating_add(FIRST_CUE).min(last))
}

/// Whether a row stands for one body of every country or province: its id has a `*`, and only its heads count.
fn is_template(entry: &Entry) -> bool {
    entry.id.contains('*')
}

/// A body's label: without its code in brackets, without its `~`, the department without the body above; and the
/// minister of a ministry.
fn add_body_label(label: &str, entry: &Entry, accept: Accept, builder: &mut Builder) {
    let head = Accept { role: Role::Head as u8, ..accept };
    let plain = without_code(label);
    for form in super::matcher::forms(plain) {
        let (label, accept) = match form.split_once('~') {
            Some((before, _)) if !before.trim().is_empty() => (before.trim(), head),
            Some((_, after)) => (after.trim(), head),
            None if is_template(entry) => continue,
            None => (form.as_str(), accept),
        };
        builder.name(label, accept);
        if matches!(entry.kind, "ministry" | "justice") {
            for office in offices(label) {
                let role = if entry.country == "VN" { accept.role } else { head.role };
                builder.label(&office, Accept { class: OFFICES, role, ..accept });
            }
        }
    }
    for (_, office) in OWN_OFFICES.iter().filter(|(id, _)| *id == entry.id) {
        builder.label(office, Accept { class: OFFICES, ..accept });
    }
    if let (Some((department, _)), "department") = (plain.split_once(", "), entry.kind) {
        builder.label(department, head);
    }
}

/// Offices that are not named by their ministry's field.
const OWN_OFFICES: [(&str, &str); 6] = [
    ("gb-home-office", "Parliamentary (Under-Secretary/Under Secretary) of State"),
    ("gb-home-office", "[Shadow] Home Secretary"),
    ("gb-fcdo", "Foreign Secretary"),
    ("us-state", "[Under/Assistant] Secretary of State"),
    ("us-state", "Trợ lý Ngoại trưởng"),
    ("us-dhs", "(Homeland Security Secretary/Secretary for Homeland Security)"),
];

/// The minister of a ministry: `Bộ Nội vụ` gives `Bộ trưởng Nội vụ`, `Interior Ministry` gives `Interior Minister`.
fn offices(label: &str) -> Vec<String> {
    if let Some(field) = label.strip_prefix("Bộ ") {
        return vec![format!("Bộ trưởng {field}"), format!("Thứ trưởng {field}")];
    }
    if let Some(field) = label.strip_prefix("Ministry of ").or_else(|| label.strip_prefix("Department of ")) {
        return vec![
            format!("Minister [of State] (of/for) [the] {field}"),
            format!("Secretary of [the] {field}"),
            format!("(Permanent/State) Secretary for {field}"),
        ];
    }
    let field = label.strip_suffix(" Ministry");
    field.map(|field| format!("{field} (Minister/Secretary)")).into_iter().collect()
}

/// `European Police Office (EUROPOL)` without its last bracket, where that holds one code.
fn without_code(label: &str) -> &str {
    match label.rsplit_once(" (") {
        Some((head, code)) if code.ends_with(')') && !code.contains(['/', ' ']) => head,
        _ => label,
    }
}

fn labels(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').map(str::trim).filter(|label| !label.is_empty())
}
