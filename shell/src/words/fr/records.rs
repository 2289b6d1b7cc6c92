//! Why something was refused that no gate refused, in French: records are English ones.

/// What records say, and what that is in French. A `{}` stands for a name or number, which is the
/// same in both.
pub(in crate::words) const RECORDS: &[(&str, &str)] = &[
    // Transfers.
    ("dropped, not read", "lâché, et non lu"),
    ("not what was granted", "autre chose que ce qui fut accordé"),
    ("cancelled", "abandonné"),
    ("more than the rule allows", "plus que la règle ne permet"),
    (
        "more often than the rule allows",
        "plus souvent que la règle ne permet",
    ),
    ("too many prompts", "trop de questions"),
    ("its level is locked", "son niveau est verrouillé"),
    // Programs that are not started.
    ("there is no such program", "ce programme n’existe pas"),
    ("it can't be started", "il ne peut être lancé"),
    ("the cage can't run it", "la cage ne peut le faire tourner"),
    // Processes that come to a cage.
    (
        "the kernel can't say who it is",
        "le noyau ne sait dire qui c’est",
    ),
    ("it is another user's", "il est à quelqu’un d’autre"),
    (
        "it could not be seen in time whose it is",
        "on n’a pu voir à temps à qui il est",
    ),
    (
        "nobody is left who could see whose it is",
        "il n’y a plus personne pour voir à qui il est",
    ),
    (
        "what keeps cages has ended",
        "le gardien des cages s’est arrêté",
    ),
    ("process {} has ended", "le processus {} n’existe plus"),
    (
        "process {} is another user's",
        "le processus {} est à quelqu’un d’autre",
    ),
    (
        "process {} is outside of the cage",
        "le processus {} est hors de la cage",
    ),
    (
        "process {} is in the group {}, the cage in {}",
        "le processus {} est dans le groupe {}, la cage dans {}",
    ),
    // Gates that fail.
    ("it could not be started", "elle n’a pu être lancée"),
    ("it spoke out of turn", "elle a parlé hors de son tour"),
    (
        "it sent an unknown or malformed message",
        "elle a envoyé un message inconnu ou mal formé",
    ),
    (
        "it sent a descriptor too many or too few",
        "elle a envoyé un descripteur de trop ou de moins",
    ),
    (
        "the other end of the trunk is closed",
        "elle n’est plus à l’écoute",
    ),
    (
        "the other end of the trunk doesn't read",
        "elle ne lit plus",
    ),
    (
        "a message is too long or brings more than one descriptor",
        "un message est trop long, ou porte plus d’un descripteur",
    ),
    ("the trunk failed: {}", "sa liaison a cédé"),
];
