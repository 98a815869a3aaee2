"""The old API's design: Flask and SQLAlchemy, with a new engine per request. The old API never closed it; this one does, or the run would exhaust the connections."""
import os

from flask import Flask, jsonify
from sqlalchemy import create_engine, text

app = Flask(__name__)
COLUMNS = "cast_list, extract, genres, id, thumbnail, thumbnail_height, thumbnail_width, title, year"


def answer(condition, **parameters):
    engine = create_engine(os.environ["DATABASE_URL"])
    try:
        with engine.connect() as connection:
            rows = connection.execute(text(f"SELECT {COLUMNS} FROM peers.movies WHERE {condition}"), parameters)
            return jsonify([dict(row._mapping) for row in rows])
    finally:
        engine.dispose()


@app.get("/api/v1/movies/<int:id>")
def by_id(id):
    return answer("id = :id", id=id)


@app.get("/title/<title>")
def by_title(title):
    return answer("title_folded LIKE :part", part="%" + title.replace("_", " ") + "%")


@app.get("/cast/fullname/<name>")
def by_name(name):
    return answer("cast_folded @> ARRAY[:name]::text[]", name=name.replace("_", " "))


@app.get("/year/<int:year>")
def by_year(year):
    return answer("year = :year", year=year)
