//! What the bar says of transfers, in the user's language.

use lisere_policy::TypeClass;
use lisere_policy::record::By;
use lisere_shell::Language;

use super::clean::Washed;
use crate::state::Compositor;

/// The bar's words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    french: bool,
}

impl Compositor {
    pub(super) fn words(&self) -> Words {
        Words {
            french: self.pictures.language() == Language::Fr,
        }
    }
}

impl Words {
    /// What is done to something on its way; "" for nothing.
    pub(super) fn washed(self, washed: Washed) -> &'static str {
        match (washed, self.french) {
            (Washed::Nothing, _) => "",
            (Washed::CleanText, false) => "hidden characters removed",
            (Washed::CleanText, true) => "caractères cachés retirés",
            (Washed::AsciiText, false) => "plain ASCII only",
            (Washed::AsciiText, true) => "ASCII seulement",
            (Washed::PlainText, false) => "as plain text",
            (Washed::PlainText, true) => "en texte brut",
            (Washed::NewImage, false) => "redrawn as a new PNG",
            (Washed::NewImage, true) => "redessinée en PNG neuf",
        }
    }

    fn pick<'w>(self, english: &'w str, french: &'w str) -> &'w str {
        if self.french { french } else { english }
    }

    pub(super) fn trusted(self) -> &'static str {
        if self.french {
            "Session"
        } else {
            "Your session"
        }
    }

    pub(super) fn class(self, class: TypeClass) -> &'static str {
        match (class, self.french) {
            (TypeClass::Text, false) => "text",
            (TypeClass::Text, true) => "texte",
            (TypeClass::RichText, false) => "formatted text",
            (TypeClass::RichText, true) => "texte mis en forme",
            (TypeClass::Image, _) => "image",
            (TypeClass::FileList, false) => "files",
            (TypeClass::FileList, true) => "fichiers",
            (TypeClass::Other, false) => "data",
            (TypeClass::Other, true) => "données",
        }
    }

    /// A size as people read it.
    pub(super) fn size(self, bytes: u64) -> String {
        let units = if self.french {
            ["o", "ko", "Mo", "Go"]
        } else {
            ["bytes", "kB", "MB", "GB"]
        };
        let [bytes_unit, rest @ ..] = units;
        if bytes < 1000 {
            return format!("{bytes} {bytes_unit}");
        }
        let mut tenths = bytes.saturating_add(50) / 100;
        let mut unit = rest.first().copied().unwrap_or_default();
        for larger in rest.into_iter().skip(1) {
            if tenths < 10_000 {
                break;
            }
            tenths = tenths.saturating_add(500) / 1000;
            unit = larger;
        }
        let point = if self.french { "," } else { "." };
        format!("{}{point}{} {unit}", tenths / 10, tenths % 10)
    }

    pub(super) fn held(self, class: TypeClass, size: u64) -> String {
        format!("{}, {}", self.class(class), self.size(size))
    }

    pub(super) fn reading(self, class: TypeClass) -> String {
        format!("{}…", self.class(class))
    }

    pub(super) fn link(self) -> &'static str {
        if self.french { "lien" } else { "link" }
    }

    pub(super) fn open_hint(self, chord: &str) -> String {
        match (chord.is_empty(), self.french) {
            (true, _) => String::new(),
            (false, false) => format!("{chord} opens it here"),
            (false, true) => format!("{chord} : ouvrir ici"),
        }
    }

    pub(super) fn paste_hint(self, chord: &str) -> String {
        match (chord.is_empty(), self.french) {
            (true, _) => String::new(),
            (false, false) => format!("{chord} pastes it here"),
            (false, true) => format!("{chord} : coller ici"),
        }
    }

    pub(super) fn nobody_to_carry_from(self) -> String {
        self.pick(
            "Nothing to carry: no window has the keyboard",
            "Rien à prendre : aucune fenêtre n’a le clavier",
        )
        .to_owned()
    }

    pub(super) fn nobody_to_paste_into(self) -> String {
        self.pick(
            "Nowhere to paste: no window has the keyboard",
            "Où coller ? Aucune fenêtre n’a le clavier",
        )
        .to_owned()
    }

    pub(super) fn nothing_copied(self, cage: &str) -> String {
        if self.french {
            format!("{cage} n’a rien copié : copiez d’abord dans le programme")
        } else {
            format!("{cage} has copied nothing: copy in the program first")
        }
    }

    pub(super) fn nothing_carried(self) -> String {
        self.pick(
            "Nothing is carried: take something first",
            "Rien n’est pris : prenez d’abord quelque chose",
        )
        .to_owned()
    }

    pub(super) fn same_cage(self, cage: &str) -> String {
        if self.french {
            format!("Cela vient de {cage} : collez comme d’habitude")
        } else {
            format!("That comes from {cage} itself: paste as usual")
        }
    }

    pub(super) fn no_answer(self, cage: &str) -> String {
        if self.french {
            format!("{cage} n’a pas répondu : rien n’est pris")
        } else {
            format!("No answer from {cage}: nothing is carried")
        }
    }

    pub(super) fn not_carried(self, cage: &str, why: &str) -> String {
        if self.french {
            format!("{cage} : rien n’est pris ({why})")
        } else {
            format!("{cage}: nothing is carried ({why})")
        }
    }

    pub(super) fn source_gone(self, cage: &str) -> String {
        if self.french {
            format!("{cage} ne l’offre plus : rien n’est pris")
        } else {
            format!("{cage} no longer offers it: nothing is carried")
        }
    }

    pub(super) fn too_much(self, cage: &str, most: usize) -> String {
        let most = self.size(u64::try_from(most).unwrap_or(u64::MAX));
        if self.french {
            format!("{cage} : plus de {most}, rien n’est pris ; envoyez un fichier")
        } else {
            format!("{cage} has more than {most}: nothing is carried; send it as a file")
        }
    }

    pub(super) fn cancelled(self) -> String {
        self.pick(
            "Not pasted: the window changed",
            "Non collé : la fenêtre a changé",
        )
        .to_owned()
    }

    pub(super) fn given(self, from: &str, to: &str) -> String {
        if self.french {
            format!("{from} → {to} : collé, c’est le presse-papiers de {to}")
        } else {
            format!("{from} → {to}: it is on {to}’s clipboard now")
        }
    }

    pub(super) fn french(self) -> bool {
        self.french
    }

    pub(super) fn placed(self, from: &str, to: &str, files: usize) -> String {
        match (files, self.french) {
            (1, false) => format!("{from} → {to}: 1 file is in {to}’s folder Incoming"),
            (1, true) => format!("{from} → {to} : 1 fichier dans le dossier Incoming de {to}"),
            (_, false) => format!("{from} → {to}: {files} files are in {to}’s folder Incoming"),
            (_, true) => {
                format!("{from} → {to} : {files} fichiers dans le dossier Incoming de {to}")
            }
        }
    }

    pub(super) fn no_link(self) -> &'static str {
        if self.french {
            "ce n’est pas un lien http ou https"
        } else {
            "it is not one http or https link"
        }
    }

    pub(super) fn no_handler(self) -> &'static str {
        if self.french {
            "la politique ne dit pas avec quoi y ouvrir les liens"
        } else {
            "the policy does not say what opens links there"
        }
    }

    pub(super) fn opened(self, from: &str, to: &str) -> String {
        if self.french {
            format!("{from} → {to} : le lien s’y ouvre")
        } else {
            format!("{from} → {to}: the link is being opened there")
        }
    }

    pub(super) fn denied(self, from: &str, to: &str, line: Option<usize>) -> String {
        let why = match (line, self.french) {
            (Some(line), false) => format!("rule on line {line}"),
            (Some(line), true) => format!("règle ligne {line}"),
            (None, false) => "no rule allows it".to_owned(),
            (None, true) => "aucune règle ne le permet".to_owned(),
        };
        if self.french {
            format!("Refusé : {from} → {to} ({why})")
        } else {
            format!("Denied: {from} → {to} ({why})")
        }
    }

    pub(super) fn over_rule(self, from: &str, to: &str, most: u64) -> String {
        let most = self.size(most);
        if self.french {
            format!("Refusé : {from} → {to}, la règle permet {most} au plus")
        } else {
            format!("Denied: {from} → {to}, the rule allows {most} at most")
        }
    }

    pub(super) fn too_often(self, from: &str, to: &str, most: u32) -> String {
        if self.french {
            format!("Refusé : {from} → {to}, la règle permet {most} par minute")
        } else {
            format!("Denied: {from} → {to}, the rule allows {most} a minute")
        }
    }

    pub(super) fn too_many_prompts(self, from: &str) -> String {
        if self.french {
            format!("Trop de demandes de {from} : réessayez dans une minute")
        } else {
            format!("Too many questions about {from}: try again in a minute")
        }
    }

    pub(super) fn standing(self, from: &str) -> String {
        if self.french {
            format!("Refusé : vous avez tout refusé de {from} pour dix minutes")
        } else {
            format!("Denied: you denied all from {from} for ten minutes")
        }
    }

    pub(super) fn refused(self, by: By, all: bool, from: &str) -> String {
        if all {
            return self.standing(from);
        }
        match (by, self.french) {
            (By::Timeout, false) => "Denied: nobody answered in time".to_owned(),
            (By::Timeout, true) => "Refusé : sans réponse à temps".to_owned(),
            (_, false) => "Denied: nothing was carried over".to_owned(),
            (_, true) => "Refusé : rien n’est passé".to_owned(),
        }
    }

    fn unrecordable(self, why: &str) -> String {
        if self.french {
            format!("Le journal ne peut être écrit ({why}) : tout transfert est refusé")
        } else {
            format!("The journal cannot be written ({why}): transfers are denied")
        }
    }

    pub(super) fn nothing_to_drop(self) -> String {
        self.pick(
            "Nothing of it can be given to another cage",
            "Rien de cela ne peut aller vers une autre cage",
        )
        .to_owned()
    }

    pub(super) fn dropped(self, from: &str, to: &str) -> String {
        if self.french {
            format!("{from} → {to} : déposé")
        } else {
            format!("{from} → {to}: dropped")
        }
    }

    pub(super) fn not_taken(self, from: &str, to: &str) -> String {
        if self.french {
            format!("{from} → {to} : non pris là, c’est le presse-papiers de {to}")
        } else {
            format!("{from} → {to}: not taken there, it is on {to}’s clipboard now")
        }
    }

    pub(super) fn unrecorded(self, why: &str) -> String {
        if self.french {
            format!("Refusé : le journal ne peut être écrit ({why})")
        } else {
            format!("Denied: the journal cannot be written ({why})")
        }
    }
}

impl Compositor {
    /// What the bar says while nothing can be recorded.
    pub(crate) fn journal_notice(&self) -> Option<String> {
        let why = self.journal.trouble()?;
        Some(self.words().unrecordable(why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_well() {
        let words = Words { french: false };
        let sizes = [0, 999, 1000, 1234, 999_949, 256_000, 1_500_000, 64 << 20];
        let read = sizes.map(|size| words.size(size));
        let expected = [
            "0 bytes",
            "999 bytes",
            "1.0 kB",
            "1.2 kB",
            "999.9 kB",
            "256.0 kB",
            "1.5 MB",
            "67.1 MB",
        ];
        assert_eq!(read, expected);
        assert_eq!(Words { french: true }.size(1234), "1,2 ko");
    }
}
