package fusion.movies.index;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.ByteBuffersDirectory;

/** An index is written once and merged to one segment, so that all is read by that. */
final class Segments {

    private Segments() {}

    /** The only segment; one without any field where the index is empty. */
    static LeafReader only(DirectoryReader reader) throws IOException {
        return switch (reader.leaves().size()) {
            case 0 -> withoutFields();
            case 1 -> reader.leaves().getFirst().reader();
            default -> throw new IllegalStateException("The index has several segments; it was not finished.");
        };
    }

    private static LeafReader withoutFields() throws IOException {
        var memory = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(memory, new IndexWriterConfig())) {
            writer.addDocument(new Document());
        }
        return DirectoryReader.open(memory).leaves().getFirst().reader();
    }
}
