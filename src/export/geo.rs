//! GeoJSON (RFC 7946): one point for each partner country, at its capital, with what the selection tells of it.
//!
//! Points only: borders are disputed. Coordinates are rounded to a tenth of a degree.

use super::Context;
use super::json::Json;
use crate::extract::Lists;
use crate::knowledge::Tables;
use crate::overview::Selection;
use crate::overview::ledger::ledger;
use crate::overview::partners::{self, partners};
use crate::overview::people::people;
use crate::overview::pledges::pledges;
use crate::wire::labels;

/// The partners as a feature collection; a country without a known capital has no geometry.
pub(super) fn write(selection: &Selection<'_>, lists: &Lists, context: &Context<'_>, told: &str) -> String {
    let (entries, persons, items) = (ledger(selection), people(selection), pledges(selection));
    let shared = partners::Lists { ledger: &entries, people: &persons, pledges: &items };
    let feature = |p: partners::Partner| {
        let name = labels(lists, "country", &p.code);
        let status =
            |s: &str| p.statuses.iter().find(|(status, _)| status == s).map_or(0, |(_, count)| *count).into();
        let crimes = p.crimes.iter().map(|(id, count)| format!("{id} {count}"));
        let properties = Json::object([
            ("code", p.code.as_str().into()),
            ("name_vi", name.vi.into()),
            ("name_en", name.en.into()),
            ("events", p.events.len().into()),
            ("documents", p.documents.len().into()),
            ("signed", status("signed")),
            ("existing", status("existing")),
            ("proposed", status("proposed")),
            ("pledges", p.pledges.len().into()),
            ("first", Json::maybe(p.first.map(|d| d.to_string()))),
            ("last", Json::maybe(p.last.map(|d| d.to_string()))),
            ("crimes", crimes.collect::<Vec<_>>().join("; ").into()),
        ]);
        let id = Json::from(p.code.as_str());
        // A feature must have the member, null where there is no place: left-out members would make it invalid.
        Json::Object(vec![
            ("type", "Feature".into()),
            ("id", id),
            ("geometry", capital(&p.code).unwrap_or(Json::Null)),
            ("properties", properties),
        ])
    };
    let features = partners(selection, shared).into_iter().map(feature).collect();
    Json::Object(vec![
        ("type", "FeatureCollection".into()),
        (
            "metadata",
            Json::object([
                ("title", context.title.into()),
                ("version", context.version.into()),
                ("selection", told.into()),
            ]),
        ),
        ("features", Json::List(features)),
    ])
    .line()
}

fn capital(code: &str) -> Option<Json> {
    let row = Tables::bundled()
        .capitals
        .lines()
        .find(|l| l.strip_prefix(code).is_some_and(|rest| rest.starts_with('\t')))?;
    let mut tenths = row.split('\t').skip(1).map_while(|n| n.parse::<i64>().ok());
    let (lon, lat) = (tenths.next()?, tenths.next()?);
    let coordinates = Json::List(vec![Json::Thousandths(lon * 100), Json::Thousandths(lat * 100)]);
    Some(Json::object([("type", "Point".into()), ("coordinates", coordinates)]))
}
