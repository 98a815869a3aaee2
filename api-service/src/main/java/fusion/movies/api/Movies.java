package fusion.movies.api;

import org.springframework.data.repository.Repository;

/** The films in the database. */
interface Movies extends Repository<Movie, Long>, MovieSearch {}
