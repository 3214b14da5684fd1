//! Sets of documents: and, or, and-not, count, iterate in order.
