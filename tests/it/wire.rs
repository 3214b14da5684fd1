//! Golden JSON of what crosses.
