package fusion.movies.index;

/** Tells the names of people from what else the casts hold, such as "voices of" and ")": remnants of the text that the data were made of. */
final class PersonName {

    private static final int LONGEST = 200;

    private PersonName() {}

    static boolean isPersons(String name) {
        return name.length() <= LONGEST && name.codePoints().anyMatch(Character::isLetter);
    }
}
