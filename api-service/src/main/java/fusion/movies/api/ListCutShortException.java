package fusion.movies.api;

import org.springframework.dao.NonTransientDataAccessResourceException;

/** The connection broke when part of a list had been handed over: it cannot be begun again. */
class ListCutShortException extends NonTransientDataAccessResourceException {

    private static final long serialVersionUID = 1;

    ListCutShortException(Exception lost) {
        super("The connection to the database broke in the middle of a list.", lost);
    }
}
