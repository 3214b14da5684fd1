//! The knowledge files as text: tables that a linguist edits, read by the layers that know their columns.
//!
//! A native build holds them. The wasm does not: they would be half of it, so they cross beside it as one packed
//! file (`pkg/entente_knowledge.tsv.gz`), and whoever starts the module supplies them before anything is asked.

/// The tables: tab-separated, a header row, `|` between alternatives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tables {
    /// `code alpha3 region vi en vi_alt en_alt vi_demonym en_demonym ambiguous source`
    pub countries: &'static str,
    /// `vi en alt country kind source`
    pub places: &'static str,
    /// `id country kind vi en vi_alt en_alt parent code source`
    pub bodies: &'static str,
    /// `id vi en alt kind source`
    pub forums: &'static str,
    /// `id vi en vi_alt en_alt order source`
    pub ranks: &'static str,
    /// `id vi en vi_alt en_alt level source`
    pub posts: &'static str,
    /// `name tradition kind source`
    pub names: &'static str,
    /// `id scheme vi en vi_alt en_alt hidden broader related notation match note`
    pub concepts: &'static str,
    /// `id vi en note`; `id!` holds longer labels that are not to be taken for a cue of `id`
    pub cues: &'static str,
    /// `scheme id first second reach`: two cues that within `reach` words say a concept
    pub pairs: &'static str,
    /// `group words note`: small words that the rules for names look for
    pub words: &'static str,
    /// `rule lang phrases note`: the words by which cleaning tells a caption, a byline or site furniture
    pub cleaning: &'static str,
    /// `lang word note`: words that say little
    pub stopwords: &'static str,
    /// `code lon lat`: capitals, in tenths of a degree, WGS 84
    pub capitals: &'static str,
}

/// Before each table of a packed file: this and the table's name, alone on a line.
pub const MARK: &str = "=== ";

impl Tables {
    /// Reads a packed file: each table after a line `=== name`. Columns may be left out from the right.
    ///
    /// # Errors
    /// A line that names no table, or a table that is missing: what was expected and what came.
    pub fn unpack(packed: &'static str) -> Result<Self, String> {
        let mut tables = Self::default();
        for part in packed.split(MARK).skip(1) {
            let (name, table) = part.split_once('\n').unwrap_or((part, ""));
            let slot = tables.slot(name).ok_or_else(|| {
                format!("knowledge: expected one of {NAMES:?} after '{MARK}', got '{name}'; build the package again")
            })?;
            *slot = table;
        }
        match NAMES.iter().find(|name| tables.slot(name).is_none_or(|table| table.is_empty())) {
            Some(name) => Err(format!("knowledge: the table '{name}' is missing; build the package again")),
            None => Ok(tables),
        }
    }

    fn slot(&mut self, name: &str) -> Option<&mut &'static str> {
        Some(match name {
            "countries" => &mut self.countries,
            "places" => &mut self.places,
            "bodies" => &mut self.bodies,
            "forums" => &mut self.forums,
            "ranks" => &mut self.ranks,
            "posts" => &mut self.posts,
            "names" => &mut self.names,
            "concepts" => &mut self.concepts,
            "cues" => &mut self.cues,
            "pairs" => &mut self.pairs,
            "words" => &mut self.words,
            "cleaning" => &mut self.cleaning,
            "stopwords" => &mut self.stopwords,
            "capitals" => &mut self.capitals,
            _ => return None,
        })
    }
}

/// The names of the tables in a packed file.
const NAMES: [&str; 14] = [
    "countries",
    "places",
    "bodies",
    "forums",
    "ranks",
    "posts",
    "names",
    "concepts",
    "cues",
    "pairs",
    "words",
    "cleaning",
    "stopwords",
    "capitals",
];

#[cfg(not(target_arch = "wasm32"))]
mod held {
    use super::Tables;

    const HELD: Tables = Tables {
        countries: include_str!("extract/lists/countries.tsv"),
        places: include_str!("extract/lists/places.tsv"),
        bodies: include_str!("extract/lists/bodies.tsv"),
        forums: include_str!("extract/lists/forums.tsv"),
        ranks: include_str!("extract/lists/ranks.tsv"),
        posts: include_str!("extract/lists/posts.tsv"),
        names: include_str!("extract/lists/names.tsv"),
        concepts: include_str!("thesaurus/concepts.tsv"),
        cues: include_str!("extract/lists/cues.tsv"),
        pairs: include_str!("extract/lists/pairs.tsv"),
        words: include_str!("extract/lists/words.tsv"),
        cleaning: include_str!("text/cues.tsv"),
        stopwords: include_str!("text/stopwords.tsv"),
        capitals: include_str!("export/capitals.tsv"),
    };

    impl Tables {
        /// The tables of this build.
        #[must_use]
        pub const fn bundled() -> Self {
            HELD
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod supplied {
    use super::Tables;
    use std::sync::OnceLock;

    static SUPPLIED: OnceLock<Tables> = OnceLock::new();

    impl Tables {
        /// The tables supplied; empty before, so that documents are searched without facts.
        #[must_use]
        pub fn bundled() -> Self {
            SUPPLIED.get().copied().unwrap_or_default()
        }

        /// Supplies the tables, once; later calls change nothing. The text stays for as long as the module lives.
        ///
        /// # Errors
        /// As [`Tables::unpack`].
        pub fn supply(packed: String) -> Result<(), String> {
            if SUPPLIED.get().is_none() {
                let tables = Self::unpack(Box::leak(packed.into_boxed_str()))?;
                SUPPLIED.get_or_init(|| tables);
            }
            Ok(())
        }
    }
}
