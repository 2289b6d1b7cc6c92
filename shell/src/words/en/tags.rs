//! What hangs from the bar, in English.

use crate::words::Language;
use crate::words::tag::{Date, IndicatorTag, Parcel, Tag, TagText};

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
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

pub(crate) fn tag(tag: &Tag) -> TagText {
    match tag {
        Tag::Emblem(chord) => TagText::new(
            "The lens",
            ["Shows whose each window is".to_owned(), too(chord)],
        ),
        Tag::Focus {
            cage,
            label,
            remote,
        } => {
            let remote = match remote {
                true => "Its programs run on another machine",
                false => "",
            };
            let gets = "All that you type goes there";
            TagText::new(cage, [label.clone(), remote.to_owned(), gets.to_owned()])
        }
        Tag::Nobody => TagText::new(
            "No window has the keyboard",
            ["What you type goes nowhere".to_owned()],
        ),
        Tag::Attention => TagText::new(
            "Liseré has the keys",
            ["No program gets what you type".to_owned()],
        ),
        Tag::Notice(messages) => {
            let lines = messages.iter().map(|said| Language::En.say(said));
            TagText {
                lines: lines.collect(),
                ..TagText::new("Liseré says", [])
            }
        }
        Tag::Transfer {
            from,
            parcel,
            seconds,
            chosen,
        } => {
            let from = format!("Taken from {}", Language::En.whose(from));
            let left = seconds.map(|left| format!("Dropped in {left}\u{a0}s"));
            let wipe = if *chosen { "Delete drops it now" } else { "" };
            let left = left.unwrap_or_default();
            TagText::new(self::parcel(parcel), [from, left, wipe.to_owned()])
        }
        Tag::Workspace(number, chord) => TagText::new(format!("Workspace {number}"), [too(chord)]),
        Tag::Layout { name, of, several } => {
            let of = of.as_deref().unwrap_or("Liseré itself");
            let next = match several {
                true => "Press for the next layout",
                false => "There is no other layout",
            };
            TagText::new(
                format!("Keyboard layout {name}"),
                [format!("For {of}"), next.to_owned()],
            )
        }
        Tag::Clock(date) => TagText::new(self::date(*date), []),
        Tag::Nested => TagText::new(
            "A window of another session",
            ["That session can forge all of this".to_owned()],
        ),
        Tag::Indicator(indicator) => self::indicator(indicator),
    }
}

fn too(chord: &str) -> String {
    match chord.is_empty() {
        true => String::new(),
        false => format!("Also by {chord}"),
    }
}

fn date(date: Date) -> String {
    format!("{} {}", day(date), date.year)
}

/// The day without its year.
pub(super) fn day(date: Date) -> String {
    let day = DAYS.get(usize::from(date.weekday)).unwrap_or(&"");
    let month = usize::from(date.month).checked_sub(1);
    let month = month.and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    format!("{day} {} {month}", date.day)
}

pub(crate) fn parcel(parcel: &Parcel) -> String {
    let thing = |kind| (super::WORDS.content.thing)(kind, 0);
    match parcel {
        Parcel::Reading(kind) => format!("{}…", thing(*kind)),
        Parcel::Link => "a link".to_owned(),
        Parcel::Held(kind, count, bytes) => Language::En.carried(*kind, *count, *bytes),
    }
}

fn indicator(tag: &IndicatorTag) -> TagText {
    match tag {
        IndicatorTag::Quarantine { cage, name } => TagText::new(
            format!("{cage} is in quarantine"),
            [
                "Its gate failed three times, so nothing runs there".to_owned(),
                format!("liserectl cage release {name}"),
            ],
        ),
        IndicatorTag::Journal(why) => TagText::new(
            "The journal cannot be written",
            [
                super::says::why(why),
                "Until it can, all transfers are denied".to_owned(),
            ],
        ),
        IndicatorTag::Remote(cage) => TagText::new(
            format!("{cage} runs elsewhere"),
            ["Its programs are on another machine".to_owned()],
        ),
        IndicatorTag::Sound(cage) => TagText::new(format!("{cage} plays sound"), []),
        IndicatorTag::Microphone(cage) => TagText::new(format!("{cage} hears you"), []),
        IndicatorTag::Camera(cage) => TagText::new(format!("{cage} sees you"), []),
        IndicatorTag::Volume {
            percent,
            muted,
            how,
        } => volume(*percent, *muted, *how),
        IndicatorTag::OwnMicrophone { muted, how } => {
            let (head, on) = match muted {
                true => ("The microphone is muted", "Press to turn it on"),
                false => ("The microphone is no longer muted", ""),
            };
            TagText::new(head, [if *how { on } else { "" }.to_owned()])
        }
        IndicatorTag::Brightness(percent) => {
            TagText::new(format!("Brightness {percent}%"), []).with_gauge(*percent, false)
        }
        IndicatorTag::NoLight => no_light(),
        IndicatorTag::NoSound => no_sound(),
        IndicatorTag::Battery(percent, charging) => {
            let state = match charging {
                true => "It is being charged",
                false => "It is not being charged",
            };
            TagText::new(format!("Battery {percent}%"), [state.to_owned()])
        }
        IndicatorTag::Locked(level) => TagText::new(
            format!("Locked above {level}"),
            ["Windows above it are hidden and stand still".to_owned()],
        ),
        IndicatorTag::Awake(cage) => TagText::new(
            format!("{cage} keeps the screens on"),
            ["The lock comes all the same".to_owned()],
        ),
        IndicatorTag::Pointer(cage, chord) => {
            let free = match chord.is_empty() {
                true => String::new(),
                false => format!("{chord} frees it"),
            };
            TagText::new(format!("{cage} holds the pointer"), [free])
        }
    }
}

fn no_light() -> TagText {
    TagText::new(
        "The brightness stays as it is",
        ["No built-in screen, or logind says no: the log tells".to_owned()],
    )
}

fn no_sound() -> TagText {
    TagText::new(
        "No sound server answers",
        ["pactl finds neither PulseAudio nor PipeWire".to_owned()],
    )
}

fn volume(percent: u8, muted: bool, how: bool) -> TagText {
    let volume = format!("Volume {percent}%");
    let (head, line, change) = match muted {
        true => ("The sound is off".to_owned(), volume, "Press to turn it on"),
        false => (
            volume,
            String::new(),
            "Press to turn the sound off, or turn the wheel",
        ),
    };
    let change = if how { change } else { "" };
    TagText::new(head, [line, change.to_owned()]).with_gauge(percent, muted)
}
