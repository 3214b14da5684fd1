//! The façade: documents in, answers out. The page and the command line both talk to this.
