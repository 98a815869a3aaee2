package fusion.movies.http;

/** As many long lists as the service writes at once are being read, and none has ended for some seconds. */
class TooManyListsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyListsException(int most) {
        super(("%d clients are reading long lists, which is the limit. Please try again, or read pages of"
                        + " /api/v1/movies.")
                .formatted(most));
    }
}
