//! Arguments, read by hand: options with a value (`--limit 5` or `--limit=5`), switches, and the rest.

use std::ffi::OsString;

/// What a command takes.
pub(crate) struct Spec {
    /// Its name.
    pub(crate) name: &'static str,
    /// The usage line without the program's name.
    pub(crate) usage: &'static str,
    /// What it does, in a sentence.
    pub(crate) about: &'static str,
    /// Options that take a value, with their dashes.
    pub(crate) options: &'static [&'static str],
    /// Options that take none.
    pub(crate) switches: &'static [&'static str],
    /// How many other arguments it takes: at least and at most.
    pub(crate) others: (usize, usize),
}

/// Arguments that fit a [`Spec`].
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    /// Whether help was asked for; nothing else was checked then.
    pub(crate) help: bool,
    /// The arguments that are no options, in order.
    pub(crate) others: Vec<OsString>,
    options: Vec<(&'static str, OsString)>,
    switches: Vec<&'static str>,
}

impl Parsed {
    /// All values of an option, in order.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a OsString> {
        self.options.iter().filter(move |(option, _)| *option == name).map(|(_, value)| value)
    }

    /// The last value of an option.
    pub(crate) fn value(&self, name: &str) -> Option<&OsString> {
        self.options.iter().rev().find(|(option, _)| *option == name).map(|(_, value)| value)
    }

    /// Whether a switch was given.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.switches.contains(&name)
    }

    /// The last value of an option as a number, or `otherwise`.
    pub(crate) fn number(&self, name: &str, otherwise: u32) -> Result<u32, String> {
        let Some(value) = self.value(name) else { return Ok(otherwise) };
        let value = value.to_string_lossy();
        value
            .parse()
            .map_err(|_| format!("{name} is '{value}'; expected a whole number; write e.g. {name} 10"))
    }
}

/// Sorts the words of a command line by what the command takes. The error says what is wrong, without the usage.
pub(crate) fn parse(spec: &Spec, words: Vec<OsString>) -> Result<Parsed, String> {
    let mut parsed = Parsed::default();
    let mut words = words.into_iter();
    let mut only_others = false;
    while let Some(word) = words.next() {
        let text = word.to_string_lossy().into_owned();
        if only_others || text == "-" || !text.starts_with('-') {
            parsed.others.push(word);
        } else if text == "--" {
            only_others = true;
        } else if text == "--help" || text == "-h" {
            return Ok(Parsed { help: true, ..Parsed::default() });
        } else {
            take_option(spec, &text, &mut words, &mut parsed)?;
        }
    }
    let (least, most) = spec.others;
    match parsed.others.len() {
        n if n < least => Err("an argument is missing".to_owned()),
        n if n > most => Err(format!("unexpected argument '{}'", parsed.others[most].to_string_lossy())),
        _ => Ok(parsed),
    }
}

fn take_option(
    spec: &Spec,
    text: &str,
    words: &mut impl Iterator<Item = OsString>,
    parsed: &mut Parsed,
) -> Result<(), String> {
    let (name, attached) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (text, None),
    };
    if let Some(option) = spec.options.iter().find(|option| **option == name) {
        let value = attached.map(OsString::from).or_else(|| words.next());
        let value = value.ok_or_else(|| format!("{name} needs a value"))?;
        parsed.options.push((option, value));
        return Ok(());
    }
    match spec.switches.iter().find(|switch| **switch == name) {
        Some(_) if attached.is_some() => Err(format!("{name} takes no value")),
        Some(switch) => {
            parsed.switches.push(switch);
            Ok(())
        }
        None => Err(format!("unknown option '{name}'")),
    }
}
