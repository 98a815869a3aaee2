package fusion.movies.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fusion.movies.movie.Movie;
import fusion.movies.movie.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a folder may hold when it is opened, and what becomes of an index that is closed. */
class MovieIndexFolderTest {

    @TempDir
    private Path folder;

    @Test
    void anIndexIsOpenedAgainWithItsVersion() throws IOException {
        List<Movie> movies = SampleMovies.hardToFind();
        TestIndex.build(folder, movies, "load 7/3");
        for (int i = 0; i < 2; i++) {
            try (MovieIndex index = MovieIndex.open(folder).orElseThrow()) {
                assertThat(index.version()).isEqualTo("load 7/3");
                assertThat(index.size()).isEqualTo(movies.size());
            }
        }
    }

    @Test
    void aFolderThatIsNotThereOrEmptyHasNone() throws IOException {
        assertThat(MovieIndex.open(folder.resolve("none"))).isEmpty();
        assertThat(MovieIndex.open(folder)).isEmpty();
    }

    @Test
    void anIndexThatIsNotFinishedIsNone() throws IOException {
        try (MovieIndexBuilder builder = new MovieIndexBuilder(folder, JsonMapper.shared())) {
            builder.add(SampleMovies.titled(1, "One", 1990L));
            assertThat(MovieIndex.open(folder)).isEmpty();
        }
        assertThat(MovieIndex.open(folder)).isEmpty();
    }

    @Test
    void anIndexOfAnotherFormatIsNone() throws IOException {
        TestIndex.build(folder, SampleMovies.hardToFind(), "v1");
        try (FSDirectory directory = FSDirectory.open(folder.resolve("movies"));
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig().setIndexSort(Fields.ORDER))) {
            writer.setLiveCommitData(Map.of("version", "v1", "format", "0").entrySet());
        }
        assertThat(MovieIndex.open(folder)).isEmpty();
    }

    @Test
    void aDamagedIndexIsNone() throws IOException {
        TestIndex.build(folder, SampleMovies.hardToFind(), "v1");
        for (Damage damage : List.<Damage>of(MovieIndexFolderTest::cutInHalf, Files::delete)) {
            for (String part : List.of("movies", "people")) {
                for (Path file : files(folder.resolve(part))) {
                    byte[] before = Files.readAllBytes(file);
                    damage.of(file);
                    assertThat(MovieIndex.open(folder)).as("%s", file).isEmpty();
                    Files.write(file, before);
                }
            }
        }
        assertThat(MovieIndex.open(folder)).isPresent();
    }

    @Test
    void buildingAgainIntoTheFolderReplacesTheIndexAndLeavesTheOpenOneAsItIs() throws IOException {
        TestIndex.build(folder, List.of(SampleMovies.cast(1, "Old", 1990L, "Ann Old")), "v1");
        try (MovieIndex old = MovieIndex.open(folder).orElseThrow()) {
            TestIndex.build(folder, List.of(SampleMovies.cast(2, "New", 1991L, "Ann New")), "v2");

            assertThat(old.byId(1)).isPresent();
            assertThat(old.people("ann", 5)).containsExactly(new Count("Ann Old", 1));
            try (MovieIndex fresh = MovieIndex.open(folder).orElseThrow()) {
                assertThat(fresh.version()).isEqualTo("v2");
                assertThat(fresh.byId(1)).isEmpty();
                assertThat(fresh.byId(2)).isPresent();
                assertThat(fresh.people("ann", 5)).containsExactly(new Count("Ann New", 1));
            }
        }
    }

    @Test
    void questionsUnderWayAreAnsweredWhenTheIndexIsClosed() throws Exception {
        TestIndex.build(folder, SampleMovies.hardToFind(), "v1");
        MovieIndex index = MovieIndex.open(folder).orElseThrow();
        CountDownLatch asked = new CountDownLatch(200);
        Callable<Integer> client = () -> {
            int answered = 0;
            while (index.tryIncRef()) {
                try {
                    askEverything(index);
                    answered++;
                } finally {
                    index.decRef();
                    asked.countDown();
                }
            }
            return answered;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(threads.submit(client));
            }
            asked.await();
            index.close();
            int answered = 0;
            for (Future<Integer> each : clients) {
                answered += each.get();
            }
            assertThat(answered).isGreaterThanOrEqualTo(200);
        }
        assertThat(index.tryIncRef()).isFalse();
    }

    @Test
    void aListIsWrittenWholeAlthoughTheIndexIsClosedMeanwhile() throws IOException {
        TestIndex.build(folder, SampleMovies.hardToFind(), "v1");
        MovieIndex index = MovieIndex.open(folder).orElseThrow();
        assertThat(index.tryIncRef()).isTrue();
        MovieList list = index.list(MovieFilter.NONE);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();

        list.writeTo(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new AssertionError("Not byte by byte");
                    }

                    @Override
                    public void write(byte[] bytes, int start, int length) throws IOException {
                        index.close();
                        whole.write(bytes, start, length);
                    }
                },
                Shape.OLD);
        assertThat(JsonMapper.shared().readTree(whole.toByteArray()).size()).isEqualTo(list.size());
        assertThat(index.people("a", 1)).isNotEmpty();

        index.decRef();
        assertThat(index.tryIncRef()).isFalse();
        assertThatThrownBy(() -> index.people("a", 1)).isInstanceOf(AlreadyClosedException.class);
    }

    private static void askEverything(MovieIndex index) throws IOException {
        index.list(MovieFilter.title("the")).writeTo(OutputStream.nullOutputStream(), Shape.RESOURCE);
        SearchResult page = index.search(new MovieQuery(
                "toy story", MovieFilter.NONE, Sort.RELEVANCE, Optional.empty(), 5, Set.of(Facet.GENRE, Facet.DECADE)));
        index.byId(page.movies().isEmpty() ? 0 : page.movies().getFirst().id());
        index.people("t", 5);
        index.person("Tom Hanks");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("write.lock")).toList();
        }
    }

    private static void cutInHalf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private interface Damage {
        void of(Path file) throws IOException;
    }
}
