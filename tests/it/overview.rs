//! Same events, ledger, timeline, network.
