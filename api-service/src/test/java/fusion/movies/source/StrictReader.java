package fusion.movies.source;

import fusion.movies.movie.Movie;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Parses the movies of a small source, strictly by RFC 1952, 8259 and 4180, and without any code of the loader. */
final class StrictReader {

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final Object NULL = new Object();

    private final String text;
    private int at;

    private StrictReader(String text) {
        this.text = text;
    }

    /** Empty if the source is invalid. */
    static Optional<List<Movie>> read(byte[] bytes) {
        try {
            String text = decoded(unpacked(bytes));
            String begin = text.stripLeading();
            List<Movie> movies = begin.startsWith("[") || begin.startsWith("{")
                    ? new StrictReader(text).json()
                    : new StrictReader(text).table();
            return Optional.of(movies);
        } catch (Refused | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static byte[] unpacked(byte[] bytes) {
        byte[] unpacked = bytes;
        while (unpacked.length > 1 && (unpacked[0] & 0xff) == 0x1f && (unpacked[1] & 0xff) == 0x8b) {
            unpacked = gunzip(unpacked);
        }
        return unpacked;
    }

    private static byte[] gunzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            at = member(bytes, at, out);
        }
        return out.toByteArray();
    }

    private static int member(byte[] bytes, int begin, ByteArrayOutputStream out) {
        check(bytes.length - begin > 18 && (bytes[begin] & 0xff) == 0x1f && (bytes[begin + 1] & 0xff) == 0x8b);
        check(bytes[begin + 2] == 8);
        int flags = bytes[begin + 3] & 0xff;
        check((flags & 0xe0) == 0);
        int at = begin + 10;
        if ((flags & 4) != 0) {
            at += 2 + (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << 8);
        }
        for (int field : new int[] {8, 16}) {
            if ((flags & field) != 0) {
                while (true) {
                    check(at < bytes.length);
                    if (bytes[at++] == 0) {
                        break;
                    }
                }
            }
        }
        at += (flags & 2) != 0 ? 2 : 0;
        check(at < bytes.length);
        Inflater inflater = new Inflater(true);
        CRC32 crc = new CRC32();
        try {
            inflater.setInput(bytes, at, bytes.length - at);
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                check(length > 0 || inflater.finished());
                crc.update(buffer, 0, length);
                out.write(buffer, 0, length);
            }
            int trailer = bytes.length - inflater.getRemaining();
            check(inflater.getRemaining() >= 8);
            check(littleEndian(bytes, trailer) == crc.getValue());
            check(littleEndian(bytes, trailer + 4) == (inflater.getBytesWritten() & 0xffffffffL));
            return trailer + 8;
        } catch (DataFormatException e) {
            throw new Refused();
        } finally {
            inflater.end();
        }
    }

    private static long littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xffL)
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }

    private static String decoded(byte[] bytes) {
        int a = bytes.length > 0 ? bytes[0] & 0xff : -1;
        int b = bytes.length > 1 ? bytes[1] & 0xff : -1;
        Charset charset = StandardCharsets.UTF_8;
        if ((a == 0xfe && b == 0xff) || a == 0) {
            charset = StandardCharsets.UTF_16BE;
        } else if ((a == 0xff && b == 0xfe) || b == 0) {
            charset = StandardCharsets.UTF_16LE;
        }
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Refused();
        }
    }

    // JSON

    private List<Movie> json() {
        List<Object> values = new ArrayList<>();
        space();
        if (text.charAt(at) == '[') {
            values.addAll((List<?>) value());
            space();
            check(at == text.length());
        } else {
            while (at < text.length()) {
                values.add(value());
                space();
            }
        }
        List<Movie> movies = new ArrayList<>();
        for (Object value : values) {
            check(value instanceof Map);
            movies.add(movie((Map<?, ?>) value, movies.size() + 1));
        }
        return movies;
    }

    private Object value() {
        space();
        check(at < text.length());
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            case 'N' -> word("NaN", NULL);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        check(text.startsWith(word, at));
        at += word.length();
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        space();
        if (peek() == '}') {
            at++;
            return object;
        }
        while (true) {
            space();
            check(peek() == '"');
            String name = string();
            space();
            check(next() == ':');
            Object value = value();
            boolean isTwice = object.put(name, value) != null;
            check(!isTwice || !KNOWN.contains(name));
            space();
            char c = next();
            if (c == '}') {
                return object;
            }
            check(c == ',');
        }
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at++;
        space();
        if (peek() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value());
            space();
            char c = next();
            if (c == ']') {
                return array;
            }
            check(c == ',');
        }
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        check(next() == '"');
        while (true) {
            char c = next();
            if (c == '"') {
                return string.toString();
            }
            check(c >= ' ');
            if (c != '\\') {
                string.append(c);
                continue;
            }
            char escaped = next();
            switch (escaped) {
                case '"', '\\', '/' -> string.append(escaped);
                case 'b' -> string.append('\b');
                case 'f' -> string.append('\f');
                case 'n' -> string.append('\n');
                case 'r' -> string.append('\r');
                case 't' -> string.append('\t');
                case 'u' -> {
                    check(at + 4 <= text.length());
                    String digits = text.substring(at, at + 4);
                    check(digits.matches("[0-9a-fA-F]{4}"));
                    string.append((char) Integer.parseInt(digits, 16));
                    at += 4;
                }
                default -> throw new Refused();
            }
        }
    }

    private BigDecimal number() {
        int begin = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(begin, at);
        check(number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"));
        return new BigDecimal(number);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        check(at < text.length());
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private static final List<String> KNOWN = List.of(
            "title",
            "year",
            "cast",
            "cast_list",
            "genres",
            "href",
            "extract",
            "thumbnail",
            "thumbnail_width",
            "thumbnail_height");

    private static Movie movie(Map<?, ?> object, long position) {
        check(!(object.containsKey("cast") && object.containsKey("cast_list")));
        String title = text(object, "title");
        check(title != null && !title.isBlank());
        return new Movie(
                null,
                title,
                whole(object, "year", 9999),
                texts(object, object.containsKey("cast_list") ? "cast_list" : "cast"),
                texts(object, "genres"),
                text(object, "href"),
                text(object, "extract"),
                text(object, "thumbnail"),
                whole(object, "thumbnail_width", Integer.MAX_VALUE),
                whole(object, "thumbnail_height", Integer.MAX_VALUE),
                position);
    }

    private static String text(Map<?, ?> object, String name) {
        Object value = object.get(name);
        return value == null || value == NULL ? null : storable(value);
    }

    private static String storable(Object value) {
        check(value instanceof String);
        String text = (String) value;
        check(text.indexOf(0) < 0 && StandardCharsets.UTF_16BE.newEncoder().canEncode(text));
        return text;
    }

    private static Long whole(Map<?, ?> object, String name, long largest) {
        Object value = object.get(name);
        if (value == null || value == NULL) {
            return null;
        }
        check(value instanceof BigDecimal);
        long number = ((BigDecimal) value).longValueExact();
        check(number >= 0 && number <= largest);
        return number;
    }

    private static List<String> texts(Map<?, ?> object, String name) {
        Object value = object.get(name);
        if (value == null || value == NULL) {
            return List.of();
        }
        check(value instanceof List);
        return ((List<?>) value)
                .stream()
                        .filter(entry -> entry != NULL)
                        .map(StrictReader::storable)
                        .toList();
    }

    // Tables

    private List<Movie> table() {
        check(text.endsWith("\n") || text.endsWith("\r"));
        String header = text.stripLeading().lines().findFirst().orElse("");
        for (char separator : new char[] {',', '\t', ';'}) {
            boolean isIt = Arrays.stream(header.split(String.valueOf(separator)))
                    .anyMatch(cell -> cell.replace("\"", "").strip().equalsIgnoreCase("title"));
            if (isIt) {
                return table(separator);
            }
        }
        throw new Refused();
    }

    private List<Movie> table(char separator) {
        while ("\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        List<String> header = record(separator).stream()
                .map(cell ->
                        cell.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_'))
                .toList();
        KNOWN.forEach(name -> check(header.stream().filter(name::equals).count() < 2));
        List<Movie> movies = new ArrayList<>();
        while (at < text.length()) {
            List<String> cells = record(separator);
            if (cells.size() == 1 && header.size() > 1 && cells.getFirst().isBlank()) {
                continue;
            }
            check(cells.size() == header.size());
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                cell(object, header.get(i), cells.get(i));
            }
            movies.add(movie(object, movies.size() + 1));
        }
        return movies;
    }

    private static void cell(Map<String, Object> object, String name, String cell) {
        if (cell.isBlank() || !KNOWN.contains(name)) {
            return;
        }
        switch (name) {
            case "year", "thumbnail_width", "thumbnail_height" ->
                object.put(name, cell.strip().equalsIgnoreCase("nan") ? NULL : new BigDecimal(cell.strip()));
            case "cast", "cast_list", "genres" -> object.put(name, list(cell.strip()));
            default -> object.put(name, cell);
        }
    }

    private static List<Object> list(String cell) {
        if (cell.startsWith("[")) {
            StrictReader json = new StrictReader(cell);
            List<Object> list = json.array();
            json.space();
            check(json.at == cell.length());
            return list;
        }
        check(!(cell.startsWith("{") && cell.endsWith("}")));
        List<Object> list = new ArrayList<>();
        for (String entry : cell.split("\\|")) {
            if (!entry.isBlank()) {
                list.add(entry.strip());
            }
        }
        return list;
    }

    private List<String> record(char separator) {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(peekOr('\n') == '"' ? quoted() : plain(separator));
            char end = next();
            if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (end != separator) {
                check(end == '\r' || end == '\n');
                return cells;
            }
        }
    }

    private char peekOr(char otherwise) {
        return at < text.length() ? text.charAt(at) : otherwise;
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        at++;
        while (true) {
            char c = next();
            if (c != '"') {
                cell.append(c);
            } else if (peekOr('\n') == '"') {
                cell.append(next());
            } else {
                while (peekOr('\n') == ' ' || (peekOr('\n') == '\t' && !isSeparator('\t'))) {
                    at++;
                }
                return cell.toString();
            }
        }
    }

    private boolean isSeparator(char c) {
        return text.lines().findFirst().orElse("").indexOf(c) >= 0;
    }

    private String plain(char separator) {
        int begin = at;
        while (peek() != separator && peek() != '\r' && peek() != '\n') {
            at++;
        }
        return text.substring(begin, at);
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new Refused();
        }
    }
}
