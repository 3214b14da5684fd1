//! Every fixture whole and in random chunks.
