package fusion.movies.index;

import fusion.movies.movie.Movie;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link MovieIndex} into a folder, in one thread. Until it is finished, there is no index in that folder. */
public final class MovieIndexBuilder implements Closeable {

    static final String MOVIES = "movies";
    static final String PEOPLE = "people";
    static final String VERSION = "version";
    static final String FORMAT = "format";

    /**
     * Movies that fit in become one segment at once, which needs no merge: the 36 thousand of the old API take 62 MB. Three tenths of the heap, 69 MB
     * in a pod of 512 MiB.
     */
    private static final int BUFFER_MEGABYTES = Math.clamp((Runtime.getRuntime().maxMemory() * 3 / 10) >> 20, 16, 80);

    private final MovieDocument documents;
    private final Directory movieFolder;
    private final Directory peopleFolder;
    private final IndexWriter movies;

    public MovieIndexBuilder(Path folder, JsonMapper json) throws IOException {
        documents = new MovieDocument(json);
        movieFolder = FSDirectory.open(folder.resolve(MOVIES));
        peopleFolder = FSDirectory.open(folder.resolve(PEOPLE));
        movies = writer(movieFolder, Fields.ORDER);
    }

    public void add(Movie movie) throws IOException {
        movies.addDocument(documents.of(movie));
    }

    /** @param version of the data, kept with the index */
    public void finish(String version) throws IOException {
        movies.forceMerge(1);
        try (IndexWriter people = writer(peopleFolder, PeopleBuilder.ORDER);
                DirectoryReader reader = DirectoryReader.open(movies)) {
            for (LeafReaderContext segment : reader.leaves()) {
                new PeopleBuilder(segment.reader(), people).addAll();
            }
            people.forceMerge(1);
            people.commit();
        }
        // Last: a folder with this commit has a whole index.
        movies.setLiveCommitData(Map.of(VERSION, version, FORMAT, Fields.FORMAT).entrySet());
        movies.commit();
    }

    private static IndexWriter writer(Directory folder, Sort order) throws IOException {
        return new IndexWriter(
                folder,
                new IndexWriterConfig(new WhitespaceAnalyzer())
                        .setOpenMode(OpenMode.CREATE)
                        .setIndexSort(order)
                        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                        .setUseCompoundFile(false)
                        .setMergeScheduler(new SerialMergeScheduler())
                        .setCommitOnClose(false));
    }

    @Override
    public void close() throws IOException {
        movies.close();
        movieFolder.close();
        peopleFolder.close();
    }
}
