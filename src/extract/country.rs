//! Countries: which words name one, and which countries are parties of the event.

use super::Tagged;
use super::lists::{List, Match, Role};
use super::name;
use super::page::{Page, PartKind};
use super::phrases::Group;
use super::token::Shape;
use super::words::Words;
use crate::base::case::Lower;
use crate::base::{Arrange, Lang, is_listed};
use std::ops::Range;

/// A place where a country is named, by its name or its people.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    /// The tokens.
    pub tokens: Range<usize>,
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// `Lao`, `người Lào` and not `Laos`.
    pub demonym: bool,
}

/// All countries named, in order of place.
#[derive(Debug, Default)]
pub(super) struct Namings {
    list: Vec<Naming>,
}

impl Namings {
    /// Every naming, in order.
    pub(super) fn all(&self) -> &[Naming] {
        &self.list
    }

    /// The naming that begins at a token.
    pub(super) fn at(&self, token: usize) -> Option<&Naming> {
        let place = self.list.partition_point(|n| n.tokens.start < token);
        self.list.get(place).filter(|n| n.tokens.start == token)
    }

    /// The naming that ends just before a token.
    pub(super) fn before(&self, token: usize) -> Option<&Naming> {
        let place = self.list.partition_point(|n| n.tokens.start < token);
        let near = &self.list[place.saturating_sub(2)..place];
        near.iter().rev().find(|n| n.tokens.end == token)
    }

    /// How often each foreign country is named in the body and title, most often first.
    pub(super) fn foreign(&self, page: &Page<'_>) -> Vec<(&'static str, usize)> {
        let mut counts: Vec<(&'static str, usize)> = Vec::new();
        for naming in self.list.iter().filter(|n| n.code != HOME && page.proves(n.tokens.start)) {
            match counts.iter_mut().find(|(code, _)| *code == naming.code) {
                Some((_, count)) => *count += 1,
                None => counts.push((naming.code, 1)),
            }
        }
        counts.arrange_by_key(|&(_, count)| std::cmp::Reverse(count));
        counts
    }
}

/// The country whose ministry is a side of every event.
pub(super) const HOME: &str = "VN";

/// Finds the countries named. Words that are also other words (*Anh*, *Nga*, *Trung*) count where capitals and
/// neighbours say so.
pub(super) fn namings(page: &Page<'_>) -> Namings {
    let mut list: Vec<Naming> = Vec::new();
    let matches: Vec<&Match> = page.matches.iter().filter(|m| m.list == List::Country).collect();
    let mut sure = vec![false; page.lists.entries(List::Country).len()];
    for found in matches.iter().filter(|m| m.end - m.start > 1) {
        sure[usize::from(found.entry)] = true;
    }
    for (i, found) in matches.iter().enumerate() {
        let tokens = found.start as usize..found.end as usize;
        if i > 0 && matches[i - 1].start == found.start {
            continue;
        }
        // `Vương quốc Saudi Arabia`, where the list has another name.
        let state = |words: &&str| tokens.start > 1 && page.follows(tokens.start - 2, words);
        let led = 2 * usize::from(["vương quốc", "cộng hòa", "công quốc"].iter().any(state));
        let same = matches[i..].iter().take_while(|m| m.start == found.start);
        let ambiguous = same.clone().any(|m| m.role == Role::Ambiguous);
        let demonym = same.clone().all(|m| m.role != Role::Name);
        let paired = tokens.start > 0 && page.is(tokens.start - 1, "việt");
        let named = tokens.len() == 1 && !paired && name::inside_vietnamese(page, tokens.start);
        if !named
            && !is_begun(page, found)
            && (!ambiguous || is_country(page, &tokens, sure[usize::from(found.entry)]))
        {
            let tokens = tokens.start - led..tokens.end;
            list.push(Naming { tokens, code: page.entry(found).id, demonym });
        }
    }
    Namings { list }
}

/// Whether the word only begins a place's name of another country (`Lào Cai`) or names a language (`tiếng Anh`).
fn is_begun(page: &Page<'_>, found: &Match) -> bool {
    let longer = |m: &Match| {
        m.list == List::Place && m.end > found.end && page.entry(m).country != page.entry(found).id
    };
    let start = found.start as usize;
    page.starting(start).iter().any(longer) || start > 0 && page.is(start - 1, "tiếng")
}

/// Small words before a country: what follows is the country, not a name.
static LEADS: Words = Words::new(
    "nước, phía, người, sang, tại, ở, từ, với, của, và, thăm, đến, tới, cho, qua, về, bên, cùng, rời, gốc, \
     quốc, to, in, of, the",
);

/// Syllables that are a country only where a dash or a lead word says so: *Trung* is also *Trung ương*.
const WEAK: &str = "trung hàn thái ấn đài mông việt sát do mã khmer thổ";

/// What the word begins when a small syllable follows: `Pháp luật`, `Ý kiến`.
const COMPOUNDS: [(&str, &str); 9] = [
    ("thái", "bình nguyên độ sơn tử"),
    ("pháp", "luật chế lý lệnh y nhân viện định trị"),
    ("mỹ", "thuật phẩm nhân quan"),
    ("anh", "hùng em ninh ấy ta chị linh dũng"),
    ("ý", "kiến tưởng chí nghĩa thức định đồ"),
    ("nhật", "ký báo trình thực"),
    ("đức", "dục hạnh tính độ"),
    ("áo", "giáp mưa dài"),
    ("nga", "mi"),
];

/// Whether an ambiguous word is the country; `sure` when the text names it elsewhere under a name of several words.
fn is_country(page: &Page<'_>, tokens: &Range<usize>, sure: bool) -> bool {
    let (start, end) = (tokens.start, tokens.end);
    let word = page.word(start).lower();
    let sentence = page.sentences.get(page.sentence_of(start)).cloned().unwrap_or_default();
    let before = (start > sentence.start).then(|| start - 1);
    let dashed =
        |t: usize| page.is_any(t, &["-", "–", "—", "/"]) && page.label(t + 1, List::Country).is_some();
    let paired = dashed(end)
        || before.is_some_and(|b| page.is_any(b, &["-", "–", "—", "/"]) && b > sentence.start)
        || page.tokens[start].joined && before.is_some_and(|b| page.tokens[b].is_capital());
    let led = before.is_some_and(|b| page.is_one(b, &LEADS) && page.tokens[b].shape == Shape::Lower);
    if tokens.len() == 1 {
        let compound = COMPOUNDS.iter().find(|(country, _)| *country == word);
        if compound.is_some_and(|(_, rest)| rest.split(' ').any(|next| page.is(end, next))) {
            return false;
        }
        if is_listed(WEAK, &word) {
            let capital = page.tokens.get(end).is_some_and(|t| t.is_capital() && !t.joined);
            let force = before.is_some_and(|b| page.is_any(b, &["gia", "sát", "đoàn", "khách"])) && !capital;
            return paired
                || force
                || (led
                    && !page.tokens.get(end).is_some_and(|t| t.shape == Shape::Lower && word == "trung"));
        }
    }
    if paired || led {
        return true;
    }
    // `Đức Hồng`, `Mỹ Đình`: a name of two syllables.
    let goes_on = page.tokens.get(end).is_some_and(|next| next.is_capital() && !next.joined)
        && name::is_syllable(page.word(end))
        && page
            .starting(end)
            .iter()
            .all(|m| matches!(m.list, List::Name | List::Concept | List::Cue | List::Word));
    if tokens.len() == 1 && goes_on && !page.word(end).is_ascii() {
        return false;
    }
    match before {
        None => page.tokens.get(end).is_some_and(|next| next.shape != Shape::Lower) || sure,
        Some(b) if page.is_any(b, &["ông", "bà", "anh", "chị", "cô", "em", "mr", "mrs", "ms"]) => false,
        // `Lisa Monaco`
        Some(b) => !is_first_name(page, b, &sentence) && !name::inside_vietnamese(page, start),
    }
}

/// Whether an English word may be a first name: a capital inside a sentence that is no label's.
fn is_first_name(page: &Page<'_>, token: usize, sentence: &Range<usize>) -> bool {
    page.part_of(token).is_some_and(|part| part.lang == Lang::En && part.kind != PartKind::Title)
        && token > sentence.start
        && page.tokens[token].shape == Shape::Title
        && page.starting(token).is_empty()
}

/// What speaks for a country being a party: its standing in the text, counted.
#[derive(Debug, Clone, Default)]
struct Case {
    code: &'static str,
    score: u32,
    official: bool,
    /// A person of this side holds a post.
    person: bool,
    /// Such a person is met, or there are two.
    met: bool,
    /// Stands in a list of three countries or more with Viet Nam.
    listed: bool,
    /// Named in the title.
    title: bool,
    /// Named in the title or the first paragraph, not just as the place.
    lead: bool,
    evidence: Vec<Range<usize>>,
}

/// What the other rules know about sides: tokens, country, and whether it is a person or a body of the event.
#[derive(Debug, Clone)]
pub(super) struct Side {
    /// The words that name the body or the person's post.
    pub tokens: Range<usize>,
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// A person, not a body.
    pub person: bool,
}

/// The parties, Viet Nam included, in order of first evidence. `international`: an official of an international body
/// takes part.
pub(super) fn parties(
    page: &Page<'_>,
    namings: &Namings,
    sides: &[Side],
    international: bool,
) -> Vec<Tagged> {
    let mut cases: Vec<Case> = Vec::new();
    for naming in namings.all().iter().filter(|n| page.proves(n.tokens.start)) {
        let case = case_of(&mut cases, naming.code);
        case.score += weight(page, naming);
        case.lead |= in_lead(page, naming.tokens.start) && !is_located(page, naming);
        case.title |= in_title(page, naming.tokens.start);
        case.evidence.push(naming.tokens.clone());
    }
    let mates = listed_together(page, namings, &mut cases);
    for side in sides.iter().filter(|s| page.proves(s.tokens.start)) {
        let case = case_of(&mut cases, side.code);
        case.score += if side.person { 5 } else { 3 };
        case.official = true;
        case.met |= side.person && (case.person || is_met(page, side));
        case.person |= side.person;
        case.lead |= in_lead(page, side.tokens.start);
        case.title |= in_title(page, side.tokens.start);
        case.evidence.push(side.tokens.clone());
    }
    let mut chosen = choose(page, &cases, international);
    for list in mates {
        if list.iter().any(|code| chosen.contains(code)) {
            chosen.extend(list);
        }
    }
    if !international && chosen.iter().all(|code| *code == HOME) && !forum_leads(page) {
        for (code, tokens) in by_places(page) {
            case_of(&mut cases, code).evidence.push(tokens);
            chosen.push(code);
        }
    }
    let mut parties: Vec<Tagged> = cases
        .into_iter()
        .filter(|case| chosen.contains(&case.code))
        .map(|case| Tagged { id: case.code.to_owned(), evidence: spans(page, case.evidence) })
        .collect();
    parties.arrange_by_key(|party| party.evidence.first().copied());
    parties
}

/// Whether the words before a list say that they sent somebody: `đại diện …`, `đoàn các nước …`, `delegates from …`.
fn attend(page: &Page<'_>, first: usize) -> bool {
    static WORDS: Words =
        Words::new("diện, đoàn, biểu, dự, gồm, from, delegates, delegations, attended, representatives");
    (first.saturating_sub(5)..first).any(|i| page.is_one(i, &WORDS))
}

/// Where no country is named: those whose cities and provinces the title or the first paragraph names. A conference
/// may be held anywhere.
fn by_places<'p>(page: &'p Page<'_>) -> Vec<(&'static str, Range<usize>)> {
    let lead = |m: &&Match| in_lead(page, m.start as usize) && page.proves(m.start as usize);
    let said = page.matches.iter().filter(|m| matches!(m.list, List::Place | List::Cue));
    let early: Vec<&'p Match> = said.filter(lead).collect();
    if early.iter().any(|m| m.list == List::Cue && page.entry(m).id == "k.conference") {
        return Vec::new();
    }
    let places = early.into_iter().filter(|m| m.list == List::Place && m.role == Role::Name);
    let abroad = places.map(|m| (page.entry(m).country, m.start as usize..m.end as usize));
    abroad.filter(|(code, _)| code.len() == 2 && *code != HOME).collect()
}

/// Marks the countries of lists such as `Việt Nam, Lào và Campuchia` in the title or the first paragraph, and gives
/// the lists of foreign countries there, `Nhật Bản và Hàn Quốc`: who deals with one of them deals with all.
fn listed_together(page: &Page<'_>, namings: &Namings, cases: &mut Vec<Case>) -> Vec<Vec<&'static str>> {
    let mut mates: Vec<Vec<&'static str>> = Vec::new();
    let mut list: Vec<&Naming> = Vec::new();
    let read = namings.all().iter().filter(|n| page.proves(n.tokens.start));
    for naming in read.map(Some).chain([None]) {
        let joined = naming.zip(list.last()).is_some_and(|(n, last)| {
            let gap = last.tokens.end..n.tokens.start;
            gap.len() < 3 && gap.clone().all(|t| page.is_any(t, &[",", "và", "and", "-", "–", "&"]))
        });
        if !joined {
            let codes = || list.iter().map(|n| n.code);
            if let Some(at) = list.first().map(|first| first.tokens.start).filter(|_| list.len() > 1) {
                let home = codes().any(|code| code == HOME);
                let named = in_title(page, at) && list.iter().all(|n| !n.demonym);
                if if home { list.len() > 2 && (in_lead(page, at) || attend(page, at)) } else { named } {
                    codes().for_each(|code| case_of(cases, code).listed = true);
                } else if !home && in_lead(page, at) && !is_way(page, at) {
                    mates.push(codes().collect());
                }
            }
            list.clear();
        }
        list.extend(naming);
    }
    mates
}

/// `từ Lào và Campuchia`, `between X and Y`: where something came from or went on.
fn is_way(page: &Page<'_>, first: usize) -> bool {
    first > 0 && page.is_any(first - 1, &["từ", "qua", "giữa", "from", "via", "through", "between"])
}

fn case_of<'a>(cases: &'a mut Vec<Case>, code: &'static str) -> &'a mut Case {
    let place = cases.iter().position(|case| case.code == code).unwrap_or(cases.len());
    if place == cases.len() {
        cases.push(Case { code, ..Case::default() });
    }
    &mut cases[place]
}

fn spans(page: &Page<'_>, tokens: Vec<Range<usize>>) -> Vec<crate::base::Span> {
    let mut spans: Vec<_> = tokens.into_iter().map(|t| page.span(t)).collect();
    spans.arrange();
    spans.dedup();
    spans
}

/// A naming in the title or the first paragraph weighs more; one that only says where weighs less.
fn weight(page: &Page<'_>, naming: &Naming) -> u32 {
    let Some(part) = page.part_of(naming.tokens.start) else { return 0 };
    let base = match part.kind {
        PartKind::Title => 6,
        PartKind::Body if part.tokens.start == first_body(page) => 4,
        _ => 2,
    };
    let before = naming.tokens.start.checked_sub(1);
    let paired =
        before.is_some_and(|b| page.is_any(b, &["-", "–"])) || page.is_any(naming.tokens.end, &["-", "–"]);
    if paired {
        base + 3
    } else if is_located(page, naming) {
        base / 2
    } else {
        base
    }
}

/// `in X`, `tại X`, `thủ đô X`: only where it was.
fn is_located(page: &Page<'_>, naming: &Naming) -> bool {
    let Some(before) = naming.tokens.start.checked_sub(1) else { return false };
    // `tại Phnôm Pênh, Campuchia`
    let city = |m: &Match| m.list == List::Place && m.end as usize == before;
    let comma = || {
        page.is(before, ",")
            && (before.saturating_sub(3)..before).any(|at| page.starting(at).iter().any(city))
    };
    !naming.demonym && (page.is_any(before, &["tại", "ở", "in", "at", "đô"]) || comma())
}

fn in_title(page: &Page<'_>, token: usize) -> bool {
    page.part_of(token).is_some_and(|part| part.kind == PartKind::Title)
}

fn in_lead(page: &Page<'_>, token: usize) -> bool {
    page.part_of(token)
        .is_some_and(|part| part.kind == PartKind::Title || part.tokens.start == first_body(page))
}

fn first_body(page: &Page<'_>) -> usize {
    page.parts.iter().find(|p| p.kind == PartKind::Body).map_or(0, |p| p.tokens.start)
}

/// `hội đàm với`, `met`: the sentence says that the two sides sat down.
fn is_met(page: &Page<'_>, side: &Side) -> bool {
    let sentence = page.sentences.get(page.sentence_of(side.tokens.start)).cloned().unwrap_or_default();
    page.says(sentence, Group::Meets)
}

/// How many sides the text speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sides {
    /// `hai nước`, `the two sides`: one foreign country.
    Two,
    /// `ba nước`, `four countries`: so many foreign ones, one less.
    Several(usize),
    /// A meeting of a forum with many countries: none by itself.
    Many,
    /// Not said.
    Open,
}

fn choose(page: &Page<'_>, cases: &[Case], international: bool) -> Vec<&'static str> {
    let mut chosen: Vec<&'static str> = Vec::new();
    chosen.extend(cases.iter().any(|case| case.code == HOME).then_some(HOME));
    let mut foreign: Vec<&Case> = cases.iter().filter(|case| case.code != HOME).collect();
    foreign.arrange_by_key(|case| std::cmp::Reverse(case.score));
    let best = foreign.first().map_or(0, |case| case.score);
    let forum = forum_leads(page);
    let sides = match sides_of(page, forum && foreign.len() > 2) {
        // Viet Nam is none of the two.
        Sides::Two if chosen.is_empty() => Sides::Several(2),
        sides => sides,
    };
    for (place, case) in foreign.iter().enumerate() {
        let strong = case.title || case.person || (case.lead && case.official);
        // One body of a country that is not named otherwise: `worked with the FBI`.
        let only = place == 0 && case.lead && case.official;
        // Between two other countries the second is often named by the way.
        let share = if chosen.first() == Some(&HOME) { 3 } else { 5 };
        let enough = (case.score >= 4 || only) && case.score * share >= best;
        let near = case.score * 2 >= best;
        let stands = match sides {
            Sides::Several(count) => place < count,
            Sides::Many => case.title && case.official,
            // The counterpart is INTERPOL, UNODC …: a country has to have somebody there.
            _ if international => case.person && (case.title || case.lead),
            Sides::Open if forum => case.met || (case.person && case.lead) || only && foreign.len() == 1,
            _ if place == 0 => strong || case.lead || (case.official && !forum),
            Sides::Two => (case.official && (case.title || case.lead && near)) || (case.person && near),
            Sides::Open => strong || case.lead || (case.official && near),
        };
        if (enough && stands) || case.listed {
            chosen.push(case.code);
        }
    }
    chosen
}

/// Whether the title or the first paragraph names a forum.
fn forum_leads(page: &Page<'_>) -> bool {
    page.matches
        .iter()
        .any(|m| m.list == List::Forum && in_lead(page, m.start as usize) && !is_warrant(page, m))
}

/// `Interpol-wanted`, `truy nã của Interpol`: the organisation only says that somebody is wanted.
fn is_warrant(page: &Page<'_>, forum: &Match) -> bool {
    static WORDS: Words = Words::new("wanted, red, notice, notices, warrant, warrants, truy, nã, lệnh");
    let (start, end) = (forum.start as usize, forum.end as usize);
    (start.saturating_sub(3)..start).chain(end..end + 3).any(|i| page.is_one(i, &WORDS))
}

fn sides_of(page: &Page<'_>, many: bool) -> Sides {
    let words = page.matches.iter().filter(|m| m.list == List::Word);
    let groups = words.fold(0u64, |groups, m| groups | 1 << m.entry);
    let said = |group: Group| groups >> group as u64 & 1 > 0;
    let several = [Group::Three, Group::Four, Group::Five, Group::Six].iter().position(|&group| said(group));
    match several {
        Some(place) => Sides::Several(place + 2),
        None if many => Sides::Many,
        None if said(Group::Two) => Sides::Two,
        None => Sides::Open,
    }
}
