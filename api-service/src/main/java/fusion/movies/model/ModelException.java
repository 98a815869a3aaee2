package fusion.movies.model;

/** Why there is no newer read model, as a sentence. */
class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ModelException(String message) {
        super(message);
    }
}
