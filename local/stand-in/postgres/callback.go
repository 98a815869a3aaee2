package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net"
	"os"

	"github.com/jackc/pgx/v5/pgproto3"

	"movies.fusion/local/stand-in/model"
)

// Question is a query of one of bootstrap.sql's functions.
type Question struct {
	What    string  `json:"what"`
	Gateway int     `json:"gateway"` // the node that the client is connected to
	Admin   bool    `json:"admin"`
	Unsafe  *string `json:"unsafe"` // allow_unsafe_internals of the session
	Name    string  `json:"name"`
	Value   string  `json:"value"`
	Reset   bool    `json:"reset"`
	Target  string  `json:"target"`
	Options string  `json:"options"`
}

// Answer returns a value for JSON, or a *model.Refusal.
type Answer func(context.Context, Question) (any, error)

// ServeQuestions serves PostgreSQL, which connects as to another PostgreSQL: by dblink over a socket.
func (p *Postgres) ServeQuestions(answer Answer) error {
	if err := os.MkdirAll(p.sockets(), 0o700); err != nil {
		return err
	}
	if err := os.RemoveAll(p.socket(callbackPort)); err != nil {
		return err
	}
	listener, err := net.Listen("unix", p.socket(callbackPort))
	if err != nil {
		return err
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			return err
		}
		go serveQuestions(connection, answer)
	}
}

func serveQuestions(connection net.Conn, answer Answer) {
	defer connection.Close()
	backend := pgproto3.NewBackend(connection, connection)
	if _, err := backend.ReceiveStartupMessage(); err != nil {
		return
	}
	backend.Send(&pgproto3.AuthenticationOk{})
	for name, value := range map[string]string{"client_encoding": "UTF8", "server_encoding": "UTF8", "server_version": "15", "standard_conforming_strings": "on"} {
		backend.Send(&pgproto3.ParameterStatus{Name: name, Value: value})
	}
	backend.Send(&pgproto3.ReadyForQuery{TxStatus: 'I'})
	for backend.Flush() == nil {
		message, err := backend.Receive()
		if err != nil {
			return
		}
		query, ok := message.(*pgproto3.Query)
		if !ok {
			return
		}
		value, err := answerText(query.String, answer)
		var refusal *model.Refusal
		switch {
		case errors.As(err, &refusal):
			backend.Send(&pgproto3.ErrorResponse{Severity: "ERROR", Code: refusal.Code, Message: refusal.Message})
		case err != nil:
			backend.Send(&pgproto3.ErrorResponse{Severity: "ERROR", Code: "XXUUU", Message: err.Error()})
		default:
			backend.Send(&pgproto3.RowDescription{Fields: []pgproto3.FieldDescription{{Name: []byte("answer"), DataTypeOID: 25, DataTypeSize: -1, TypeModifier: -1}}})
			backend.Send(&pgproto3.DataRow{Values: [][]byte{value}})
			backend.Send(&pgproto3.CommandComplete{CommandTag: []byte("SELECT 1")})
		}
		backend.Send(&pgproto3.ReadyForQuery{TxStatus: 'I'})
	}
	log.Print("PostgreSQL's question was not answered: the connection ended")
}

func answerText(text string, answer Answer) ([]byte, error) {
	var question Question
	if err := json.Unmarshal([]byte(text), &question); err != nil {
		return nil, err
	}
	value, err := answer(context.Background(), question)
	if err != nil {
		return nil, err
	}
	return json.Marshal(value)
}
