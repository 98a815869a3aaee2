package fusion.movies.api;

import java.util.List;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** The names of all casts in the database. */
interface Names extends Repository<Name, String> {

    /** Names that begin so, or of which a later word does; those with most films first. */
    @Query("""
            SELECT name, films FROM movies_name
            WHERE name_folded LIKE :start || '%' OR name_folded LIKE '% ' || :start || '%'
            ORDER BY films DESC, name LIMIT :limit""")
    List<Name> beginningWith(String start, int limit);
}
