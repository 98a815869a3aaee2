package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceCutOff;
import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import fusion.movies.source.MovieDraft.Field;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** A table with a header: cells separated by comma, semicolon or tab, quoted as in RFC 4180. */
final class TableSource {

    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int MOST_COLUMNS = 1_000;
    private static final List<Character> SEPARATORS = List.of(',', '\t', ';');

    private static final CsvMapper CSV = new CsvMapper(CsvFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(JsonMovies.LONGEST_VALUE)
                    .build())
            .build());

    /** Python's notation of lists, including single quotes. */
    private static final ObjectReader LIST = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(String[].class);

    private final char separator;
    private final Rows rows;
    private List<Optional<Field>> columns = List.of();

    private TableSource(char separator, Rows rows) {
        this.separator = separator;
        this.rows = rows;
    }

    /** Empty if the first line is not a header with a column for titles. */
    static Optional<TableSource> of(BufferedReader text, Rows rows) throws IOException {
        text.mark(LONGEST_HEADER);
        char[] begin = new char[LONGEST_HEADER - 1];
        int length = 0;
        for (int read = 0; read >= 0 && length < begin.length; length += Math.max(read, 0)) {
            read = text.read(begin, length, begin.length - length);
        }
        text.reset();
        String header = new String(begin, 0, length).lines().findFirst().orElse("");
        return SEPARATORS.stream()
                .filter(separator -> Arrays.stream(header.split(String.valueOf(separator)))
                        .anyMatch(cell -> field(cell.replace("\"", "")).equals(Optional.of(Field.TITLE))))
                .findFirst()
                .map(separator -> new TableSource(separator, rows));
    }

    void read(BufferedReader text) throws IOException {
        TableText table = new TableText(text, rows);
        try (JsonParser csv = CSV.reader(CsvSchema.emptySchema().withColumnSeparator(separator))
                .createParser((Reader) table)) {
            csv.nextToken();
            List<String> header = cells(csv, MOST_COLUMNS);
            columns = header.stream().map(TableSource::field).toList();
            checkHeader(header);
            while (csv.nextToken() == JsonToken.START_ARRAY) {
                row(cells(csv, columns.size() + 1));
            }
        }
        if (!table.endsInLineBreak()) {
            throw new SourceException(
                    SourceCutOff,
                    "The last row of the table, " + rows.count()
                            + ", ends without a line break, so it may be cut off; fetch the source again, or end it with a line break.");
        }
    }

    private void checkHeader(List<String> header) {
        for (Field field : Field.values()) {
            long times = columns.stream().filter(Optional.of(field)::equals).count();
            if (times > 1) {
                throw new SourceException(
                        SourceMalformed,
                        "The header has " + times + " columns for '" + field + "': "
                                + MovieDraft.cut(String.join(", ", header)) + "; keep one.");
            }
        }
    }

    private void row(List<String> cells) {
        if (cells.size() == 1 && columns.size() > 1 && cells.getFirst().isBlank()) {
            return; // a blank line
        }
        MovieDraft draft = new MovieDraft();
        if (cells.size() != columns.size()) {
            draft.wrong("it has "
                    + (cells.size() > columns.size()
                            ? "more cells than the header's "
                            : cells.size() + " cells, the header has ")
                    + columns.size());
        } else {
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                columns.get(i).filter(field -> !cell.isBlank()).ifPresent(field -> value(draft, field, cell));
            }
        }
        rows.add(draft);
    }

    private static void value(MovieDraft draft, Field field, String cell) {
        if (field.isList()) {
            list(draft, field, cell.strip());
        } else if (field.isNumber()) {
            draft.number(field, cell.strip());
        } else {
            draft.text(field, cell);
        }
    }

    private static void list(MovieDraft draft, Field field, String cell) {
        MovieDraft.Entries entries = draft.entries(field);
        if (cell.startsWith("[")) {
            try {
                String[] texts = LIST.readValue(cell);
                Arrays.stream(texts).filter(Objects::nonNull).forEach(entries::add);
            } catch (JacksonException e) {
                draft.wrong(field + " is " + MovieDraft.shown(cell) + ", which starts like a list but is not one");
            }
        } else if (cell.startsWith("{") && cell.endsWith("}")) {
            draft.wrong(field + " is " + MovieDraft.shown(cell)
                    + ", a list in a database's notation; write it as JSON, or separate the entries with |");
        } else {
            Arrays.stream(cell.split("\\|"))
                    .map(String::strip)
                    .filter(entry -> !entry.isEmpty())
                    .forEach(entries::add);
        }
        entries.end();
    }

    /** For a row with more cells, only as many as needed to detect it. */
    private static List<String> cells(JsonParser csv, int most) {
        List<String> cells = new ArrayList<>();
        while (csv.nextToken() == JsonToken.VALUE_STRING) {
            if (cells.size() < most) {
                cells.add(csv.getString());
            }
        }
        return cells;
    }

    private static Optional<Field> field(String cell) {
        return Field.named(
                cell.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_'));
    }
}
