package fusion.movies.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
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
                "ısı ISI|isi isi",
                "señor façade Phở Ångström|senor facade pho angstrom",
                "ΟΔΥΣΣΕΥΣ|οδυσσευσ",
                "Οδυσσεύς|οδυσσευσ",
                "Ёлки́ Ѐ|елки е",
                "Йод ҐЎЇЌЃ|йод ґўїќѓ",
                "Face/Off|face off",
                "dark_knight|dark knight",
                "  Spider–Man:   “No Way Home” |spider man no way home",
                "Romeo\u00a0+ Juliet|romeo juliet",
                "8½|81 2",
                "Ｆｕｌｌ ｗｉｄｔｈ|full width",
                "ﬁn|fin",
                "ｶﾞｷﾞ|ガギ",
                "مُحَمَّد محـــمد|محمد محمد",
                "שָׁלוֹם|שלום",
                "´ ¨ !?|''",
                "I❤️NY|i ny",
            })
    void aTextIsFoldedAsOneTypesIt(String text, String folded) {
        String expected = folded.equals("''") ? "" : folded;
        assertThat(Folding.fold(text)).isEqualTo(expected);
        assertThat(Folding.fold(Normalizer.normalize(text, Normalizer.Form.NFD)))
                .as("decomposed")
                .isEqualTo(expected);
        assertThat(Folding.fold(Normalizer.normalize(text, Normalizer.Form.NFC)))
                .as("composed")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "パパ, ハハ",
        "がき, かき",
        "バス, パス",
        "क्या, कया",
        "หมา, หม่า",
        "ปี, ปู",
        "й, и",
        "ї, і",
        "ў, у",
        "آ, ا",
        "أ, ا",
        "ؤ, و",
        "ড়, ড",
        "කි, කී",
        "ກີ, ກິ",
    })
    void differentWordsStayDifferent(String one, String other) {
        for (Normalizer.Form form : Normalizer.Form.values()) {
            assertThat(Folding.fold(Normalizer.normalize(one, form)))
                    .as("%s", form)
                    .isNotEqualTo(Folding.fold(Normalizer.normalize(other, form)))
                    .isEqualTo(Folding.fold(one))
                    .isNotEmpty();
        }
    }

    @Test
    void aSyllableOfHangulIsNoPartOfAnother() {
        for (Normalizer.Form form : Normalizer.Form.values()) {
            assertThat(Folding.fold(Normalizer.normalize("강남", form)))
                    .isEqualTo("강남")
                    .doesNotContain(Folding.fold(Normalizer.normalize("가", form)));
            assertThat(Folding.fold(Normalizer.normalize("가족", form)))
                    .contains(Folding.fold(Normalizer.normalize("가", form)));
        }
    }

    @Test
    void whateverACaseAndAccentFoldingComparisonFindsIsFoundFolded() {
        Random random = new Random(1);
        int[] letters =
                "aAéÉßøØσςΣıİI'’. -–/&,½…ﬁǅŉÅ\u0301\u00a0\u00ad𝔸x".codePoints().toArray();
        for (int i = 0; i < 20_000; i++) {
            String text = text(random, letters);
            String comparable = withoutCaseAndAccents(text);
            int from = comparable.isEmpty() ? 0 : random.nextInt(comparable.length());
            int to = from + random.nextInt(comparable.length() - from + 1);
            String query = comparable.substring(from, to);

            assertThat(Folding.fold(text)).as("'%s' in '%s'", query, text).contains(Folding.fold(query));
        }
    }

    @Test
    void foldingAgainChangesNothing() {
        Random random = new Random(2);
        for (int i = 0; i < 300_000; i++) {
            int[] letters = random.ints(6, 0, Character.MAX_CODE_POINT)
                    .map(letter -> random.nextInt(3) == 0 ? letter : letter % 0x3100)
                    .filter(letter -> Character.getType(letter) != Character.SURROGATE)
                    .toArray();
            String folded = Folding.fold(new String(letters, 0, letters.length));

            assertThat(Folding.fold(folded)).isEqualTo(folded);
        }
    }

    private static String text(Random random, int[] letters) {
        return random.ints(12, 0, letters.length)
                .mapToObj(letter -> Character.toString(letters[letter]))
                .reduce("", String::concat);
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
