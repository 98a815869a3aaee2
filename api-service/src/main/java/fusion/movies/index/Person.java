package fusion.movies.index;

import java.util.List;

/**
 * Someone of a cast, all spellings that fold alike together.
 *
 * @param name as most movies spell it
 * @param spellings most frequent first
 * @param costars those with whom most movies are shared, up to 20
 */
public record Person(
        String name,
        long movies,
        List<String> spellings,
        List<Count> genres,
        List<Count> decades,
        List<Count> costars) {}
