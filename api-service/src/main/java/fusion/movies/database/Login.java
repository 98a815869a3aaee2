package fusion.movies.database;

/** A user with its password. The two change together. */
record Login(String user, String password) {

    @Override
    public String toString() {
        return user; // a password belongs in no log
    }
}
