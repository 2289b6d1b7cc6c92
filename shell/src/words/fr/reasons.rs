//! Why a gate refused something, in French: the gates' own words are a closed set of English ones.

/// What a gate says, and what that is in French. The gates' sources are searched for what is
/// missing here by a test of the whole.
pub(in crate::words) const REASONS: &[(&str, &str)] = &[
    // Messages as such.
    (
        "a message of a length that none has",
        "un message d’une longueur impossible",
    ),
    (
        "a message longer than its arguments",
        "un message plus long que ses arguments",
    ),
    (
        "a message shorter than its arguments",
        "un message plus court que ses arguments",
    ),
    ("a message without a head", "un message sans en-tête"),
    (
        "more arguments than any message has",
        "plus d’arguments qu’aucun message n’en a",
    ),
    (
        "no object where one must be",
        "pas d’objet là où il en faut un",
    ),
    (
        "no text where one must be",
        "pas de texte là où il en faut un",
    ),
    ("a text without its end", "un texte sans sa fin"),
    ("a text that ends twice", "un texte qui finit deux fois"),
    (
        "a text that is not UTF-8",
        "un texte qui n’est pas en UTF-8",
    ),
    (
        "a text or array longer than its message",
        "un texte ou un tableau plus long que son message",
    ),
    (
        "a request to an object that is not there",
        "une requête à un objet qui n’existe pas",
    ),
    (
        "there is no such request in this version",
        "cette requête n’existe pas dans cette version",
    ),
    (
        "a request without its descriptor",
        "une requête sans son descripteur",
    ),
    (
        "a request names an object that is not there",
        "une requête nomme un objet qui n’existe pas",
    ),
    (
        "a request names an object of another kind",
        "une requête nomme un objet d’une autre sorte",
    ),
    (
        "a new object with an id that is the core's to give",
        "un nouvel objet sous un numéro que seul le cœur donne",
    ),
    (
        "a new object with an id that is not free",
        "un nouvel objet sous un numéro déjà pris",
    ),
    (
        "an object that nobody may have",
        "un objet que personne ne peut avoir",
    ),
    (
        "there is no global of this name",
        "il n’y a pas d’objet global de ce nom",
    ),
    (
        "the global of this name is another",
        "l’objet global de ce nom en est un autre",
    ),
    (
        "the global has no such version",
        "l’objet global n’a pas cette version",
    ),
    (
        "descriptors came that no request takes",
        "des descripteurs qu’aucune requête ne prend",
    ),
    (
        "more descriptors wait than requests could take",
        "plus de descripteurs en attente que les requêtes n’en prennent",
    ),
    // Quotas.
    (
        "the cage has all its connections",
        "la cage a toutes ses connexions",
    ),
    (
        "the cage has all its surfaces",
        "la cage a toutes ses surfaces",
    ),
    (
        "the cage has all its windows",
        "la cage a toutes ses fenêtres",
    ),
    ("the cage has all its popups", "la cage a tous ses menus"),
    (
        "the cage has all its pools",
        "la cage a toutes ses réserves de mémoire",
    ),
    (
        "the cage has all its descriptors",
        "la cage a tous ses descripteurs",
    ),
    (
        "the cage has all its shared memory",
        "la cage a toute sa mémoire partagée",
    ),
    (
        "the cage has all its graphics memory",
        "la cage a toute sa mémoire graphique",
    ),
    (
        "the program has all its objects",
        "le programme a tous ses objets",
    ),
    (
        "the program does not read what it is told",
        "le programme ne lit pas ce qu’on lui dit",
    ),
    (
        "the program does not take the descriptors it asked for",
        "le programme ne prend pas les descripteurs qu’il a demandés",
    ),
    (
        "the region has all its rectangles",
        "la région a tous ses rectangles",
    ),
    (
        "the tree has all its subsurfaces",
        "l’arbre a toutes ses sous-surfaces",
    ),
    (
        "the icon has all the sizes it may",
        "l’icône a toutes les tailles permises",
    ),
    (
        "the source offers all the types it may",
        "la source offre tous les types permis",
    ),
    (
        "the surface waits for all the answers it may",
        "la surface attend déjà toutes les réponses permises",
    ),
    (
        "the name of a type is longer than it may be",
        "le nom d’un type est trop long",
    ),
    (
        "a buffer's side is longer than it may be",
        "le côté d’une image est trop long",
    ),
    (
        "popups are nested as deep as they may be",
        "les menus sont emboîtés aussi loin que permis",
    ),
    (
        "subsurfaces are nested as deep as they may be",
        "les sous-surfaces sont emboîtées aussi loin que permis",
    ),
    ("no descriptor is left", "il ne reste aucun descripteur"),
    ("no file descriptors left", "il ne reste aucun descripteur"),
    (
        "the system can't accept connections",
        "le système n’accepte plus de connexions",
    ),
    ("and others", "et d’autres"),
    ("refused by the compositor", "refusé par le compositeur"),
    // Surfaces and what gives them a role.
    (
        "the surface has a role already",
        "la surface a déjà un rôle",
    ),
    ("the surface has another role", "la surface a un autre rôle"),
    (
        "the surface has another role for life",
        "la surface a un autre rôle, pour toujours",
    ),
    (
        "the surface has a buffer already",
        "la surface a déjà une image",
    ),
    ("the surface has one already", "la surface en a déjà un"),
    (
        "the surface has a viewport already",
        "la surface a déjà une découpe",
    ),
    (
        "the surface has a fractional scale already",
        "la surface a déjà une échelle fractionnaire",
    ),
    ("the surface is gone", "la surface n’existe plus"),
    (
        "the surface is no window",
        "la surface n’est pas une fenêtre",
    ),
    (
        "the surface was destroyed before what gives it its role",
        "la surface a été détruite avant ce qui lui donne son rôle",
    ),
    (
        "a surface can't be above itself",
        "une surface ne peut être au-dessus d’elle-même",
    ),
    ("a surface has a size", "une surface a une taille"),
    (
        "there is no such transform",
        "cette orientation n’existe pas",
    ),
    ("a scale is at least 1", "une échelle vaut au moins 1"),
    (
        "attach takes no offset from version 5 on",
        "attach ne prend plus de décalage depuis la version 5",
    ),
    (
        "the buffer's sides are no multiples of its scale",
        "les côtés de l’image ne sont pas des multiples de son échelle",
    ),
    (
        "a source lies in its buffer",
        "une découpe est dans son image",
    ),
    (
        "a source that is not stretched has whole sides",
        "une découpe qui n’est pas étirée a des côtés entiers",
    ),
    (
        "the viewport's source is not inside the buffer",
        "la découpe n’est pas dans l’image",
    ),
    (
        "a subsurface is placed beside a sibling or its parent",
        "une sous-surface se place près d’une sœur ou de son parent",
    ),
    (
        "the next commit has a time already",
        "le prochain envoi a déjà une heure",
    ),
    (
        "a second has fewer billionths",
        "une seconde a moins de milliardièmes",
    ),
    // Windows and menus.
    (
        "a commit before the window has a role",
        "un envoi avant que la fenêtre ait un rôle",
    ),
    (
        "a buffer before a configure was acknowledged",
        "une image avant l’accord sur une taille",
    ),
    (
        "a buffer before the first configure",
        "une image avant que la taille soit dite",
    ),
    (
        "no configure with this serial waits for an answer",
        "aucune taille de ce numéro n’attend de réponse",
    ),
    (
        "the window has no role yet",
        "la fenêtre n’a pas encore de rôle",
    ),
    (
        "the window has its role already",
        "la fenêtre a déjà son rôle",
    ),
    (
        "the window is a dialog already",
        "la fenêtre est déjà un dialogue",
    ),
    (
        "its toplevel or popup is still there",
        "sa fenêtre ou son menu existe encore",
    ),
    (
        "windows of this are still there",
        "il en reste des fenêtres",
    ),
    ("a window has a size", "une fenêtre a une taille"),
    (
        "a window can't be above itself",
        "une fenêtre ne peut être au-dessus d’elle-même",
    ),
    (
        "a window is no smaller than nothing",
        "une fenêtre n’est pas plus petite que rien",
    ),
    (
        "a size is no smaller than nothing",
        "une taille n’est pas plus petite que rien",
    ),
    (
        "the largest size is smaller than the smallest",
        "la plus grande taille est plus petite que la plus petite",
    ),
    (
        "the toplevel has a decoration already",
        "la fenêtre a déjà un décor",
    ),
    (
        "the toplevel has a buffer already",
        "la fenêtre a déjà une image",
    ),
    (
        "the toplevel was destroyed before its decoration",
        "la fenêtre a été détruite avant son décor",
    ),
    ("there is no such edge", "ce bord n’existe pas"),
    ("there is no such mode", "ce mode n’existe pas"),
    (
        "a popup belongs to a window",
        "un menu appartient à une fenêtre",
    ),
    ("a popup has a size", "un menu a une taille"),
    (
        "a popup of this one is still there",
        "un menu de celui-ci existe encore",
    ),
    (
        "a popup grabs before it is shown",
        "un menu saisit avant d’être affiché",
    ),
    (
        "the popup below has no grab",
        "le menu d’en dessous n’a rien saisi",
    ),
    (
        "the positioner lacks a size or an anchor",
        "il manque une taille ou une ancre à la position",
    ),
    (
        "an anchor is no smaller than nothing",
        "une ancre n’est pas plus petite que rien",
    ),
    (
        "a window has the icon already",
        "une fenêtre a déjà cette icône",
    ),
    (
        "a buffer of the icon was destroyed",
        "une image de l’icône a été détruite",
    ),
    (
        "an icon is a square in shared memory",
        "une icône est un carré en mémoire partagée",
    ),
    ("the icon has another role", "l’icône a un autre rôle"),
    ("the token was committed before", "le jeton a déjà servi"),
    // Memory.
    ("a pool has a size", "une réserve de mémoire a une taille"),
    (
        "no file came with the pool",
        "la réserve de mémoire est venue sans fichier",
    ),
    (
        "a pool is no larger than its file, which is in memory",
        "une réserve n’est pas plus grande que son fichier, qui est en mémoire",
    ),
    (
        "a pool only grows, and no larger than its file",
        "une réserve ne fait que grandir, jusqu’à la taille de son fichier",
    ),
    (
        "the buffer is not inside its pool",
        "l’image n’est pas dans sa réserve",
    ),
    (
        "a format that was not offered",
        "un format qui n’a pas été offert",
    ),
    ("a buffer has a size", "une image a une taille"),
    (
        "a buffer was made of this already",
        "une image en a déjà été faite",
    ),
    ("a plane is missing", "il manque un plan"),
    (
        "a plane is longer than any buffer",
        "un plan est plus long qu’aucune image",
    ),
    ("there is no such plane", "ce plan n’existe pas"),
    ("the plane is set already", "le plan est déjà donné"),
    // What is copied and dragged, and the rest.
    ("the source was used before", "la source a déjà servi"),
    (
        "a source that is in use offers no more types",
        "une source en usage n’offre plus d’autres types",
    ),
    ("there are no such actions", "ces actions n’existent pas"),
    ("there is no such shape", "cette forme n’existe pas"),
    (
        "a key before there is a keymap",
        "une touche avant la disposition du clavier",
    ),
    // Sandboxes within a cage.
    (
        "a name is empty or too long",
        "un nom est vide ou trop long",
    ),
    (
        "a request without its descriptors",
        "une requête sans ses descripteurs",
    ),
    (
        "a security context can't be watched",
        "un contexte de sécurité ne peut pas être surveillé",
    ),
    (
        "it is no local socket that listens",
        "ce n’est pas une prise locale qui écoute",
    ),
    (
        "nothing says what keeps the programs apart",
        "rien ne dit ce qui isole les programmes",
    ),
    (
        "the cage has all its security contexts",
        "la cage a déjà tous ses contextes de sécurité",
    ),
    ("the context has one already", "le contexte en a déjà un"),
    (
        "the context was committed before",
        "le contexte a déjà été validé",
    ),
    (
        "what says when a context is over is a pipe or a socket",
        "ce qui dit la fin d’un contexte est un tube ou une prise",
    ),
];
