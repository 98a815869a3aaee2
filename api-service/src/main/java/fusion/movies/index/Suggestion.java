package fusion.movies.index;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a misspelt text should be: the words of the movie that it found. */
final class Suggestion {

    private static final int EDITS = 2;

    private Suggestion() {}

    /**
     * @param title folded
     * @param cast folded names
     */
    static Optional<String> of(Words text, String title, Collection<String> cast) {
        String key = key(text.raw());
        Optional<String> whole = Stream.concat(
                        Stream.of(title, key.equals(title) ? title : withoutArticle(title)), cast.stream())
                .filter(name -> Edits.between(key, name.replace(" ", "")) <= EDITS)
                .findFirst();
        String suggested = whole.orElseGet(() -> byWords(text, title, cast));
        return suggested.equals(String.join(" ", text.raw())) ? Optional.empty() : Optional.of(suggested);
    }

    private static String byWords(Words text, String title, Collection<String> cast) {
        List<String> candidates = Stream.concat(Stream.of(title), cast.stream())
                .flatMap(name -> Stream.of(name.split(" ")))
                .distinct()
                .toList();
        return text.raw().stream().map(word -> nearest(word, candidates)).collect(Collectors.joining(" "));
    }

    private static String nearest(String word, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> Edits.between(word, candidate) <= Typos.allowedIn(word))
                .min(Comparator.comparingInt(candidate -> Edits.between(word, candidate)))
                .orElse(word);
    }

    private static String withoutArticle(String title) {
        return String.join(" ", Words.of(title).withoutArticle().raw());
    }

    private static String key(List<String> words) {
        return String.join("", words);
    }
}
