//! What the lens says in French.

use super::{LensCard, LensKeys, LensRefused, LensWords};

pub(in super::super) const WORDS: LensWords = LensWords {
    hidden: "Hors de vue",
    keys: LensKeys {
        next: ["Tab", "fenêtre suivante"],
        give: ["Entrée", "écrire ici"],
        leave: ["Échap", "retour"],
        scroll: ["↑ ↓", "défiler"],
        freeze: "geler",
        thaw: "dégeler",
        kill: "arrêter ses programmes",
        kill_again: |cage| format!("encore une fois arrête tout dans {cage}"),
        details: "détails",
        refusals: "ce qui a été refusé",
        lock_above: |level| format!("verrouiller au-dessus de {level}"),
        lock: "verrouiller",
        launcher: "lancer un programme",
        quit: "fermer la session",
        quit_again: "encore une fois ferme la session",
    },
    card: LensCard {
        level: "Niveau",
        categories: "Catégories",
        state: "État",
        states: ["en marche", "gelée", "en quarantaine"],
        engine: "Isolée dans",
        engines,
        network: "Réseau",
        networks,
        rights: "Droits",
        right,
        limits: "Limites",
        limit: |connections, windows, bytes| {
            format!("{connections} programmes, {windows} fenêtres, {bytes} à la fois")
        },
        memory: |memory| format!("{memory} de mémoire"),
        running: "En cours",
        processes: |count| format!("{count}\u{a0}processus"),
        window: "Fenêtre",
        title: "Titre",
        app: "Se dit",
        since: "Depuis",
        days: |time, days| match days {
            0 => time.to_owned(),
            1 => format!("{time}, il y a un jour"),
            _ => format!("{time}, il y a {days}\u{a0}jours"),
        },
        program: "Programme",
        connection: "Connexion",
        process: "Processus",
        by_user: |pid, uid| format!("{pid}, utilisateur {uid}"),
        said: "Dit être",
        transfers: "Transferts",
        no_transfer: "aucun en cours",
        none: "aucun",
    },
    refused: LensRefused {
        heading: "Ce qui a été refusé, et pourquoi",
        nothing: "Rien n’a été refusé depuis le début de cette session.",
        transfer: |what, from, to| format!("{from} → {to}\u{a0}: {what}"),
        dropped: "Rien n’est arrivé d’un transfert",
        rule: |line| format!("Refusé par la règle ligne {line} de la politique"),
        no_rule: "Refusé\u{a0}: aucune règle de la politique ne le permet",
        by: [
            "Vous l’avez refusé",
            "Personne n’a répondu à temps",
            "Vous aviez tout refusé de cette cage pour dix minutes",
        ],
        never: "Rien ne peut passer de l’une à l’autre",
        killed: |count| match count {
            1 => "Un programme a été arrêté".to_owned(),
            _ => format!("Des programmes ont été arrêtés, {count}\u{a0}fois"),
        },
        killed_instead: "Il a enfreint le protocole\u{a0}; il peut être relancé",
        quota: "Elle a tout ce qu’elle peut avoir",
        quota_instead: "Fermer de ses fenêtres ou programmes fait de la place",
        asked: "Elle a demandé ce qu’elle ne peut avoir",
        stranger: "Un processus qui n’est pas des siens a été renvoyé",
        stranger_instead: "Un programme entre quand il est lancé dans la cage",
        program: "Un programme n’a pas été lancé",
        gate: "Sa porte est tombée, et ses programmes avec elle",
        quarantine: "Elle est en quarantaine",
        quarantine_instead: |cage| format!("«\u{a0}liserectl cage release {cage}\u{a0}» l’en sort"),
        preferences: "Des préférences enregistrées n’ont pas été reprises",
        line: |line| match line {
            0 => "Le fichier n’a pas pu être lu".to_owned(),
            _ => format!("Il y a une faute ligne {line}"),
        },
        preferences_instead: "Les dernières bonnes restent en vigueur",
    },
};

fn engines(engine: &str, host: &str) -> String {
    match engine {
        "bubblewrap" => "un bac à sable sur cette machine".to_owned(),
        "ssh" => format!("une autre machine, {host}"),
        "socket" => "un service qui vient de lui-même".to_owned(),
        other => other.to_owned(),
    }
}

fn networks(network: &str) -> String {
    match network {
        "none" => "aucun".to_owned(),
        "host" => "celui de la machine, entier".to_owned(),
        "pasta" => "le sien, vers l’extérieur seulement".to_owned(),
        other => format!(
            "«\u{a0}{}\u{a0}» de la machine",
            other.trim_start_matches("netns:")
        ),
    }
}

fn right(name: &str) -> &str {
    match name {
        "gpu" => "carte graphique",
        "whole-output" => "écran entier",
        "pointer-lock" => "retenir le pointeur",
        "keep-awake" => "garder l’écran allumé",
        "nested-namespaces" => "ses propres bacs à sable",
        "io-uring" => "appels en file (io_uring)",
        "admin" => "root à l’intérieur",
        "auditor" => "lire le journal",
        other => other,
    }
}
