package fusion.movies.crd;

/** When an upgrade of the database to another major version becomes permanent. The names are the API's. */
public enum FinalizeUpgrade {
    Automatic,
    Manual
}
