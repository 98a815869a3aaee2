package fusion.movies.index;

import java.util.Arrays;
import java.util.Set;

/**
 * Tells the names of people from what else the casts hold: remnants of the text that the data were made of, such as "voices of", ")", "(narrator)",
 * "Best Actor", "the life of".
 */
final class PersonName {

    private static final int LONGEST = 100;
    private static final int MOST_WORDS = 8;

    /** No name begins or ends with one of these in lower case. */
    private static final Set<String> CONNECTING = Set.of(
            "a", "against", "and", "as", "at", "between", "by", "for", "from", "his", "in", "of", "on", "the", "with");

    /** No name is made of these alone. */
    private static final Set<String> LABELS = Set.of(
            "academy",
            "actor",
            "actors",
            "actress",
            "and",
            "archive",
            "award",
            "best",
            "book",
            "by",
            "cameo",
            "cameos",
            "cast",
            "dir",
            "director",
            "directors",
            "footage",
            "for",
            "her",
            "herself",
            "himself",
            "his",
            "interviews",
            "jr",
            "many",
            "music",
            "musical",
            "narrated",
            "narrator",
            "nominee",
            "none",
            "novel",
            "of",
            "orchestra",
            "others",
            "producer",
            "score",
            "screenplay",
            "screenwriter",
            "screenwriters",
            "sr",
            "story",
            "supporting",
            "the",
            "uncredited",
            "unknown",
            "various",
            "voice",
            "voices",
            "with",
            "writer",
            "writers");

    private PersonName() {}

    static boolean isPersons(String name) {
        return name.length() <= LONGEST
                && name.codePoints().anyMatch(Character::isLetter)
                && !name.endsWith(":")
                && hasItsBracketsWithin(name)
                && isMadeOfNames(name);
    }

    /** Whether it is written as names are: with a capital, in a script without case, or with a period inside as will.i.am. */
    static boolean isCapitalized(String name) {
        return name.codePoints().anyMatch(letter -> Character.isLetter(letter) && !Character.isLowerCase(letter))
                || name.strip().indexOf('.') > 0;
    }

    /** As 'Harry Carter (actor)' has, unlike '(narrator)' and 'nominee)'. */
    private static boolean hasItsBracketsWithin(String name) {
        int open = 0;
        for (int i = 0; i < name.length(); i++) {
            switch (name.charAt(i)) {
                case '(', '[' -> open++;
                case ')', ']' -> open--;
                default -> {}
            }
            if (open < 0) {
                return false;
            }
        }
        return open == 0 && "([".indexOf(name.charAt(0)) < 0;
    }

    private static boolean isMadeOfNames(String name) {
        String[] words = name.strip().split("[^\\p{L}\\p{M}\\p{N}]+");
        return words.length <= MOST_WORDS
                && !CONNECTING.contains(words[0])
                && !CONNECTING.contains(words[words.length - 1])
                && !Arrays.stream(words).map(Folding::fold).allMatch(LABELS::contains);
    }
}
