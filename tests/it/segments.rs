//! The same answer from one segment, many, and a snapshot.
