package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;

/** More lists than workers are written without an end, and nothing but the CPU limits them. */
class LongListsTest {

    private static final int LISTS = 4 * Runtime.getRuntime().availableProcessors();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RequestThreads threads = new RequestThreads();
    private final AtomicBoolean isBuilding = new AtomicBoolean();
    private final LongLists lists = new LongLists(threads, isBuilding::get, 2 * LISTS, LIMIT);
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger pieces = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(LISTS);

    @BeforeEach
    void writeLists() {
        byte[] piece = new byte[32 * 1024];
        new Random(1).nextBytes(piece);
        for (int list = 0; list < LISTS; list++) {
            start(
                    lists,
                    out -> {
                        while (!stop.get()) {
                            out.write(piece);
                            pieces.incrementAndGet();
                        }
                    },
                    ended);
        }
        awaitMorePieces();
    }

    @AfterEach
    void stopLists() {
        stop.set(true);
        awaitZero(ended);
    }

    @Test
    void aRequestStartsBesideThem() {
        for (int round = 0; round < 20; round++) {
            CountDownLatch started = new CountDownLatch(1);
            threads.execute(started::countDown);
            awaitZero(started);
            awaitMorePieces();
        }
    }

    @Test
    void aRequestGoesOnBesideThemAfterItWasBlocked() {
        for (int round = 0; round < 20; round++) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch unblocked = new CountDownLatch(1);
            CountDownLatch wentOn = new CountDownLatch(1);
            threads.execute(() -> {
                begun.countDown();
                awaitZero(unblocked);
                wentOn.countDown();
            });
            awaitZero(begun);
            unblocked.countDown();
            awaitZero(wentOn);
        }
    }

    @Test
    void anotherRequestOrABuildNeedsTime() {
        awaitNoOthers(); // lists that have not begun are others

        isBuilding.set(true);
        assertThat(lists.othersNeedTime()).isTrue();
        isBuilding.set(false);

        CountDownLatch end = new CountDownLatch(1);
        threads.execute(() -> awaitZero(end));
        assertThat(lists.othersNeedTime()).isTrue();
        end.countDown();
        awaitNoOthers();
    }

    @Test
    void oneMoreThanTheMostIsRefusedBeforeItWritesAndLaterAccepted() throws Exception {
        LongLists two = new LongLists(threads, () -> false, 2, Duration.ofMillis(1));
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(2);
        JsonBody slow = out -> {
            begun.countDown();
            awaitZero(end);
        };
        for (int list = 0; list < 2; list++) {
            start(two, slow, over);
        }
        awaitZero(begun);

        JsonBody third = out -> out.write('x');
        Compressed refused = new Compressed();
        assertThatThrownBy(() -> two.write(third, refused))
                .hasMessage("2 clients are reading long lists, which is the limit. Please try again, or read pages of"
                        + " /api/v1/movies.");
        assertThat(refused.isAsked).isFalse();

        end.countDown();
        awaitZero(over);
        Compressed accepted = new Compressed();
        two.write(third, accepted);
        assertThat(accepted.isAsked).isTrue();
    }

    private void start(LongLists lists, JsonBody list, CountDownLatch ended) {
        threads.execute(() -> {
            try {
                lists.write(list, new Compressed());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                ended.countDown();
            }
        });
    }

    private static void awaitZero(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitNoOthers() {
        await().atMost(LIMIT).until(() -> !lists.othersNeedTime());
    }

    private void awaitMorePieces() {
        int before = pieces.get();
        await().atMost(LIMIT).until(() -> pieces.get() > before);
    }

    private static final class Compressed implements HttpOutputMessage {

        private boolean isAsked;

        @Override
        public OutputStream getBody() throws IOException {
            isAsked = true;
            return new GZIPOutputStream(OutputStream.nullOutputStream());
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders();
        }
    }
}
