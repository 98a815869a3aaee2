module movies.fusion/local/stand-in

go 1.25.0
