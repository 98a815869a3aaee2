package fusion.movies.index;

import fusion.movies.movie.Batch;
import fusion.movies.movie.Movie;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a {@link MovieIndex} into a folder. The caller's thread makes documents, a second one adds them to the index; a single writer thread gives a
 * single segment, which needs no merge. Until it is finished, there is no index in that folder.
 */
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

    /** Documents that are handed over at once, fewer of long movies; twice as many are in memory. */
    private static final int BATCH = 100;

    private static final int BATCH_CHARACTERS = 256 * 1024;

    private final MovieDocument documents;
    private final Directory movieFolder;
    private final Directory peopleFolder;
    private final IndexWriter movies;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("index-writer").daemon().factory());
    private final Batch<Document> batch = new Batch<>(BATCH, BATCH_CHARACTERS);
    private Future<?> writing = CompletableFuture.completedFuture(null);

    public MovieIndexBuilder(Path folder, JsonMapper json) throws IOException {
        documents = new MovieDocument(json);
        movieFolder = FSDirectory.open(folder.resolve(MOVIES));
        peopleFolder = FSDirectory.open(folder.resolve(PEOPLE));
        movies = writer(movieFolder, Fields.ORDER);
    }

    public void add(Movie movie) throws IOException {
        batch.add(documents.of(movie), movie.characters());
        if (batch.isFull()) {
            write();
        }
    }

    private void write() throws IOException {
        awaitWriting();
        List<Document> full = batch.take();
        writing = writer.submit(() -> {
            for (Document document : full) {
                movies.addDocument(document);
            }
            return null;
        });
    }

    private void awaitWriting() throws IOException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw IOUtils.rethrowAlways(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Building the index was interrupted.");
        }
    }

    /** @param version of the data, kept with the index */
    public void finish(String version) throws IOException {
        write();
        awaitWriting();
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
                new IndexWriterConfig(new PerFieldAnalyzerWrapper(
                                new WhitespaceAnalyzer(), Map.of(Grams.TRIPLES, Grams.analyzer())))
                        .setOpenMode(OpenMode.CREATE)
                        .setIndexSort(order)
                        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                        .setUseCompoundFile(false)
                        .setMergeScheduler(new SerialMergeScheduler())
                        .setCommitOnClose(false));
    }

    @Override
    public void close() throws IOException {
        writer.shutdownNow();
        writer.close();
        movies.close();
        movieFolder.close();
        peopleFolder.close();
    }
}
