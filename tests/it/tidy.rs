//! Layers, limits, lists.
