//! When the words of two languages name one post: `Thứ trưởng Bộ Công an`, `Deputy Minister of Public Security`.

use crate::base::Arrange;
use crate::extract::lists::Tables;
use crate::text::fold::folded_phrase;

/// The labels of all posts with their row, the longest first.
pub(super) struct Posts {
    labels: Vec<(String, Class)>,
}

/// What posts are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class {
    /// The row of the file of posts.
    id: &'static str,
    /// `minister deputy-minister department local other`.
    level: &'static str,
    /// Whether it is a deputy's.
    deputy: bool,
}

impl Class {
    /// Whether words of these classes can mean one post: of one body (`same_body`), or where one of them names none.
    pub(super) fn agrees(self, other: Self, same_body: bool) -> bool {
        // `Minister` alone can mean the Minister of Justice, but never the Prime Minister.
        let plain = |one: Self, of: Self| {
            let named = of.id.strip_prefix(one.id).is_some_and(|rest| rest.starts_with('-'));
            matches!(one.id, "minister" | "deputy-minister")
                && (named || of.id.ends_with("-minister") && !of.id.contains("prime"))
        };
        let level = (self.level, self.deputy) == (other.level, other.deputy);
        self.id == other.id || level && (same_body || plain(self, other) || plain(other, self))
    }
}

impl Posts {
    /// Reads the bundled file, `id vi en vi_alt en_alt level …`; labels that are patterns are left out.
    pub(super) fn bundled() -> Self {
        let mut labels = Vec::new();
        for row in Tables::bundled().posts.lines().skip(1) {
            let cells: Vec<&'static str> = row.split('\t').collect();
            let (Some(id), Some(level)) = (cells.first(), cells.get(5)) else { continue };
            let all = cells.iter().skip(1).take(4).flat_map(|cell| cell.split('|'));
            let plain = all.filter(|label| !label.is_empty() && !label.contains(['(', '[', '~']));
            labels.extend(plain.map(|label| {
                let folded = folded_phrase(label);
                let deputy =
                    ["pho ", "thu truong", "deputy ", "vice "].iter().any(|word| folded.starts_with(word));
                (folded, Class { id, level, deputy })
            }));
        }
        labels.arrange_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        Self { labels }
    }

    /// The class of a post by its folded words: that of the longest label in them; none where there is none.
    pub(super) fn class(&self, folded: &str) -> Option<Class> {
        let holds = |label: &str| {
            folded.match_indices(label).any(|(at, _)| {
                let (before, after) = (&folded[..at], &folded[at + label.len()..]);
                (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
            })
        };
        self.labels.iter().find(|(label, _)| holds(label)).map(|(_, class)| *class)
    }
}
