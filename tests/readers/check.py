"""Opens every export file of a folder with an independent reader; see README.md."""

import csv
import json
import sys
import warnings
from pathlib import Path

SELECTION = "licence: CC-BY-4.0"  # the end of what every file says of the selection


def check_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert all(None not in row and None not in row.values() for row in rows), "ragged rows"
    assert all(SELECTION in row["selection"] for row in rows)
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row.values()), "a formula"
    return len(rows)


def check_jsonl(path):
    import jsonschema

    schema = json.loads(Path(__file__).with_name("record.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    reader = jsonschema.Draft202012Validator(schema)
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for record in records:
        reader.validate(record)
        kinds = ("countries", "organizations", "people", "instruments", "crimes", "cooperation", "forums", "pledges")
        facts = [fact for kind in kinds for fact in record[kind]]
        for fact in facts:
            for proof in fact["evidence"]:
                words = record["text"].encode()[proof["start"]:proof["end"]].decode()
                assert words == proof["quote"]
    return len(records)


def check_ftm(path):
    from followthemoney import model
    from followthemoney.types import registry

    entities, ids = [], set()
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        entity = model.get_proxy(data, cleaned=True)
        for name, values in data["properties"].items():
            prop = entity.schema.get(name)
            assert prop is not None, f"{data['schema']} has no {name}"
            kept = entity.get(name)
            assert len(kept) == len(set(values)) or prop.type == registry.url, f"{name}: {values} became {kept}"
        for name in entity.schema.required:
            assert entity.get(name), f"{data['id']} lacks {name}"
        entity.schema.validate(data)
        entities.append(entity)
        assert entity.id not in ids, f"{entity.id} twice"
        ids.add(entity.id)
    for entity in entities:
        for prop, value in entity.itervalues():
            assert prop.type != registry.entity or value in ids, f"{entity.id}: {prop.name} {value} is nowhere"
    return len(entities)


def check_skos(path):
    import rdflib
    from rdflib.namespace import RDF, SKOS

    graph = rdflib.Graph().parse(path, format="turtle")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    for concept in concepts:
        languages = sorted(label.language for label in graph.objects(concept, SKOS.prefLabel))
        assert languages == ["en", "vi"], f"{concept}: {languages}"
        others = set(graph.objects(concept, SKOS.altLabel))
        assert not others & set(graph.objects(concept, SKOS.prefLabel)), concept
        assert not others & set(graph.objects(concept, SKOS.hiddenLabel)), concept
    for narrower, broader in graph.subject_objects(SKOS.broader):
        assert broader in concepts, f"{narrower} is under {broader}, which is nowhere"
    return len(concepts)


def check_plover(path):
    types = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
             "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
    contexts = {"legal", "intelligence", "diplomatic", "migration", "terrorism", "cyber", "crime", "corruption",
                "illegal_drugs", "trafficking", "environment", "technology", "military", "peacekeeping", "human_rights"}
    schema = {
        "type": "object",
        "required": ["id", "event", "quad_code", "cite_info"],
        "properties": {
            "event": {"type": "array", "items": {"enum": sorted(types)}, "minItems": 1},
            "mode": {"type": "array", "items": {"enum": ["visit", "third-party", "multilateral", "phone", "assist"]}},
            "context": {"type": "array", "items": {"enum": sorted(contexts)}, "uniqueItems": True},
            "quad_code": {"enum": [1, 2, 3, 4]},
            "actor": {"type": "array", "items": {"required": ["code", "sector"],
                                                  "properties": {"code": {"pattern": "^[A-Z]{3}$"}}}},
        },
    }
    import jsonschema

    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for record in records:
        jsonschema.validate(record, schema)
        assert SELECTION in record["cite_info"]["selection"]
    assert len({record["id"] for record in records}) == len(records), "an id twice"
    return len(records)


def check_csl(path):
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(path.read_text("utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = [{key: value for key, value in item.items() if key != "keyword"} for item in items]
        bibliography = CitationStylesBibliography(
            CitationStylesStyle("harvard-cite-them-right", validate=False), CiteProcJSON(known), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        entries = [str(entry) for entry in bibliography.bibliography()]
    assert len(entries) == len(items)
    assert all(SELECTION in item["annote"] for item in items)
    return len(entries)


def check_ris(path):
    import rispy

    text = path.read_bytes().decode("utf-8")
    entries = rispy.loads(text)
    assert text.count("\r\n") == text.count("\n")
    assert all(entry["type_of_reference"] == "NEWS" and entry["title"] for entry in entries)
    assert all(any(SELECTION in note for note in entry["notes"]) for entry in entries)
    return len(entries)


def check_bibtex(path):
    import bibtexparser
    from bibtexparser.bparser import BibTexParser

    text = path.read_text("utf-8")
    entries = bibtexparser.loads(text, BibTexParser(common_strings=True)).entries
    assert len(entries) == text.count("\n@article{"), "an entry was not read"
    assert len({entry["ID"] for entry in entries}) == len(entries)
    assert all(entry["title"] for entry in entries)
    return len(entries)


def check_geojson(path):
    import jsonschema

    point = {"type": "object", "required": ["type", "coordinates"], "properties": {
        "type": {"const": "Point"},
        "coordinates": {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [
            {"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}]}}}
    feature = {"type": "object", "required": ["type", "geometry", "properties"], "properties": {
        "type": {"const": "Feature"}, "geometry": {"oneOf": [{"type": "null"}, point]}, "properties": {"type": "object"}}}
    data = json.loads(path.read_text("utf-8"))
    jsonschema.validate(data, {"type": "object", "required": ["type", "features"], "properties": {
        "type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": feature}}})
    assert SELECTION in data["metadata"]["selection"]
    return len(data["features"])


def check_gexf(path):
    import networkx

    graph = networkx.read_gexf(path, version="1.3") if "1.3" in networkx.readwrite.gexf.GEXF.versions else None
    if graph is None:  # networkx reads up to 1.2: the parts that we use are the same
        old = path.with_suffix(".1.2.xml")
        old.write_text(path.read_text("utf-8").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
                       .replace('version="1.3"', 'version="1.2"'), "utf-8")
        graph = networkx.read_gexf(old)
        old.unlink()
    assert all(data["label"] and data["kind"] for _, data in graph.nodes(data=True))
    assert all(data["weight"] >= 1 for _, _, data in graph.edges(data=True))
    return graph.number_of_nodes()


def check_annotations(path):
    data = json.loads(path.read_text("utf-8"))
    records = path.with_name(path.name.replace("annotations.jsonld", "jsonl"))
    import unicodedata
    texts = {}
    for line in records.read_text("utf-8").splitlines():
        record = json.loads(line)
        texts[record["id"]] = unicodedata.normalize("NFC", record["text"])
    items = data["first"].get("items", [])
    assert data["total"] == len(items) and SELECTION in data["summary"]
    for item in items:
        text = texts[item["target"]["source"]["id"].rsplit(":", 1)[1]]
        quote, position = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"], item["id"]
        assert text[:start].endswith(quote.get("prefix", "")) and text[end:].startswith(quote.get("suffix", ""))
    return len(items)


READERS = {
    ".csv": check_csv, ".plover.jsonl": check_plover, ".jsonl": check_jsonl, ".ftm.json": check_ftm, ".ttl": check_skos,
    ".csl.json": check_csl, ".ris": check_ris, ".bib": check_bibtex, ".geojson": check_geojson, ".gexf": check_gexf,
    ".annotations.jsonld": check_annotations,
}


def main(folder):
    failed = 0
    for path in sorted(Path(folder).iterdir()):
        reader = next((read for ending, read in READERS.items() if path.name.endswith(ending)), None)
        if reader is None:
            continue
        try:
            print(f"{path.name}: {reader(path)} entries")
        except Exception as error:  # noqa: BLE001 - every refusal is told, then the next file is read
            failed += 1
            print(f"{path.name}: {type(error).__name__}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
