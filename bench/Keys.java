import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the paths to request, one file of FOLDER per kind of query: Keys FOLDER. They are drawn from all movies, names and years, and
 * are the same for the same movies. Only titles and names that need no encoding in a path are used, so that no peer has to fold them.
 */
class Keys {

    private static final int LETTERS = 26;

    private final Random random = new Random(5);
    private final List<String> ids = new ArrayList<>();
    private final Set<String> titles = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> years = new TreeSet<>();
    private final Set<String> genres = new TreeSet<>();

    static void main(String... arguments) throws IOException, SQLException {
        new Keys().read().write(Path.of(arguments[0]));
    }

    private Keys read() throws SQLException {
        try (Connection connection = new Database().asAdministrator(Database.NAME)) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT id, title, year, cast_list, genres FROM movies ORDER BY id")) {
                query.setFetchSize(1000);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        add(row);
                    }
                }
            }
        }
        return this;
    }

    private void add(ResultSet row) throws SQLException {
        ids.add(row.getString("id"));
        plain(row.getString("title")).filter(title -> title.length() >= 8).ifPresent(titles::add);
        if (row.getString("year") != null) {
            years.add(row.getString("year"));
        }
        for (String name : texts(row.getArray("cast_list"))) {
            plain(name).ifPresent(names::add);
        }
        for (String genre : texts(row.getArray("genres"))) {
            plain(genre).ifPresent(genres::add);
        }
    }

    private void write(Path folder) throws IOException {
        Map<String, List<String>> paths = new TreeMap<>();
        paths.put("id", ids.stream().map("/api/v1/movies/"::concat).toList());
        paths.put("title", titles.stream().map(title -> "/title/" + title.replace(' ', '_')).toList());
        paths.put("cast", names.stream().map(name -> "/cast/fullname/" + name.replace(' ', '_')).toList());
        paths.put("year", years.stream().map("/year/"::concat).toList());
        paths.put("page", pages());
        List<String> asked = new ArrayList<>(titles);
        asked.addAll(names);
        paths.put("relevance", asked.stream().map(Keys::search).toList());
        paths.put("typo", titles.stream().map(this::withTypo).map(Keys::search).toList());
        for (Map.Entry<String, List<String>> question : paths.entrySet()) {
            List<String> shuffled = new ArrayList<>(question.getValue());
            Collections.shuffle(shuffled, random);
            Files.write(folder.resolve(question.getKey()), shuffled);
        }
    }

    private List<String> pages() {
        List<String> pages = new ArrayList<>();
        for (String genre : genres) {
            for (int year = 1900; year <= 2020; year += 5) {
                pages.add("/api/v1/movies?limit=100&facets=genre,decade&genre=" + genre.replace(' ', '_') + "&year_from="
                        + year);
            }
        }
        return pages;
    }

    /** As people type it, if that is ASCII: lower case, no punctuation. */
    private static Optional<String> plain(String text) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("['.`]", "")
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
        return plain.isEmpty() || plain.length() > 60 ? Optional.empty() : Optional.of(plain);
    }

    /** A typo anywhere: a letter missing, replaced, inserted, or two transposed. */
    private String withTypo(String title) {
        StringBuilder typed = new StringBuilder(title);
        int at = random.nextInt(title.length() - 1);
        char letter = (char) ('a' + random.nextInt(LETTERS));
        switch (random.nextInt(4)) {
            case 0 -> typed.deleteCharAt(at);
            case 1 -> typed.setCharAt(at, letter);
            case 2 -> typed.insert(at, letter);
            default -> typed.insert(at + 2, typed.charAt(at)).deleteCharAt(at);
        }
        return typed.toString();
    }

    private static String search(String text) {
        return "/api/v1/movies?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String[] texts(Array array) throws SQLException {
        return array == null ? new String[0] : (String[]) array.getArray();
    }
}
