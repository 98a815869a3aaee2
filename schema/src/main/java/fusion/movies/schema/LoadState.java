package fusion.movies.schema;

/** The states of a load, as {@code movies_load.state} spells them. */
public enum LoadState {
    Loading,
    Loaded,
    Failed,
    /** Was loaded; another load has since started to change the movies. */
    Superseded
}
