//! Round trips, old versions, cut and flipped bytes.
