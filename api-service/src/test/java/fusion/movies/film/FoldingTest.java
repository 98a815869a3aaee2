package fusion.movies.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Penélope Cruz|penelope cruz",
                "Yahya Abdul-Mateen II|yahya abdul mateen ii",
                "Lupita Nyong'o|lupita nyongo",
                "Lupita Nyong’o|lupita nyongo",
                "Robert Downey, Jr.|robert downey jr",
                "Robert Downey Jr.|robert downey jr",
                "Keahu Kahuanui of Oʻahu|keahu kahuanui of oahu",
                "LL Cool J|ll cool j",
                "Søren Æsop Đorđe Łukasz Guðrún Þór Groß Işık|soren aesop dorde lukasz gudrun thor gross isik",
                "İstanbul|istanbul",
                "ΟΔΥΣΣΕΥΣ|οδυσσευσ",
                "Οδυσσεύς|οδυσσευσ",
                "Face/Off|face off",
                "  Spider–Man:   “No Way Home” |spider man no way home",
                "Romeo\u00a0+ Juliet|romeo juliet",
                "8½|81 2",
                "Ｆｕｌｌ ｗｉｄｔｈ|full width",
                "!?|''",
            })
    void aTextIsFoldedAsOneTypesIt(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded.equals("''") ? "" : folded);
    }

    @Test
    void aListIsFoldedWithoutRepeatingWhatDiffersInCaseOnly() {
        assertThat(Folding.fold(List.of("ZaSu Pitts", "Zasu Pitts", "Cher"))).containsExactly("zasu pitts", "cher");
    }

    @Test
    void whateverACaseAndAccentFoldingComparisonFindsIsFoundFolded() {
        Random random = new Random(1);
        String alphabet = "aAéÉßøØσςΣıİI'’. -–/&,½…ﬁǅŉÅ\u0301\u00a0\u00ad𝔸x";
        int[] letters = alphabet.codePoints().toArray();
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(12, 0, letters.length)
                    .mapToObj(letter -> Character.toString(letters[letter]))
                    .reduce("", String::concat);
            String comparable = withoutCaseAndAccents(text);
            int from = comparable.isEmpty() ? 0 : random.nextInt(comparable.length());
            int to = from + random.nextInt(comparable.length() - from + 1);
            String query = comparable.substring(from, to);

            assertThat(Folding.fold(text)).as("'%s' in '%s'", query, text).contains(Folding.fold(query));
        }
    }

    private static String withoutCaseAndAccents(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{Mn}", "")
                .codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
