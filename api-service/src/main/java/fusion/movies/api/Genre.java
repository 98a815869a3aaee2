package fusion.movies.api;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A genre with its number of films. */
@Table("movies_genre")
record Genre(@Id String genre, long films) {}
