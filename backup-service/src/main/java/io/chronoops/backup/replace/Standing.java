package io.chronoops.backup.replace;

/** How far the attempts of a replacement have come, as the server's own catalogue tells. */
enum Standing {
    /** Nothing that can be gone on with. */
    BEGUN,
    /** The restored database is whole and waits beside the operated one. */
    RESTORED,
    /** They have changed places: there is no way back any more. */
    SWAPPED
}
