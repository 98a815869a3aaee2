package fusion.movies.database;

/** A user with its password, as the server is asked to accept them together. */
record Login(String user, String password) {

    @Override
    public String toString() {
        return user; // a password belongs in no log
    }
}
