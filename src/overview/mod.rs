//! Over many documents: same events, ledger of agreements, timeline, network. Follows the filters.
