package fusion.movies.index;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The only segment of an index: it is written once and merged to one.
 *
 * @param reader of the segment; of one without any field where the index is empty
 */
record Segment(IndexSearcher searcher, LeafReader reader) {

    static Segment of(DirectoryReader index) throws IOException {
        IndexSearcher searcher = new IndexSearcher(index);
        // Its memory would grow with what is asked, and these questions cost less than keeping their answers.
        searcher.setQueryCache(null);
        return switch (index.leaves().size()) {
            case 0 -> new Segment(searcher, withoutFields());
            case 1 -> new Segment(searcher, index.leaves().getFirst().reader());
            default -> throw new IllegalStateException("The index has several segments; it was not finished.");
        };
    }

    <C extends Collector> C collect(Query query, C collector) throws IOException {
        return searcher.search(query, new CollectorManager<C, C>() {
            @Override
            public C newCollector() {
                return collector;
            }

            @Override
            public C reduce(Collection<C> collectors) {
                return collector;
            }
        });
    }

    /** Whether anything meets a query. */
    boolean has(Query query) throws IOException {
        return searcher.search(query, 1).scoreDocs.length > 0;
    }

    /** A number that each document has. */
    long number(String field, int document) throws IOException {
        NumericDocValues numbers = reader.getNumericDocValues(field);
        numbers.advanceExact(document);
        return numbers.longValue();
    }

    private static LeafReader withoutFields() throws IOException {
        ByteBuffersDirectory memory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(memory, new IndexWriterConfig())) {
            writer.addDocument(new Document());
        }
        return DirectoryReader.open(memory).leaves().getFirst().reader();
    }
}
