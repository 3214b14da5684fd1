//! When the words of two languages name one post: `Thứ trưởng Bộ Công an`, `Deputy Minister of Public Security`.

use crate::base::Arrange;
use crate::extract::lists::Tables;
use crate::text::fold::folded_phrase;

/// The labels of all posts with their level, the longest first.
pub(super) struct Posts {
    labels: Vec<(String, &'static str)>,
}

/// What posts of one body are compared by: level, and whether it is a deputy's.
pub(super) type Class = (&'static str, bool);

impl Posts {
    /// Reads the bundled file, `id vi en vi_alt en_alt level …`; labels that are patterns are left out.
    pub(super) fn bundled() -> Self {
        let mut labels = Vec::new();
        for row in Tables::bundled().posts.lines().skip(1) {
            let cells: Vec<&'static str> = row.split('\t').collect();
            let Some(level) = cells.get(5) else { continue };
            let all = cells.iter().skip(1).take(4).flat_map(|cell| cell.split('|'));
            let plain = all.filter(|label| !label.is_empty() && !label.contains(['(', '[', '~']));
            labels.extend(plain.map(|label| (folded_phrase(label), *level)));
        }
        labels.arrange_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        Self { labels }
    }

    /// The class of a post by its folded words; none where they begin with no label.
    pub(super) fn class(&self, folded: &str) -> Option<Class> {
        let begins = |label: &str| {
            folded.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let (_, level) = self.labels.iter().find(|(label, _)| begins(label))?;
        let deputy = ["pho ", "thu truong", "deputy ", "vice "].iter().any(|word| folded.starts_with(word));
        Some((level, deputy))
    }
}
