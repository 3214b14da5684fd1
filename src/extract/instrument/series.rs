//! Several instruments under one noun: *agreements on extradition, on mutual legal assistance and on the transfer of
//! sentenced persons* are three, *hiệp định về chuyển giao phạm nhân, tương trợ tư pháp và dẫn độ* too.
//! A list of crimes after one noun is one subject: *a convention on terrorism, corruption and torture* is one.

use std::ops::Range;

use super::title;
use crate::base::is_listed;
use crate::extract::lists::{List, Match};
use crate::extract::page::Page;
use crate::extract::topic::{any_cue, cues};

/// The subjects that countries make an agreement of its own about.
const OWN: &str = "border-control citizen-protection criminal-records cybersecurity digital-identity e-visa extradition \
     fire-and-rescue immigration-management mutual-legal-assistance peacekeeping repatriation-of-citizens \
     training transfer-of-sentenced-persons";

/// How far behind the noun the first subject may begin, and the list may reach, in words.
const FIRST_WITHIN: usize = 16;
const REACH: usize = 60;

/// The subjects listed after the noun at `head`, two or more; none where it has one subject or no list.
pub(super) fn subjects(page: &Page<'_>, head: &Range<usize>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let limit = sentence.end.min(head.end + REACH);
    // What has a noun of its own is no subject of this one: `Hiệp định về dẫn độ, Hiệp định về …`.
    let next = cues(page, &(head.end..limit)).find(|m| page.entry(m).id.starts_with("inst."));
    let limit = next.map_or(limit, |m| m.start as usize);
    let repeated = repeated(page, head.end..limit);
    if repeated.len() > 1 {
        return repeated;
    }
    let named = page.starting_in(&(head.end..limit)).iter().filter(|m| is_own_concept(page, m));
    if named.take(2).count() < 2 {
        return Vec::new();
    }
    let start = (head.end..limit.min(head.end + FIRST_WITHIN)).find(|&i| opens_list(page, i, head.end));
    let Some(start) = start else {
        return adjacent(page, head.end..limit);
    };
    let listed = conjuncts(page, start + 1..limit);
    let own = listed.iter().filter(|range| own_subject(page, range)).count();
    if own >= 2 { listed } else { Vec::new() }
}

/// Subjects with the preposition before each: `on X, on Y and on Z`, `một về X và một về Y`.
fn repeated(page: &Page<'_>, within: Range<usize>) -> Vec<Range<usize>> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for i in within.clone().filter(|&i| page.is_any(i, &["về", "on"])) {
        let mut before = i;
        while before > within.start
            && page.is_any(before - 1, &["một", "one", "another", "a", "third", "the", "other"])
        {
            before -= 1;
        }
        let first = starts.is_empty() && i < within.start + FIRST_WITHIN;
        let joined = before > within.start && page.is_any(before - 1, &[",", "and", "và", ";", ":", "cùng"]);
        if first || joined {
            starts.push((before, i + 1));
        }
    }
    let ends = starts.iter().skip(1).map(|&(before, _)| before).chain([within.end]);
    let ranges = starts.iter().zip(ends).map(|(&(_, start), end)| {
        let head = start - 1..start;
        let tail = title::around(page, &head, &(start - 1..end)).end;
        start..tail.max(start)
    });
    // `on four subjects: on …` announces the list.
    let announces = |range: &Range<usize>| {
        page.any_in(range.clone(), &["subjects", "topics", "fields", "areas", "matters", "lĩnh"])
    };
    ranges.filter(|range| !range.is_empty() && !announces(range)).collect()
}

/// Words that open a list of subjects.
fn opens_list(page: &Page<'_>, i: usize, first: usize) -> bool {
    page.is_any(i, &["về", "on", "gồm", "như", ":", "cover", "covers", "covering", "including", "namely"])
        && !(page.is(i, "như") && i == first && page.is(i + 1, "vậy"))
        || page.is(i, "in") && i == first && own_subject(page, &(i + 1..i + 4))
}

/// Subjects right after the noun without a preposition: `hiệp định dẫn độ và tương trợ tư pháp`.
fn adjacent(page: &Page<'_>, within: Range<usize>) -> Vec<Range<usize>> {
    let listed = conjuncts(page, within);
    let all = listed.len() > 1 && listed.iter().all(|range| own_subject(page, range));
    if all { listed } else { Vec::new() }
}

/// The parts of a list: from one comma or `and` to the next, up to where a title would end.
fn conjuncts(page: &Page<'_>, within: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = within.start;
    while start < within.end {
        while start < within.end && page.is_any(start, &[",", "và", "and", "cùng", "the", "về", "on"]) {
            start += 1;
        }
        let end = part_end(page, start..within.end);
        if end <= start || is_act(page, start) {
            break;
        }
        parts.push(start..end);
        let last = start > within.start && page.is_any(start - 1, &["và", "and"]) && parts.len() > 1;
        // `the exchange and protection of data, extradition and …`: behind the comma the list goes on.
        let last = last && !(page.is(end, ",") && own_subject(page, &(end + 1..end + 2)));
        // `… giữa Việt Nam và Chile`: what follows are the parties.
        if let (true, Some(part)) = (page.any_in(start..end, &["giữa", "between"]), parts.last_mut()) {
            part.end = title::around(page, &(start..end), &(start..within.end)).end;
            break;
        }
        if last || !page.is_any(end, &[",", "và", "and", "cùng"]) {
            break;
        }
        start = end;
    }
    parts
}

/// `an agreement on extradition and negotiate another`: a verb begins another statement.
fn is_act(page: &Page<'_>, at: usize) -> bool {
    any_cue(page, &(at..at + 1), &["sign", "negotiate", "plan", "basis"])
}

/// The end of one subject: a subject of its own is taken whole (`fire and rescue`), else up to the next joint.
fn part_end(page: &Page<'_>, within: Range<usize>) -> usize {
    let whole = page.starting(within.start).iter().filter(|m| is_own_concept(page, m));
    let mut end = whole.map(|m| m.end as usize).max().unwrap_or(within.start);
    let head = within.start..end.max(within.start);
    let limit = title::around(page, &head, &within).end;
    while end < limit && !page.is_any(end, &[",", "và", "and", "cùng", ";"]) {
        end += 1;
    }
    end
}

fn own_subject(page: &Page<'_>, range: &Range<usize>) -> bool {
    page.starting_in(range).iter().any(|m| is_own_concept(page, m))
}

fn is_own_concept(page: &Page<'_>, found: &Match) -> bool {
    found.list == List::Concept && is_listed(OWN, page.entry(found).id)
}
