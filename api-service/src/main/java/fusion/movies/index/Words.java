package fusion.movies.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of a title, a name or a search text, as relevance compares them.
 *
 * @param raw as folded
 * @param mapped the same with numbers as digits and usual abbreviations spelt out; each at the place of its raw word
 */
record Words(List<String> raw, List<String> mapped) {

    private static final String AND = " and ";

    private static final List<String> ARTICLES = List.of("the", "a", "an");

    private static final Map<String, String> MAPPED = Map.ofEntries(
            Map.entry("i", "1"),
            Map.entry("ii", "2"),
            Map.entry("iii", "3"),
            Map.entry("iv", "4"),
            Map.entry("v", "5"),
            Map.entry("vi", "6"),
            Map.entry("vii", "7"),
            Map.entry("viii", "8"),
            Map.entry("ix", "9"),
            Map.entry("x", "10"),
            Map.entry("xi", "11"),
            Map.entry("xii", "12"),
            Map.entry("xiii", "13"),
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("eleven", "11"),
            Map.entry("twelve", "12"),
            Map.entry("thirteen", "13"),
            Map.entry("vol", "volume"),
            Map.entry("pt", "part"),
            Map.entry("dr", "doctor"),
            Map.entry("mr", "mister"),
            Map.entry("vs", "versus"));

    static Words of(String text) {
        String folded = Folding.fold(text.replace("&", AND).replace("+", AND));
        if (folded.isEmpty()) {
            return new Words(List.of(), List.of());
        }
        List<String> raw = List.of(folded.split(" "));
        return new Words(
                raw, raw.stream().map(word -> MAPPED.getOrDefault(word, word)).toList());
    }

    boolean isEmpty() {
        return raw.isEmpty();
    }

    int size() {
        return raw.size();
    }

    /** Each word once, raw and mapped. */
    Set<String> each() {
        Set<String> each = new HashSet<>(raw);
        each.addAll(mapped);
        return each;
    }

    /** The words without their spaces, raw and mapped. */
    List<String> keys() {
        return distinct(String.join("", raw), String.join("", mapped));
    }

    Words withoutArticle() {
        return size() > 1 && ARTICLES.contains(raw.getFirst()) ? from(1) : this;
    }

    Words from(int word) {
        return new Words(raw.subList(word, size()), mapped.subList(word, size()));
    }

    Words first(int words) {
        return size() <= words ? this : new Words(raw.subList(0, words), mapped.subList(0, words));
    }

    /** Equal for the same words in another order. */
    String bag() {
        return mapped.stream().sorted().collect(Collectors.joining(" "));
    }

    /** Two and three words that follow one another, without their space. */
    List<String> joined() {
        List<String> joined = new ArrayList<>();
        for (int length = 2; length <= 3; length++) {
            for (int start = 0; start + length <= size(); start++) {
                joined.addAll(
                        new Words(raw.subList(start, start + length), mapped.subList(start, start + length)).keys());
            }
        }
        return joined;
    }

    /** Two words each, in the order of the alphabet. */
    List<String> pairs() {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            for (int j = i + 1; j < size(); j++) {
                String one = mapped.get(i);
                String other = mapped.get(j);
                pairs.add(one.compareTo(other) <= 0 ? one + " " + other : other + " " + one);
            }
        }
        return pairs;
    }

    static List<String> distinct(String one, String other) {
        return one.equals(other) ? List.of(one) : List.of(one, other);
    }
}
