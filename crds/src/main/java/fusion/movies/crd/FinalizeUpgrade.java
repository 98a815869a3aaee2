package fusion.movies.crd;

/** When an upgrade of the database to another major version becomes permanent. The names are part of the resource's API. */
public enum FinalizeUpgrade {
    Automatic,
    Manual
}
