//! Small words that the rules for names look for, in groups. They are labels like all others, so one pass over the
//! text finds them all and a rule only asks what stands at a token. `lists/words.tsv` holds the words.

/// A group of words; the rows of the table are in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Group {
    /// Accused, convicted, hurt.
    Accused,
    /// And.
    And,
    /// Words between a name and the post after it.
    Before,
    /// Companies.
    Business,
    /// The way by which the sides reach each other, or where they meet.
    Channel,
    /// A closing bracket.
    Close,
    /// A comma.
    Comma,
    /// Between a name and what its bearer is.
    Copula,
    /// `counterpart`.
    Counterpart,
    /// What comes next is what the post is for.
    Duty,
    /// Fields of a post that no body's name has.
    Field,
    /// Five countries.
    Five,
    /// Four countries.
    Four,
    /// Small adjectives of Vietnamese posts.
    Grade,
    /// English nouns of posts.
    Head,
    /// `ông`, `ngài`.
    Honorific,
    /// Verbs of leading in a clause after a name.
    Leads,
    /// The name that follows is a delegation's leader.
    LedBy,
    /// Links a post with its body.
    Link,
    /// Says where.
    Locative,
    /// Two sides sit down.
    Meets,
    /// English words before a post that belong to it.
    Modifier,
    /// An opening bracket.
    Open,
    /// `'s`.
    Owner,
    /// Police words that make a code beside them a unit's.
    Police,
    /// Private persons.
    Private,
    /// Six countries.
    Six,
    /// Degrees and titles of nobility before a name.
    Style,
    /// Three countries.
    Three,
    /// Two countries.
    Two,
    /// Vietnamese heads of posts that the list of posts lacks.
    VietnameseHead,
}

/// All groups in their order.
const GROUPS: [Group; 31] = [
    Group::Accused,
    Group::And,
    Group::Before,
    Group::Business,
    Group::Channel,
    Group::Close,
    Group::Comma,
    Group::Copula,
    Group::Counterpart,
    Group::Duty,
    Group::Field,
    Group::Five,
    Group::Four,
    Group::Grade,
    Group::Head,
    Group::Honorific,
    Group::Leads,
    Group::LedBy,
    Group::Link,
    Group::Locative,
    Group::Meets,
    Group::Modifier,
    Group::Open,
    Group::Owner,
    Group::Police,
    Group::Private,
    Group::Six,
    Group::Style,
    Group::Three,
    Group::Two,
    Group::VietnameseHead,
];

impl Group {
    /// The group of a number.
    pub(super) fn from_number(number: u16) -> Option<Self> {
        GROUPS.get(usize::from(number)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Tables;

    #[test]
    fn groups_stand_in_the_order_of_their_table() {
        let rows: Vec<&str> = Tables::bundled().words.lines().skip(1).collect();
        assert_eq!(rows.len(), GROUPS.len());
        for (number, row) in rows.iter().enumerate() {
            let group = Group::from_number(number as u16).unwrap();
            assert_eq!(group as usize, number);
            assert_eq!(row.split('\t').next(), Some(format!("{group:?}").as_str()));
        }
    }
}
