//! Raw files of any total size, the same at every run: sentences of the bundled corpus with other names, dates and
//! numbers, own templates, and the junk and damage of real collections. No two documents are alike.

use entente::base::Lang;
use entente::corpus::RawDocument;

/// A file: its name and its bytes.
pub(crate) type File = (String, Vec<u8>);

/// The sentences that documents are made of, and the state of the random numbers.
pub(crate) struct Corpus {
    sentences: [Vec<String>; 2],
    random: u64,
    made: usize,
}

impl Corpus {
    /// A generator over the sentences of `seeds`.
    pub(crate) fn new(seeds: &[RawDocument]) -> Self {
        let mut sentences = [Vec::new(), Vec::new()];
        for seed in seeds {
            let language = usize::from(seed.meta.lang.as_deref().map(Lang::from_code) == Some(Lang::En));
            let body = &seed.text[seed.header.map_or(0, |span| span.end as usize)..];
            let paragraphs = body.split('\n').map(str::trim).filter(|text| text.len() > 40);
            for paragraph in paragraphs {
                sentences[language].extend(paragraph.split_inclusive(". ").map(|s| s.trim().to_owned()));
            }
        }
        Self { sentences, random: 0x5EED, made: 0 }
    }

    /// Files of at least `bytes` bytes together.
    pub(crate) fn files(&mut self, bytes: usize) -> Vec<File> {
        let (mut files, mut sum) = (Vec::new(), 0);
        while sum < bytes {
            let file = self.file();
            sum += file.1.len();
            files.push(file);
        }
        files
    }

    /// A text of at least `bytes` bytes in one line.
    pub(crate) fn line(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 1000);
        while text.len() < bytes {
            let language = self.below(2);
            text.push_str(&self.sentence(language));
            text.push(' ');
        }
        text
    }

    /// So many people with ranks and posts, twenty a line.
    pub(crate) fn people(&mut self, count: usize) -> String {
        let mut text = String::new();
        for number in 0..count {
            let language = number / 20 % 2;
            let (name, rank) = (self.name(language), self.pick(&RANKS[language]));
            let post = self.pick(&POSTS[language]);
            let next = if number % 20 == 19 { ".\n\n" } else { "; " };
            text.push_str(&match number % 3 {
                0 => format!("{rank} {name}, {post}{next}"),
                1 => format!("{post} {name}{next}"),
                _ => format!("{name}{next}"),
            });
        }
        text
    }

    fn file(&mut self) -> File {
        self.made += 1;
        let language = self.below(2);
        let id = format!("{:06}", self.made);
        let title = self.title(language);
        let body = self.body(language);
        if self.below(12) == 0 {
            return (format!("{id}.html"), html(&title, &body, language).into_bytes());
        }
        let text = match self.below(4) {
            0 => format!(" date {}-{:02} {body}", 2008 + self.below(18), 1 + self.below(12)),
            1 => format!("{title}\n\n{body}"),
            _ => {
                let (year, month, day) = (2008 + self.below(18), 1 + self.below(12), 1 + self.below(28));
                let lang = ["vi", "en"][language];
                format!(
                    "---\ntitle: {title}\ndate: {year}-{month:02}-{day:02}\nlang: {lang}\noutlet: Báo số {}\n---\n\n{body}",
                    self.below(60)
                )
            }
        };
        (format!("{id}.txt"), self.damaged(&text))
    }

    fn title(&mut self, language: usize) -> String {
        let (name, country) = (self.name(language), self.pick(&COUNTRIES[language]));
        match (language, self.below(2)) {
            (0, 0) => format!("Bộ trưởng {name} tiếp đoàn đại biểu {country}"),
            (0, _) => format!("Việt Nam và {country} tăng cường hợp tác phòng, chống tội phạm"),
            (_, 0) => format!("Minister {name} receives delegation of {country}"),
            _ => format!("Viet Nam and {country} step up police cooperation"),
        }
    }

    fn body(&mut self, language: usize) -> String {
        let mut out = String::new();
        // Most reports are short; one in thirty is long.
        let paragraphs = if self.below(30) == 0 { 30 + self.below(60) } else { 4 + self.below(9) };
        for _ in 0..paragraphs {
            match self.below(14) {
                0 => out.push_str(&self.junk(language)),
                1..=3 => out.push_str(&self.report(language)),
                _ => {
                    for _ in 0..1 + self.below(4) {
                        out.push_str(&self.sentence(language));
                        out.push(' ');
                    }
                }
            }
            out.truncate(out.trim_end().len());
            out.push_str("\n\n");
        }
        if self.below(3) == 0 {
            out.push_str(&self.tail(language));
        }
        out
    }

    /// A sentence of the bundled corpus with other numbers and other people.
    fn sentence(&mut self, language: usize) -> String {
        let at = self.below(self.sentences[language].len().max(1));
        let given = self.sentences[language].get(at).cloned().unwrap_or_default();
        let mut out = String::with_capacity(given.len() + 16);
        let mut words = given.split(' ').peekable();
        while let Some(word) = words.next() {
            if FAMILIES.contains(&word) && words.peek().is_some_and(|w| w.starts_with(char::is_uppercase)) {
                while words
                    .peek()
                    .is_some_and(|w| w.starts_with(char::is_uppercase) && !w.ends_with([',', '.']))
                {
                    words.next();
                }
                out.push_str(&self.name(0));
            } else if word.starts_with(|c: char| c.is_ascii_digit()) {
                out.extend(word.chars().map(|c| if matches!(c, '3'..='9') { self.digit() } else { c }));
            } else {
                out.push_str(word);
            }
            out.push(' ');
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// A sentence of our own.
    fn report(&mut self, language: usize) -> String {
        let (one, other) = (self.name(language), self.name(1));
        let (rank, post) = (self.pick(&RANKS[language]), self.pick(&POSTS[language]));
        let (country, field) = (self.pick(&COUNTRIES[language]), self.pick(&FIELDS[language]));
        let (day, month, year) = (1 + self.below(28), 1 + self.below(12), 2008 + self.below(18));
        match (language, self.below(3)) {
            (0, 0) => format!(
                "Sáng {day}/{month}, tại Hà Nội, {rank} {one}, {post}, đã hội đàm với ông {other}, Tư lệnh Cảnh sát {country}."
            ),
            (0, 1) => format!(
                "Ngày {day}/{month}/{year}, hai bên ký Thỏa thuận hợp tác về {field} giữa Bộ Công an Việt Nam và Bộ Nội vụ {country}; số vụ tăng {}%.",
                self.below(90)
            ),
            (0, _) => format!(
                "{post} {one} đề nghị {country} đẩy mạnh trao đổi thông tin về {field}, đồng thời sớm ký Hiệp định dẫn độ giai đoạn {year}-{}.",
                year + 3
            ),
            (_, 0) => format!(
                "On {} {day}, {year}, {rank} {one}, {post}, held talks in Ha Noi with {other}, police chief of {country}.",
                MONTHS[month - 1]
            ),
            (_, 1) => format!(
                "The two sides signed a memorandum of understanding on {field} in {year}, and {country} pledged {} training places.",
                self.below(400)
            ),
            _ => format!(
                "{post} {one} asked {country} to share information on {field} and proposed an agreement on extradition for {year}-{}.",
                year + 3
            ),
        }
    }

    fn junk(&mut self, language: usize) -> String {
        let (name, number) = (self.name(0), self.below(100_000));
        match self.below(6) {
            0 => format!("Toàn cảnh buổi làm việc. Ảnh: {name} - TTXVN"),
            1 => format!("Photo: {name}/VNA"),
            2 => format!(
                "{:02}:{:02} | {:02}/{:02}/2023 Chia sẻ Facebook Twitter Zalo In bài",
                number % 24,
                number % 60,
                1 + number % 28,
                1 + number % 12
            ),
            3 => format!("Xem thêm: {} https://example.vn/bai-{number}.html", self.title(language)),
            4 => format!("nhà cái uy tín số {number} tặng 100k, link vào nhanh nhất, đăng ký ngay"),
            _ => name,
        }
    }

    fn tail(&mut self, language: usize) -> String {
        let mut out = String::from(["Tin liên quan\n", "Related news\n"][language]);
        for _ in 0..2 + self.below(5) {
            out.push_str(&format!("- {}\n", self.title(language)));
        }
        if self.below(2) == 0 {
            out.push_str(&format!(
                "Bình luận ({})\nRất hay, chúc mừng {}\nGửi bình luận\n",
                self.below(30),
                self.name(0)
            ));
        }
        out
    }

    /// The text as bytes; now and then in another encoding, decomposed, wrongly read once, or with broken bytes.
    fn damaged(&mut self, text: &str) -> Vec<u8> {
        match self.below(40) {
            0 => text.replace('\n', "\r\n").into_bytes(),
            1 => [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
            2 => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
            3 => decomposed(text).into_bytes(),
            4 => text.bytes().map(char::from).collect::<String>().into_bytes(),
            5 => {
                let mut bytes = text.as_bytes().to_vec();
                for _ in 0..3 {
                    let at = self.below(bytes.len());
                    bytes[at] = 0xFF;
                }
                bytes
            }
            _ => text.as_bytes().to_vec(),
        }
    }

    fn name(&mut self, language: usize) -> String {
        if language == 0 || self.below(3) == 0 {
            let (family, middle) = (self.pick(&FAMILIES), self.pick(&MIDDLES));
            return format!("{family} {middle} {}", self.pick(&GIVEN));
        }
        let mut word = |parts| {
            let mut word: String =
                (0..parts).map(|_| [self.pick(&HEADS), self.pick(&ENDS)].concat()).collect();
            word[..1].make_ascii_uppercase();
            word
        };
        format!("{} {}", word(1), word(2))
    }

    fn digit(&mut self) -> char {
        char::from(b'0' + self.below(10) as u8)
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }

    /// A number below `limit`: splitmix64.
    fn below(&mut self, limit: usize) -> usize {
        self.random = self.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.random;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) % limit.max(1) as u64) as usize
    }
}

/// The marks of Vietnamese letters after their letters.
fn decomposed(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        let (mut base, mut marks) = (c, Vec::new());
        while let Some((inner, mark)) = entente::text::latin::decompose(base) {
            marks.push(mark);
            base = inner;
        }
        out.push(base);
        out.extend(marks.iter().rev());
    }
    out
}

fn html(title: &str, body: &str, language: usize) -> String {
    let mut out = format!(
        "<!DOCTYPE html><html lang={}><head><meta charset=utf-8><title>{title}</title><style>p{{margin:0}}</style></head><body><nav><a href=/>Home</a></nav><h1>{title}</h1>",
        ["vi", "en"][language]
    );
    for paragraph in body.split("\n\n") {
        out.push_str(&format!(
            "<p class=\"text\">{}</p>\n",
            paragraph.replace('&', "&amp;").replace('"', "&quot;")
        ));
    }
    out + "<footer>&copy; 2024</footer></body></html>"
}

const FAMILIES: [&str; 16] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Tô", "Lương",
    "Phan", "Dương",
];
const MIDDLES: [&str; 12] =
    ["Văn", "Thị", "Đức", "Quang", "Minh", "Ngọc", "Xuân", "Hữu", "Thanh", "Quốc", "Duy", "Bá"];
const GIVEN: [&str; 24] = [
    "Tuyến",
    "Hùng",
    "Lâm",
    "Sơn",
    "Hà",
    "Nghĩa",
    "Long",
    "Thủy",
    "Quỳnh",
    "Phước",
    "Tỏ",
    "Vương",
    "Nam",
    "Ngân",
    "Quyết",
    "Khánh",
    "Loan",
    "Giang",
    "Bình",
    "Chiến",
    "Đạt",
    "Oanh",
    "Yến",
    "Trường",
];
const HEADS: [&str; 20] = [
    "ba", "ko", "mi", "ra", "sto", "vla", "ju", "pe", "chan", "so", "kim", "da", "fer", "gri", "ho", "lu",
    "na", "tre", "we", "zo",
];
const ENDS: [&str; 20] = [
    "n", "lev", "rov", "ski", "dez", "ma", "to", "rt", "mann", "son", "vong", "ra", "li", "din", "net", "k",
    "les", "pov", "rio", "s",
];
const COUNTRIES: [[&str; 12]; 2] = [
    [
        "Lào",
        "Hàn Quốc",
        "Liên bang Nga",
        "Úc",
        "Nhật Bản",
        "Campuchia",
        "Trung Quốc",
        "Hoa Kỳ",
        "Ba Lan",
        "Ấn Độ",
        "Cu-ba",
        "Thái Lan",
    ],
    [
        "Laos",
        "South Korea",
        "the Russian Federation",
        "Australia",
        "Japan",
        "Cambodia",
        "China",
        "the United States",
        "Poland",
        "India",
        "Cuba",
        "Thailand",
    ],
];
const RANKS: [[&str; 4]; 2] = [
    ["Đại tướng", "Thượng tướng", "Trung tướng", "Đại tá"],
    ["General", "Senior Lieutenant General", "Major General", "Colonel"],
];
const POSTS: [[&str; 5]; 2] = [
    [
        "Bộ trưởng Bộ Công an",
        "Thứ trưởng Bộ Công an",
        "Cục trưởng Cục Đối ngoại",
        "Giám đốc Công an tỉnh Nghệ An",
        "Đại sứ",
    ],
    [
        "Minister of Public Security",
        "Deputy Minister of Public Security",
        "Director of the Foreign Relations Department",
        "Commissioner of Police",
        "Ambassador",
    ],
];
const FIELDS: [[&str; 6]; 2] = [
    [
        "phòng, chống ma túy",
        "tội phạm công nghệ cao",
        "mua bán người",
        "chống khủng bố",
        "đào tạo cán bộ",
        "tội phạm kinh tế",
    ],
    [
        "drug trafficking",
        "high-tech crime",
        "human trafficking",
        "counter-terrorism",
        "training",
        "money laundering",
    ],
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
