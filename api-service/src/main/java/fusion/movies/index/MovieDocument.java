package fusion.movies.index;

import fusion.movies.movie.Movie;
import fusion.movies.movie.MovieJson;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.util.BytesRef;
import tools.jackson.databind.json.JsonMapper;

/** Makes the document of a movie: what filters, sorting and facets need, what relevance needs, and its JSON. */
final class MovieDocument {

    private final JsonMapper json;
    private final CastFields cast = new CastFields();

    MovieDocument(JsonMapper json) {
        this.json = json;
    }

    Document of(Movie movie) {
        Document document = new Document();
        String folded = Folding.fold(movie.title());
        numbers(movie, document);
        document.add(Fields.term(Fields.TITLE, folded));
        document.add(new SortedDocValuesField(
                Fields.TITLE_ORDER, new BytesRef(Keys.start(folded, Fields.SORTED_CHARACTERS))));
        Grams.add(movie.title(), folded, document);
        cast.add(Fields.orEmpty(movie.cast()), document);
        genres(Fields.orEmpty(movie.genres()), document);
        RelevanceFields.add(movie, document);
        StoredJson.add(MovieJson.of(json, movie), document);
        return document;
    }

    private static void numbers(Movie movie, Document document) {
        long id = Objects.requireNonNull(movie.id());
        document.add(Fields.term(Fields.ID, Keys.ofNumber(id)));
        document.add(new NumericDocValuesField(Fields.ID, id));
        if (movie.position() != null) {
            document.add(new NumericDocValuesField(Fields.POSITION, movie.position()));
        }
        if (movie.year() != null) {
            document.add(NumericDocValuesField.indexedField(Fields.YEAR, movie.year()));
            document.add(new SortedDocValuesField(Fields.DECADE, Keys.ofNumber(Math.floorDiv(movie.year(), 10) * 10)));
        }
    }

    private static void genres(List<String> genres, Document document) {
        for (String genre : new HashSet<>(genres)) {
            String key = Keys.ofName(genre);
            document.add(Fields.term(Fields.GENRE, key));
            document.add(new SortedSetDocValuesField(Fields.GENRE, new BytesRef(key)));
            document.add(Fields.spelling(Fields.GENRE_SPELLING, key, genre));
        }
    }
}
