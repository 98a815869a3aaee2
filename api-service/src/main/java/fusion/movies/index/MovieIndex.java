package fusion.movies.index;

import fusion.movies.movie.MovieJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.RoaringDocIdSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All movies, searchable: memory-mapped files that never change, so any number of threads may ask. */
public final class MovieIndex implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(MovieIndex.class);

    private static final int COSTARS = 20;

    private final DirectoryReader reader;
    private final Segment segment;
    private final People people;
    private final FacetValues facetValues;
    private final String version;

    private MovieIndex(DirectoryReader reader, People people) throws IOException {
        this.reader = reader;
        this.people = people;
        segment = Segment.of(reader);
        facetValues = FacetValues.of(segment.reader());
        version = Objects.requireNonNull(reader.getIndexCommit().getUserData().get(MovieIndexBuilder.VERSION));
        reader.getReaderCacheHelper().addClosedListener(key -> people.close());
    }

    /** The index of a folder; empty where there is none, or none that is whole and of this format. */
    public static Optional<MovieIndex> open(Path folder) throws IOException {
        try (MMapDirectory movies = new MMapDirectory(folder.resolve(MovieIndexBuilder.MOVIES));
                MMapDirectory people = new MMapDirectory(folder.resolve(MovieIndexBuilder.PEOPLE))) {
            if (!DirectoryReader.indexExists(movies) || !DirectoryReader.indexExists(people)) {
                return Optional.empty();
            }
            return open(movies, people);
        }
    }

    private static Optional<MovieIndex> open(Directory movies, Directory people) throws IOException {
        List<Closeable> opened = new ArrayList<>();
        try {
            DirectoryReader reader = DirectoryReader.open(movies);
            opened.add(reader);
            if (Fields.FORMAT.equals(reader.getIndexCommit().getUserData().get(MovieIndexBuilder.FORMAT))) {
                opened.add(new People(people));
                MovieIndex index = new MovieIndex(reader, (People) opened.getLast());
                opened.clear();
                return Optional.of(index);
            }
        } catch (IOException e) {
            log.warn("The index in {} cannot be read and counts as none: {}", movies, e.toString());
        } finally {
            IOUtils.close(opened);
        }
        return Optional.empty();
    }

    /** Of the data, as the builder was told. */
    public String version() {
        return version;
    }

    public long size() {
        return reader.maxDoc();
    }

    public Optional<MovieJson> byId(long id) throws IOException {
        int document = Paging.document(id, segment.reader());
        return document < 0 ? Optional.empty() : Optional.of(new StoredJson(segment.reader()).at(document));
    }

    /** The movie at a place of the old routes' order, from 0. */
    public MovieJson at(int place) throws IOException {
        return new StoredJson(segment.reader()).at(place).copy();
    }

    /** All that meet a filter, in the old routes' order: year (those without one last), position in the source, id. */
    public MovieList list(MovieFilter filter) throws IOException {
        RoaringDocIdSet.Builder documents = new RoaringDocIdSet.Builder(Math.max(1, reader.maxDoc()));
        segment.collect(FilterQuery.of(filter, segment.reader()), (DocumentCollector) documents::add);
        return new DocumentList(documents.build(), segment.reader());
    }

    public SearchResult search(MovieQuery query) throws IOException {
        return new MovieSearch(segment, facetValues, people, query).result();
    }

    /** Most movies first, then by name. */
    public List<Count> genres() {
        return facetValues.genreCounts();
    }

    /** Those whose name, or a later word of it, begins so; those of most movies first. */
    public List<Count> people(String prefix, int limit) throws IOException {
        return people.beginningWith(prefix, limit);
    }

    /** The person of a name in any spelling; empty where no cast has it, or where it is a remnant of a sentence and no name. */
    public Optional<Person> person(String name) throws IOException {
        String key = Keys.ofName(name);
        List<String> spellings = people.spellings(key);
        if (spellings.isEmpty()) {
            return Optional.empty();
        }
        FoundMovies found = new FoundMovies(segment.reader());
        FacetTable castTable = new FacetTable(Fields.CAST, segment.reader());
        segment.collect(FilterQuery.named(Fields.CAST, name), MultiCollector.wrap(found, castTable));
        return Optional.of(new Person(
                spellings.getFirst(),
                found.total(),
                spellings,
                facetValues.count(Facet.GENRE, found.documents()),
                facetValues.count(Facet.DECADE, found.documents()),
                costars(castTable, key)));
    }

    private List<Count> costars(FacetTable cast, String key) throws IOException {
        List<Count> costars = new ArrayList<>();
        for (Count costar : cast.counts()) {
            List<String> spellings = costar.name().equals(key) ? List.of() : people.spellings(costar.name());
            if (!spellings.isEmpty()) {
                costars.add(new Count(spellings.getFirst(), costar.movies()));
            }
            if (costars.size() == COSTARS) {
                break;
            }
        }
        return costars;
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

    /** Gives up the reference that opening it took; the files are unmapped with the last one. */
    @Override
    public void close() throws IOException {
        reader.close();
    }
}
