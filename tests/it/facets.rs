//! Facet counts against brute force.
