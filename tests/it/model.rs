//! Dictionary, bitmap, postings against brute force.
