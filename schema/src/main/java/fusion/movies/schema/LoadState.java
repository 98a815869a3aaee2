package fusion.movies.schema;

/** The states of a load, as {@code movies_load.state} spells them. */
public enum LoadState {
    Loading,
    Loaded,
    Failed,
    /** Was loaded once; another load has begun to change the movies since. */
    Superseded
}
