package fusion.movies.crd;

/** What happens to the database's volumes when the stack is deleted. The names are part of the resource's API. */
public enum DeletionPolicy {
    Retain,
    Delete
}
