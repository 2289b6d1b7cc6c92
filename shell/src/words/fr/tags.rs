//! What hangs from the bar, in French.

use crate::words::Language;
use crate::words::tag::{Date, IndicatorTag, Parcel, Tag, TagText};

const DAYS: [&str; 7] = [
    "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche",
];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

pub(crate) fn tag(tag: &Tag) -> TagText {
    match tag {
        Tag::Emblem(chord) => TagText::new(
            "La loupe",
            ["Montre à qui est chaque fenêtre".to_owned(), too(chord)],
        ),
        Tag::Focus {
            cage,
            label,
            remote,
        } => {
            let remote = match remote {
                true => "Ses programmes tournent sur une autre machine",
                false => "",
            };
            let gets = "Tout ce que vous tapez y va";
            TagText::new(cage, [label.clone(), remote.to_owned(), gets.to_owned()])
        }
        Tag::Nobody => TagText::new(
            "Aucune fenêtre n’a le clavier",
            ["Ce que vous tapez ne va nulle part".to_owned()],
        ),
        Tag::Attention => TagText::new(
            "Liseré a le clavier",
            ["Aucun programme ne reçoit ce que vous tapez".to_owned()],
        ),
        Tag::Notice(messages) => {
            let lines = messages.iter().map(|said| Language::Fr.say(said));
            TagText {
                lines: lines.collect(),
                ..TagText::new("Liseré dit", [])
            }
        }
        Tag::Transfer {
            from,
            parcel,
            seconds,
            chosen,
        } => {
            let from = format!("Pris chez «\u{a0}{}\u{a0}»", Language::Fr.whose(from));
            let left = seconds.map(|left| format!("Effacé dans {left}\u{a0}s"));
            let wipe = match chosen {
                true => "Suppr l’efface tout de suite",
                false => "",
            };
            let left = left.unwrap_or_default();
            TagText::new(self::parcel(parcel), [from, left, wipe.to_owned()])
        }
        Tag::Workspace(number, chord) => TagText::new(format!("Espace {number}"), [too(chord)]),
        Tag::Layout { name, of, several } => {
            let of = of.as_deref().unwrap_or("Liseré lui-même");
            let next = match several {
                true => "Appuyez pour la disposition suivante",
                false => "Il n’y a pas d’autre disposition",
            };
            TagText::new(
                format!("Disposition de clavier {name}"),
                [format!("Pour {of}"), next.to_owned()],
            )
        }
        Tag::Clock(date) => TagText::new(self::date(*date), []),
        Tag::Nested => TagText::new(
            "Une fenêtre d’une autre session",
            ["Cette session peut tout contrefaire ici".to_owned()],
        ),
        Tag::Indicator(indicator) => self::indicator(indicator),
    }
}

fn too(chord: &str) -> String {
    match chord.is_empty() {
        true => String::new(),
        false => format!("Aussi par {chord}"),
    }
}

fn date(date: Date) -> String {
    format!("{} {}", day(date), date.year)
}

/// The day without its year. The first of a month is an ordinal, no other day is.
pub(super) fn day(date: Date) -> String {
    let weekday = DAYS.get(usize::from(date.weekday)).unwrap_or(&"");
    let month = usize::from(date.month).checked_sub(1);
    let month = month.and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    let day = match date.day {
        1 => "1er".to_owned(),
        day => day.to_string(),
    };
    format!("{weekday} {day} {month}")
}

pub(crate) fn parcel(parcel: &Parcel) -> String {
    let thing = |kind| (super::WORDS.content.thing)(kind, 0);
    match parcel {
        Parcel::Reading(kind) => format!("{}…", thing(*kind)),
        Parcel::Link => "un lien".to_owned(),
        Parcel::Held(kind, count, bytes) => Language::Fr.carried(*kind, *count, *bytes),
    }
}

fn indicator(tag: &IndicatorTag) -> TagText {
    match tag {
        IndicatorTag::Quarantine { cage, name } => TagText::new(
            format!("{cage} est en quarantaine"),
            [
                "Sa porte a cédé trois fois\u{a0}: plus rien n’y tourne".to_owned(),
                format!("liserectl cage release {name}"),
            ],
        ),
        IndicatorTag::Journal(why) => TagText::new(
            "Le journal ne peut être écrit",
            [
                super::says::why(why),
                "D’ici là, tout transfert est refusé".to_owned(),
            ],
        ),
        IndicatorTag::Remote(cage) => TagText::new(
            format!("{cage} tourne ailleurs"),
            ["Ses programmes sont sur une autre machine".to_owned()],
        ),
        IndicatorTag::Sound(cage) => TagText::new(format!("{cage} joue du son"), []),
        IndicatorTag::Microphone(cage) => TagText::new(format!("{cage} vous entend"), []),
        IndicatorTag::Camera(cage) => TagText::new(format!("{cage} vous voit"), []),
        IndicatorTag::Volume {
            percent,
            muted,
            how,
        } => volume(*percent, *muted, *how),
        IndicatorTag::OwnMicrophone { muted, how } => {
            let (head, on) = match muted {
                true => ("Le micro est coupé", "Appuyez pour le rétablir"),
                false => ("Le micro n’est plus coupé", ""),
            };
            TagText::new(head, [if *how { on } else { "" }.to_owned()])
        }
        IndicatorTag::Brightness(percent) => {
            TagText::new(format!("Luminosité à {percent}\u{a0}%"), []).with_gauge(*percent, false)
        }
        IndicatorTag::NoLight => no_light(),
        IndicatorTag::NoSound => no_sound(),
        IndicatorTag::Battery(percent, charging) => {
            let state = match charging {
                true => "Elle se recharge",
                false => "Elle ne se recharge pas",
            };
            TagText::new(format!("Batterie à {percent}\u{a0}%"), [state.to_owned()])
        }
        IndicatorTag::Locked(level) => TagText::new(
            format!("Verrouillé au-dessus de {level}"),
            ["Les fenêtres au-dessus sont masquées et figées".to_owned()],
        ),
        IndicatorTag::Awake(cage) => TagText::new(
            format!("{cage} garde les écrans allumés"),
            ["Le verrouillage vient quand même".to_owned()],
        ),
        IndicatorTag::Pointer(cage, chord) => {
            let free = match chord.is_empty() {
                true => String::new(),
                false => format!("{chord} le libère"),
            };
            TagText::new(format!("{cage} retient le pointeur"), [free])
        }
    }
}

fn no_light() -> TagText {
    TagText::new(
        "La luminosité reste telle quelle",
        ["Pas d’écran intégré, ou refus de logind\u{a0}: voir le journal du système".to_owned()],
    )
}

fn no_sound() -> TagText {
    TagText::new(
        "Aucun serveur de son ne répond",
        ["pactl ne trouve ni PulseAudio ni PipeWire".to_owned()],
    )
}

fn volume(percent: u8, muted: bool, how: bool) -> TagText {
    let volume = format!("Volume à {percent}\u{a0}%");
    let (head, line, change) = match muted {
        true => (
            "Le son est coupé".to_owned(),
            volume,
            "Appuyez pour le rétablir",
        ),
        false => (
            volume,
            String::new(),
            "Appuyez pour couper le son, ou tournez la molette",
        ),
    };
    let change = if how { change } else { "" };
    TagText::new(head, [line, change.to_owned()]).with_gauge(percent, muted)
}
