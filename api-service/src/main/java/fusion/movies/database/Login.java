package fusion.movies.database;

/** A user with its password, which the server accepts only together. */
record Login(String user, String password) {

    @Override
    public String toString() {
        return user; // a password belongs in no log
    }
}
