//! The closed lists (countries, places, bodies, posts, ranks, concepts …) and their matcher.

/// All knowledge files, read once. Building costs a few milliseconds; share one.
#[derive(Debug, Default)]
pub struct Lists {}

impl Lists {
    /// Reads the files that are compiled in.
    #[must_use]
    pub fn bundled() -> Self {
        Self::default()
    }
}
