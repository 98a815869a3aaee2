/**
 * The search index over all movies, in Lucene; it knows neither HTTP nor the database.
 *
 * <p>{@link fusion.movies.index.MovieIndexBuilder} writes it once, {@link fusion.movies.index.MovieIndex} opens and answers. From the outside in: a
 * {@link fusion.movies.index.MovieQuery} goes to {@code MovieSearch}, its filter to {@code FilterQuery} and {@code Grams}, its text to {@code Relevance}
 * and {@code Typos}, its order to {@code Paging}. {@code MovieDocument} writes the fields that these ask.
 */
@NullMarked
package fusion.movies.index;

import org.jspecify.annotations.NullMarked;
