//! Small words that the rules for names look for, in groups. They are labels like all others, so one pass over the
//! text finds them all and a rule only asks what stands at a token.

/// A group of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Group {
    /// Links a post with its body.
    Link,
    /// Says where.
    Locative,
    /// And.
    And,
    /// `'s`.
    Owner,
    /// A comma.
    Comma,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// `ông`, `ngài`.
    Honorific,
    /// `counterpart`.
    Counterpart,
    /// Degrees and titles of nobility before a name.
    Style,
    /// Fields of a post that no body's name has.
    Field,
    /// English nouns of posts.
    Head,
    /// Vietnamese heads of posts that the list of posts lacks.
    VietnameseHead,
    /// English words before a post that belong to it.
    Modifier,
    /// Small adjectives of Vietnamese posts.
    Grade,
    /// What comes next is what the post is for.
    Duty,
    /// The name that follows is a delegation's leader.
    LedBy,
    /// Verbs of leading in a clause after a name.
    Leads,
    /// Between a name and what its bearer is.
    Copula,
    /// Words between a name and the post after it.
    Before,
    /// Accused, convicted, hurt.
    Accused,
    /// Private persons.
    Private,
    /// Companies.
    Business,
    /// Police words that make a code beside them a unit's.
    Police,
    /// The way by which the sides reach each other, or where they meet.
    Channel,
    /// Two sides sit down.
    Meets,
    /// Two countries.
    Two,
    /// Three countries.
    Three,
    /// Four countries.
    Four,
    /// Five countries.
    Five,
    /// Six countries.
    Six,
}

/// How many groups there are.
pub(super) const COUNT: u8 = Group::Six as u8 + 1;

impl Group {
    /// The group of a number.
    pub(super) fn from_number(number: u16) -> Option<Self> {
        // The groups stand in their order.
        GROUPS.get(usize::from(number)).map(|&(group, _)| group).filter(|&group| group as u16 == number)
    }
}

/// The words, as labels of the matcher.
pub(super) const GROUPS: [(Group, &[&str]); COUNT as usize] = [
    (
        Group::Link,
        &["đồng thời là", "phụ trách", "in charge of", "kiêm", "của", "thuộc", "nước", "of", "for", "the"],
    ),
    (Group::Locative, &["tại", "ở", "in", "at", "to"]),
    (Group::And, &["và", "and", "&"]),
    (Group::Owner, &["'s"]),
    (Group::Comma, &[","]),
    (Group::Open, &["("]),
    (Group::Close, &[")"]),
    (Group::Honorific, &["ông", "bà", "ngài", "đồng chí", "quý (ông/bà)"]),
    (Group::Counterpart, &["người đồng (cấp/nhiệm)", "counterpart", "opposite number"]),
    (
        Group::Style,
        &[
            "gs",
            "pgs",
            "ts",
            "ths",
            "bs",
            "ls",
            "tskh",
            "dr",
            "prof",
            "professor",
            "sheikh",
            "samdech",
            "datuk",
            "dato",
            "krolahom",
            "techo",
            "lok chumteav",
            "tan sri",
            "seri",
            "puan",
            "encik",
            "bapak",
            "sir",
            "dame",
            "lord",
            "haji",
            "tuan",
            "hon",
            "honourable",
            "honorable",
            "hrh",
            "emir",
            "oknha",
        ],
    ),
    (
        Group::Field,
        &[
            "(south/southeast/east/north/central) (asia/europe/africa)",
            "(asia/pacific/europe/africa/region/operations/policy/observer/mission/relations/migration/immigration/asylum)",
            "(training/planning/strategy/information/technology/communications/capabilities/capability/programme/programmes/investigations)",
        ],
    ),
    (
        Group::Head,
        &[
            "(adviser/advisor/ambassador/attaché/attache/chairman/chairperson/chairwoman/chief/chancellor)",
            "(commander/commissioner/coordinator/counsellor/counselor/director/envoy/governor/head/inspector) [general]",
            "(king/leader/manager/minister/officer/premier/president/prosecutor/rector/representative)",
            "(secretary/spokesman/spokesperson/spokeswoman/superintendent) [general]",
        ],
    ),
    (
        Group::VietnameseHead,
        &[
            "[phó] bí thư",
            "trợ lý",
            "phó trưởng",
            "[phó] trưởng đại diện",
            "tổng thư ký",
            "phó đại diện",
            "đại diện đặc biệt",
        ],
    ),
    (
        Group::Modifier,
        &[
            "(acting/assistant/associate/chief/country/deputy/executive/first/foreign/former/home/immigration/interior)",
            "(justice/national/permanent/police/principal/regional/resident/security/senior/state/vice)",
        ],
    ),
    (
        Group::Grade,
        &[
            "nhà nước",
            "thường trực",
            "thứ (nhất/hai)",
            "quốc gia",
            "liên bang",
            "điều hành",
            "cấp cao",
            "đặc biệt",
            "lâm thời",
        ],
    ),
    (Group::Duty, &["phụ trách", "in charge"]),
    (Group::LedBy, &["(led/headed/chaired/represented) by", "do"]),
    (Group::Leads, &["(directs/heads/leads/chairs/commands/runs/headed/led/represents)"]),
    (Group::Copula, &["là", "làm", "-", "–", "—"]),
    (
        Group::Before,
        &[
            "(a/an/the/his/her/its/their/acting/deputy/vice/assistant/former/new/newly/current/then/national/chief)",
            "(senior/permanent/first/appointed/police/immigration/interior/who/is)",
            "(hiện/nguyên/quyền/tân/một/trợ/lý)",
        ],
    ),
    (
        Group::Accused,
        &[
            "đối tượng",
            "bị can",
            "bị cáo",
            "nghi (phạm/can)",
            "phạm nhân",
            "nạn nhân",
            "kẻ",
            "trùm",
            "bị (bắt/truy nã)",
            "(suspect/suspects/defendant/fugitive/convict/prisoner/victim/victims/arrested/sentenced/accused)",
            "wanted for",
            "drug lord",
        ],
    ),
    (
        Group::Private,
        &[
            "phóng viên",
            "nhà báo",
            "doanh nhân",
            "ca sĩ",
            "người dân",
            "sinh viên",
            "du khách",
            "nhiếp ảnh",
            "cư trú",
            "(reporter/journalist/photographer/businessman/resident/student/tourist)",
        ],
    ),
    (
        Group::Business,
        &[
            "công ty",
            "tập đoàn",
            "doanh nghiệp",
            "ngân hàng",
            "(company/corporation/ltd/inc/group/jsc/bank)",
            "co .",
        ],
    ),
    (
        Group::Police,
        &[
            "(công/cảnh/cục/bộ/phòng)",
            "(police/ministry/department/agency/officers/force/unit/security/crime)",
        ],
    ),
    (
        Group::Channel,
        &[
            "kênh",
            "qua",
            "khuôn khổ",
            "diễn đàn",
            "cơ chế",
            "ủy viên",
            "thành viên",
            "chủ tịch",
            "(channel/channels/through/via/framework/forum/member/members/within/chair)",
        ],
    ),
    (
        Group::Meets,
        &["hội (đàm/kiến)", "tiếp", "gặp", "làm việc với", "(talks/met/received)", "held a meeting"],
    ),
    (
        Group::Two,
        &[
            "(hai/2) (nước/bên/quốc gia/bộ/cơ quan/lực lượng)",
            "song phương",
            "two (countries/sides/nations/ministries)",
            "both (countries/sides)",
            "bilateral",
        ],
    ),
    (
        Group::Three,
        &[
            "(ba/3) (nước/quốc gia/bộ)",
            "(hội nghị/họp) ba bên",
            "three (countries/nations/ministries/neighbours)",
            "trilateral",
            "tripartite",
        ],
    ),
    (Group::Four, &["(bốn/4) (nước/quốc gia)", "four (countries/nations)"]),
    (Group::Five, &["(năm/5) (nước/quốc gia)", "five (countries/nations)"]),
    (Group::Six, &["(sáu/6) (nước/quốc gia)", "six (countries/nations)"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_in_their_order() {
        for (number, (group, _)) in GROUPS.iter().enumerate() {
            assert_eq!(Group::from_number(number as u16), Some(*group));
        }
    }
}
