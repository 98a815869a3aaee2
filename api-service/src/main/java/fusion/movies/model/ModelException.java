package fusion.movies.model;

/** Why the read model could not be rebuilt, as a sentence. */
class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ModelException(String message) {
        super(message);
    }
}
