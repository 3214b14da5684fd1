//! Scores on the gold of the bundled corpus against committed floors.
