package fusion.movies.source;

import fusion.movies.movie.Movie;
import fusion.movies.movie.StoredMovie;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds a movie from a row's values, one by one, and validates each against what both engines can store. */
final class MovieDraft {

    /** The fields of a movie in a source, with their accepted names. */
    enum Field {
        TITLE("title"),
        YEAR("year"),
        CAST("cast", "cast_list"),
        GENRES("genres"),
        HREF("href"),
        EXTRACT("extract"),
        THUMBNAIL("thumbnail"),
        THUMBNAIL_WIDTH("thumbnail_width"),
        THUMBNAIL_HEIGHT("thumbnail_height");

        private static final Map<String, Field> BY_NAME = Stream.of(values())
                .flatMap(field -> field.names.stream().map(name -> Map.entry(name, field)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

        private final List<String> names;
        private final String words = name().toLowerCase(Locale.ROOT);
        private final String entry = "an entry of " + words;

        Field(String... names) {
            this.names = List.of(names);
        }

        static Optional<Field> named(String name) {
            return Optional.ofNullable(BY_NAME.get(name));
        }

        boolean isList() {
            return this == CAST || this == GENRES;
        }

        boolean isNumber() {
            return this == YEAR || this == THUMBNAIL_WIDTH || this == THUMBNAIL_HEIGHT;
        }

        private int longest() {
            return this == EXTRACT || this == THUMBNAIL ? LONGEST_TEXT : LONGEST_TITLE;
        }

        private long largest() {
            return this == YEAR ? LATEST_YEAR : Integer.MAX_VALUE;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final int LONGEST_TITLE = 2_000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_NAMES = 2_000;
    private static final long LATEST_YEAR = 9_999;
    private static final int LONGEST_NUMBER = 40;
    private static final int SHOWN = 40;

    private final Set<Field> seen = EnumSet.noneOf(Field.class);
    private @Nullable String title;
    private @Nullable Long year;
    private @Nullable List<String> cast = List.of();
    private @Nullable List<String> genres = List.of();
    private @Nullable String href;
    private @Nullable String extract;
    private @Nullable String thumbnail;
    private @Nullable Long width;
    private @Nullable Long height;
    private @Nullable String fault;
    private int faults;

    /** Absent unless the row is from a backup. */
    private @Nullable StoredColumns stored;

    /**
     * The row was in the table before, so it is accepted as it was, even with values that no source may have, such as a
     * manually written title of 3000 characters. Otherwise a backup could contain rows that cannot be restored.
     */
    void stored(StoredColumns columns) {
        if (stored != null || !seen.isEmpty()) {
            wrong(StoredMovie.PROPERTY + " is not the first field of the movie");
            return;
        }
        stored = columns;
        cast = null;
        genres = null;
    }

    /** The field is present, possibly as null. */
    void see(Field field) {
        if (!seen.add(field)) {
            wrong(field + " appears twice");
        }
    }

    void text(Field field, String text) {
        if (stored == null && text.length() > field.longest()) {
            wrong(field + " has " + text.length() + " characters, more than " + field.longest() + ": " + shown(text));
        } else if (isStorable(field.toString(), text)) {
            switch (field) {
                case TITLE -> title = text;
                case HREF -> href = text;
                case EXTRACT -> extract = text;
                case THUMBNAIL -> thumbnail = text;
                default -> throw new IllegalArgumentException(field + " is not a text field");
            }
        }
    }

    /** @param digits a number as written; 1951.0 is the integer 1951, as pandas writes it if other rows have none */
    void number(Field field, String digits) {
        if (isMissing(digits)) {
            return;
        }
        Optional<BigDecimal> number = parsed(digits);
        if (number.isEmpty() || number.get().stripTrailingZeros().scale() > 0) {
            wrong(field + " is " + cut(digits) + ", not an integer");
            return;
        }
        long smallest = stored == null ? 0 : Long.MIN_VALUE;
        long largest = stored == null ? field.largest() : Long.MAX_VALUE;
        if (number.get().compareTo(BigDecimal.valueOf(smallest)) < 0
                || number.get().compareTo(BigDecimal.valueOf(largest)) > 0) {
            wrong(field + " is " + cut(digits) + ", not between " + smallest + " and " + largest);
            return;
        }
        long value = number.get().longValueExact();
        switch (field) {
            case YEAR -> year = value;
            case THUMBNAIL_WIDTH -> width = value;
            case THUMBNAIL_HEIGHT -> height = value;
            default -> throw new IllegalArgumentException(field + " is not a number field");
        }
    }

    /** Accepts the entries one by one, and keeps only as many as a list may have. */
    final class Entries {
        private final Field field;
        private final List<String> entries = new ArrayList<>();

        private Entries(Field field) {
            this.field = field;
        }

        void add(String entry) {
            if (stored == null && entries.size() == MOST_NAMES) {
                wrong(field + " has more than " + MOST_NAMES + " entries");
            } else if (stored == null && entry.length() > LONGEST_NAME) {
                wrong(field.entry + " has " + entry.length() + " characters, more than " + LONGEST_NAME + ": "
                        + shown(entry));
            } else if (isStorable(field.entry, entry)) {
                entries.add(entry);
            }
        }

        /** A source's null is not an entry; an array of the table may have one. */
        void addNothing() {
            if (stored != null) {
                entries.add(null);
            }
        }

        void end() {
            List<String> all = Collections.unmodifiableList(entries);
            if (field == Field.CAST) {
                cast = all;
            } else {
                genres = all;
            }
        }
    }

    Entries entries(Field field) {
        return new Entries(field);
    }

    /** The first fault is described, others are counted. */
    void wrong(String sentence) {
        if (faults++ == 0) {
            fault = sentence;
        }
    }

    /** Ends the row, which is then a movie or rejected. */
    Row row(long position) {
        if (title == null ? faults == 0 : stored == null && title.isBlank()) {
            wrong("title is missing");
        }
        if (fault != null) {
            return new Row.Rejected(position, fault + others());
        }
        return stored == null
                ? new Row.Accepted(movie(null, position))
                : new Row.Stored(new StoredMovie(
                        movie(stored.id(), stored.position()), stored.naturalKey(), stored.contentDigest()));
    }

    private String others() {
        return switch (faults) {
            case 1 -> "";
            case 2 -> ", and 1 more error";
            default -> ", and " + (faults - 1) + " more errors";
        };
    }

    private Movie movie(@Nullable Long id, @Nullable Long position) {
        return new Movie(
                id,
                Objects.requireNonNull(title),
                year,
                cast,
                genres,
                href,
                extract,
                thumbnail,
                width,
                height,
                position);
    }

    /** pandas' notation of missing values. */
    static boolean isMissing(String number) {
        return number.equalsIgnoreCase("NaN");
    }

    static String shown(String text) {
        return "'" + cut(text) + "'";
    }

    /** Shortened, and without characters that would break a line or a terminal. */
    static String cut(String text) {
        StringBuilder cut = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
                cut.append(String.format("\\u%04x", point));
            } else {
                cut.appendCodePoint(point);
            }
        });
        return cut.append(text.codePointCount(0, text.length()) > SHOWN ? "…" : "")
                .toString();
    }

    private static Optional<BigDecimal> parsed(String digits) {
        if (digits.length() > LONGEST_NUMBER) {
            return digits.chars().allMatch(Character::isDigit)
                    ? Optional.of(BigDecimal.valueOf(Long.MAX_VALUE)) // larger than any accepted one
                    : Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isStorable(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            wrong(what + " contains the character NUL, which databases cannot store: " + shown(text));
            return false;
        }
        if (holdsHalfACharacter(text)) {
            wrong(what + " contains half a character (an unpaired surrogate): " + shown(text));
            return false;
        }
        return true;
    }

    private static boolean holdsHalfACharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
