package fusion.movies.source;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Reads a text on its own thread, a few blocks ahead of the parser, since decompressing and decoding take about as long as parsing. */
final class ReadAhead extends Reader {

    private static final int BLOCK = 32 * 1024;
    private static final int MOST_BLOCKS = 4;

    private record Block(char[] characters, int length) {}

    private final Ahead<Block> blocks;
    private Block block = new Block(new char[0], 0);
    private int position;

    ReadAhead(Reader text) {
        blocks = new Ahead<>("read-ahead", MOST_BLOCKS, to -> {
            for (Block read = read(text); read.length() >= 0; read = read(text)) {
                to.put(read);
            }
        });
    }

    private static Block read(Reader text) throws IOException {
        char[] characters = new char[BLOCK];
        return new Block(characters, text.read(characters, 0, BLOCK));
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (position == block.length()) {
            Optional<Block> next = blocks.next();
            if (next.isEmpty()) {
                return -1;
            }
            block = next.get();
            position = 0;
        }
        int read = Math.min(length, block.length() - position);
        System.arraycopy(block.characters(), position, buffer, offset, read);
        position += read;
        return read;
    }

    /** Afterwards its thread no longer reads the text, so the caller can read on. */
    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
