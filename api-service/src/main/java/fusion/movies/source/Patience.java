package fusion.movies.source;

import java.time.Duration;

/**
 * The timeouts and limits of a download.
 *
 * @param attempts maximum number of consecutive attempts without progress
 * @param pause before the second attempt; doubled before each further one
 * @param longestPause the longest pause that a server may request
 * @param stall maximum time without data
 * @param window time over which a server must send at least {@link #SLOWEST} bytes a second
 */
record Patience(int attempts, Duration pause, Duration longestPause, Duration stall, Duration window) {

    static final Patience USUAL = new Patience(
            5, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(1));

    static final long SLOWEST = 1024;
}
