//! Values as bytes and back: a document, its facts and what a corpus says of itself, field by field, in the order given
//! here. Another order or another field is another format version.

use crate::base::{Lang, Problem, Span};
use crate::corpus::{FacetKind, Info, Meta, OwnFacet};
use crate::date::Date;
use crate::engine::Entry;
use crate::extract::{Event, Facts, Instrument, Organization, Person, Place, Pledge, Tagged};
use crate::index::bits::{Reader, push_sized, push_varint};
use crate::text::{Document, Paragraph, Reason, Removed, Title};

/// What can be written and read back. `read` gives `None` for bytes that nothing wrote.
pub(super) trait Pack: Sized {
    fn write(&self, out: &mut Vec<u8>);
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// A value as bytes of its own.
pub(super) fn packed(value: &impl Pack) -> Box<[u8]> {
    let mut out = Vec::new();
    value.write(&mut out);
    out.into_boxed_slice()
}

/// The value of bytes that hold it and nothing else.
pub(super) fn unpacked<T: Pack>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader::new(bytes, 0);
    T::read(&mut reader).filter(|_| reader.at() == bytes.len())
}

macro_rules! number {
    ($($kind:ty),*) => {$(
        impl Pack for $kind {
            fn write(&self, out: &mut Vec<u8>) {
                push_varint(out, u32::from(*self));
            }
            fn read(from: &mut Reader<'_>) -> Option<Self> {
                Self::try_from(from.varint()?).ok()
            }
        }
    )*};
}
number!(u8, u16, u32);

impl Pack for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(from.byte()? != 0)
    }
}

impl Pack for String {
    fn write(&self, out: &mut Vec<u8>) {
        push_sized(out, self.as_bytes());
    }
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

impl<T: Pack> Pack for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(if bool::read(from)? { Some(T::read(from)?) } else { None })
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        push_varint(out, self.len() as u32);
        self.iter().for_each(|value| value.write(out));
    }
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let count = from.varint()?;
        let mut values = Self::new();
        for _ in 0..count {
            values.push(T::read(from)?);
        }
        Some(values)
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(from)?, B::read(from)?))
    }
}

impl Pack for Span {
    fn write(&self, out: &mut Vec<u8>) {
        push_varint(out, self.start);
        push_varint(out, self.end - self.start);
    }
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let start = from.varint()?;
        Some(Self { start, end: start.checked_add(from.varint()?)? })
    }
}

/// A value of a closed list, as its place in the list.
macro_rules! listed {
    ($kind:ty: $($name:ident)*) => {
        impl Pack for $kind {
            fn write(&self, out: &mut Vec<u8>) {
                let all = [$(Self::$name),*];
                out.push(all.iter().position(|one| one == self).unwrap_or(0) as u8);
            }
            fn read(from: &mut Reader<'_>) -> Option<Self> {
                [$(Self::$name),*].get(usize::from(from.byte()?)).copied()
            }
        }
    };
}
listed!(Lang: Vi En Und);
listed!(FacetKind: Text Number Date);
listed!(Reason: Header Caption Byline PhotoCredit Boilerplate RelatedLinks Comments SeoSpam Damaged Duplicate);

macro_rules! fields {
    ($kind:ident: $($field:ident)*) => {
        impl Pack for $kind {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)*
            }
            fn read(from: &mut Reader<'_>) -> Option<Self> {
                Some(Self { $($field: Pack::read(from)?),* })
            }
        }
    };
}
fields!(Date: year month day);
fields!(Problem: what span);
fields!(OwnFacet: key vi en kind separator);
fields!(Info: title title_vi description description_vi languages license version extract facets);
fields!(Meta: id title title_span date lang outlet url author event facets);
fields!(Title: text span);
fields!(Paragraph: span lang);
fields!(Removed: reason span);
fields!(Document: id path meta text title published lang body removed problems);
fields!(Tagged: id evidence);
fields!(Organization: id name country evidence);
fields!(Person: name country rank post organization evidence);
fields!(Instrument: title kind status year period parties evidence);
fields!(Place: city country);
fields!(Event: kind level date date_end place evidence);
fields!(Pledge: by verb cooperation crimes evidence);
fields!(Facts: event countries organizations people instruments crimes cooperation forums pledges problems);
fields!(Entry: document facts);
