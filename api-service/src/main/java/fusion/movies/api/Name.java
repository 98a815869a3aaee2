package fusion.movies.api;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A name of a cast with its number of films. */
@Table("movies_name")
record Name(@Id String name, long films) {}
