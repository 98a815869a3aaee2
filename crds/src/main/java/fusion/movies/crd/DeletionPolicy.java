package fusion.movies.crd;

/** What becomes of the database's volumes when the stack is deleted. The names are the API's. */
public enum DeletionPolicy {
    Retain,
    Delete
}
