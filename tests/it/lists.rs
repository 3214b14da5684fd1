//! The knowledge files: order, duplicates, folding.
