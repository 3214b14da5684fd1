//! Every command, bad input too.
