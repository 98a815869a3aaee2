package front

import (
	"regexp"

	"github.com/jackc/pgx/v5/pgproto3"
)

var (
	wrongPassword = regexp.MustCompile(`^password authentication failed for user "(.*)"$`)
	noLogin       = regexp.MustCompile(`^role "(.*)" is not permitted to log in$`)
)

// loginError translates PostgreSQL's login errors to CockroachDB's.
func loginError(m message) message {
	var response pgproto3.ErrorResponse
	if response.Decode(m.body) != nil {
		return m
	}
	if match := wrongPassword.FindStringSubmatch(response.Message); match != nil {
		response.Code, response.Message = "28000", "password authentication failed for user "+match[1]
	} else if match := noLogin.FindStringSubmatch(response.Message); match != nil {
		response.Code, response.Message = "28000", match[1]+" does not have login privilege"
	} else {
		return m
	}
	text, err := response.Encode(nil)
	if err != nil {
		return m
	}
	return message{'E', text[5:]}
}
