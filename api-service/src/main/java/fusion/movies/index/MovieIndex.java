package fusion.movies.index;

import fusion.movies.movie.MovieJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.RoaringDocIdSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All movies, searchable: memory-mapped files that never change, so any number of threads may ask. */
public final class MovieIndex implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(MovieIndex.class);

    private static final int PEOPLE_MEANT = 5;
    private static final int COSTARS = 20;

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final LeafReader index;
    private final People people;
    private final String version;
    private final List<Count> genres;
    private final Map<String, String> genreNames = new HashMap<>();

    private MovieIndex(DirectoryReader reader, People people) throws IOException {
        this.reader = reader;
        this.people = people;
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        index = Segments.only(reader);
        version = reader.getIndexCommit().getUserData().get(MovieIndexBuilder.VERSION);
        genres = readGenres();
        reader.getReaderCacheHelper().addClosedListener(key -> people.close());
    }

    /** The index of a folder; empty where there is none, or none that is whole and of this format. */
    public static Optional<MovieIndex> open(Path folder) throws IOException {
        try (var movies = new MMapDirectory(folder.resolve(MovieIndexBuilder.MOVIES));
                var people = new MMapDirectory(folder.resolve(MovieIndexBuilder.PEOPLE))) {
            if (!DirectoryReader.indexExists(movies) || !DirectoryReader.indexExists(people)) {
                return Optional.empty();
            }
            return open(movies, people);
        }
    }

    private static Optional<MovieIndex> open(Directory movies, Directory people) throws IOException {
        var opened = new ArrayList<Closeable>();
        try {
            var reader = DirectoryReader.open(movies);
            opened.add(reader);
            if (Fields.FORMAT.equals(reader.getIndexCommit().getUserData().get(MovieIndexBuilder.FORMAT))) {
                opened.add(new People(people));
                var index = new MovieIndex(reader, (People) opened.getLast());
                opened.clear();
                return Optional.of(index);
            }
        } catch (IOException e) {
            LOG.warn("The index in {} cannot be read and counts as none: {}", movies, e.toString());
        } finally {
            IOUtils.close(opened);
        }
        return Optional.empty();
    }

    public String version() {
        return version;
    }

    public long size() {
        return reader.maxDoc();
    }

    public Optional<MovieJson> byId(long id) throws IOException {
        var document = Paging.document(id, index);
        return document < 0 ? Optional.empty() : Optional.of(new StoredJson(index).at(document));
    }

    /** Movies in the old routes' order. */
    public MovieList list(MovieFilter filter) throws IOException {
        var documents = new RoaringDocIdSet.Builder(Math.max(1, reader.maxDoc()));
        collect(FilterQuery.of(filter, index), (DocumentCollector) documents::add);
        return new DocumentList(documents.build(), index);
    }

    public SearchResult search(MovieQuery query) throws IOException {
        var page = Paging.collector(query, index);
        var total = new TotalCollector();
        var facets = new EnumMap<Facet, FacetTable>(Facet.class);
        for (var facet : query.facets()) {
            facets.put(facet, new FacetTable(field(facet), index));
        }
        var collectors = new ArrayList<Collector>(facets.values());
        collectors.add(total);
        collectors.add(query.sort() == Sort.RELEVANCE ? new PriorCollector(page) : page);
        collect(query(query), MultiCollector.wrap(collectors));
        var hits = page.topDocs().scoreDocs;
        var count = Math.min(hits.length, query.limit());
        var movies = new StoredJson(index)
                .copies(Arrays.stream(hits)
                        .limit(count)
                        .mapToInt(hit -> hit.doc)
                        .toArray());
        var counts = new EnumMap<Facet, List<Count>>(Facet.class);
        for (var facet : facets.entrySet()) {
            counts.put(facet.getKey(), counts(facet.getKey(), facet.getValue()));
        }
        return new SearchResult(
                List.of(movies),
                total.total(),
                counts,
                hits.length > count
                        ? Optional.of(Paging.end(query.sort(), hits[count - 1], movies[count - 1].id()))
                        : Optional.empty(),
                Optional.empty(),
                query.text() == null ? List.of() : people.meantBy(Words.of(query.text()), PEOPLE_MEANT));
    }

    /** By number of movies, most first. */
    public List<Count> genres() {
        return genres;
    }

    /** Those whose name or a later word of it begins so, of most movies first. */
    public List<Count> people(String prefix, int limit) throws IOException {
        return people.beginningWith(prefix, limit);
    }

    public Optional<Person> person(String name) throws IOException {
        var key = Keys.ofName(name);
        var spellings = people.spellings(key);
        if (spellings.isEmpty()) {
            return Optional.empty();
        }
        var total = new TotalCollector();
        var genreTable = new FacetTable(Fields.GENRE, index);
        var decadeTable = new FacetTable(Fields.DECADE, index);
        var castTable = new FacetTable(Fields.CAST, index);
        collect(FilterQuery.named(Fields.CAST, name), MultiCollector.wrap(total, genreTable, decadeTable, castTable));
        var costars = new ArrayList<Count>();
        for (var costar : castTable.counts(bytes -> bytes.utf8ToString()).stream()
                .sorted(FacetTable.MOST_FIRST)
                .filter(costar -> !costar.name().equals(key))
                .toList()) {
            var names = people.spellings(costar.name());
            if (names.isPresent() && costars.size() < COSTARS) {
                costars.add(new Count(names.get()[0], costar.movies()));
            }
        }
        return Optional.of(new Person(
                spellings.get()[0],
                total.total(),
                List.of(spellings.get()),
                counts(Facet.GENRE, genreTable),
                counts(Facet.DECADE, decadeTable),
                costars));
    }

    /** Holds the index open until {@link #decRef}; false where it is closed already. */
    public boolean tryIncRef() {
        return reader.tryIncRef();
    }

    public void decRef() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives up the reference that opening it took; it ends with the last one. */
    @Override
    public void close() throws IOException {
        reader.close();
    }

    private Query query(MovieQuery query) {
        var filter = FilterQuery.of(query.filter(), index);
        if (query.text() == null) {
            return filter;
        }
        var text = Relevance.of(query.text(), index);
        return filter instanceof MatchAllDocsQuery
                ? text
                : new BooleanQuery.Builder()
                        .add(text, Occur.MUST)
                        .add(filter, Occur.FILTER)
                        .build();
    }

    private List<Count> counts(Facet facet, FacetTable table) throws IOException {
        return switch (facet) {
            case GENRE ->
                table.counts(key -> genreNames.get(key.utf8ToString())).stream()
                        .sorted(FacetTable.MOST_FIRST)
                        .toList();
            case DECADE -> table.counts(decade -> NumericUtils.sortableBytesToLong(decade.bytes, decade.offset) + "s");
        };
    }

    private static String field(Facet facet) {
        return switch (facet) {
            case GENRE -> Fields.GENRE;
            case DECADE -> Fields.DECADE;
        };
    }

    private List<Count> readGenres() throws IOException {
        var counts = new HashMap<String, Count>();
        var terms = index.terms(Fields.GENRE_SPELLING);
        if (terms == null) {
            return List.of();
        }
        var each = terms.iterator();
        for (var term = each.next(); term != null; term = each.next()) {
            var text = term.utf8ToString();
            var end = text.lastIndexOf(Keys.SEPARATOR);
            counts.merge(
                    text.substring(0, end),
                    new Count(text.substring(end + 1), each.docFreq()),
                    (one, other) ->
                            Stream.of(one, other).min(FacetTable.MOST_FIRST).orElseThrow());
        }
        counts.forEach((key, count) -> genreNames.put(key, count.name()));
        var genres = new ArrayList<Count>();
        for (var key : counts.keySet()) {
            genres.add(new Count(genreNames.get(key), index.docFreq(new Term(Fields.GENRE, key))));
        }
        genres.sort(FacetTable.MOST_FIRST);
        return List.copyOf(genres);
    }

    private <C extends Collector> void collect(Query query, C collector) throws IOException {
        searcher.search(query, new CollectorManager<C, C>() {
            @Override
            public C newCollector() {
                return collector;
            }

            @Override
            public C reduce(Collection<C> collectors) {
                return collector;
            }
        });
    }
}
