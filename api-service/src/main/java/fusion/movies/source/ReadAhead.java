package fusion.movies.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads a text on its own thread, a few blocks ahead of the parser, since decompressing and decoding take about as long as parsing. Blocks arrive in
 * order, and after the last one the failure that ended them.
 */
final class ReadAhead extends Reader {

    private static final int BLOCK = 32 * 1024;
    private static final int MOST_BLOCKS = 4;

    private sealed interface Part {}

    private record Block(char[] characters, int length) implements Part {}

    private record End() implements Part {}

    private record Failure(Throwable cause) implements Part {}

    private final Reader text;
    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(MOST_BLOCKS);
    private final Thread thread;
    private volatile boolean isClosed;

    private Part part = new Block(new char[0], 0);
    private int position;

    ReadAhead(Reader text) {
        this.text = text;
        this.thread = Thread.ofVirtual().name("read-ahead").start(this::readAll);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (part instanceof Block block && position == block.length()) {
            part = next();
            position = 0;
        }
        return switch (part) {
            case Block block -> {
                int read = Math.min(length, block.length() - position);
                System.arraycopy(block.characters(), position, buffer, offset, read);
                position += read;
                yield read;
            }
            case End _ -> -1;
            case Failure(IOException e) -> throw e;
            case Failure(RuntimeException e) -> throw e;
            case Failure(Error e) -> throw e;
            case Failure(Throwable e) -> throw new IllegalStateException(e);
        };
    }

    /** Afterwards its thread no longer reads the text, so the caller can read on. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        parts.clear(); // so that the thread can deliver its block
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Part next() throws IOException {
        try {
            return parts.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("The reader of the source was interrupted");
    }

    private void readAll() {
        try {
            parts.put(putBlocks());
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nothing interrupts this thread", e);
        }
    }

    /** @return the part after the blocks */
    private Part putBlocks() throws InterruptedException {
        try {
            while (!isClosed) {
                char[] characters = new char[BLOCK];
                int length = text.read(characters, 0, BLOCK);
                if (length < 0) {
                    return new End();
                }
                parts.put(new Block(characters, length));
            }
            return new End();
        } catch (IOException | RuntimeException | Error e) {
            return new Failure(e);
        }
    }
}
