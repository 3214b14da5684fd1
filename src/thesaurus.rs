//! Bilingual concepts (SKOS): labels in both languages, broader and narrower, notations.
