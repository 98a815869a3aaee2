package fusion.movies.http;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Runs each request in a virtual thread. As many run at once as there are cores; none is preempted. */
@Component
class RequestThreads implements Executor {

    private final ThreadFactory threads = Thread.ofVirtual().name("request-", 0).factory();
    private final AtomicInteger unfinished = new AtomicInteger();

    @Override
    public void execute(Runnable request) {
        Thread thread = threads.newThread(() -> {
            try {
                request.run();
            } finally {
                unfinished.decrementAndGet();
            }
        });
        unfinished.incrementAndGet();
        thread.start();
    }

    int unfinished() {
        return unfinished.get();
    }
}
